"""What is pressed: buttons, choices, sharing, threads, pictures; and what cannot be answered."""

from __future__ import annotations

import asyncio

import pytest

from adapters.slack.ids import Press, action
from config.catalogues import load_words
from digests.ask import Ask
from digests.language import Lang
from tests.adapters.slack.alive import Bot
from tests.adapters.slack.echo_desk import STORIES
from tests.standin.slack import Answer, Fault, Kind, Standin, User

pytestmark = pytest.mark.asyncio(loop_scope="module")

WORDS = load_words(Lang.EN)
SHARE, THREAD = WORDS.say("sheet.share"), WORDS.say("sheet.thread")


async def forced(user: User, where: Answer, press: Press, verb: str, sheet: int = 1, **options: object) -> Answer:
    """Press what is not there."""
    does = action(press, Ask(verb, options, sheet), 7)
    assert does
    return await user.press(where, does["action_id"], value=does["value"], forced=True)


async def test_a_button_asks_anew_and_answers_whoever_presses_alone(slack: Standin):
    answer = await slack.reader.slash("/llama", "search heron")
    other = slack.user("Kim", locale="zh-TW", tz="Asia/Taipei")
    pressed = await other.press(answer, "Timeline")
    assert pressed.ephemeral
    assert not pressed.changed
    asked = f"Asked timeline (topic: 'heron') in zh-Hant, zone “Asia/Taipei”, by {slack.team.id}/{other.id}"
    assert asked in pressed.text


async def test_a_choice_opens_what_was_chosen(slack: Standin):
    answer = await slack.reader.slash("/llama", "search heron")
    chosen = await slack.reader.choose(answer, f"Open {STORIES[1]}")
    assert chosen.ephemeral
    assert f"Asked story (id: {STORIES[1]!r})" in chosen.text


async def test_a_private_answer_is_shared_under_the_name_of_who_shares_it(slack: Standin):
    reader = slack.user("Rosa <!channel> @everyone *x*")
    private = await reader.slash("/llama", "sources")
    shared = await reader.press(private, SHARE)
    assert not shared.ephemeral
    assert not private.message.removed
    assert "Asked sources" in shared.text
    assert "Shared by Rosa <!channel> @everyone *x*" in shared.text
    assert "<!channel>" not in shared.message.said


async def test_sharing_looks_at_the_rights_of_whoever_presses_now(slack: Standin):
    boss = slack.user("Olga", admin=True)
    private = await boss.slash("/llama-admin", "deliveries list")
    boss.person.admin = False
    await slack.advance(301)
    shared = await boss.press(private, SHARE)
    assert not [one for one in slack.channel.seen() if "Asked deliveries list" in one] or not shared.ephemeral


async def test_a_story_is_put_into_the_thread_of_its_message(slack: Standin):
    answer = await slack.reader.slash("/llama", f"story {STORIES[0]}")
    if THREAD not in answer.buttons:
        await forced(slack.reader, answer, Press.THREAD, "story", id=STORIES[0])
    else:
        await slack.reader.press(answer, THREAD)
    (told,) = slack.channel.seen(thread=answer.message.ts)[-1:]
    assert f"Asked story (id: {STORIES[0]!r})" in told


async def test_what_is_pressed_in_a_thread_is_answered_there(slack: Standin):
    answer = await slack.reader.slash("/llama", f"story {STORIES[1]}")
    inside = await forced(slack.reader, answer, Press.THREAD, "search", query="heron")
    assert inside.message.thread_ts == answer.message.ts
    pressed = await slack.reader.press(inside, "Timeline")
    assert pressed.ephemeral
    assert pressed.message.thread_ts == answer.message.ts
    here = f"slack:{slack.team.id}/{slack.channel.id}:{answer.message.ts}"
    assert f"in thread: True, at {here}." in pressed.text


async def test_from_a_private_answer_no_thread_is_opened(slack: Standin):
    private = await slack.reader.slash("/llama", "sources")
    pressed = await forced(slack.reader, private, Press.THREAD, "story", id=STORIES[0])
    assert pressed.ephemeral
    assert "There can be no thread here. Share the answer to the channel first" in pressed.text


async def test_a_picture_is_uploaded_with_its_words(slack: Standin):
    answer = await slack.reader.slash("/llama", "timeline heron picture:dark")
    await _until(lambda: any(one.files for one in slack.channel.shown()))
    (shared,) = [one for one in slack.channel.shown() if one.files]
    (file,) = shared.files
    assert file["name"] == "timeline.png"
    assert file["title"] == "Heron"
    assert "Echo of timeline" in answer.text
    assert "1 March 2026: Corvid Labs releases Heron-1" in answer.message.fallback


async def test_where_the_bot_is_not_in_the_channel_a_picture_goes_to_the_reader_alone(slack: Standin):
    channel, reader = slack.team.channel("far", bot=False), slack.user("Noor")
    answer = await reader.slash("/llama", "timeline heron picture:dark", where=channel)
    await answer.more(3)
    assert "The picture is in your direct messages with the bot." in answer.messages[2].text
    assert answer.messages[2].only_for is reader.person
    assert [one.files[0]["name"] for one in reader.direct.shown() if one.files] == ["timeline.png"]
    assert not [one for one in channel.shown() if one.files]


async def test_the_picture_of_a_private_answer_is_private(slack: Standin):
    reader = slack.user("Uma")
    answer = await reader.slash("/llama", "search heron")
    pressed = await forced(reader, answer, Press.ASK, "timeline", topic="heron", picture="light")
    await pressed.more(3)
    assert all(one.only_for is reader.person or one.channel is reader.direct for one in pressed.messages)
    assert [one.files[0]["name"] for one in reader.direct.shown() if one.files] == ["timeline.png"]


