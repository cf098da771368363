"""An admin corrects the grouping and leaves things out by what is pressed, through the real slack-bolt."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace

import pytest
import pytest_asyncio

from bot.desk.desk import NewsDesk
from bot.wiring.news import newsroom
from config.settings import Settings
from tests.adapters.slack.near import NOW, Ledger, Painter, running
from tests.adapters.slack.windows.talk import until
from tests.bot.reports import LLAMA_31_EN, LLAMA_31_HANS, MISTRAL_EN
from tests.fakes.clock import FakeClock
from tests.standin.slack import Answer, Standin, User

pytestmark = pytest.mark.asyncio(loop_scope="module")

CORRECTING = "Wrong group or topic…"


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def desk(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[NewsDesk]:
    url = f"sqlite+aiosqlite:///{tmp_path_factory.mktemp('moderation') / 'news.db'}"
    async with newsroom(Settings(database_url=url)) as room:
        await room.read([LLAMA_31_EN, LLAMA_31_HANS, MISTRAL_EN])
        assert isinstance(room.desk, NewsDesk)
        yield NewsDesk(replace(room.desk.context, platforms=("terminal", "slack")))


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def slack(desk: NewsDesk) -> AsyncIterator[Standin]:
    async with running(desk, Painter(), Ledger(), FakeClock(NOW)) as slack:
        yield slack
        assert slack.offences == []


@pytest_asyncio.fixture(loop_scope="module")
async def grace(slack: Standin) -> User:
    return slack.user("Grace", admin=True)


async def said(answer: Answer, words: str) -> Answer:
    await until(lambda: words in answer.text)
    return answer


async def ids(desk: NewsDesk) -> dict[str, str]:
    """Return the shared story of each title."""
    articles = await desk.context.store.newest(9)
    stories = await desk.context.store.stories_of(article.id for article in articles)
    homes = {article: story.id for story in stories for article in story.articles}
    return {article.title: homes[article.id] for article in articles}


async def test_an_admin_merges_splits_and_rejects_by_pressing(desk: NewsDesk, grace: User):
    known = await ids(desk)
    llama, mistral = known[LLAMA_31_EN.title], known[MISTRAL_EN.title]
    told = await said(await grace.slash("/llama", f"story {llama}"), "Meta releases Llama 3.1")
    correcting = await said(await grace.press(told, CORRECTING), "Open Weights Weekly · Meta releases Llama 3.1")
    form = await grace.press(correcting, "Same story as…")
    ((label, _), *_) = [one for one in await grace.suggest(form.view, "lw_field", "Mistral") if one[1] == mistral]
    shown = await said(await grace.submit(form, {"lw_field": label}), "These would be one story here:")
    await said(await grace.press(shown, "Save"), "These are one story here from now on:")
    correcting = await said(await grace.press(told, CORRECTING), "Model Gazette · Mistral AI releases")
    shown = await grace.choose(correcting, "Model Gazette · Mistral AI releases Mistral Large 2")
    await said(shown, "These would be different stories here:")
    await said(await grace.press(shown, "Save"), "These are different stories here from now on:")
    correcting = await said(await grace.press(told, CORRECTING), "What is wrong with it?")
    shown = await said(await grace.choose(correcting, "Llama"), "would not be told under “llama” any more")
    await said(await grace.press(shown, "Save"), "is not told under “llama” any more")
    back = await said(await grace.slash("/llama-admin", "undo"), "Nothing is changed yet")
    await said(await grace.press(back, "Save"), "Taken back")


async def test_a_reader_is_shown_none_of_it_and_may_press_none_of_it(desk: NewsDesk, slack: Standin, grace: User):
    llama = (await ids(desk))[LLAMA_31_EN.title]
    told = await said(await grace.slash("/llama", f"story {llama}"), "Meta releases Llama 3.1")
    ada = slack.user("Ada")
    seen = await said(await ada.slash("/llama", f"story {llama}"), "Meta releases Llama 3.1")
    assert CORRECTING in told.buttons
    assert CORRECTING not in seen.buttons


async def test_an_admin_leaves_things_out_and_lets_them_in_again(slack: Standin, grace: User):
    ada = slack.user("Ben")
    shown = await grace.slash("/llama-admin", "filters add words:Mistral languages:en")
    await said(shown, "the title says “Mistral” or “Mistral AI”, and it is in English")
    await said(await ada.slash("/llama", "latest"), "Mistral Large 2")
    await said(await grace.press(shown, "Save"), "is in force from now on")
    latest = await said(await ada.slash("/llama", "latest"), "Llama 3.1")
    assert "Mistral Large 2" not in latest.text
    listed = await said(await grace.slash("/llama-admin", "filters list"), "the title says")
    gone = await said(await grace.choose(listed, "Mistral"), "would be gone")
    await said(await grace.press(gone, "Save"), "is gone")
    await said(await ada.slash("/llama", "latest"), "Mistral Large 2")
