"""What every Ledger promises of what tenants change: what they have, each change of it, and what was proposed."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from digests.change import Change, Held, Holds, Proposal
from digests.following import Sort, Subject, Wanted
from digests.language import Lang
from digests.notice import Notice
from digests.publishing import Ledger
from digests.rated import Rated
from digests.standing import order_value
from digests.story import Reason
from digests.subscription import Channel, Claim, SlotState
from tests.contracts.test_ledger import (
    DAY,
    HERE,
    MINUTE,
    NOON,
    a_slot,
    an_order,
    frozen,
    ledger,  # noqa: F401  the fixture is used by its name
)
from tests.contracts.test_store import store  # noqa: F401  the fixture is used by its name

# ruff: noqa: F811  the fixtures

BIRDS = {"name": {"en": "Birds", "zh-Hant": "鳥"}, "entities": ["corvid-labs"], "words": ["鷺"], "exclude": []}
BEASTS = {**BIRDS, "words": ["虎", "tiger"]}
HOME = Channel("discord", "1", "7")
ABROAD = Channel("discord", "2", "7")


def a_change(change_id: str = "aaaaaaaa", **changes: Any) -> Change:  # noqa: ANN401  any field of the noun
    change = Change(
        change_id, "discord", "1", Holds.TOPIC, "birds", None, BIRDS, "topics add", "u1", NOON, "discord:1/7"
    )
    return replace(change, **changes)


def an_ordering(change_id: str = "oooooooo", **changes: Any) -> Change:  # noqa: ANN401  any field of the noun
    after = order_value(an_order(channel=HOME))
    change = a_change(change_id, holds=Holds.SCHEDULE, name="sub1", after=after, verb="schedules set")
    return replace(change, **changes)


# --- what a tenant has, and its changes


async def test_what_is_made_changed_and_taken_away_is_held_as_it_stands(ledger: Ledger) -> None:
    assert await ledger.held(Holds.TOPIC, "discord", "1") == ()
    assert await ledger.change(a_change())
    assert await ledger.held(Holds.TOPIC, "discord", "1") == (Held(Holds.TOPIC, "birds", BIRDS),)
    assert await ledger.change(a_change("bbbbbbbb", before=BIRDS, after=BEASTS))
    assert await ledger.held(Holds.TOPIC, "discord", "1") == (Held(Holds.TOPIC, "birds", BEASTS),)
    assert await ledger.change(a_change("cccccccc", before=BEASTS, after=None))
    assert await ledger.held(Holds.TOPIC, "discord", "1") == ()


async def test_every_change_is_kept_whole_the_newest_first(ledger: Ledger) -> None:
    made = a_change()
    changed = a_change("bbbbbbbb", before=BIRDS, after=BEASTS, verb="topics edit", by="u2", at=NOON + MINUTE)
    back = a_change("cccccccc", before=BEASTS, after=BIRDS, verb="undo", at=NOON, where="", undoes="bbbbbbbb")
    for change in (made, changed, back):
        assert await ledger.change(change)
    assert await ledger.changes("discord", "1", 9) == (back, changed, made)
    assert await ledger.changes("discord", "1", 2) == (back, changed)
    assert await ledger.changed("discord", "1", "bbbbbbbb") == changed
    assert await ledger.changed("discord", "1", "dddddddd") is None


async def test_what_became_another_thing_meanwhile_is_not_changed_and_the_change_is_not_kept(ledger: Ledger) -> None:
    await ledger.change(a_change())
    assert not await ledger.change(a_change("bbbbbbbb"))
    assert not await ledger.change(a_change("cccccccc", before=BEASTS, after=None))
    assert not await ledger.change(a_change("dddddddd", name="beasts", before=BIRDS, after=None))
    assert await ledger.held(Holds.TOPIC, "discord", "1") == (Held(Holds.TOPIC, "birds", BIRDS),)
    assert await ledger.changes("discord", "1", 9) == (a_change(),)


async def test_an_id_that_is_taken_changes_nothing(ledger: Ledger) -> None:
    await ledger.change(a_change())
    assert not await ledger.change(a_change(before=BIRDS, after=BEASTS))
    assert await ledger.held(Holds.TOPIC, "discord", "1") == (Held(Holds.TOPIC, "birds", BIRDS),)


async def test_kinds_names_and_tenants_are_kept_apart(ledger: Ledger) -> None:
    grant = a_change("bbbbbbbb", holds=Holds.GRANT, name="role:5", after={})
    other = a_change("cccccccc", name="beasts", after=BEASTS)
    abroad = a_change(tenant="2", after=BEASTS)
    slack = a_change(platform="slack")
    for change in (a_change(), grant, other, abroad, slack):
        assert await ledger.change(change)
    assert [one.name for one in await ledger.held(Holds.TOPIC, "discord", "1")] == ["beasts", "birds"]
    assert await ledger.held(Holds.GRANT, "discord", "1") == (Held(Holds.GRANT, "role:5", {}),)
    assert await ledger.held(Holds.TOPIC, "discord", "2") == (Held(Holds.TOPIC, "birds", BEASTS),)
    assert await ledger.changes("discord", "2", 9) == (abroad,)
    assert await ledger.changed("discord", "2", "bbbbbbbb") is None
    assert await ledger.changed("discord", "2", "aaaaaaaa") == abroad


async def test_what_all_tenants_have_of_a_kind_comes_without_those_that_the_bot_left(ledger: Ledger) -> None:
    for number, (tenant, name) in enumerate((("2", "https://b.example/"), ("1", "https://b.example/"), ("3", "x"))):
        feed = a_change(f"aaaaaaa{number}", tenant=tenant, holds=Holds.FEED, name=name, after={"outlet": tenant})
        assert await ledger.change(feed)
    assert await ledger.change(a_change())
    await ledger.depart("discord", "3", NOON)
    shared = "https://b.example/"
    every = (Held(Holds.FEED, shared, {"outlet": "1"}), Held(Holds.FEED, shared, {"outlet": "2"}))
    assert await ledger.every_held(Holds.FEED) == every
    assert len(await ledger.every_held(Holds.FEED, departed=True)) == 3
    await ledger.come_back("discord", "3")
    assert await ledger.every_held(Holds.FEED) == (*every, Held(Holds.FEED, "x", {"outlet": "3"}))


async def test_the_operator_sees_the_changes_of_all(ledger: Ledger) -> None:
    abroad = a_change("bbbbbbbb", platform="slack", tenant="T2")
    for change in (a_change(), abroad):
        await ledger.change(change)
    assert await ledger.changes(None, "", 9) == (abroad, a_change())
    assert await ledger.changed(None, "", "aaaaaaaa") == a_change()
    assert await ledger.changed(None, "", "dddddddd") is None


async def test_values_that_no_database_can_write_do_no_harm(ledger: Ledger) -> None:
    assert await ledger.changed("discord", "\ud800", "\ud800") is None
    assert await ledger.proposed("discord", "1", "\ud800", "\ud800", NOON) is None


# --- schedules


async def test_a_schedule_is_changed_as_its_subscription_and_its_next_run_is_set(ledger: Ledger) -> None:
    order = an_order(channel=HOME)
    assert await ledger.change(an_ordering(), NOON + MINUTE)
    assert await ledger.subscriptions() == (replace(order, next_run=NOON + MINUTE),)
    assert await ledger.held(Holds.SCHEDULE, "discord", "1") == (Held(Holds.SCHEDULE, "sub1", order_value(order)),)
    longer = replace(order, length=9, paused=True, threaded=True)
    changed = an_ordering("bbbbbbbb", before=order_value(order), after=order_value(longer))
    assert await ledger.change(changed)
    assert await ledger.subscriptions() == (replace(longer, next_run=None),)


async def test_a_schedule_that_moved_on_meanwhile_can_still_be_changed(ledger: Ledger) -> None:
    order = an_order(channel=HOME)
    await ledger.save_subscription(order)
    await ledger.claim([Claim(order, a_slot(order), NOON + DAY)])
    longer = replace(order, length=9)
    change = an_ordering(before=order_value(order), after=order_value(longer))
    assert await ledger.change(change, NOON + DAY)
    assert not await ledger.change(replace(change, id="bbbbbbbb"), NOON + DAY)
    assert await ledger.subscriptions() == (replace(longer, next_run=NOON + DAY),)


async def test_a_schedule_that_is_taken_away_cancels_what_was_not_begun(ledger: Ledger) -> None:
    order = an_order(channel=HOME)
    await ledger.save_subscription(order)
    await ledger.claim([Claim(order, a_slot(order), NOON + DAY)])
    assert await ledger.change(an_ordering(before=order_value(order), after=None))
    assert await ledger.subscriptions() == ()
    assert await ledger.slots(SlotState.CANCELLED, NOON) == (a_slot(order),)


async def test_no_change_reaches_a_schedule_of_another_tenant_or_what_a_reader_follows(ledger: Ledger) -> None:
    abroad = an_order(channel=ABROAD)
    await ledger.save_subscription(abroad)
    value = order_value(abroad)
    assert not await ledger.change(an_ordering())
    assert not await ledger.change(an_ordering("bbbbbbbb", before=value, after=None))
    assert not await ledger.change(an_ordering("cccccccc", name="sub2", after=value))
    reader = an_order("mine", channel=Channel("discord", "1", "@u1"), wanted=Wanted((Subject(Sort.TOPIC, "llama"),)))
    await ledger.save_subscription(reader)
    assert not await ledger.change(an_ordering("dddddddd", name="mine", before=order_value(reader), after=None))
    assert set(await ledger.subscriptions()) == {abroad, reader}
    assert await ledger.changes(None, "", 9) == ()


# --- what was proposed


async def test_a_proposal_is_kept_for_whoever_made_it_until_its_time(ledger: Ledger) -> None:
    options = {"words": ("鷺", "heron"), "name": "Birds", "length": 3, "all": True}
    proposal = Proposal("pppppppp", "discord", "1", "u1", "topics add", NOON + DAY, options)
    await ledger.propose(proposal, NOON)
    assert await ledger.proposed("discord", "1", "u1", "pppppppp", NOON) == proposal
    assert await ledger.proposed("discord", "1", "u2", "pppppppp", NOON) is None
    assert await ledger.proposed("discord", "2", "u1", "pppppppp", NOON) is None
    assert await ledger.proposed("slack", "1", "u1", "pppppppp", NOON) is None
    assert await ledger.proposed("discord", "1", "u1", "qqqqqqqq", NOON) is None
    assert await ledger.proposed("discord", "1", "u1", "pppppppp", NOON + DAY) is None
    await ledger.forget_proposal("pppppppp")
    await ledger.forget_proposal("pppppppp")
    assert await ledger.proposed("discord", "1", "u1", "pppppppp", NOON) is None


async def test_with_a_new_proposal_those_whose_time_is_over_go(ledger: Ledger) -> None:
    old = Proposal("pppppppp", "discord", "1", "u1", "topics add", NOON + DAY)
    await ledger.propose(old, NOON)
    await ledger.propose(replace(old, id="qqqqqqqq", until=NOON + 3 * DAY), NOON + 2 * DAY)
    assert await ledger.proposed("discord", "1", "u1", "pppppppp", NOON) is None
    assert await ledger.proposed("discord", "1", "u1", "qqqqqqqq", NOON) is not None


# --- tenants that the bot has left


async def furnished(ledger: Ledger, tenant: str) -> None:
    """Give a tenant something of every kind."""
    channel = Channel("discord", tenant, "7")
    order = an_order(f"order-{tenant}", channel=channel)
    await ledger.change(an_ordering(tenant=tenant, name=order.id, after=order_value(order)), NOON)
    await ledger.change(a_change(tenant=tenant))
    await ledger.propose(Proposal(f"p{tenant}", "discord", tenant, "u1", "topics add", NOON + 99 * DAY), NOON)
    await frozen(ledger, order)
    await ledger.save_language("discord", tenant, "u1", Lang.HANT)
    await ledger.save_rating(Rated("discord", tenant, "u1", "story", "s1", useful=True, at=NOON))
    for subject in (f"discord:{tenant}", str(channel)):
        await ledger.save_notice(Notice(subject, Reason("parked"), NOON))


async def seen(ledger: Ledger, tenant: str) -> list[object]:
    """Return all that a ledger gives of a tenant."""
    channel = Channel("discord", tenant, "7")
    return [
        *(await ledger.subscriptions_at("discord", tenant)),
        *(await ledger.held(Holds.TOPIC, "discord", tenant)),
        *(await ledger.changes("discord", tenant, 9)),
        *filter(None, [await ledger.proposed("discord", tenant, "u1", f"p{tenant}", NOON)]),
        *(await ledger.editions(channel, 9)),
        *(await ledger.slots_of(f"order-{tenant}", NOON - DAY)),
        *(await ledger.deliveries_of(a_slot(an_order(f"order-{tenant}")).key)),
        *(await ledger.told(f"order-{tenant}", NOON - DAY)),
        *filter(None, [await ledger.language("discord", tenant, "u1")]),
        *(one for one in await ledger.ratings(NOON) if one.tenant == tenant),
        *(one for one in await ledger.notices() if one.subject in (f"discord:{tenant}", str(channel))),
    ]


async def test_what_is_of_a_tenant_that_the_bot_left_goes_whole_and_nothing_else(ledger: Ledger) -> None:
    for tenant in ("1", "12", "2"):
        await furnished(ledger, tenant)
    await ledger.save_subscription(an_order(channel=HERE))
    kept = [await seen(ledger, "12"), await seen(ledger, "2")]
    assert len(kept[0]) == 14
    await ledger.depart("discord", "1", NOON)
    await ledger.depart("discord", "1", NOON + 9 * DAY)
    assert await ledger.forget_departed(NOON, 9) == 0
    assert len(await seen(ledger, "1")) == 14
    assert await ledger.forget_departed(NOON + MINUTE, 9) == 1
    assert await seen(ledger, "1") == []
    assert [await seen(ledger, "12"), await seen(ledger, "2")] == kept
    assert await ledger.subscriptions_in(HERE) == (an_order(channel=HERE),)
    assert await ledger.forget_departed(NOON + MINUTE, 9) == 0


async def test_to_where_the_bot_comes_back_all_is_kept(ledger: Ledger) -> None:
    await furnished(ledger, "1")
    await ledger.depart("discord", "1", NOON)
    assert await ledger.come_back("discord", "1")
    assert not await ledger.come_back("discord", "1")
    assert await ledger.forget_departed(NOON + 999 * DAY, 9) == 0
    assert len(await seen(ledger, "1")) == 14
    await ledger.depart("discord", "1", NOON + DAY)
    assert await ledger.forget_departed(NOON + DAY, 9) == 0


async def test_departed_tenants_go_in_batches_the_longest_away_first(ledger: Ledger) -> None:
    for number in range(3):
        await ledger.depart("discord", str(number), NOON + number * MINUTE)
    assert [await ledger.forget_departed(NOON + DAY, 2) for _ in range(3)] == [2, 1, 0]
