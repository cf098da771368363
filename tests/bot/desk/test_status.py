"""``status`` and ``deliveries``: how the bot does, and an admin's word on what is parked."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from adapters.terminal.render import render
from bot.desk.desk import NewsDesk
from bot.jobs.notices import note_stuck, note_trouble, note_well, tell
from digests.delivery import Delivery, State
from digests.desk import OPERATOR, Asker, Question
from digests.errors import BadInput, NotFound
from digests.feed import Feed, FeedState, Trouble
from digests.language import Lang
from digests.page import Page
from digests.story import Reason
from digests.subscription import Channel, Slot
from tests.bot.jobs.stage import DAY, HERE, HOUR, MINUTE, SECOND, SEVEN, THERE, TODAY, Stage
from tests.builders import an_article

LANGS = (Lang.EN, Lang.HANS, Lang.HANT)


@pytest.fixture
def stage() -> Stage:
    return Stage()


async def ask(stage: Stage, verb: str = "status", lang: Lang = Lang.EN, **options: object) -> Page:
    return await NewsDesk(stage.press.context).answer(Question(verb, options, lang, "Europe/Berlin"))


async def shown(stage: Stage, verb: str = "status", lang: Lang = Lang.EN, **options: object) -> str:
    return render(await ask(stage, verb, lang, **options), width=100, colour=False, open_rows=False)


async def record(stage: Stage, verb: str = "status", **options: Any) -> Any:  # noqa: ANN401  plain values
    return (await ask(stage, verb, **options)).record


async def park(stage: Stage, delivery: Delivery) -> Delivery:
    """Park a delivery as clearing does."""
    parked = replace(delivery, state=State.PARKED, reason=Reason("senders-lost"), lease=None)
    await note_stuck(stage.press, parked)
    await stage.ledger.record([parked])
    return parked


async def parked(stage: Stage) -> Delivery:
    """Return a delivery that waits for an admin."""
    return await park(stage, await stage.frozen())


async def test_a_new_bot_is_well_and_says_what_there_is(stage: Stage):
    assert (
        await shown(stage)
        == """\
Status
──────

   All is well.

Feeds
   • 0 feeds

Database
   • 0 kB, 0 articles; grows by about 0 kB a day (mean of 7 days)
"""
    )


async def busy(stage: Stage) -> None:
    """Let there be some of everything."""
    delivery = await parked(stage)
    await stage.order("later", THERE, next_run=SEVEN + HOUR)
    await stage.order("paused", THERE, next_run=SEVEN + HOUR, paused=True)
    feeds = [Feed(f"https://grebe.example/{n}", "Grebe") for n in range(3)]
    await stage.store.save_feeds(feeds)
    trouble = Trouble("feed-missing", feeds[1].url)
    await stage.store.save_feed_states(
        [
            FeedState(feeds[0].url, next_try=SEVEN - 12 * MINUTE, last_success=SEVEN - HOUR),
            FeedState(feeds[1].url, next_try=SEVEN + HOUR, trouble=trouble, failures=2),
            FeedState(feeds[2].url, stopped=trouble, trouble=trouble),
        ]
    )
    await note_trouble(stage.press, "fetching", Reason("no-feed-answers", {"hours": 6}))
    await note_trouble(stage.press, "over", Reason("disk-full"))
    await note_well(stage.press, {"over"})
    await stage.ledger.skip([Slot("sub1", TODAY, 5, SEVEN - DAY), Slot("sub1", TODAY, 6, SEVEN - 8 * DAY)])
    await stage.ledger.skip([Slot("removed", TODAY, 0, SEVEN - DAY)])
    await stage.ledger.turn("newsroom", "host/1/ab", SEVEN, SEVEN + 2 * MINUTE)
    await stage.store.save_article(an_article("word " * 300_000, first_seen=SEVEN), [], [])
    assert delivery.state is State.PARKED


async def test_everything_that_wants_somebody_stands_first_with_what_to_do(stage: Stage):
    await busy(stage)
    assert (
        await shown(stage)
        == """\
Status
──────

   ! 3 things need you.

