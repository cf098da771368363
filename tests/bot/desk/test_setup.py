"""Setting up a digest one question at a time: the same in every language, by whoever began it alone."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from itertools import chain
from typing import Any

import pytest

from bot.desk.desk import NewsDesk
from bot.desk.setting_up import ZONES
from bot.newsroom.read import read_in
from bot.newsroom.room import Room
from digests.ask import ask_text
from digests.desk import OPERATOR, Asker, Question
from digests.errors import BadInput, NotFound, Refusal
from digests.language import Lang
from digests.page import Act, Bullets, Buttons, Choice, Page, Pick
from digests.schedule.zones import zone_typed
from digests.subscription import Channel
from tests.bot.reports import LLAMA_31_EN, LLAMA_31_HANS, MISTRAL_EN
from tests.fakes.clock import FakeClock

GUILD = "1234567890123456789"
HERE, THERE = Channel("discord", GUILD, "1" * 19), Channel("discord", GUILD, "2" * 19)
ANN = Asker("discord", GUILD, "8", HERE, manages=True)
LANGS = (Lang.EN, Lang.HANS, Lang.HANT)


@pytest.fixture(autouse=True)
async def stocked(room: Room) -> None:
    await read_in(room, [LLAMA_31_EN, LLAMA_31_HANS, MISTRAL_EN])


@pytest.fixture
def desk(desk: NewsDesk) -> NewsDesk:
    return NewsDesk(replace(desk.context, platforms=("terminal", "discord", "slack")))


async def ask(desk: NewsDesk, verb: str, asker: Asker = ANN, lang: Lang = Lang.EN, /, **options: Any) -> Page:  # noqa: ANN401  whatever is typed
    return await desk.answer(Question(verb, options, lang, "Asia/Taipei", asker))


def acts(page: Page) -> tuple[Act, ...]:
    """Return what can be pressed, and what is picked from a list of the platform's own."""
    every = (block.acts for block in page.blocks if isinstance(block, Buttons | Choice))
    return (*chain(*every), *(block.act for block in page.blocks if isinstance(block, Pick)))


async def give(desk: NewsDesk, page: Page, asker: Asker = ANN, lang: Lang = Lang.EN, /, **given: Any) -> Page:  # noqa: ANN401  the same
    """Press what gives that value, or what has it typed."""
    ((name, value),) = given.items()
    for act in acts(page):
        if act.ask.options.get(name) in (value, (value,)):
            return await ask(desk, act.ask.verb, asker, lang, **act.ask.options)
    typed = next(act for act in acts(page) if act.typed == name)
    return await ask(desk, typed.ask.verb, asker, lang, **typed.ask.options, **given)


def step(page: Page) -> str:
    return str(page.record.get("step", page.record["kind"]))


@pytest.mark.parametrize("lang", LANGS)
async def test_from_nothing_to_a_schedule_by_what_stands_on_the_pages_alone(desk: NewsDesk, lang: Lang):
    page, steps = await ask(desk, "setup", ANN, lang), []
    for given in (
        {"topics": "llama"},
        {"channel": str(HERE)},
        {"at": "18:00"},
        {"zone": "Europe/Berlin"},
        {"lang": "zh-Hant"},
    ):
        steps.append(step(page))
        page = await give(desk, page, ANN, lang, **given)
    assert steps == ["topics", "channel", "at", "zone", "lang"]
    assert page.record["outcome"] == "set-if-saved"
    assert page.record["trial"]["about"] == 1  # type: ignore[index]  # plain values
    assert await desk.context.ledger.orders() == ()
    (save,) = [act.ask for act in acts(page) if act.ask.verb == "save"]
    await ask(desk, "save", ANN, lang, **save.options)
    (order,) = await desk.context.ledger.orders()
    assert (order.channel, order.topics, order.lang) == (HERE, ("llama",), Lang.HANT)
    assert (order.schedule.zone, [f"{at:%H:%M}" for at in order.schedule.times]) == ("Europe/Berlin", ["18:00"])


