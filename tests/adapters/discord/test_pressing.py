"""What is pressed: turning, sharing, threads, pictures; and what cannot be answered."""

from __future__ import annotations

import asyncio

import pytest

from adapters.discord.ids import Press, id_of
from config.catalogues import load_words
from digests.ask import Ask
from digests.language import Lang
from tests.adapters.discord.alive import Bot
from tests.adapters.discord.echo_desk import STORIES
from tests.standin.discord import Fault, Kind, Standin
from tests.standin.discord.permissions import SEND_MESSAGES
from tests.standin.discord.user import Answer, User

pytestmark = pytest.mark.asyncio(loop_scope="module")

WORDS = load_words(Lang.EN)
SHARE, THREAD = WORDS.say("sheet.share"), WORDS.say("sheet.thread")


def press_id(press: Press, verb: str, sheet: int = 1, **options: object) -> str:
    custom_id = id_of(press, Ask(verb, options, sheet))
    assert custom_id
    return custom_id


def on(answer: Answer) -> str:
    """Return the button that turns to the next sheet."""
    return next(label for label in answer.buttons if label.endswith("▶"))


def _verbs(discord: Standin, since: int) -> list[str]:
    """Return what was called since the log had so many entries."""
    return [one["verb"] for one in discord.log[since:] if "verb" in one]


async def refused(answer: Answer) -> Answer:
    """Wait for the private word that comes when what others saw is taken away."""
    async with asyncio.timeout(5):
        while not answer.messages:  # noqa: ASYNC110  another process makes it so
            await asyncio.sleep(0.01)
    return answer


async def test_whoever_asked_turns_the_sheets_in_place(discord: Standin):
    first = await discord.reader.slash("latest")
    assert "Row 0 " in first.text
    turned = await discord.reader.press(first.message, on(first))
    assert turned.changed
    assert "Row 0 " not in turned.text
    assert turned.message.id == first.message.id
    back = await discord.reader.press(turned.message, next(one for one in turned.buttons if one.startswith("◀")))
    assert "Row 0 " in back.text


async def test_whoever_else_turns_it_sees_the_next_sheet_alone(discord: Standin):
    first = await discord.reader.slash("latest")
    turned = await discord.user("Kim").press(first.message, on(first))
    assert not turned.changed
    assert turned.ephemeral
    assert "Row 0 " not in turned.text
    assert "Row 0 " in first.text


async def test_a_private_answer_is_turned_in_place_and_stays_private(discord: Standin):
    public = await discord.reader.slash("latest")
    private = await discord.user("Kim").press(public.message, on(public))
    kim = discord.user("Kim the second")
    private = await kim.press(public.message, on(public))
    turned = await kim.press(private.message, on(private))
    assert turned.changed
    assert turned.ephemeral
    assert SHARE in turned.buttons


async def test_a_sheet_beyond_the_last_is_the_last(discord: Standin):
    first = await discord.reader.slash("latest")
    far = await discord.reader.press(first.message, press_id(Press.TURN, "latest", 99), forced=True)
    assert "Row 119 " in far.text


async def test_a_private_answer_is_shared_under_the_name_of_who_shares_it(discord: Standin):
    reader = discord.user("Rosa @everyone **x**")
    private = await reader.slash("sources")
    shared = await reader.press(private.message, SHARE)
    assert not shared.ephemeral
    assert "Asked sources" in shared.text
    assert "Shared by Rosa @\u200beveryone **x**" in shared.text


async def test_sharing_looks_at_the_rights_of_whoever_presses_now(discord: Standin, admin: User):
    private = await admin.slash("deliveries list")
    assert "Asked deliveries list" in private.text
    admin.guild.roles[admin.guild.members[admin.id].roles[0]].permissions = 0
    shared = await refused(await admin.press(private.message, SHARE))
    assert shared.ephemeral
    assert "Only admins may ask “deliveries list”." in shared.text
    assert not [one for one in discord.channel.seen() if "deliveries list" in one and "Asked" in one]


async def test_who_may_not_write_in_a_channel_does_not_share_there(discord: Standin):
    channel, reader = discord.guild.channel("read-only"), discord.user("Lee")
    channel.overwrites[reader.id] = (0, SEND_MESSAGES)
    private = await reader.slash("sources", where=channel)
    shared = await reader.press(private.message, SHARE)
    assert shared.ephemeral
    assert shared.text.startswith("⚠️ You may not write in this channel")
    assert channel.seen() == []


async def test_a_story_is_put_into_a_thread_of_its_message_once(discord: Standin):
    answer = await discord.reader.slash("story", id=STORIES[0])
    for _ in range(2):
        pressed = await discord.reader.press(answer.message, THREAD)
        assert pressed.ephemeral
        thread = discord.state.channels[answer.message.thread or ""]
        assert f"/{thread.id}" in pressed.text
    assert thread.name == "Echo of story"
    assert len(thread.seen()) == 2
    assert f"Asked story (id: {STORIES[0]!r})" in thread.seen()[0]


async def test_in_a_thread_it_is_posted_there(discord: Standin):
    answer = await discord.reader.slash("story", id=STORIES[1])
    await discord.reader.press(answer.message, THREAD)
    thread = discord.state.channels[answer.message.thread or ""]
    inside = await discord.reader.slash("story", id=STORIES[0], where=thread)
    assert "in thread: True" in inside.text
    assert THREAD not in inside.buttons
    await discord.reader.press(inside.message, press_id(Press.THREAD, "story", id=STORIES[0]), forced=True)
    assert len(thread.seen()) == 3


