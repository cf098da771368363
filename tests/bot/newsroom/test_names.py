"""Names that articles introduce: kept, and known to every later run."""

from __future__ import annotations

from bot.newsroom.names import with_names
from bot.newsroom.read import read_in
from bot.newsroom.room import Room
from digests.learning import Pair
from tests.bot.reports import report
from tests.fakes.store import FakeStore

INTRODUCES = report(
    "机器人展昨日开幕",
    "机器人展昨日在当地开幕。首席执行官格里布·沃伦格伦(Grebe Warrengren)介绍了新产品。",
    "白鹭网",
    "2026-03-02",
)
ENGLISH = report("Warrengren steps back", "Nobody knows why.", "Marsh Daily", "2026-03-05")
CHINESE = report("沃伦格伦归隐", "继任者尚未选出。", "晨光科技报", "2026-03-05", 11)


async def stories(room: Room, store: FakeStore) -> int:
    """Return how many stories the English and the Chinese report of one happening make."""
    await read_in(room, [ENGLISH, CHINESE])
    ids = [article.id for article in await store.newest(2)]
    return len(await store.stories_of(ids))


async def test_a_name_that_was_introduced_lets_reports_in_two_languages_meet(room: Room, store: FakeStore):
    await read_in(room, [INTRODUCES])
    assert [one.pair for one in await store.introductions()] == [Pair("Warrengren", "沃伦格伦")]
    assert await stories(room, store) == 1


async def test_without_the_introduction_they_stay_apart(room: Room, store: FakeStore):
    assert await stories(room, store) == 2


async def test_a_run_is_placed_with_the_names_it_introduces_itself(room: Room, store: FakeStore):
    await read_in(room, [ENGLISH, CHINESE, INTRODUCES])
    ids = [article.id for article in await store.newest(2)]
    assert len(await store.stories_of(ids)) == 1


async def test_a_new_spelling_of_somebody_known_is_found_in_later_articles(room: Room, store: FakeStore):
    told = report("昨日", "首席执行官马克·扎可伯克(Mark Zuckerberg)昨日介绍了新产品。", "白鹭网", "2026-03-02")
    await read_in(room, [told])
    later = report("扎可伯克发布新模型", "继任者尚未选出。", "晨光科技报", "2026-03-05")
    await read_in(room, [later])
    article = next(a for a in await store.newest(2) if a.title == later.title)
    (story,) = await store.stories_of([article.id])
    assert "e:mark-zuckerberg" in story.terms


async def test_where_nothing_was_introduced_the_lexicon_stays(room: Room):
    assert (await with_names(room)).lexicon is room.lexicon
