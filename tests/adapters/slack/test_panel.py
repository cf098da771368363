"""What admins press, with the real desk: the Home's parts, windows, lists of Slack's own, and who may."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
import pytest_asyncio

from bot.desk.desk import NewsDesk
from bot.wiring.news import newsroom
from config.settings import Settings
from digests.change import Holds
from tests.adapters.slack.near import NOW, Ledger, Painter, running
from tests.adapters.slack.windows.talk import until
from tests.bot.reports import LLAMA_31_EN, LLAMA_31_HANS, MISTRAL_EN
from tests.fakes.clock import FakeClock
from tests.standin.slack import Answer, Standin, User

REFUSED = "Only admins may"


@pytest_asyncio.fixture
async def desk(tmp_path: Path) -> AsyncIterator[NewsDesk]:
    url = f"sqlite+aiosqlite:///{tmp_path / 'news.db'}"
    async with newsroom(Settings(database_url=url)) as room:
        await room.read([LLAMA_31_EN, LLAMA_31_HANS, MISTRAL_EN])
        assert isinstance(room.desk, NewsDesk)
        yield NewsDesk(replace(room.desk.context, platforms=("terminal", "slack")))


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock(NOW)


@pytest_asyncio.fixture
async def slack(desk: NewsDesk, clock: FakeClock) -> AsyncIterator[Standin]:
    async with running(desk, Painter(), Ledger(), clock) as slack:
        yield slack
        assert slack.offences == []


@pytest_asyncio.fixture
async def grace(slack: Standin) -> User:
    """Somebody who administers the workspace."""
    return slack.user("Grace", admin=True)


async def said(answer: Answer, words: str) -> Answer:
    await until(lambda: words in answer.text)
    return answer


async def of(desk: NewsDesk, slack: Standin, holds: Holds) -> list[str]:
    return [one.name for one in await desk.context.ledger.held(holds, "slack", slack.team.id)]


async def test_the_home_has_a_part_for_each_thing_that_admins_keep(slack: Standin, grace: User):
    home = await grace.open_home()
    parts = {"Topics": "Agents", "Feeds": "not read yet", "Schedules": "No channel", "Changes": "Nothing was changed"}
    for label, words in parts.items():
        await grace.press(home, label)
        await until(lambda words=words: words in slack.team.homes[grace.id].text)  # type: ignore[misc]  # bound now
    reader = await slack.user("Ada").open_home()
    assert not {*parts} & {*reader.buttons}


async def test_a_topic_is_made_in_a_window_over_the_home_changed_and_saved_there(
    slack: Standin, desk: NewsDesk, grace: User
):
    await grace.press(await grace.open_home(), "Topics")
    await until(lambda: "Agents" in slack.team.homes[grace.id].text)
    form = await grace.press(slack.team.homes[grace.id], "New topic…")
    shown = await said(await grace.submit(form, {"Name": "Nuthatch"}), "would be tracked")
    changed = await grace.submit(await grace.press(shown.view, "Words…"), {"Words": "+Llama 3.1"})
    again = await said(changed, "“Llama 3.1”")
    assert await of(desk, slack, Holds.TOPIC) == []
    saved = await said(await grace.press(again.view, "Save"), "tracked from now on")
    assert saved.view is again.view  # in its place
    assert await of(desk, slack, Holds.TOPIC) == ["nuthatch"]
    await until(lambda: "Nuthatch" in slack.team.homes[grace.id].text)


async def test_setting_up_changes_one_message_and_its_channel_is_picked_from_slacks_own_list(
    slack: Standin, desk: NewsDesk, grace: User
):
    news = slack.team.channel("picked")
    news.members.add(grace.id)
    page = await grace.slash("/llama-admin", "setup")
    first = page.message
    page = await said(await grace.choose(first, "Llama"), "Where is it to be posted?")
    assert page.message is first
    page = await said(await grace.pick(first, news), "At what time of day?")
    page = await said(await grace.press(first, "08:00"), "In which time zone?")
    page = await said(await grace.choose(first, "Tokyo · Asia/Tokyo"), "In which language?")
    page = await said(await grace.press(first, "English"), "The last 7 days would have brought")
    page = await said(await grace.press(first, "Save"), "Scheduled.")
    assert page.message is first
    (order,) = await desk.context.ledger.orders("slack", slack.team.id)
    assert (order.channel.name, order.schedule.zone) == (news.id, "Asia/Tokyo")


async def test_a_person_is_picked_and_let_do_what_admins_do(slack: Standin, desk: NewsDesk, grace: User):
    kim = slack.user("Kim")
    listed = await grace.slash("/llama-admin", "roles list")
    shown = await said(await grace.pick(listed.message, kim), "would do")
    assert await of(desk, slack, Holds.GRANT) == []
    await said(await grace.press(shown.message, "Save"), "may")
    assert await of(desk, slack, Holds.GRANT) == [f"user:{kim.id}"]
    assert "Topics" in (await kim.open_home()).buttons


async def test_a03_who_administers_nothing_presses_and_picks_nothing(slack: Standin, desk: NewsDesk, grace: User):
    shown = await grace.slash("/llama-admin", 'topics add "Dunlin"')
    values = [one["value"] for block in shown.message.blocks for one in block.get("elements", ()) if "value" in one]
    ada = slack.user("Ada")
    hers = await ada.slash("/llama", "sources")
    for number, value in enumerate(one for one in values if one.startswith(("save", "discard"))):
        answer = await ada.press(hers.message, f"lw:q:{number}", forced=True, value=value)
        await said(answer, REFUSED)
    home = await ada.open_home()
    for value in ("home;tab=topics", "topics remove;topic=llama", "setup"):
        pressed = await ada.press(home, "lw:q:1", forced=True, value=value)
        await until(lambda p=pressed: REFUSED in slack.team.homes[ada.id].text or REFUSED in p.text)  # type: ignore[misc]  # bound now
    assert "dunlin" not in await of(desk, slack, Holds.TOPIC)


async def test_a04_whoever_is_no_admin_any_more_saves_changes_and_sends_in_nothing(
    slack: Standin, desk: NewsDesk, grace: User, clock: FakeClock
):
    shown = await grace.slash("/llama-admin", 'topics add "Whimbrel"')
    form = await grace.press(shown.message, "Words…")
    grace.person.admin = False
    clock.advance(timedelta(minutes=5, seconds=1))
    await said(await grace.press(shown.message, "Save"), REFUSED)
    sent = await grace.submit(form, {"Words": "whimbrels"})
    await until(lambda: REFUSED in sent.text or REFUSED in str(sent.errors))
    assert "whimbrel" not in await of(desk, slack, Holds.TOPIC)
