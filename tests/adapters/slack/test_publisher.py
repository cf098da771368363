"""What is special about posting into Slack; what every publisher promises is shown in ``tests/contracts``."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from types import SimpleNamespace
from typing import Any

import pytest

from adapters.slack.errors import SOON
from adapters.slack.history import Place, messages
from adapters.slack.publisher import A_MINUTE, TIER_3, SlackPublisher
from adapters.slack.teller import SlackTeller
from adapters.slack.workspaces import OneToken, Workspaces, workspaces
from config.catalogues import load_words
from digests.delivery import Absent, Delivery, Later, Never, Outcome, Posted, Scope, Unclear, Unreadable
from digests.edition import Mark
from digests.language import Lang
from digests.page import Footer, Heading, Page, Text
from digests.subscription import SLACK, Channel
from tests.standin.slack import Fault, Kind, Standin, standin

WORDS = {lang: load_words(lang) for lang in (Lang.EN, Lang.HANS, Lang.HANT)}
DAY = date(2026, 11, 21)


@dataclass
class Desk:
    """A publisher and the Slack it posts to."""

    slack: Standin
    workspaces: Workspaces
    publisher: SlackPublisher

    def delivery(self, name: str = "", text: str = "Heron-1 is out.", *, key: str = "", under: str = "") -> Delivery:
        """Return a delivery that is tried now, into the first channel unless another is named."""
        mark = Mark(7, DAY, 1, 1)
        page = Page("Digest", (Heading("Digest", 1), Text(text), Footer("End.")), {"lang": "en"})
        where = Channel(SLACK, self.slack.team.id, name or self.slack.channel.id)
        now: datetime = self.slack.state.clock.now()
        return Delivery(key or f"{where}/1", mark, where, page, now, now, first_try=now, under=under)

    def calls(self) -> list[str]:
        """Return the verbs of the calls so far."""
        return [str(entry["verb"]) for entry in self.slack.log if entry["event"] == "call"]

    def thread(self) -> str:
        """Return the ``ts`` of a message that somebody posted."""
        return self.slack.post_as(self.slack.reader, self.slack.channel, "What is new?").ts


@pytest.fixture
async def desk() -> AsyncIterator[Desk]:
    async with standin() as slack, workspaces(slack.api, OneToken(slack.token, slack.api)) as opened:
        yield Desk(slack, opened, SlackPublisher(opened, WORDS, patience=5))
        assert not slack.offences


def message_of(outcome: Outcome) -> str:
    assert isinstance(outcome, Posted)
    return outcome.message


async def test_a_message_pings_nobody_unfurls_nothing_and_carries_the_key_of_its_row_and_its_mark(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = await desk.workspaces.client(desk.slack.team.id)
    sent, call = [], client.api_call

    async def api_call(method: str, **given: Any) -> object:  # noqa: ANN401  what slack-sdk gives
        sent.append(given["json"])
        return await call(method, **given)

    monkeypatch.setattr(client, "api_call", api_call)
    delivery = desk.delivery(text="<!channel> <@U1> @here https://grebe.example/a &lt;")
    await desk.publisher.post(delivery)
    (message,) = desk.slack.channel.shown()
    assert message.nonce == delivery.nonce
    assert "<!channel> <@U1>" in message.text
    assert str(delivery.mark) in message.text
    assert "<" not in message.said
    (body,) = sent
    assert (body["unfurl_links"], body["unfurl_media"], body["parse"], body["link_names"]) == (
        False,
        False,
        "none",
        False,
    )


async def test_an_edit_keeps_the_key_by_which_it_is_found(desk: Desk) -> None:
    delivery = desk.delivery()
    posted = await desk.publisher.post(delivery)
    edited = replace(desk.delivery(text="Heron-1 is not out."), message=message_of(posted))
    assert await desk.publisher.edit(edited) == posted
    assert await desk.publisher.find(delivery) == posted


async def test_its_key_is_found_behind_hundreds_of_messages_of_others_and_not_in_theirs(desk: Desk) -> None:
    delivery = desk.delivery()
    for number in range(250):
        desk.slack.post_as(desk.slack.reader, desk.slack.channel, f"{number} {delivery.mark}")
    assert await desk.publisher.find(delivery) == Absent()
    posted = await desk.publisher.post(delivery)
    for number in range(250):
        desk.slack.post_as(desk.slack.reader, desk.slack.channel, f"{number}")
    assert await desk.publisher.find(delivery) == posted
    assert desk.calls().count("read") >= 4


async def test_of_two_messages_with_one_mark_each_is_found_by_its_key(desk: Desk) -> None:
    """One is of the channel's day, in a thread; the other was ordered for that thread."""
    thread = desk.thread()
    one = desk.delivery(under=thread)
    other = desk.delivery(f"{desk.slack.channel.id}:{thread}", key="other/1")
    assert one.mark == other.mark
    posted = await desk.publisher.post(one)
    assert await desk.publisher.find(other) == Absent()
    assert await desk.publisher.find(one) == posted


