"""The Home before the stand-in: shown, pressed, turned, in the reader's language, to nobody else."""

from __future__ import annotations

import asyncio

import pytest

from digests.language import Lang
from tests.adapters.slack.windows.talk import WORDS, Talk, answered, until
from tests.standin.slack import Fault, Kind, User
from tests.standin.slack.world import View

pytestmark = pytest.mark.asyncio(loop_scope="module")

EN = WORDS[Lang.EN]


def home_of(talk: Talk, reader: User) -> View:
    """Return the Home that somebody sees."""
    return talk.slack.team.homes[reader.id]


@pytest.mark.parametrize(("locale", "lang"), [("en-GB", Lang.EN), ("zh-CN", Lang.HANS), ("zh-TW", Lang.HANT)])
async def test_whoever_opens_the_home_sees_their_own_in_the_language_of_their_slack(
    talk: Talk, locale: str, lang: Lang
) -> None:
    lin = talk.slack.user("Lin", locale=locale)
    answer = await lin.open_home()
    assert f"Home of {lin.id}: reader in {lang}" in answer.text
    assert answer.view.body["type"] == "home"


async def test_a_reader_has_one_tab_and_so_no_row_of_them(reader: User) -> None:
    answer = await reader.open_home()
    assert not [one for block in answer.view.blocks for one in block.get("elements", ()) if one.get("style")]


async def test_an_admin_has_the_tabs_of_admins_and_the_one_that_is_shown_is_marked(talk: Talk) -> None:
    grace = talk.slack.user("Grace", admin=True)
    first = await grace.open_home()
    row = first.view.blocks[0]["elements"]
    assert [(one["text"]["text"], one.get("style")) for one in row] == [
        ("reader", "primary"),
        ("feeds", None),
    ]
    await grace.press(first, "feeds")
    await answered(home_of(talk, grace), f"Home of {grace.id}: feeds")
    row = home_of(talk, grace).blocks[0]["elements"]
    assert [one.get("style") for one in row] == [None, "primary"]


async def test_who_is_no_admin_any_more_is_told_and_sees_their_own_page(talk: Talk) -> None:
    grace = talk.slack.user("Grace", admin=True)
    first = await grace.open_home()
    grace.person.admin = False
    talk.people.forget(talk.slack.team.id)
    await grace.press(first, "feeds")
    view = home_of(talk, grace)
    await answered(view, EN.phrases["refusal.not-allowed"].split("{")[0].strip())
    assert f"Home of {grace.id}: reader" in view.text
    assert "feeds" not in [one["text"]["text"] for one in view.blocks[0].get("elements", ())]


async def test_a_language_that_is_chosen_is_that_of_the_home_at_once(talk: Talk, reader: User) -> None:
    opened = await reader.open_home()
    await reader.choose(opened, "zh-Hant")
    await answered(home_of(talk, reader), f"Home of {reader.id}: reader in zh-Hant")
    again = await reader.open_home()
    assert "in zh-Hant" in again.text


async def test_what_cannot_be_changed_is_said_above_the_home(talk: Talk, reader: User) -> None:
    talk.desk.followed[reader.id] = ["heron"]
    opened = await reader.open_home()
    await reader.choose(opened, "zh-Hant")
    await answered(home_of(talk, reader), "“zh-Hant”")
    assert f"Home of {reader.id}: reader in en" in home_of(talk, reader).text


async def test_a_story_is_opened_over_the_home(talk: Talk, reader: User) -> None:
    opened = await reader.open_home()
    over = await reader.press(opened, "Open story")
    assert over.view.body["type"] == "modal"
    await answered(over.view, "id: 'a1b2c3d4'")
    assert "Home of" in home_of(talk, reader).text


async def test_what_is_no_longer_followed_is_told_over_the_home_and_gone_from_it(talk: Talk, reader: User) -> None:
    talk.desk.followed[reader.id] = ["heron"]
    opened = await reader.open_home()
    assert "Followed: heron" in opened.text
    await reader.press(opened, "Unfollow heron")
    (over,) = (view for view in talk.slack.team.views.values() if view.person is reader.person and view.title)
    await answered(over, "Now you follow nothing")
    await answered(home_of(talk, reader), "Followed: nothing")


