"""What a tenant settles: shown, tried, saved, taken back; for its digests at once, and for schedules to come."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest

from adapters.storage.engine import open_store
from bot.desk.desk import NewsDesk
from bot.newsroom.read import read_in
from bot.newsroom.room import Room
from digests.ask import Ask
from digests.change import Holds
from digests.desk import OPERATOR, Asker, Question
from digests.errors import BadInput, Refusal
from digests.language import Lang
from digests.page import Buttons, Choice, Page
from digests.subscription import Channel, Subscription
from tests.bot.desk.saving import acts_of, answered
from tests.bot.reports import LLAMA_31_EN, LLAMA_31_HANS, MISTRAL_EN

HERE, THERE = Channel("discord", "guild", "1"), Channel("discord", "other", "2")
ADMIN = Asker("discord", "guild", "8", HERE, manages=True)
OTHER = Asker("discord", "other", "9", THERE, manages=True)
READER = replace(ADMIN, user="7", manages=False)
ORDER: dict[str, Any] = {"topics": ("all",), "at": "08:00"}


@pytest.fixture(autouse=True)
async def stocked(room: Room) -> None:
    await read_in(room, [LLAMA_31_EN, LLAMA_31_HANS, MISTRAL_EN])


@pytest.fixture
def desk(desk: NewsDesk) -> NewsDesk:
    return NewsDesk(replace(desk.context, platforms=("terminal", "discord")))


async def ask(desk: NewsDesk, verb: str, asker: Asker = ADMIN, lang: Lang = Lang.EN, /, **options: Any) -> Page:  # noqa: ANN401  whatever is typed
    named = {name.replace("_", "-"): value for name, value in options.items()}
    return await answered(desk, Question(verb, named, lang, "", asker))


async def settle(desk: NewsDesk, asker: Asker = ADMIN, /, **options: Any) -> Page:  # noqa: ANN401  the same
    shown = await ask(desk, "settings", asker, **options)
    return await ask(desk, "save", asker, **acts_of(shown)["Save"].options)


async def refused(desk: NewsDesk, verb: str, asker: Asker = ADMIN, /, **options: Any) -> Refusal:  # noqa: ANN401  the same
    with pytest.raises(Refusal) as caught:
        await ask(desk, verb, asker, **options)
    assert all(words.refusal(caught.value) for words in desk.context.words.values())
    return caught.value


async def settled(desk: NewsDesk, asker: Asker = ADMIN) -> Any:  # noqa: ANN401  plain values
    return (await ask(desk, "settings", asker)).record["settled"]


async def order(desk: NewsDesk, asker: Asker = ADMIN) -> Subscription:
    (found,) = await desk.context.ledger.orders(asker.platform, asker.tenant)
    return found


async def told(desk: NewsDesk, asker: Asker = ADMIN) -> int:
    """Return how many stories a digest has."""
    stories: Any = (await ask(desk, "digest", asker, days=7)).record["stories"]
    return len(stories)


async def test_what_is_settled_is_shown_first_and_holds_once_it_is_saved_for_that_tenant_alone(desk: NewsDesk):
    shown = await ask(desk, "settings", length=5, zone="asia/taipei")
    assert shown.record["outcome"] == "if-saved"
    assert await settled(desk) == {}
    saved = await ask(desk, "save", **acts_of(shown)["Save"].options)
    assert saved.record["outcome"] == "saved"
    assert await settled(desk) == {"length": 5, "zone": "Asia/Taipei"}
    assert await settled(desk, OTHER) == {}
    await settle(desk, alerts=2)
    assert await settled(desk) == {"length": 5, "zone": "Asia/Taipei", "alerts": 2}


@pytest.mark.parametrize("lang", [Lang.EN, Lang.HANS, Lang.HANT])
async def test_the_page_says_what_holds_at_once_and_what_for_new_schedules_and_offers_to_change_it(
    desk: NewsDesk, lang: Lang
):
    page = await ask(desk, "settings", ADMIN, lang)
    asked = [act.ask for block in page.blocks if isinstance(block, Buttons | Choice) for act in block.acts]
    assert {one.verb for one in asked} == {"settings"}
    assert Ask("settings", {"lang": "zh-Hans"}) in asked
    chosen = [await ask(desk, "settings", ADMIN, lang, **dict(one.options)) for one in asked if one.options]
    assert {one.record["outcome"] for one in chosen} == {"if-saved"}


async def test_a_new_schedule_is_as_it_was_settled_and_what_it_says_itself_comes_first(desk: NewsDesk):
    await settle(desk, length=5, lang="zh-Hant", zone="Asia/Taipei", alerts=2, thread="yes", when_empty="one-line")
    await ask(desk, "schedules set", length=3, **ORDER)
    made = await order(desk)
    assert (made.length, made.lang, made.schedule.zone, made.alerts) == (3, Lang.HANT, "Asia/Taipei", 2)
    assert (made.threaded, made.when_empty) == (True, "one-line")
    await settle(desk, length=9, lang="en")
    await ask(desk, "schedules set", alerts=1, **ORDER)
    again = await order(desk)
    assert (again.length, again.lang, again.alerts) == (3, Lang.HANT, 1)
    await ask(desk, "schedules set", OTHER, **ORDER)
    assert ((await order(desk, OTHER)).lang, (await order(desk, OTHER)).length) == (Lang.EN, 8)


async def test_the_operator_who_sets_a_schedule_for_a_tenant_sets_it_as_that_tenant_settled(desk: NewsDesk):
    await settle(desk, length=5)
    await ask(desk, "schedules set", OPERATOR, channel=str(HERE), **ORDER)
    assert (await order(desk)).length == 5


async def test_a_cap_for_each_outlet_holds_for_the_next_digest_and_is_tried_before(desk: NewsDesk, room: Room):
    await read_in(
        room,
        [
            replace(MISTRAL_EN, url=f"https://grebe.example/{n}", guid=str(n), title=title, text=title)
            for n, title in enumerate(("Heron Labs releases Corvid-1.", "Osprey buys a chip maker."))
        ],
    )
    assert await told(desk) == 3
    shown = await ask(desk, "settings", per_outlet=1)
    trial: Any = shown.record["trial"]
    assert len(trial["stories"]) == 2
    await ask(desk, "save", **acts_of(shown)["Save"].options)
    assert (await told(desk), await told(desk, OTHER)) == (2, 3)


async def test_the_length_of_a_digest_that_is_asked_for_is_the_settled_one(desk: NewsDesk):
    await settle(desk, length=1)
    assert await told(desk) == 1


async def test_quiet_days_are_none_on_which_a_digest_comes_and_undo_brings_it_back(desk: NewsDesk):
    await ask(desk, "schedules set", zone="UTC", **ORDER)
    await ask(desk, "schedules set", OTHER, zone="UTC", **ORDER)
    before = (await order(desk)).next_run
    shown = await ask(desk, "settings", quiet="2024-07-25, 2024-07-26")
    assert shown.record["fallen"] == 2
    await ask(desk, "save", **acts_of(shown)["Save"].options)
    moved = await order(desk)
    assert moved.next_run is not None
    assert moved.next_run.date() == date(2024, 7, 27)
    assert moved.schedule.quiet_days == frozenset()
    assert (await order(desk, OTHER)).next_run == before
    undoing = await ask(desk, "undo")
    await ask(desk, "save", **acts_of(undoing)["Save"].options)
    assert await settled(desk) == {}
    assert (await order(desk)).next_run == before


async def test_a_schedule_that_is_set_on_quiet_days_shows_none_of_them_among_those_to_come(desk: NewsDesk):
    await settle(desk, quiet="2024-07-26")
    page = await ask(desk, "schedules preview", zone="UTC", **ORDER)
    runs: Any = page.record["runs"]
    assert [run["day"] for run in runs][:3] == ["2024-07-25", "2024-07-27", "2024-07-28"]


async def test_one_setting_or_all_are_left_as_the_program_has_them_again(desk: NewsDesk):
    await settle(desk, length=5, quiet="2024-12-25", alerts=1)
    await settle(desk, reset="quiet-days")
    assert await settled(desk) == {"length": 5, "alerts": 1}
    await settle(desk, reset="all")
    assert await settled(desk) == {}
    assert await desk.context.ledger.held(Holds.SETTINGS, "discord", "guild") == ()


async def test_the_settled_zone_is_that_of_readers_of_whom_no_other_is_known(desk: NewsDesk):
    await settle(desk, zone="Asia/Taipei")
    assert str((await ask(desk, "digest", READER, on="2024-07-23")).record["from"]).endswith("+08:00")
    assert str((await ask(desk, "digest", OTHER, on="2024-07-23")).record["from"]).endswith("+00:00")


async def test_the_terminal_saves_at_once_and_every_change_can_be_read_and_taken_back(desk: NewsDesk):
    assert (await ask(desk, "settings", OPERATOR, length=4)).record["outcome"] == "saved"
    (change,) = await desk.context.ledger.changes("terminal", "local", 5)
    page = await ask(desk, "audit", OPERATOR, id=change.id)
    assert "stories at most" in str(page.blocks)
    await ask(desk, "undo", OPERATOR)
    assert await settled(desk, OPERATOR) == {}


async def test_of_two_admins_at_once_the_second_is_told_and_nothing_is_lost(desk: NewsDesk):
    beside = replace(ADMIN, user="6")
    first, second = await ask(desk, "settings", length=5), await ask(desk, "settings", beside, alerts=1)
    await ask(desk, "save", **acts_of(first)["Save"].options)
    with pytest.raises(BadInput, match="changed-meanwhile"):
        await ask(desk, "save", beside, **acts_of(second)["Save"].options)
    assert await settled(desk) == {"length": 5}


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        ({"zone": "Nowhere/Such"}, "no-zone"),
        ({"quiet": "2024-02-30"}, "no-quiet-day"),
        ({"length": 31}, "number-out-of-range"),
        ({"per_outlet": 0}, "number-out-of-range"),
        ({"lang": "fr"}, "option-no-choice"),
        ({"reset": "everything"}, "option-no-choice"),
        ({"reset": "all"}, "nothing-changed"),
    ],
)
async def test_what_cannot_be_settled_is_refused_with_the_way_out_and_nothing_is_saved(
    desk: NewsDesk, typed: dict[str, Any], key: str
):
    assert (await refused(desk, "settings", **typed)).key == key
    assert await settled(desk) == {}


async def test_readers_and_guests_neither_see_nor_settle_anything(desk: NewsDesk):
    for asker in (READER, replace(ADMIN, guest=True)):
        assert (await refused(desk, "settings", asker)).key == "not-allowed"
        assert (await refused(desk, "settings", asker, length=3)).key == "not-allowed"


async def test_the_quiet_days_of_a_tenant_move_its_digests_in_a_real_database_too(desk: NewsDesk):
    async with open_store("sqlite+aiosqlite://") as store:
        await store.save_topics(await desk.context.store.topics())
        real = NewsDesk(replace(desk.context, store=store, ledger=store))
        await ask(real, "schedules set", zone="UTC", **ORDER)
        before = (await order(real)).next_run
        await settle(real, quiet="2024-07-25", length=4)
        moved = (await order(real)).next_run
        assert (moved and moved.date(), (await settled(real))["length"]) == (date(2024, 7, 26), 4)
        await ask(real, "save", **acts_of(await ask(real, "undo"))["Save"].options)
        assert ((await order(real)).next_run, await settled(real)) == (before, {})


async def test_schedules_that_are_there_change_too_where_that_is_said_each_as_a_change_of_its_own(desk: NewsDesk):
    await ask(desk, "schedules set", length=3, zone="UTC", **ORDER)
    await ask(desk, "schedules set", OTHER, **ORDER)
    shown = await ask(desk, "settings", lang="zh-Hans", zone="Asia/Taipei", existing="yes")
    assert shown.record["schedules"] == 1
    assert "1 schedule that is there becomes the same." in str(shown.blocks)
    await ask(desk, "save", **acts_of(shown)["Save"].options)
    changed = await order(desk)
    assert (changed.lang, changed.length, changed.schedule.zone) == (Lang.HANS, 3, "Asia/Taipei")
    assert changed.next_run == datetime(2024, 7, 25, 0, tzinfo=UTC)
    assert (await order(desk, OTHER)).lang is Lang.EN
    told = await desk.context.ledger.changes("discord", "guild", 9)
    assert [(one.holds, one.verb) for one in told[:2]] == [(Holds.SCHEDULE, "settings"), (Holds.SETTINGS, "settings")]
    await ask(desk, "save", **acts_of(await ask(desk, "undo", id=told[0].id))["Save"].options)
    assert (await order(desk)).schedule.zone == "UTC"


async def test_no_schedule_of_a_channel_that_the_admin_does_not_see_is_changed(desk: NewsDesk):
    await ask(desk, "schedules set", channel=str(replace(HERE, name="5")), **ORDER)

    async def sees(_: Channel) -> bool:
        return False

    shown = await ask(desk, "settings", replace(ADMIN, sees=sees), length=4, existing="yes")
    assert shown.record["schedules"] == 0