async def test_a_picture_that_slack_does_not_take_is_said(slack: Standin):
    await slack.misfortune(
        Fault(Kind.ERROR, status=200, error="file_upload_size_restricted", effect=False), verbs=["upload"]
    )
    answer = await slack.reader.slash("/llama", "timeline heron picture:dark")
    await answer.more(2)
    assert "Slack does not take the picture of “Heron”" in answer.messages[1].text


@pytest.mark.parametrize(
    ("action_id", "value"),
    [
        ("lw:q:1", ""),
        ("lw:q:1", "%%%"),
        ("lw:z:1", "latest"),
        ("lw:q:1", "no-verb"),
        ("lw:p:1", "follow;subject=heron"),
    ],
)
async def test_a04_a_garbled_button_gets_one_plain_sentence(action_id: str, value: str, slack: Standin):
    answer = await slack.reader.slash("/llama", "sources")
    pressed = await slack.reader.press(answer, action_id, value=value, forced=True)
    assert pressed.ephemeral
    assert "This button or command is no longer known. Ask again with a command." in pressed.text
    assert "Asked" not in pressed.text


async def test_a03_an_edited_button_gives_no_right(slack: Standin):
    answer = await slack.reader.slash("/llama", "search heron")
    reader = slack.user("Lin", locale="zh-CN")
    pressed = await reader.press(answer, "For admins")
    assert pressed.ephemeral
    assert load_words(Lang.HANS).say("refusal.not-allowed", subject="deliveries list") in pressed.text


async def test_what_changes_something_is_not_done_again_to_show_it_once_more(slack: Standin):
    answer = await slack.reader.slash("/llama", "follow heron")
    for press in (Press.SHARE, Press.TURN, Press.THREAD):
        again = await forced(slack.reader, answer, press, "follow", subject="heron")
        assert "no longer known" in again.text
    pressed = await forced(slack.reader, answer, Press.ASK, "follow", subject="wren")
    assert "Asked follow (subject: 'wren')" in pressed.text


async def test_a_button_that_is_only_a_link_is_acknowledged(slack: Standin, bot: Bot):
    reader = slack.user("Ana")
    answer = await reader.slash("/llama", "sources", where=reader.direct)
    before = bot.log.count("[error")
    asked = await reader.press(answer, "somebody-elses", value="x", forced=True, wait=False)
    assert asked.messages == []
    assert bot.log.count("[error") == before


async def test_a_lost_reply_shows_a_private_answer_all_the_same(slack: Standin):
    await slack.misfortune(Fault(Kind.CUT), verbs=["answer"])
    assert "Asked sources" in (await slack.reader.slash("/llama", "sources")).text
    await slack.misfortune(Fault(Kind.LOST_REPLY), verbs=["answer"])
    answer = await slack.reader.slash("/llama", "sources")
    await answer.more(2)
    assert all("Asked sources" in one.text and one.only_for for one in answer.messages)


async def test_a_lost_reply_never_shows_a_public_answer_twice(slack: Standin):
    await slack.misfortune(Fault(Kind.LOST_REPLY), verbs=["answer"])
    answer = await slack.reader.slash("/llama", "search once and only once")
    await answer.more(2)
    public = [one for one in answer.messages if one.only_for is None]
    assert len(public) == 1
    assert (
        "Slack did not say whether the answer was posted. Ask again if it is not to be seen." in answer.messages[1].text
    )


@pytest.mark.parametrize("status", [500, 503])
async def test_a_server_error_shows_no_public_answer_twice(status: int, slack: Standin):
    await slack.misfortune(Fault(Kind.ERROR, status=status), verbs=["answer"])
    answer = await slack.reader.slash("/llama", f"search {status}")
    await answer.more(2)
    assert len([one for one in answer.messages if one.only_for is None]) == 1


async def test_slack_is_given_the_pause_it_asks_for(slack: Standin):
    await slack.misfortune(Fault(Kind.LIMITED, seconds=1), verbs=["answer"])
    answer = await slack.reader.slash("/llama", "search patience")
    assert "Asked search" in answer.text
    assert len(answer.messages) == 1


async def test_where_the_way_back_is_gone_the_reader_is_told_alone(slack: Standin):
    await slack.misfortune(Fault(Kind.ERROR, status=404, error="expired_url", effect=False), verbs=["answer"])
    answer = await slack.reader.slash("/llama", "search late")
    assert answer.ephemeral
    assert "Asked search" in answer.text


async def test_where_the_bot_is_in_no_channel_the_reader_is_told_in_direct_messages(slack: Standin):
    channel, reader = slack.team.channel("away", bot=False), slack.user("Zoe")
    await slack.misfortune(Fault(Kind.ERROR, status=404, error="expired_url", effect=False), verbs=["answer"])
    await reader.slash("/llama", "search late", where=channel, wait=False)
    await _until(lambda: bool(reader.direct.shown()))
    assert "Asked search" in reader.direct.seen()[-1]


async def test_who_slack_does_not_tell_of_has_no_rights_and_is_answered(slack: Standin):
    boss = slack.user("Ines", admin=True)
    await slack.misfortune(Fault(Kind.ERROR, status=500, effect=False), verbs=["look"])
    assert "Only admins may ask" in (await boss.slash("/llama-admin", "deliveries list")).text
    assert "Asked deliveries list" in (await boss.slash("/llama-admin", "deliveries list")).text


async def _until(came: object) -> None:
    assert callable(came)
    async with asyncio.timeout(10):
        while not came():  # noqa: ASYNC110  another process makes it so
            await asyncio.sleep(0.02)
