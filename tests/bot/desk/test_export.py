"""All that is a tenant's as one text: nothing is missing, nothing is another tenant's, nothing is secret."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest

from bot.desk.desk import NewsDesk
from digests.change import Change, Holds
from digests.desk import OPERATOR, Asker, Question
from digests.errors import BadInput
from digests.language import Lang
from digests.page import Page, Text, Tone
from digests.subscription import Channel
from tests.bot.conftest import NOW

HERE, THERE = Channel("discord", "guild", "1"), Channel("discord", "other", "2")
ADMIN = Asker("discord", "guild", "8", HERE, manages=True)
OTHER = Asker("discord", "other", "9", THERE, manages=True)
ADDRESS = "https://reader:pa55word@grebe.example/feed?api_key=s3cret"


def order(channel: Channel) -> dict[str, Any]:
    value: dict[str, Any] = {"channel": str(channel), "topics": [], "times": ["08:00"], "zone": "UTC", "weekdays": [0]}
    value |= {"quiet_days": [], "lang": "en", "created": NOW.isoformat(), "length": 8, "when_empty": "silent"}
    return value | {"alerts": 0, "paused": False, "ordered_by": "8", "threaded": False}


def things(tenant: str, word: str) -> dict[Holds, tuple[str, dict[str, Any]]]:
    """Return one thing of each kind, each with a word of its own in it."""
    return {
        Holds.TOPIC: (word, {"name": {"en": word}, "entities": [], "words": [word], "exclude": []}),
        Holds.SCHEDULE: (word, order(Channel("discord", tenant, word))),
        Holds.FEED: (ADDRESS, {"outlet": word, "lang": None, "created": NOW.isoformat()}),
        Holds.GRANT: (f"user:{word}", {"by": word, "since": NOW.isoformat()}),
        Holds.VERDICT: (word, {"verdict": "reject", "topic": word, "about": word}),
        Holds.FILTER: (word, {"name": word}),
        Holds.SETTINGS: (f"discord:{tenant}", {"zone": word}),
    }


@pytest.fixture
async def desk(desk: NewsDesk) -> NewsDesk:
    """Return a desk of two tenants that have one thing of each kind."""
    for tenant, word in (("guild", "grebe"), ("other", "osprey")):
        for holds, (name, value) in things(tenant, word).items():
            change = Change(f"{word}-{holds}", "discord", tenant, holds, name, None, value, "x", word, NOW)
            assert await desk.context.ledger.change(change)
    return desk


async def export(desk: NewsDesk, asker: Asker, lang: Lang = Lang.EN) -> Page:
    return await desk.answer(Question("export", {}, lang, "UTC", asker))


async def test_everything_of_the_tenant_is_there_and_nothing_of_another(desk: NewsDesk):
    record: Any = (await export(desk, ADMIN)).record
    assert {kind: len(every) for kind, every in record["held"].items()} == {holds.value: 1 for holds in Holds}
    assert len(record["changes"]) == len(Holds)
    assert "osprey" not in json.dumps(record)
    theirs = json.dumps((await export(desk, OTHER)).record)
    assert ("osprey" in theirs, "grebe" in theirs.replace("grebe.example", "")) == (True, False)


@pytest.mark.parametrize("lang", [Lang.EN, Lang.HANS, Lang.HANT])
async def test_in_a_chat_it_is_json_in_parts_without_what_is_secret(desk: NewsDesk, lang: Lang):
    page = await export(desk, ADMIN, lang)
    parts = [block.text for block in page.blocks if isinstance(block, Text) and block.tone is Tone.CODE]
    assert max(map(len, parts)) <= 3_000
    assert json.loads("\n".join(parts)) == page.record
    for secret in ("s3cret", "pa55word"):
        assert secret not in str(page)


async def test_what_is_posted_to_one_person_is_not_told_to_an_admin(desk: NewsDesk):
    private = Change(
        "p1", "discord", "guild", Holds.SCHEDULE, "p", None, order(replace(HERE, name="@7")), "x", "7", NOW
    )
    assert await desk.context.ledger.change(private)
    assert "@7" not in str((await export(desk, ADMIN)).record)


async def test_the_terminal_has_its_own_and_no_tenants(desk: NewsDesk):
    page = await export(desk, OPERATOR)
    assert not any(word in str(page) for word in ("grebe", "osprey"))
    assert not any(isinstance(block, Text) and block.tone is Tone.CODE for block in page.blocks)


async def test_a_reader_exports_nothing(desk: NewsDesk):
    with pytest.raises(BadInput, match="not-allowed"):
        await export(desk, replace(ADMIN, manages=False))
