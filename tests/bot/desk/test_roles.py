"""Grants: whom admins let do what admins do, and for whom that is nothing."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.desk.desk import NewsDesk
from digests.change import Holds
from digests.desk import Asker, Question
from digests.errors import Refusal
from digests.limits import Allowed
from digests.page import Act, Bullets, Buttons, Page, Text
from digests.subscription import Channel
from tests.bot.desk.test_access import grant

BOSS = Asker("discord", "home", "1", Channel("discord", "home", "9"), manages=True)
READER = replace(BOSS, user="2", manages=False)
EDITOR = replace(READER, user="3", roles=frozenset({"77"}))
STRANGER = replace(BOSS, tenant="elsewhere", place=Channel("discord", "elsewhere", "8"))


async def ask(desk: NewsDesk, verb: str, asker: Asker = BOSS, **options: object) -> Page:
    return await desk.answer(Question(verb, options, asker=asker))


async def refused(desk: NewsDesk, verb: str, asker: Asker = BOSS, **options: object) -> str:
    with pytest.raises(Refusal) as refusal:
        await ask(desk, verb, asker, **options)
    assert all(words.refusal(refusal.value) for words in desk.context.words.values())
    return refusal.value.key


def acts(page: Page) -> dict[str, Act]:
    return {act.ask.verb: act for block in page.blocks if isinstance(block, Buttons) for act in block.acts}


async def save(desk: NewsDesk, page: Page, asker: Asker = BOSS) -> Page:
    return await ask(desk, "save", asker, **acts(page)["save"].ask.options)


async def granted(desk: NewsDesk, tenant: str = "home") -> list[str]:
    return [one.name for one in await desk.context.ledger.held(Holds.GRANT, "discord", tenant)]


async def test_a_grant_is_shown_first_and_given_when_it_is_saved(desk: NewsDesk):
    page = await ask(desk, "roles grant", who="role:77")
    assert (page.record["outcome"], await granted(desk)) == ("granting", [])
    assert await refused(desk, "schedules list", EDITOR) == "not-allowed"
    assert (await save(desk, page)).record["outcome"] == "granted"
    assert await granted(desk) == ["role:77"]
    assert (await ask(desk, "schedules list", EDITOR)).record["schedules"] == []
    assert await refused(desk, "schedules list", READER) == "not-allowed"


async def test_what_is_revoked_is_gone_at_the_next_asking(desk: NewsDesk):
    await grant(desk, "discord", "user:2")
    await ask(desk, "schedules list", READER)
    page = await ask(desk, "roles revoke", who="user:2")
    assert (page.record["outcome"], await granted(desk)) == ("revoking", ["user:2"])
    await save(desk, page)
    assert await granted(desk) == []
    assert await refused(desk, "schedules list", READER) == "not-allowed"


async def test_the_list_says_who_granted_it_and_when(desk: NewsDesk):
    assert (await ask(desk, "roles list")).record["grants"] == []
    await grant(desk, "discord", "user:2")
    page = await ask(desk, "roles list")
    (bullets,) = [block for block in page.blocks if isinstance(block, Bullets)]
    assert bullets.lines == ("user:2 · granted by user:boss on 2024-07-24",)


async def test_on_discord_the_page_says_how_others_are_shown_the_command(desk: NewsDesk):
    said = [block.text for block in (await ask(desk, "roles list")).blocks if isinstance(block, Text)]
    assert any("/llama-admin" in text for text in said)
    elsewhere = await ask(desk, "roles list", replace(BOSS, platform="slack"))
    assert not any("/llama-admin" in block.text for block in elsewhere.blocks if isinstance(block, Text))


async def test_a01_guests_and_bots_are_granted_nothing_whatever_they_may(desk: NewsDesk):
    await grant(desk, "discord", "user:2")
    for guest in (replace(READER, guest=True), replace(BOSS, guest=True)):
        assert await refused(desk, "schedules list", guest) == "not-allowed"
        assert await refused(desk, "roles grant", guest, who="user:5") == "not-allowed"


async def test_a03_who_was_an_admin_when_it_was_shown_saves_nothing_when_they_are_none(desk: NewsDesk):
    page = await ask(desk, "roles grant", who="user:5")
    former = replace(BOSS, manages=False)
    with pytest.raises(Refusal):
        await save(desk, page, former)
    await grant(desk, "discord", f"user:{former.user}")
    with pytest.raises(Refusal):  # one who was granted it grants it to nobody
        await save(desk, page, former)
    assert await granted(desk) == ["user:1"]


async def test_a04_a_proposal_is_saved_by_nobody_but_whoever_made_it_and_where(desk: NewsDesk):
    page = await ask(desk, "roles grant", who="user:5")
    for other in (replace(BOSS, user="4"), STRANGER, replace(BOSS, platform="slack")):
        with pytest.raises(Refusal):
            await save(desk, page, other)
    assert await granted(desk) == []


async def test_a07_what_another_tenant_granted_is_not_there(desk: NewsDesk):
    await grant(desk, "discord", "user:2")
    await grant(desk, "discord", "user:6", "elsewhere")
    assert (await ask(desk, "roles list", STRANGER)).record["grants"] != (await ask(desk, "roles list")).record[
        "grants"
    ]
    theirs, nobodys = [await said(desk, "roles revoke", STRANGER, who=who) for who in ("user:2", "user:404")]
    assert theirs.replace("user:2", "…") == nobodys.replace("user:404", "…")
    assert (await granted(desk), await granted(desk, "elsewhere")) == (["user:2"], ["user:6"])
    assert await refused(desk, "schedules list", replace(READER, tenant="elsewhere")) == "not-allowed"


async def said(desk: NewsDesk, verb: str, asker: Asker, **options: object) -> str:
    with pytest.raises(Refusal) as refusal:
        await ask(desk, verb, asker, **options)
    return next(iter(desk.context.words.values())).refusal(refusal.value)


async def test_what_cannot_be_granted_is_refused_with_the_way_out(desk: NewsDesk):
    assert await refused(desk, "roles grant", who="Grace") == "no-grantee"
    assert await refused(desk, "roles grant", who="user:@everyone") == "no-grantee"
    assert await refused(desk, "roles grant", who="role:home") == "grant-everybody"
    slack = replace(BOSS, platform="slack")
    assert await refused(desk, "roles grant", slack, who="role:77") == "no-roles-there"
    await grant(desk, "discord", "user:2")
    assert await refused(desk, "roles grant", who="user:2") == "granted-already"
    assert await refused(desk, "roles revoke", who="user:3") == "not-granted"


async def test_no_more_is_granted_than_anybody_can_overlook(desk: NewsDesk):
    for number in range(Allowed().grants):
        await grant(desk, "discord", f"user:{100 + number}")
    assert await refused(desk, "roles grant", who="user:2") == "grants-too-many"


async def test_what_is_proposed_while_typing_is_for_whom_may_ask(desk: NewsDesk):
    await grant(desk, "discord", "user:3")
    question = Question("schedules set", asker=EDITOR)
    assert await desk.suggest(question, "topics", "")
    assert await desk.suggest(replace(question, asker=READER), "topics", "") == ()