async def test_where_slack_shows_no_metadata_the_mark_is_what_it_is_known_by(desk: Desk) -> None:
    delivery = desk.delivery()
    posted = await desk.publisher.post(delivery)
    desk.slack.channel.shown()[0].metadata = None
    assert await desk.publisher.find(delivery) == posted
    assert await desk.publisher.find(replace(delivery, mark=Mark(77, DAY, 1, 1))) == Absent()


async def test_a_clock_that_is_some_minutes_ahead_finds_its_post_all_the_same(desk: Desk) -> None:
    delivery = desk.delivery()
    posted = await desk.publisher.post(delivery)
    assert await desk.publisher.find(replace(delivery, first_try=delivery.due + timedelta(minutes=9))) == posted


# --- threads


async def test_in_a_thread_it_is_posted_found_changed_and_taken_away_there(desk: Desk) -> None:
    thread = desk.thread()
    for delivery in (desk.delivery(under=thread), desk.delivery(f"{desk.slack.channel.id}:{thread}", key="other/1")):
        assert await desk.publisher.find(delivery) == Absent()
        posted = await desk.publisher.post(delivery)
        assert await desk.publisher.find(delivery) == posted
        known = replace(delivery, message=message_of(posted))
        assert await desk.publisher.edit(known) == posted
        assert len(desk.slack.channel.seen(thread=thread)) == 1
        assert await desk.publisher.delete(known) == posted
        assert desk.slack.channel.seen(thread=thread) == []
    assert len(desk.slack.channel.seen()) == 1


@pytest.mark.parametrize("error", ["thread_not_found", "restricted_action_thread_locked"])
async def test_where_the_thread_of_its_day_is_closed_it_stands_in_the_channel_and_is_found_there(
    desk: Desk, error: str
) -> None:
    delivery = desk.delivery(under=desk.thread())
    await desk.slack.misfortune(Fault(Kind.ERROR, status=200, error=error))
    posted = await desk.publisher.post(delivery)
    assert len(desk.slack.channel.seen()) == 2
    assert await desk.publisher.find(delivery) == posted


async def test_what_closes_the_channel_closes_it_for_the_thread_of_its_day_too(desk: Desk) -> None:
    delivery = desk.delivery(under=desk.thread())
    await desk.slack.close(desk.slack.channel.id, "archived")
    outcome = await desk.publisher.post(delivery)
    assert isinstance(outcome, Never)
    assert (outcome.pauses, outcome.reason.key) == (True, "slack-archived")
    assert desk.calls().count("post") == 1


async def test_where_the_first_message_of_its_day_was_taken_away_it_stands_in_the_channel(desk: Desk) -> None:
    first = await desk.publisher.post(desk.delivery())
    delivery = desk.delivery(key="second/1", under=message_of(first))
    await desk.slack.remove(desk.slack.channel.id, desk.delivery().nonce)
    posted = await desk.publisher.post(delivery)
    assert await desk.publisher.find(delivery) == posted
    assert len(desk.slack.channel.seen()) == 1


async def test_a_thread_that_was_ordered_and_is_gone_closes_its_schedule_and_says_so(desk: Desk) -> None:
    delivery = desk.delivery(f"{desk.slack.channel.id}:1700000000.000100")
    outcome = await desk.publisher.post(delivery)
    assert isinstance(outcome, Never)
    assert (outcome.pauses, outcome.reason.key) == (True, "slack-thread-closed")
    sight = await desk.publisher.find(delivery)
    assert isinstance(sight, Unreadable)
    assert sight.wait is None


# --- direct messages


async def test_a_person_is_written_to_directly_and_the_post_is_found_there(desk: Desk) -> None:
    delivery = desk.delivery(f"@{desk.slack.reader.id}")
    posted = await desk.publisher.post(delivery)
    assert len(desk.slack.reader.direct.seen()) == 1
    assert await desk.publisher.find(delivery) == posted
    assert await desk.publisher.delete(replace(delivery, message=message_of(posted))) == posted
    assert desk.slack.reader.direct.seen() == []


async def test_a_person_it_cannot_write_to_is_closed_like_a_channel(desk: Desk) -> None:
    grace = desk.slack.user("Grace")
    grace.person.gone = True
    outcome = await desk.publisher.post(desk.delivery(f"@{grace.id}"))
    assert isinstance(outcome, Never)
    assert (outcome.pauses, outcome.reason.key) == (True, "slack-direct-closed")


# --- what left this machine