What is wrong
   • Reading the feeds: no feed has answered for 6 hours or more (since 21 Nov 2026 08:00)
   • fake:guild/here: whether LW #1 · 2026-11-21 · 1/1 was posted is not known: `llamawire
     deliveries list` shows what can be done (since 21 Nov 2026 08:00)

Parked and unclear

21 Nov 2026 08:00  [parked] LW #1 · 2026-11-21 · 1/1 → fake:guild/here
                   the bot died several times while posting it
                   Look into the channel, then say `llamawire deliveries mark-sent
                   sub1/2026-11-21/0/1` if it is there, and `llamawire deliveries resend
                   sub1/2026-11-21/0/1` or `llamawire deliveries drop sub1/2026-11-21/0/1` if not.

Feeds
   • 3 feeds · 1 feed in trouble · 1 feed is asked no more
   • last answer 21 Nov 2026 07:00
   • the most overdue has waited for 12 minutes

Coming editions
   • 21 Nov 2026 09:00 · fake:guild/there · Heron
   • 22 Nov 2026 08:00 · fake:guild/here · Heron

Not posted in the last 7 days, it was too late
   • 20 Nov 2026 08:00 · removed
   • 20 Nov 2026 08:00 · fake:guild/here

Database
   • 1.5 MB, 1 article; grows by about 214 kB a day (mean of 7 days)
   • reading the feeds: host/1/ab, until 21 Nov 2026 08:02
"""
    )


@pytest.mark.parametrize("lang", LANGS)
async def test_it_is_said_in_every_language(stage: Stage, lang: Lang):
    await busy(stage)
    await stage.order("due", THERE)
    await stage.frozen()
    for verb in ("status", "deliveries list"):
        assert "{" not in await shown(stage, verb, lang)


async def test_the_record_says_the_same_for_machines(stage: Stage):
    await busy(stage)
    told = await record(stage)
    assert (told["well"], told["alarms"], told["schedules"]) == (False, 3, 3)
    assert told["feeds"] == {
        "count": 3,
        "failing": 1,
        "stopped": 1,
        "last_success": "2026-11-21T06:00:00+00:00",
        "lag_seconds": 720,
    }
    assert [run["subscription"] for run in told["coming"]] == ["later", "sub1"]
    assert [(one["key"], one["state"], one["reason_key"]) for one in told["deliveries"]] == [
        ("sub1/2026-11-21/0/1", "parked", "senders-lost")
    ]
    assert [one["slot"] for one in told["skipped"]] == ["removed/2026-11-21/0", "sub1/2026-11-21/5"]
    assert {(one["subject"], one["over"] is None) for one in told["notices"]} == {
        ("fake:guild/here", True),
        ("fetching", True),
        ("over", False),
    }
    assert told["turns"] == [{"name": "newsroom", "owner": "host/1/ab", "until": "2026-11-21T07:02:00+00:00"}]
    assert told["database"]["articles"] == 1


async def test_what_is_wrong_with_a_server_is_told_there_and_to_whoever_runs_the_bot(stage: Stage):
    await note_trouble(stage.press, "fetching", Reason("no-feed-answers", {"hours": 6}))
    await note_trouble(stage.press, "discord:1", Reason("discord-removed"))
    here, there = (
        Asker("discord", tenant, "7", Channel("discord", tenant, "9"), manages=True) for tenant in ("1", "2")
    )
    desk = NewsDesk(stage.press.context)
    told = [
        {one["subject"] for one in (await desk.answer(Question("status", asker=asker))).record["notices"]}  # type: ignore[attr-defined]  # a list
        for asker in (OPERATOR, here, there)
    ]
    assert told == [{"fetching", "discord:1"}, {"fetching", "discord:1"}, {"fetching"}]


async def test_o20_a_post_that_is_unclear_for_more_than_five_minutes_is_an_alarm(stage: Stage):
    await stage.frozen()
    await stage.ledger.take("fake", "dead", SEVEN, SEVEN + 30 * SECOND, 9)
    assert (await record(stage))["deliveries"] == []
    stage.clock.advance(MINUTE)
    assert (await record(stage))["well"]
    assert "[unclear] LW #1" in await shown(stage)
    stage.clock.advance(4 * MINUTE + SECOND)
    told = await record(stage)
    assert (told["well"], told["alarms"], told["deliveries"][0]["stuck"]) == (False, 1, True)
    assert "[stuck] LW #1" in await shown(stage)


async def test_what_is_on_its_way_is_counted(stage: Stage):
    await stage.frozen()
    assert "1 message is on its way." in await shown(stage)


# --- deliveries


async def test_deliveries_shows_what_is_parked_under_way_and_due(stage: Stage):
    assert "nothing waits for you" in await shown(stage, "deliveries list")
    await parked(stage)
    await stage.order("other", THERE)
    await stage.frozen()
    await stage.ledger.take("fake", "one", SEVEN, SEVEN + MINUTE, 1)
    told = await record(stage, "deliveries list")
    assert [one["state"] for one in told["deliveries"]] == ["parked", "sending"]


@pytest.mark.parametrize(
    ("verb", "state", "posts"), [("resend", State.SENT, 1), ("mark-sent", State.SENT, 0), ("drop", State.DEAD, 0)]
)
@pytest.mark.parametrize("by_mark", [False, True])
async def test_an_admins_word_stands_and_ends_the_notice(
    stage: Stage, verb: str, state: State, posts: int, by_mark: bool
):
    one = await parked(stage)
    await tell(stage.press)
    named = f" {one.mark}  " if by_mark else one.key
    told = await record(stage, f"deliveries {verb}", delivery=named)
    assert told["delivery"]["key"] == one.key
    assert await stage.troubles() == []
    await tell(stage.press)
    assert [telling.over for telling in stage.told] == [False, True]
    await stage.step()
    assert (await stage.states(), len(stage.seen())) == ([state], posts)
    with pytest.raises(BadInput) as refused:
        await ask(stage, f"deliveries {verb}", delivery=one.key)
    assert (refused.value.key, refused.value.values["state"]) == ("delivery-not-parked", state)


async def test_the_notice_stays_while_another_is_parked_in_the_channel(stage: Stage):
    one = await parked(stage)
    await stage.order("other")
    two = await park(stage, await stage.frozen())
    await ask(stage, "deliveries drop", delivery=one.key)
    assert await stage.troubles() == [(str(HERE), "parked")]
    await ask(stage, "deliveries drop", delivery=two.key)
    assert await stage.troubles() == []


@pytest.mark.parametrize("name", ["LW #9 · 2026-11-21 · 1/1", "sub1/2026-11-21/0/9", "nonsense", "a/b/c/d"])
async def test_an_unknown_delivery_is_refused(stage: Stage, name: str):
    await parked(stage)
    with pytest.raises(NotFound) as refused:
        await ask(stage, "deliveries resend", delivery=name)
    assert refused.value.key == "no-such-delivery"


async def test_a_mark_that_two_channels_have_is_refused_with_their_keys(stage: Stage):
    one = await parked(stage)
    await stage.order("other", THERE)
    two = await park(stage, await stage.frozen())
    with pytest.raises(NotFound) as refused:
        await ask(stage, "deliveries resend", delivery=str(one.mark))
    assert set(refused.value.values["keys"]) == {one.key, two.key}  # type: ignore[call-overload]  # a tuple of keys
