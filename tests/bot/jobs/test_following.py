"""From following to the message: what a reader follows comes by the same ledger, once, and nothing else with it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from adapters.terminal.publisher import TerminalPublisher
from bot.desk.context import Asked
from bot.desk.digest import draft_of
from bot.desk.follows import answer_follow, answer_mute
from bot.jobs import build as building
from bot.jobs.press import Press
from bot.newsroom.read import read_in
from bot.newsroom.room import Room
from config.lexicon import load_lexicon, load_topics
from digests.article import Entry
from digests.desk import OPERATOR, Asker, Question
from digests.edition import Edition
from digests.language import Lang
from digests.page import Page
from digests.points import Point
from digests.subscription import Channel, SlotState
from tests.bot.jobs.stage import DAY, HOUR, Killed, Stage
from tests.bot.reports import LLAMA_31_EN, LLAMA_31_HANS, report
from tests.fakes.clock import FakeClock

EVENING = datetime(2024, 7, 23, 17, tzinfo=UTC)
ME = Channel("terminal", "local", "me")
READER, OTHER = (Asker("fake", "guild", user) for user in ("u1", "u2"))
CHIP = report(
    "Nvidia starts to sell a new chip", "Nvidia started to sell a new chip.", "Silicon Post", "2024-07-23", 15
)
CHIP_AGAIN = report("Nvidia starts to sell a chip", "Nvidia started to sell a new chip.", "Chip Times", "2024-07-24", 2)
MISTRAL = report(
    "Mistral AI releases Mistral Large 2", "Mistral AI released Mistral Large 2.", "Model Gazette", "2024-07-24", 2
)


class Desk:
    """A newsroom that is read into, and a press that serves readers of it."""

    def __init__(self, stage: Stage, folder: Path) -> None:
        stage.clock = FakeClock(EVENING)
        self.stage = stage
        self.room = Room(stage.store, load_lexicon(), stage.clock)
        publishers = {"terminal": TerminalPublisher(folder), "fake": stage.publisher}
        press = stage.a_press(publishers=publishers, draft_of=draft_of)
        context = replace(press.context, lexicon=self.room.lexicon, clock=stage.clock)
        self.press: Press = replace(press, context=context)

    async def read(self, *entries: Entry) -> None:
        """Read in what came."""
        await read_in(self.room, entries)

    async def ask(
        self, answer: Callable[[Asked], Awaitable[Page]], subject: str, asker: Asker = OPERATOR, **options: str
    ) -> None:
        """Follow, or the like."""
        question = Question("follow", {"subject": subject, **options}, Lang.EN, "UTC", asker)
        await answer(Asked(self.press.context, question))

    async def story(self) -> str:
        """Return the id of the story of Llama 3.1."""
        (article,) = await self.stage.store.find_articles(LLAMA_31_EN.url or "")
        (story,) = await self.stage.store.stories_of([article.id])
        return story.id

    async def until(self, at: datetime) -> None:
        """Let the clock move on and the bot work."""
        self.stage.clock.advance(at - self.stage.clock.now())
        await self.stage.step(self.press)

    async def editions(self, channel: Channel = ME) -> list[Edition]:
        """Return what was posted, newest first."""
        found: tuple[Edition, ...] = await self.stage.ledger.editions(channel, 9)
        return list(found)


@pytest.fixture
async def desk(stage: Stage, tmp_path: Path) -> Desk:
    its = Desk(stage, tmp_path)
    await stage.store.save_topics(load_topics())
    await its.read(LLAMA_31_EN, CHIP)
    return its


def lines(edition: Edition) -> list[str]:
    rows: list[Any] = [row for part in edition.parts for row in part.page.record["stories"]]  # type: ignore[attr-defined]  # a list of rows
    return [row["id"] for row in rows]


MORNING = datetime(2024, 7, 24, 9, tzinfo=UTC)


async def test_a_followed_story_that_gets_a_report_comes_next_morning_alone_and_once(desk: Desk, tmp_path: Path):
    its = await desk.story()
    await desk.ask(answer_follow, its)
    await desk.until(MORNING - 6 * HOUR)
    await desk.read(LLAMA_31_HANS, MISTRAL)
    await desk.until(MORNING - timedelta(minutes=1))
    assert await desk.editions() == []
    await desk.until(MORNING)
    (edition,) = await desk.editions()
    assert lines(edition) == [its]
    assert edition.parts[0].page.title == "Following · 24 Jul 2024"
    assert "Llama 3.1" in (tmp_path / "me.txt").read_text("utf-8")
    await desk.until(MORNING + DAY)
    assert len(await desk.editions()) == 1
    empty = await desk.stage.ledger.slots(SlotState.EMPTY, MORNING)
    assert [slot.due for slot in empty] == [MORNING + DAY]


async def test_a_followed_story_without_a_new_report_is_silent(desk: Desk):
    await desk.ask(answer_follow, await desk.story())
    await desk.until(MORNING - 6 * HOUR)
    await desk.read(MISTRAL)
    await desk.until(MORNING)
    assert await desk.editions() == []


async def test_a_story_followed_before_it_was_merged_into_another_still_comes(desk: Desk):
    its = await desk.story()
    await desk.ask(answer_follow, its)
    await desk.until(MORNING - 6 * HOUR)
    await desk.read(LLAMA_31_HANS)
    story = await desk.stage.store.story(its)
    assert story is not None
    await desk.stage.store.save_stories([replace(story, id="smerged00")], gone=[its])
    await desk.until(MORNING)
    assert [lines(edition) for edition in await desk.editions()] == [["smerged00"]]


async def test_a_followed_story_stands_above_what_ranks_higher(desk: Desk):
    (chip,) = await desk.stage.store.find_articles(CHIP.url or "")
    (story,) = await desk.stage.store.stories_of([chip.id])
    for subject in ("meta", "nvidia"):
        await desk.ask(answer_follow, subject, OTHER)
    for subject in ("meta", story.id):
        await desk.ask(answer_follow, subject, READER)
    await desk.until(MORNING - 6 * HOUR)
    await desk.read(LLAMA_31_HANS, CHIP_AGAIN)
    await desk.until(MORNING)
    told = {one: [lines(edition) for edition in await desk.editions(one.own)] for one in (READER, OTHER)}
    assert told == {READER: [[story.id, await desk.story()]], OTHER: [[await desk.story(), story.id]]}


async def test_what_is_muted_does_not_come(desk: Desk):
    await desk.ask(answer_follow, "outlet:silicon post")
    await desk.ask(answer_follow, "meta")
    await desk.ask(answer_mute, "nvidia")
    await desk.until(MORNING)
    (edition,) = await desk.editions()
    assert lines(edition) == [await desk.story()]


async def test_the_stories_of_a_window_are_read_once_for_all_readers_and_a_wish_is_drafted_once(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
):
    called: list[str] = []
    for name in ("material_between", "draft_wanted"):
        real = getattr(building, name)

        async def counted(*given: Any, real: Any = real, name: str = name) -> Any:  # noqa: ANN401  as what is counted
            called.append(name)
            return await real(*given)

        monkeypatch.setattr(building, name, counted)
    await desk.ask(answer_follow, "meta", READER)
    await desk.ask(answer_follow, "meta", OTHER)
    await desk.ask(answer_follow, "nvidia")
    await desk.until(MORNING)
    assert called == ["material_between", "draft_wanted", "draft_wanted"]
    told = {str(at): [lines(one) for one in await desk.editions(at)] for at in (READER.own, OTHER.own, ME)}
    assert told[str(READER.own)] == told[str(OTHER.own)] == [[await desk.story()]]
    assert told[str(ME)] not in ([], [[await desk.story()]])


async def test_each_reader_is_told_in_their_own_language_at_their_own_hour(desk: Desk):
    await desk.ask(answer_follow, "meta", READER, lang="zh-Hant", at="7", zone="Asia/Taipei")
    await desk.ask(answer_follow, "meta", OTHER, at="8")
    await desk.until(datetime(2024, 7, 23, 23, tzinfo=UTC))
    (edition,) = await desk.editions(READER.own)
    assert edition.parts[0].page.title.endswith("2024年7月24日")
    assert await desk.editions(OTHER.own) == []
    await desk.until(MORNING - HOUR)
    assert len(await desk.editions(OTHER.own)) == 1


async def test_what_was_missed_is_named_only_beside_something_new(desk: Desk):
    await desk.ask(answer_follow, "meta")
    await desk.until(MORNING + DAY)
    assert await desk.editions() == []
    assert len(await desk.stage.ledger.slots(SlotState.SKIPPED, MORNING)) == 1
    await desk.read(replace(LLAMA_31_HANS, published=replace(MISTRAL.published, at=MORNING + DAY + HOUR)))  # type: ignore[type-var]  # it has one
    await desk.until(MORNING + 2 * DAY)
    (edition,) = await desk.editions()
    assert "Not posted" in str(edition.parts[0].page.blocks)


@pytest.mark.parametrize("point", [Point.BUILD_BEGUN, Point.DRAFT_BUILT, Point.TOLD_READ, Point.SEND_QUEUED])
async def test_a_process_killed_while_it_builds_for_readers_leaves_nothing_twice_and_nothing_out(
    desk: Desk, point: Point
):
    def die(at: Point) -> None:
        if at is point:
            desk.stage.passing = lambda _: None
            raise Killed

    await desk.ask(answer_follow, "meta", READER)
    await desk.ask(answer_follow, "nvidia", OTHER)
    desk.stage.passing = die
    with pytest.raises(Killed):
        await desk.until(MORNING)
    desk.press = replace(desk.press, owner="two", building=set())
    await desk.stage.quiet(press=desk.press)
    assert [len(await desk.editions(one.own)) for one in (READER, OTHER)] == [1, 1]
    assert [len(desk.stage.seen(one.own)) for one in (READER, OTHER)] == [1, 1]
