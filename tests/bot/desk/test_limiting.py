"""How often may be asked in chats: a person five times in ten seconds, a tenant once for what costs much."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.desk.commands import COMMANDS
from bot.desk.desk import NewsDesk
from bot.desk.limiting import COSTLY, OF_A_PERSON, Limits
from digests.desk import OPERATOR, Asker, Question, Who
from digests.errors import BadInput
from digests.limits import Allowed
from digests.subscription import Channel
from tests.bot.conftest import NOW
from tests.fakes.clock import FakeClock

ADMIN = Asker("discord", "home", "1", Channel("discord", "home", "9"), manages=True)
READER = replace(ADMIN, user="2", manages=False)
ORDER = {"topics": ("llama",), "at": "08:00"}


@pytest.fixture
def limited(desk: NewsDesk) -> NewsDesk:
    """Return the desk as the program has it."""
    return NewsDesk(replace(desk.context, platforms=("terminal", "discord")), limits=Limits())


async def outcome(desk: NewsDesk, verb: str, asker: Asker, **options: object) -> str:
    """Return the key of the refusal, or that it was answered."""
    try:
        await desk.answer(Question(verb, options, asker=asker))
    except BadInput as refusal:
        return refusal.key
    return "answered"


async def test_a19_of_a_hundred_commands_in_ten_seconds_five_are_answered_and_nobody_else_waits(
    limited: NewsDesk, clock: FakeClock
):
    told: Counter[str] = Counter()
    for _ in range(100):
        told[await outcome(limited, "help", READER)] += 1
        clock.advance(timedelta(milliseconds=99))
    assert told == {"answered": 5, "asked-too-often": 95}
    for other in (ADMIN, replace(READER, tenant="elsewhere"), replace(READER, platform="slack")):
        assert await outcome(limited, "help", other) == "answered"


async def test_whoever_waits_as_long_as_they_are_told_is_answered(limited: NewsDesk, clock: FakeClock):
    for _ in range(OF_A_PERSON.most):
        await outcome(limited, "help", READER)
    clock.advance(timedelta(seconds=3))
    with pytest.raises(BadInput) as refusal:
        await limited.answer(Question("help", asker=READER))
    assert all("7" in words.way_out(refusal.value) for words in limited.context.words.values())
    clock.advance(timedelta(seconds=7))
    assert await outcome(limited, "help", READER) == "answered"


async def test_a19_what_costs_much_is_answered_once_in_ten_seconds_for_a_tenant(limited: NewsDesk, clock: FakeClock):
    assert await outcome(limited, "schedules preview", ADMIN, **ORDER) == "answered"
    assert await outcome(limited, "schedules preview", replace(ADMIN, user="3"), **ORDER) == "costly-too-often"
    elsewhere = replace(ADMIN, tenant="elsewhere", place=Channel("discord", "elsewhere", "8"))
    assert await outcome(limited, "schedules preview", elsewhere, **ORDER) == "answered"
    clock.advance(timedelta(seconds=10))
    assert await outcome(limited, "schedules preview", ADMIN, **ORDER) == "answered"


async def test_who_may_not_ask_what_costs_much_keeps_nobody_from_it(limited: NewsDesk):
    assert await outcome(limited, "schedules preview", READER, **ORDER) == "not-allowed"
    assert await outcome(limited, "schedules preview", ADMIN) == "nothing-given"
    assert await outcome(limited, "schedules preview", ADMIN, **ORDER) == "answered"


async def test_the_home_that_a_platform_shows_again_after_a_press_counts_by_itself(limited: NewsDesk):
    for _ in range(OF_A_PERSON.most):
        assert await outcome(limited, "following", READER) == "answered"
        assert await outcome(limited, "home", READER) == "answered"
    assert await outcome(limited, "home", READER) == "asked-too-often"


async def test_the_terminal_is_not_limited(limited: NewsDesk):
    for _ in range(OF_A_PERSON.most + 1):
        assert await outcome(limited, "status", OPERATOR) == "answered"


def test_no_more_people_are_remembered_than_fit():
    limits = Limits(most=2)
    for user in ("1", "2", "3"):
        for _ in range(OF_A_PERSON.most):
            limits.let_in("help", replace(READER, user=user), NOW)
    limits.let_in("help", replace(READER, user="1"), NOW)
    with pytest.raises(BadInput):
        limits.let_in("help", replace(READER, user="3"), NOW)


def test_what_costs_much_is_for_admins_to_ask():
    assert {one.verb for one in COMMANDS if one.chat and one.who is Who.ADMINS} >= COSTLY


async def test_a19_the_operator_sets_how_often_a_person_may_ask(desk: NewsDesk, clock: FakeClock):
    slow = NewsDesk(desk.context, limits=Limits(Allowed(commands=12).person))
    told = [await outcome(slow, "help", READER) for _ in range(3)]
    assert told == ["answered", "answered", "asked-too-often"]
    clock.advance(timedelta(seconds=10))
    assert await outcome(slow, "help", READER) == "answered"
