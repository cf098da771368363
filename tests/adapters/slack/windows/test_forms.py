"""Modals in which something is typed, and what is pressed in modals, before the stand-in."""

from __future__ import annotations

import pytest

from digests.language import Lang
from tests.adapters.slack.windows.desk import NAUGHTY
from tests.adapters.slack.windows.talk import WORDS, Talk, answered, opened
from tests.standin.slack import Fault, Kind, User

pytestmark = pytest.mark.asyncio(loop_scope="module")

EN = WORDS[Lang.EN]
LOCALES = [("en-US", Lang.EN), ("zh-CN", Lang.HANS), ("zh-TW", Lang.HANT), ("zh-HK", Lang.HANT), ("fr-FR", Lang.EN)]


@pytest.mark.parametrize(("locale", "lang"), LOCALES)
async def test_a_button_that_wants_words_opens_a_form_in_the_readers_language(
    talk: Talk, locale: str, lang: Lang
) -> None:
    words = WORDS[lang]
    form = (await opened(talk, talk.slack.user("Lin", locale=locale), "Search")).view
    assert words.say("option-name.query").capitalize() in form.text
    assert form.body["submit"]["text"] == words.say("slack.submit")
    assert form.body["close"]["text"] == words.say("slack.close")


async def test_what_is_typed_is_asked_and_shown_in_the_same_modal(talk: Talk, reader: User) -> None:
    form = await opened(talk, reader, "Search")
    answer = await reader.submit(form.view, {"Query": "苍鹭 Heron"})
    assert answer.view is form.view
    assert "query: '苍鹭 Heron'" in answer.text
    assert talk.slack.channel.name not in answer.text
    (question,) = talk.desk.of("search")[-1:]
    assert question.asker.user == reader.id
    assert question.asker.place is not None
    assert question.asker.place.name == talk.slack.channel.id


async def test_what_is_wrong_is_said_beneath_the_field_with_the_way_out(talk: Talk, reader: User) -> None:
    form = await opened(talk, reader, "Search")
    answer = await reader.submit(form.view, {"Query": "nothing"})
    (sentence,) = answer.errors.values()
    assert "“nothing”" in sentence
    assert form.view.body["callback_id"] == "lw_form"
    again = await reader.submit(form.view, {"Query": "heron"})
    assert "query: 'heron'" in again.text


async def test_a_defect_is_told_without_its_secret(talk: Talk, reader: User) -> None:
    form = await opened(talk, reader, "Search")
    answer = await reader.submit(form.view, {"Query": "broken"})
    assert "the bot's fault" in answer.text
    assert "secret" not in answer.text


async def test_what_takes_long_is_waited_for_in_the_modal_and_then_shown_there(talk: Talk, reader: User) -> None:
    """O14."""
    talk.desk.gate.clear()
    form = await opened(talk, reader, "Search")
    answer = await reader.submit(form.view, {"Query": "slow"})
    assert answer.first < 3
    assert EN.say("slack.waiting") in form.view.text
    talk.desk.gate.set()
    await answered(form.view, "query: 'slow'")


async def test_what_turns_out_wrong_late_brings_the_form_again_with_what_was_typed(talk: Talk, reader: User) -> None:
    talk.desk.gate.clear()
    form = await opened(talk, reader, "Search")
    await reader.submit(form.view, {"Query": "late nothing"})
    talk.desk.gate.set()
    await answered(form.view, "“late nothing”")
    again = await reader.submit(form.view)
    assert "“late nothing”" in str(again.errors)


@pytest.mark.parametrize(
    ("button", "typed", "asked"),
    [
        ("Kinds", ["release", "deal"], "kinds: ('release', 'deal')"),
        ("How many", "12", "12"),
        ("Where", "dm", "dm"),
        ("Channel", "C070A0000FF", "slack:"),
    ],
)
async def test_what_is_chosen_counted_or_picked_is_asked_as_the_desk_takes_it(
    talk: Talk, button: str, typed: object, asked: str
) -> None:
    admin = talk.slack.user("Grace", admin=True)
    form = await opened(talk, admin, button)
    await admin.submit(form.view, {"lw_field": typed})
    assert asked in str(talk.desk.asked[-1].options) or asked in f"kinds: {talk.desk.asked[-1].options.get('kinds')}"