async def test_what_is_followed_by_a_form_over_the_home_stands_on_it(talk: Talk, reader: User) -> None:
    opened = await reader.open_home()
    form = (await reader.press(opened, "Follow")).view
    await reader.suggest(form, "lw_field", "Corvid Labs")
    await reader.submit(form, {"lw_field": "Corvid Labs"})
    await answered(form, "Now you follow Corvid Labs")
    await answered(home_of(talk, reader), "Followed: Corvid Labs")


async def test_what_is_changed_in_a_modal_over_the_home_stands_on_it(talk: Talk, reader: User) -> None:
    talk.desk.followed[reader.id] = ["heron"]
    opened = await reader.open_home()
    story = (await reader.press(opened, "Open story")).view
    await answered(story, "id: 'a1b2c3d4'")
    await reader.press(story, "Unfollow all")
    await answered(home_of(talk, reader), "Followed: nothing")


async def test_a_home_that_slack_wants_to_have_later_is_shown_later(talk: Talk, reader: User) -> None:
    """O12."""
    pause = Fault(Kind.LIMITED, seconds=1)
    await talk.slack.misfortune(pause, verbs=["home"])
    assert "Home of" in (await reader.open_home()).text


async def test_a_home_that_was_lost_on_the_way_is_sent_again(talk: Talk, reader: User) -> None:
    await talk.slack.misfortune(Fault(Kind.CUT), verbs=["home"])
    assert "Home of" in (await reader.open_home()).text


async def test_the_pages_of_a_long_home_are_turned_on_it(talk: Talk, reader: User) -> None:
    opened = await reader.open_home()
    assert len(opened.view.blocks) <= 100
    await reader.press(opened, opened.buttons[-1])
    await until(lambda: "Row 0 " not in home_of(talk, reader).text)
    assert "Row 89" in home_of(talk, reader).text


async def test_an_opening_that_is_told_of_twice_is_answered_once(talk: Talk, reader: User) -> None:
    """A15, O13."""
    await reader.open_home()
    asked = len(talk.desk.of("home"))
    event = next(one for one in reversed(talk.slack.deliveries) if one.kind == "events_api")
    await talk.slack.redeliver(event)
    await asyncio.sleep(0.2)
    assert len(talk.desk.of("home")) == asked


async def test_the_tab_of_messages_is_none_of_the_home(talk: Talk, reader: User) -> None:
    event = {"type": "app_home_opened", "user": reader.id, "channel": reader.direct.id, "tab": "messages"}
    await talk.slack.event(event)
    await asyncio.sleep(0.2)
    assert reader.id not in talk.slack.team.homes


async def test_a_button_of_an_older_version_is_refused_over_the_home(reader: User) -> None:
    over = await reader.press(await reader.open_home(), "Old")
    await answered(over.view, EN.phrases["refusal.button-unknown"].split("{")[0].strip())


async def test_a_window_that_may_no_longer_be_opened_is_told_of_on_the_home(talk: Talk, reader: User) -> None:
    opened = await reader.open_home()
    await talk.slack.misfortune(Fault(Kind.ERROR, status=200, error="expired_trigger_id"), verbs=["view"])
    await reader.press(opened, "Following")
    await answered(home_of(talk, reader), EN.say("slack.too-late"))


async def test_nobody_sees_anothers_home(talk: Talk) -> None:
    ada, mo = talk.slack.user("Ada"), talk.slack.user("Mo", locale="zh-CN")
    await asyncio.gather(ada.open_home(), mo.open_home())
    for one, other in ((ada, mo), (mo, ada)):
        assert f"Home of {one.id}" in home_of(talk, one).text
        assert other.id not in str(home_of(talk, one).body)


async def test_the_home_of_a_stranger_has_no_tabs_of_admins(talk: Talk) -> None:
    stranger = talk.slack.user("Mallory", stranger=True)
    answer = await stranger.open_home()
    assert "feeds" not in answer.buttons


async def test_where_nothing_can_be_asked_the_home_says_so(talk: Talk) -> None:
    grace = talk.slack.user("Grace", admin=True)
    first = await grace.open_home()
    talk.desk.closed = True
    try:
        await grace.press(first, "feeds")
        await until(lambda: "Home of" not in home_of(talk, grace).text)
        await grace.open_home()
    finally:
        talk.desk.closed = False
    refused = EN.phrases["refusal.not-allowed"].split("{")[0].strip()
    assert refused in home_of(talk, grace).text