async def test_what_never_left_this_machine_is_known_not_to_be_posted(desk: Desk) -> None:
    async with workspaces("http://127.0.0.1:9/api/", OneToken(desk.slack.token, desk.slack.api)) as away:
        outcome = await SlackPublisher(away, WORDS).post(desk.delivery())
    assert isinstance(outcome, Later)
    assert (outcome.reason.key, outcome.scope) == ("slack-unreachable", Scope.BOT)


async def test_a_post_that_takes_too_long_is_unclear_and_one_that_was_not_begun_is_not(desk: Desk) -> None:
    hasty = SlackPublisher(desk.workspaces, WORDS, patience=0.2)
    await desk.workspaces.client(desk.slack.team.id)
    await desk.slack.misfortune(Fault(Kind.SLOW, seconds=1))
    assert isinstance(await hasty.post(desk.delivery()), Unclear)
    await desk.slack.misfortune(Fault(Kind.SLOW, seconds=1), verbs=["dm"])
    assert isinstance(await hasty.post(desk.delivery(f"@{desk.slack.reader.id}")), Later)


@pytest.mark.parametrize("status", [500, 503])
async def test_direct_messages_that_cannot_be_opened_for_slacks_own_trouble_are_tried_again(
    desk: Desk, status: int
) -> None:
    await desk.slack.misfortune(Fault(Kind.ERROR, status=status), verbs=["dm"])
    outcome = await desk.publisher.post(desk.delivery(f"@{desk.slack.reader.id}"))
    assert isinstance(outcome, Later)


@pytest.mark.parametrize("kind", [Kind.EMPTY, Kind.FOREIGN])
async def test_an_odd_answer_before_the_post_has_posted_nothing_and_is_believed_in_nothing(
    desk: Desk, kind: Kind
) -> None:
    delivery = desk.delivery(f"@{desk.slack.reader.id}")
    await desk.slack.misfortune(Fault(kind), Fault(), Fault(kind), verbs=["login"])
    await desk.slack.misfortune(Fault(kind), verbs=["dm"])
    for _ in range(2):
        assert isinstance(await desk.publisher.post(delivery), Later)
    posted = await desk.publisher.post(delivery)
    sight = await desk.publisher.find(delivery)
    assert isinstance(sight, Unreadable)
    assert sight.wait
    assert await desk.publisher.find(delivery) == posted