async def test_what_the_desk_suggests_is_chosen_from_while_one_types(talk: Talk, reader: User) -> None:
    form = await opened(talk, reader, "Timeline")
    assert ("timeline topic hero en", "first") in await reader.suggest(form.view, "lw_field", "hero")
    await reader.submit(form.view, {"lw_field": "first"})
    assert talk.desk.asked[-1].options == {"topic": "first"}


@pytest.mark.parametrize(
    "typed", [NAUGHTY, "<@U070A00002>", "{}[]\\n", "\u202eabc", "👩‍👩‍👧‍👦" * 3, "'; drop table", "&lt;!here&gt;"]
)
async def test_naughty_words_reach_the_desk_as_they_are_and_ping_nobody(talk: Talk, reader: User, typed: str) -> None:
    form = await opened(talk, reader, "Search")
    await reader.submit(form.view, {"Query": typed})
    assert talk.desk.of("search")[-1].options["query"] == typed.strip()


@pytest.mark.parametrize("button", ["Old command", "Old option"])
async def test_a_button_of_an_older_version_is_refused_to_the_presser_alone(
    talk: Talk, reader: User, button: str
) -> None:
    answer = await opened(talk, reader, button)
    assert answer.ephemeral
    assert EN.phrases["refusal.button-unknown"].split("{")[0] in answer.text


async def test_a_form_of_an_older_version_is_refused_in_a_modal(talk: Talk, reader: User) -> None:
    form = await opened(talk, reader, "Search")
    form.view.body["private_metadata"] = '{"ask": "forgotten", "option": "query"}'
    answer = await reader.submit(form.view, {"Query": "heron"})
    await answered(answer.view, EN.phrases["refusal.button-unknown"].split("{")[0])


async def test_a_window_that_may_no_longer_be_opened_is_told_of_beside_the_message(talk: Talk, reader: User) -> None:
    await talk.slack.misfortune(Fault(Kind.ERROR, status=200, error="expired_trigger_id"), verbs=["view"])
    answer = await opened(talk, reader, "Search")
    assert answer.ephemeral
    assert EN.say("slack.too-late") in answer.text


async def test_a_form_that_is_told_of_twice_changes_once(talk: Talk, reader: User) -> None:
    """O13."""
    form = await opened(talk, reader, "Follow")
    await reader.suggest(form.view, "lw_field", "Corvid Labs")
    await reader.submit(form.view, {"lw_field": "Corvid Labs"})
    sent = talk.slack.deliveries[-1]
    assert sent.payload["type"] == "view_submission"
    await talk.slack.redeliver(sent)
    assert talk.desk.followed[reader.id] == ["Corvid Labs"]


async def test_a_stranger_in_a_shared_channel_is_answered_without_rights_in_our_workspace(talk: Talk) -> None:
    stranger = talk.slack.user("Mallory", stranger=True)
    form = await opened(talk, stranger, "Channel")
    answer = await stranger.submit(form.view, {"lw_field": talk.slack.channel.id})
    assert answer.errors
    assert "schedules list" not in [one.verb for one in talk.desk.asked if one.asker.user == stranger.id]


async def test_a_form_opens_in_time_though_slack_is_slow_to_say_who_it_is(talk: Talk) -> None:
    """O14."""
    lin = talk.slack.user("Lin", locale="zh-CN")
    await talk.slack.misfortune(Fault(Kind.SLOW, seconds=4), verbs=["look"])
    form = await opened(talk, lin, "Search")
    assert form.view.title == EN.say("command-name.search").capitalize()
