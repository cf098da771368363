"""A question names only channels that whoever asks it sees, by the word of their platform at that moment."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.desk.desk import NewsDesk
from digests.desk import Asker, Question
from digests.errors import BadInput
from digests.page import Buttons, Page
from digests.subscription import Channel

HERE, SEEN, HIDDEN = (Channel("discord", "home", name) for name in ("1", "2", "3"))
ORDER: dict[str, object] = {"topics": ("llama",), "at": "08:00"}


async def sees(channel: Channel) -> bool:
    return channel == SEEN


async def sees_nothing(_: Channel) -> bool:
    return False


ADMIN = Asker("discord", "home", "1", HERE, manages=True, sees=sees)


@pytest.fixture
def chatting(desk: NewsDesk) -> NewsDesk:
    return NewsDesk(replace(desk.context, platforms=("terminal", "discord")))


async def ask(desk: NewsDesk, verb: str, asker: Asker = ADMIN, **options: object) -> Page:
    return await desk.answer(Question(verb, options, asker=asker))


async def refusal(desk: NewsDesk, verb: str, asker: Asker = ADMIN, **options: object) -> BadInput:
    with pytest.raises(BadInput) as refused:
        await ask(desk, verb, asker, **options)
    return refused.value


@pytest.mark.parametrize("verb", ["schedules set", "schedules preview", "schedules pause", "schedules list"])
async def test_a06_a_channel_that_the_asker_does_not_see_is_as_unknown_as_one_of_others(chatting: NewsDesk, verb: str):
    given: dict[str, object] = ORDER if verb in {"schedules set", "schedules preview"} else {}
    theirs = replace(HIDDEN, tenant="elsewhere")
    told = [await refusal(chatting, verb, ADMIN, channel=str(one), **given) for one in (HIDDEN, theirs)]
    assert {(one.key, one.subject) for one in told} == {("channel-elsewhere", HIDDEN.name)}


async def test_a06_the_place_is_seen_by_whoever_asks_there_and_others_by_the_word_of_the_platform(chatting: NewsDesk):
    for asker, channel in ((ADMIN, SEEN), (replace(ADMIN, sees=sees_nothing), HERE)):
        assert (await ask(chatting, "schedules preview", asker, channel=str(channel), **ORDER)).record["runs"]
    assert (await ask(chatting, "schedules preview", replace(ADMIN, sees=sees_nothing), **ORDER)).record["runs"]


async def test_a06_what_was_shown_is_not_saved_for_a_channel_that_is_hidden_by_then(chatting: NewsDesk):
    page = await ask(chatting, "schedules set", ADMIN, channel=str(SEEN), **ORDER)
    saves = [act.ask for one in page.blocks if isinstance(one, Buttons) for act in one.acts if act.ask.verb == "save"]
    for one in saves:
        blind = replace(ADMIN, sees=sees_nothing)
        assert (await refusal(chatting, one.verb, blind, **one.options)).key == "channel-elsewhere"
        assert await chatting.context.ledger.subscriptions() == ()


async def test_what_is_no_channel_is_refused_as_before(chatting: NewsDesk):
    assert (await refusal(chatting, "schedules list", channel="general")).key == "no-channel-here"