async def test_what_is_no_answer_is_raised_where_it_is_ours(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """A defect of our own is not taken for one of Slack's, and not hidden."""
    monkeypatch.setattr("adapters.slack.publisher.message", None)
    with pytest.raises(TypeError):
        await desk.publisher.post(desk.delivery())


async def test_a_look_that_takes_too_long_or_is_refused_for_now_comes_again(desk: Desk) -> None:
    delivery = desk.delivery(under=desk.thread())
    hasty = SlackPublisher(desk.workspaces, WORDS, patience=0.2)
    assert await desk.publisher.find(delivery) == Absent()
    faults = Fault(Kind.SLOW, seconds=1), Fault(Kind.ERROR, status=503), Fault(Kind.LIMITED, seconds=7)
    await desk.slack.misfortune(*faults, verbs=["read"])
    for _ in faults:
        sight = await hasty.find(delivery)
        assert isinstance(sight, Unreadable)
        assert sight.wait


@pytest.mark.parametrize("page", [{"messages": {}}, {"messages": [], "has_more": True}])
async def test_a_history_that_ends_too_early_is_none(page: dict[str, object]) -> None:
    async def history(**_: object) -> dict[str, object]:
        return page

    client: Any = SimpleNamespace(conversations_history=history)
    with pytest.raises(TypeError):
        [one async for one in messages(Place(client, "C1"), datetime.now(UTC))]


@pytest.mark.parametrize("kind", [Kind.EMPTY, Kind.FOREIGN])
async def test_a_look_that_is_answered_oddly_comes_again(desk: Desk, kind: Kind) -> None:
    delivery = desk.delivery()
    posted = await desk.publisher.post(delivery)
    await desk.slack.misfortune(Fault(kind), verbs=["read"])
    sight = await desk.publisher.find(delivery)
    assert isinstance(sight, Unreadable)
    assert sight.wait == SOON
    assert await desk.publisher.find(delivery) == posted


@pytest.mark.parametrize("call", ["edit", "delete"])
async def test_an_answer_that_speaks_of_nothing_is_no_success_of_an_edit_either(desk: Desk, call: str) -> None:
    delivery = desk.delivery()
    known = replace(delivery, message=message_of(await desk.publisher.post(delivery)))
    await desk.slack.misfortune(Fault(Kind.FOREIGN, effect=False), Fault(Kind.EMPTY, effect=False), verbs=[call])
    ask = desk.publisher.edit if call == "edit" else desk.publisher.delete
    assert isinstance(await ask(known), Unclear)
    assert isinstance(await ask(known), Unclear)
    assert isinstance(await ask(known), Posted)


async def test_what_has_no_message_yet_is_neither_changed_nor_taken_away(desk: Desk) -> None:
    for outcome in (await desk.publisher.edit(desk.delivery()), await desk.publisher.delete(desk.delivery())):
        assert isinstance(outcome, Never)
    assert desk.calls() == []


# --- workspaces


async def test_o07_a_token_that_is_revoked_is_asked_with_once_and_a_new_one_at_once(desk: Desk) -> None:
    assert isinstance(await desk.publisher.post(desk.delivery()), Posted)
    desk.slack.team.revoke()
    posts = desk.calls().count("post")
    for _ in range(3):
        outcome = await desk.publisher.post(desk.delivery(key="other/1"))
        assert isinstance(outcome, Never)
        assert (outcome.pauses, outcome.scope, outcome.reason.key) == (True, Scope.BOT, "slack-removed")
    assert isinstance(await desk.publisher.find(desk.delivery()), Unreadable)
    assert desk.calls().count("post") == posts + 1


async def test_a_workspace_without_a_token_is_one_from_which_the_bot_was_removed(desk: Desk) -> None:
    delivery = replace(desk.delivery(), channel=Channel(SLACK, "T0ELSEWHERE", desk.slack.channel.id))
    outcome = await desk.publisher.post(delivery)
    assert isinstance(outcome, Never)
    assert (outcome.pauses, outcome.scope) == (True, Scope.BOT)
    assert isinstance(await desk.publisher.find(delivery), Unreadable)
    assert "post" not in desk.calls()


async def test_a_team_is_asked_for_once_however_many_come_and_again_where_that_failed(desk: Desk) -> None:
    await desk.slack.misfortune(Fault(Kind.ERROR, status=500), verbs=["login"])
    assert isinstance(await desk.publisher.post(desk.delivery()), Later)
    places = [desk.slack.team.channel(f"c{number}").id for number in range(9)]
    outcomes = await asyncio.gather(*(desk.publisher.post(desk.delivery(place)) for place in places))
    assert all(isinstance(outcome, Posted) for outcome in outcomes)
    assert desk.calls().count("login") == 2
    assert await desk.workspaces.tokens.teams() == (desk.slack.team.id,)


async def test_paces_are_those_of_the_workspace_and_of_the_channel_and_looks_have_their_own(desk: Desk) -> None:
    team = desk.slack.team.id
    there = [Channel(SLACK, team, name) for name in ("C1", "C1:1700000000.000100")]
    assert desk.publisher.paces(there[0]) == desk.publisher.paces(there[1])
    assert [(pace.bucket, pace.scope) for pace in desk.publisher.paces(there[0])] == [
        (f"slack:{team}", Scope.BOT),
        ("slack:C1", Scope.CHANNEL),
    ]
    assert desk.publisher.paces(there[0])[0].rate == A_MINUTE / 60
    assert {pace.rate for pace in desk.publisher.looks(Channel(SLACK, team, "@U1"))} == {TIER_3 / 60, 1}


# --- telling people


async def test_a_person_is_told_in_plain_text_with_the_channel_to_open(desk: Desk) -> None:
    teller, reader = SlackTeller(desk.workspaces), desk.slack.reader
    about = Channel(SLACK, desk.slack.team.id, f"{desk.slack.channel.id}:1700000000.000100")
    assert await teller.tell(reader.id, "<!channel> *the* channel is gone", about, about.tenant)
    assert await teller.tell(reader.id, "all is well", None, about.tenant)
    assert await teller.tell(reader.id, "all is well", replace(about, name=f"@{reader.id}"), about.tenant)
    first, *others = reader.direct.seen()
    assert first == f"<!channel> *the* channel is gone\n#{desk.slack.channel.id}"
    assert others == ["all is well"] * 2
    assert "<" not in reader.direct.shown()[0].said


@pytest.mark.parametrize("person", ["U0NOBODY", "reader"])
async def test_where_somebody_cannot_be_told_that_is_said_and_nothing_is_raised(desk: Desk, person: str) -> None:
    teller, tenant = SlackTeller(desk.workspaces), desk.slack.team.id
    await desk.workspaces.client(tenant)
    if person == "reader":
        await desk.slack.misfortune(Fault(Kind.CUT), Fault(Kind.FOREIGN), Fault(Kind.EMPTY), verbs=["dm"])
    for _ in range(3):
        assert not await teller.tell(person.replace("reader", desk.slack.reader.id), "x", None, tenant)
    assert not await teller.tell(person, "x", None, "T0ELSEWHERE")