async def test_from_a_private_answer_a_thread_is_opened_in_the_channel(discord: Standin):
    reader = discord.reader
    private = await reader.slash("sources")
    before = set(discord.state.channels)
    pressed = await reader.press(private.message, press_id(Press.THREAD, "story", id=STORIES[0]), forced=True)
    (thread,) = [discord.state.channels[one] for one in set(discord.state.channels) - before]
    assert f"/{thread.id}" in pressed.text
    assert "Asked story" in thread.seen()[0]


@pytest.mark.parametrize("verb", ["thread", "post"])
async def test_a_bot_that_may_not_open_threads_says_so(verb: str, discord: Standin):
    answer = await discord.reader.slash("story", id=STORIES[0])
    await discord.misfortune(Fault(Kind.ERROR, status=403, code=50013, effect=False), verbs=[verb])
    pressed = await discord.reader.press(answer.message, THREAD)
    assert pressed.ephemeral
    assert "The bot may not open threads in #news or write in them." in pressed.text


async def test_in_direct_messages_there_are_no_threads(discord: Standin):
    reader = discord.reader
    answer = await reader.slash("story", id=STORIES[0], where=reader.direct)
    pressed = await reader.press(answer.message, press_id(Press.THREAD, "story", id=STORIES[0]), forced=True)
    assert "There can be no threads here." in pressed.text


async def test_who_may_not_open_threads_does_not_through_the_bot(discord: Standin):
    reader = discord.user("Noor")
    channel = discord.guild.channel("calm")
    channel.overwrites[reader.id] = (0, 1 << 35)
    answer = await reader.slash("story", id=STORIES[0], where=channel)
    assert "You may not open threads" in (await reader.press(answer.message, THREAD)).text


async def test_a_picture_is_attached_with_its_words_and_goes_when_the_sheet_turns(discord: Standin):
    answer = await discord.reader.slash("timeline", topic="heron", picture="dark")
    assert answer.files["timeline.png"].startswith(b"\x89PNG")
    (gallery,) = [one for one in answer.components if one["type"] == 12]
    assert gallery["items"][0]["description"] == "1 March 2026: Corvid Labs releases Heron-1"
    assert answer.message.attachments[0]["description"] == "1 March 2026: Corvid Labs releases Heron-1"


@pytest.mark.parametrize(
    "custom_id", ["lw:q:", "lw:q:%%%", "lw:z:latest", "lw:m:nothing:latest", "lw:q:no-verb", "other"]
)
async def test_a04_a_garbled_button_gets_one_plain_sentence(custom_id: str, discord: Standin):
    answer = await discord.reader.slash("sources")
    pressed = await discord.reader.press(answer.message, custom_id, forced=True)
    assert pressed.ephemeral
    assert pressed.text == "⚠️ This button or command is no longer known. Ask again with a command."


async def test_a_garbled_choice_gets_one_plain_sentence(discord: Standin):
    answer = await discord.reader.slash("search", query="heron")
    for value in ("", "nonsense", "no-verb;id=1"):
        chosen = await discord.reader.choose(answer.message, value, forced="lw:c:0")
        assert "no longer known" in chosen.text


async def test_a03_an_edited_button_gives_no_right(discord: Standin):
    answer = await discord.reader.slash("search", query="heron")
    pressed = await discord.reader.press(answer.message, "For admins", locale="zh-CN")
    assert pressed.ephemeral
    assert load_words(Lang.HANS).say("refusal.not-allowed", subject="deliveries list") in pressed.text


async def test_t18_a_refusal_is_private_and_what_it_names_is_harmless(discord: Standin):
    before = len(discord.channel.seen())
    answer = await refused(await discord.reader.slash("story", id="gone"))
    assert answer.ephemeral
    assert len(discord.channel.seen()) == before
    shown = [one["content"] for one in answer.components if one["type"] == 10]
    assert "[openai.com](https://evil.example) **x** <@1>” is known." in answer.text
    assert not any("@everyone" in one or "[openai.com](http" in one or "**x**" in one for one in shown)
    assert "llamawire" not in answer.text


async def test_a_choice_that_is_refused_leaves_the_message_as_it_was(discord: Standin):
    answer = await discord.reader.slash("search", query="heron")
    before = answer.text
    assert (await discord.reader.choose(answer.message, "Open gone")).ephemeral
    assert answer.text == before


async def test_a_defect_is_one_sentence_with_a_reference_to_the_log(discord: Standin, bot: Bot):
    answer = await refused(await discord.reader.slash("story", id="broken"))
    assert answer.ephemeral
    assert "a secret of it" not in answer.text
    reference = answer.interaction.id[-6:]
    assert answer.text == "⚠️ " + WORDS.say("discord.defect", reference=reference)
    assert reference in bot.log
    assert "RuntimeError" in bot.log


async def test_a_server_error_while_answering_shows_one_answer(discord: Standin):
    before = len(discord.log)
    await discord.misfortune(Fault(Kind.ERROR, status=502), verbs=["edit answer"])
    answer = await discord.reader.slash("search", query="once")
    async with asyncio.timeout(10):
        while _verbs(discord, before).count("edit answer") < 2:  # noqa: ASYNC110  the same
            await asyncio.sleep(0.05)
    assert len(answer.messages) == 1
    assert "Asked search" in answer.text


async def test_an_answer_that_comes_too_late_is_logged_and_nothing_loops(discord: Standin, bot: Bot):
    await discord.misfortune(Fault(Kind.ERROR, status=404, code=10062, effect=False), verbs=["callback"])
    before = len(discord.log)
    with pytest.raises(AssertionError, match="did not respond"):
        await discord.reader.slash("search", query="late")
    assert set(_verbs(discord, before)) == {"callback"}
    assert "too late" in bot.log
    assert "Asked search" in (await discord.reader.slash("search", query="later")).text