@pytest.mark.parametrize("lang", LANGS)
async def test_every_step_fits_into_its_buttons_and_tells_what_was_answered(desk: NewsDesk, lang: Lang):
    page = await ask(desk, "setup", ANN, lang)
    for number, given in enumerate(({"topics": "all"}, {"channel": str(THERE)}, {"at": "7:15"}, {"zone": "utc"})):
        assert all(ask_text(act.ask) for act in acts(page))
        assert all(len(block.acts) <= 25 for block in page.blocks if isinstance(block, Choice))
        told = [line for block in page.blocks if isinstance(block, Bullets) for line in block.lines]
        assert len(told) == number
        page = await give(desk, page, ANN, lang, **given)
    assert page.record["answers"] == {
        "topics": desk.context.words[lang].say("schedules.all-news"),
        "channel": str(THERE),
        "at": "07:15",
        "zone": "UTC",
    }


async def test_what_is_typed_with_the_command_is_not_asked_for(desk: NewsDesk):
    page = await ask(desk, "setup", topics=("llama", "mistral"), channel=str(THERE), at="08:00", lang="en")
    assert step(page) == "zone"
    assert (await give(desk, page, zone="Asia/Taipei")).record["outcome"] == "set-if-saved"


@pytest.mark.parametrize(
    ("wrong", "key"),
    [
        ({"topics": "Nobody Known"}, "no-such-topic"),
        ({"channel": "general"}, "no-channel-here"),
        ({"channel": "discord:9/9"}, "channel-elsewhere"),
        ({"at": "25:00"}, "no-time"),
        ({"zone": "Xyzzy"}, "no-zone"),
    ],
)
async def test_what_cannot_be_is_told_and_the_step_may_be_answered_again(
    desk: NewsDesk, wrong: dict[str, str], key: str
):
    page = await ask(desk, "setup")
    its = {"id": str(page.record["id"])}
    with pytest.raises(Refusal) as told:
        await ask(desk, "step", ANN, **its, **wrong)
    assert told.value.key == key
    assert all(words.refusal(told.value) for words in desk.context.words.values())
    assert step(await ask(desk, "step", ANN, **its, topics=("llama",))) == "channel"


async def test_what_is_settled_for_the_whole_server_is_not_asked_for_and_may_be_said_otherwise(desk: NewsDesk):
    shown = await ask(desk, "settings", zone="Asia/Tokyo", lang="zh-Hant")
    await ask(desk, "save", **next(act.ask for act in acts(shown) if act.ask.verb == "save").options)
    page = await ask(desk, "setup", topics=("llama",), channel=str(HERE), lang="en")
    assert (step(page), page.record["answers"]) == (
        "at",
        {"topics": "Llama", "channel": str(HERE), "zone": "Asia/Tokyo", "lang": "English"},
    )
    assert (await give(desk, page, at="08:00")).record["outcome"] == "set-if-saved"


async def test_an_earlier_answer_may_be_given_anew(desk: NewsDesk):
    first = await ask(desk, "setup", channel=str(HERE), at="08:00", zone="UTC", lang="en")
    for topics, stories in (("llama", 1), ("all", 2)):
        page = await give(desk, first, topics=topics)
        assert page.record["trial"]["about"] == stories  # type: ignore[index]  # plain values


async def test_nobody_else_goes_on_with_it_nor_anybody_a_day_later_nor_is_it_saved_as_it_is(
    desk: NewsDesk, clock: FakeClock
):
    page = await ask(desk, "setup")
    its = {"id": str(page.record["id"])}
    for other in (replace(ANN, user="9"), replace(ANN, tenant="2", place=Channel("discord", "2", "3"))):
        with pytest.raises(NotFound, match="no-such-setup"):
            await ask(desk, "step", other, **its, topics=("llama",))
    with pytest.raises(BadInput, match="not-allowed"):
        await ask(desk, "save", **its)
    clock.advance(timedelta(hours=24))
    with pytest.raises(NotFound, match="no-such-setup"):
        await ask(desk, "step", ANN, **its, topics=("llama",))


async def test_readers_and_the_terminal_do_not_set_up_in_this_way(desk: NewsDesk):
    with pytest.raises(BadInput, match="not-allowed"):
        await ask(desk, "setup", replace(ANN, manages=False))
    with pytest.raises(NotFound, match="no-such-question"):
        await ask(desk, "setup", OPERATOR)


async def test_in_direct_messages_the_channel_is_picked(desk: NewsDesk):
    page = await ask(desk, "setup", replace(ANN, place=ANN.own), topics=("llama",))
    assert [act.typed for act in acts(page)] == ["channel"]


def test_the_zones_that_are_offered_are_zones():
    assert [zone_typed(zone) for zone in ZONES] == [*ZONES]
    assert len(ZONES) < 25
