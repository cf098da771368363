"""A change that is shown is changed once more before it is saved: by whoever it was shown to, while it may be."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from bot.desk.answers import SAVES, SHOWS
from bot.desk.commands import COMMANDS
from bot.desk.desk import NewsDesk
from bot.newsroom.read import read_in
from bot.newsroom.room import Room
from digests.change import Holds
from digests.desk import Asker, Question
from digests.errors import BadInput, NotFound, Refusal
from digests.language import Lang
from digests.page import Act, Buttons, Page
from digests.subscription import Channel
from tests.bot.desk.saving import acts_of
from tests.bot.reports import LLAMA_31_EN, LLAMA_31_HANS, MISTRAL_EN
from tests.fakes.clock import FakeClock

GUILD = "1234567890123456789"
HERE, THERE = Channel("discord", GUILD, "1" * 19), Channel("discord", GUILD, "2" * 19)
ANN = Asker("discord", GUILD, "8", HERE, manages=True)


@pytest.fixture(autouse=True)
async def stocked(room: Room) -> None:
    await read_in(room, [LLAMA_31_EN, LLAMA_31_HANS, MISTRAL_EN])


@pytest.fixture
def desk(desk: NewsDesk) -> NewsDesk:
    return NewsDesk(replace(desk.context, platforms=("terminal", "discord")))


async def ask(desk: NewsDesk, verb: str, asker: Asker = ANN, /, **options: Any) -> Page:  # noqa: ANN401  whatever is typed
    return await desk.answer(Question(verb, options, Lang.EN, "Asia/Taipei", asker))


def changing(page: Page) -> dict[str, Act]:
    """Return what can be typed anew, by the option that is typed."""
    every = (act for block in page.blocks if isinstance(block, Buttons) for act in block.acts)
    return {act.typed: act for act in every if act.ask.verb == "change"}


async def change(desk: NewsDesk, page: Page, asker: Asker = ANN, /, **typed: Any) -> Page:  # noqa: ANN401  the same
    (option,) = typed
    return await ask(desk, "change", asker, **changing(page)[option].ask.options, **typed)


async def words(desk: NewsDesk, page: Page) -> object:
    """Save what is shown, and return the words of the topic."""
    await ask(desk, "save", ANN, **acts_of(page)["Save"].options)
    (topic,) = await desk.context.ledger.held(Holds.TOPIC, "discord", GUILD)
    return topic.value["words"]


async def test_a_schedule_is_shown_with_another_time_length_and_language_and_saved_as_it_was_shown_last(desk: NewsDesk):
    page = await ask(desk, "schedules set", topics=("llama",), at="08:00", zone="Europe/Berlin", channel=str(THERE))
    assert [*changing(page)] == ["at", "zone", "days", "length", "lang"]
    for typed in ({"at": "18:30"}, {"days": "mon-fri"}, {"length": 3}, {"lang": "zh-Hant"}):
        page = await change(desk, page, **typed)
        assert page.record["outcome"] == "set-if-saved"
    await ask(desk, "save", ANN, **acts_of(page)["Save"].options)
    (order,) = await desk.context.ledger.orders()
    shown = [f"{at:%H:%M}" for at in order.schedule.times], order.schedule.zone, order.length, order.lang
    assert shown == (["18:30"], "Europe/Berlin", 3, Lang.HANT)
    assert (order.channel, sorted(order.schedule.weekdays)) == (THERE, [0, 1, 2, 3, 4])


async def test_words_are_added_one_after_another_to_the_name_that_was_typed(desk: NewsDesk):
    page = await ask(desk, "topics add", name="Nuthatch")
    for typed in ("+Heron-1", "+Grebe", "-Heron-1"):
        page = await change(desk, page, words=(typed,))
    assert await words(desk, page) == ["Nuthatch", "Grebe"]


async def test_words_without_a_sign_take_the_place_of_all(desk: NewsDesk):
    page = await ask(desk, "topics add", name="Nuthatch", words=("Heron-1", "Grebe"))
    page = await change(desk, page, words=("Plover",))
    page = await change(desk, page, words=("+Dunlin", "-Plover"))
    assert await words(desk, page) == ["Dunlin"]


async def test_what_cannot_be_is_told_and_what_was_shown_can_still_be_saved(desk: NewsDesk):
    page = await ask(desk, "topics add", name="Nuthatch")
    with pytest.raises(BadInput, match="topic-strange-sign"):
        await change(desk, page, words=("@here",))
    assert await words(desk, page) == ["Nuthatch"]


async def test_what_was_changed_is_saved_as_it_is_and_not_as_it_was(desk: NewsDesk):
    first = await ask(desk, "topics add", name="Nuthatch")
    await change(desk, first, words=("Plover",))
    with pytest.raises(NotFound, match="no-such-proposal"):
        await ask(desk, "save", ANN, **acts_of(first)["Save"].options)


async def test_a03_nobody_else_changes_it_nor_whoever_may_not_any_more_nor_anybody_a_day_later(
    desk: NewsDesk, clock: FakeClock
):
    page = await ask(desk, "topics add", name="Nuthatch")
    for other in (replace(ANN, user="9"), replace(ANN, tenant="2", place=Channel("discord", "2", "3"))):
        with pytest.raises(NotFound, match="no-such-proposal"):
            await change(desk, page, other, words=("Plover",))
    with pytest.raises(BadInput, match="not-allowed"):
        await change(desk, page, replace(ANN, manages=False), words=("Plover",))
    clock.advance(timedelta(hours=24))
    with pytest.raises(NotFound, match="no-such-proposal"):
        await change(desk, page, words=("Plover",))


async def test_a06_a_channel_that_the_asker_sees_no_more_is_not_shown_again(desk: NewsDesk):
    page = await ask(desk, "schedules set", topics=("llama",), at="08:00", channel=str(THERE))

    async def sees(channel: Channel) -> bool:
        return channel != THERE

    with pytest.raises(Refusal):
        await change(desk, page, replace(ANN, sees=sees), at="09:00")


async def test_what_is_only_saved_cannot_be_changed(desk: NewsDesk):
    page = await ask(desk, "topics remove", topic="llama")
    assert changing(page) == {}
    with pytest.raises(BadInput, match="not-allowed"):
        await ask(desk, "change", ANN, **acts_of(page)["Save"].options, name="Plover")


def test_everything_that_can_be_changed_is_an_option_of_what_showed_it():
    by_verb = {command.verb: command for command in COMMANDS}
    options = {option.name for option in by_verb["change"].options} - {"id"}
    assert SHOWS.keys() <= SAVES.keys()
    assert options <= {option.name for verb in SHOWS for option in by_verb[verb].options}
