"""What befalls a database while it is in use: nothing that was stored is lost, nothing is stored by halves."""

from __future__ import annotations

import asyncio
import shutil
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import event
from sqlalchemy.exc import OperationalError
from sqlalchemy.pool import QueuePool

from adapters.storage.engine import open_store
from adapters.storage.store import SqlStore
from digests.article import Article
from digests.errors import StoreUnusable
from digests.story import Reason
from tests.builders import a_copy, a_decision, a_figure, a_story, a_topic, an_article, an_event
from tests.conftest import ROOT

FIRST = an_article("Corvid Labs released Heron-1 on Thursday.")
LONG = an_article("科维实验室发布苍鹭大模型。" * 400 + "egret")


def address(path: Path) -> str:
    return f"sqlite+aiosqlite:///{path}"


async def fill(path: Path) -> None:
    async with open_store(address(path)) as store:
        await save(store, FIRST)


async def save(store: SqlStore, article: Article) -> None:
    await store.save_article(article, [an_event(article)], [a_figure(article)])


@contextmanager
def every_connection_told(store: SqlStore, *pragmas: str) -> Iterator[None]:
    """Give each connection these pragmas when it is lent."""

    def tell(connection: sqlite3.Connection, *_: object) -> None:
        for pragma in pragmas:
            connection.cursor().execute(f"PRAGMA {pragma}")

    event.listen(store.engine.sync_engine, "checkout", tell)
    yield
    event.remove(store.engine.sync_engine, "checkout", tell)


def pages(path: Path) -> int:
    connection = sqlite3.connect(path)
    (count,) = connection.execute("PRAGMA page_count").fetchone()
    connection.close()
    return int(count)


async def test_o02_a_locked_database_is_still_read_and_is_written_when_the_lock_is_gone(tmp_path: Path) -> None:
    path = tmp_path / "desk.db"
    await fill(path)
    other = sqlite3.connect(path, isolation_level=None)
    async with open_store(address(path), patience=0.05) as store:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreUnusable, match="database-locked") as caught:
            await save(store, LONG)
        assert caught.value.subject == str(path)
        assert await store.newest(9) == (FIRST,)
        other.execute("ROLLBACK")
        await save(store, LONG)
        assert len(await store.newest(9)) == 2
    other.close()


async def test_o02_a_lock_shorter_than_the_patience_is_waited_out(tmp_path: Path) -> None:
    path = tmp_path / "desk.db"
    await fill(path)
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    async with open_store(address(path), patience=20) as store, asyncio.TaskGroup() as tasks:
        saving = tasks.create_task(save(store, LONG))
        await asyncio.sleep(0.2)
        assert not saving.done()
        other.close()
    async with open_store(address(path)) as store:
        assert len(await store.newest(9)) == 2


async def test_on_a_full_disk_a_save_is_whole_or_not_at_all_however_much_room_there_was(tmp_path: Path) -> None:
    template = tmp_path / "template.db"
    await fill(template)
    was_full, keys = [], set()
    for room in range(0, 40, 3):
        path = Path(shutil.copy(template, tmp_path / f"{room}.db"))
        async with open_store(address(path)) as store:
            with every_connection_told(store, f"max_page_count = {pages(path) + room}"):
                try:
                    await save(store, LONG)
                except StoreUnusable as refused:
                    keys.add(refused.key)
                    was_full.append(room)
                whole = room not in was_full
                assert set(await store.newest(9)) == ({FIRST, LONG} if whole else {FIRST})
                assert await store.search("egret", 9) == ((LONG,) if whole else ())
                assert len(await store.events()) == len(await store.figures()) == 1 + whole
            with every_connection_told(store, "max_page_count = 1000000"):
                await save(store, LONG)
            assert await store.search("苍鹭大模型", 9) == (LONG,)
    assert keys == {"database-full"}
    assert 0 in was_full
    assert max(was_full) < room


async def test_a_full_disk_refuses_every_kind_of_writing_and_keeps_the_rest(tmp_path: Path) -> None:
    path = tmp_path / "desk.db"
    await fill(path)
    much = "x" * 9000
    async with open_store(address(path)) as store:
        before = await store.counts()
        with every_connection_told(store, f"max_page_count = {pages(path)}"):
            for writing in (
                store.save_copy(a_copy(FIRST, url=much)),
                store.save_stories([a_story(FIRST), a_story(LONG, terms={much: 1.0})]),
                store.save_decisions([a_decision(), a_decision(reason=Reason("shares", {"shared": (much,)}))]),
                store.save_topics([a_topic(), a_topic("other", words=(much,))]),
            ):
                with pytest.raises(StoreUnusable, match="database-full"):
                    await writing
        assert await store.counts() == before
        assert await store.topics() == ()
        assert await store.decisions(a_decision().subject) == ()


async def test_a_database_that_may_only_be_read_answers_and_refuses_to_write(tmp_path: Path) -> None:
    path = tmp_path / "desk.db"
    await fill(path)
    async with open_store(address(path)) as store:
        with every_connection_told(store, "query_only = ON"):
            with pytest.raises(StoreUnusable, match="database-closed"):
                await save(store, LONG)
            assert await store.newest(9) == (FIRST,)


async def test_a_defect_is_not_dressed_up_as_trouble_with_the_database(tmp_path: Path) -> None:
    async with open_store(address(tmp_path / "desk.db")) as store:
        async with store.writing() as connection:
            await connection.exec_driver_sql("DROP TABLE topics")
        with pytest.raises(OperationalError):
            await store.topics()


async def test_a_cancelled_call_is_done_or_was_never_begun_and_no_connection_is_left_open(tmp_path: Path) -> None:
    async with open_store(address(tmp_path / "desk.db"), patience=5) as store:
        articles = [an_article(f"Report {number} of an egret.") for number in range(60)]
        for number, article in enumerate(articles):
            async with asyncio.TaskGroup() as tasks:
                calls = [tasks.create_task(call) for call in (save(store, article), store.newest(9))]
                for _ in range(number):
                    await asyncio.sleep(0.0002)
                for call in calls * 2:
                    call.cancel()
        begun = articles[1:]
        assert set(await store.newest(99)) == set(await store.search("egret", 99)) == set(begun)
        assert await store.counts() == {"articles": 59, "copies": 0, "stories": 0, "events": 59, "figures": 59}
        assert isinstance(store.engine.pool, QueuePool)
        assert store.engine.pool.checkedout() == 0


async def test_a_cancelled_call_ends_as_cancelled_even_where_it_failed(tmp_path: Path) -> None:
    path = tmp_path / "desk.db"
    await fill(path)
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    async with open_store(address(path), patience=0.1) as store, asyncio.TaskGroup() as tasks:
        saving = tasks.create_task(save(store, LONG))
        await asyncio.sleep(0.01)
        saving.cancel()
    assert saving.cancelled()
    other.close()


async def test_two_stores_on_one_file_lose_nothing_of_each_other(tmp_path: Path) -> None:
    url = address(tmp_path / "desk.db")
    async with open_store(url) as one, open_store(url) as two:
        articles = [an_article(f"Report {number} of Heron-1.") for number in range(20)]
        stories = [a_story(article) for article in articles]
        async with asyncio.TaskGroup() as tasks:
            for number, (article, story) in enumerate(zip(articles, stories, strict=True)):
                store, other = (one, two) if number % 2 else (two, one)
                tasks.create_task(save(store, article))
                tasks.create_task(other.save_stories([story]))
                tasks.create_task(store.save_copy(a_copy(FIRST, url=f"https://dunlin.example/{number % 5}")))
        for store in (one, two):
            assert await store.counts() == {"articles": 20, "copies": 5, "stories": 20, "events": 20, "figures": 20}
            assert len(await store.search("heron", 99)) == 20


async def test_two_stores_may_revise_one_article_in_any_order(tmp_path: Path) -> None:
    url = address(tmp_path / "desk.db")
    revisions = [replace(FIRST, revision=n, text=f"Report of an egret, revision r{n}.") for n in range(1, 11)]
    async with open_store(url) as one, open_store(url) as two, asyncio.TaskGroup() as tasks:
        for revision in revisions:
            tasks.create_task(save(one if revision.revision % 2 else two, revision))
    async with open_store(url) as store:
        assert await store.article(FIRST.id) == revisions[-1]
        assert await store.search("egret", 9) == await store.search("r10", 9) == (revisions[-1],)
        assert (await store.counts())["events"] == 1


async def test_the_text_of_an_earlier_revision_is_kept(tmp_path: Path) -> None:
    path = tmp_path / "desk.db"
    async with open_store(address(path)) as store:
        for revision in (1, 2, 2, 4):
            await save(store, replace(FIRST, revision=revision, text=f"Text {revision}."))
    connection = sqlite3.connect(path)
    kept = connection.execute("SELECT id, revision, text FROM article_revisions ORDER BY revision").fetchall()
    connection.close()
    assert kept == [(FIRST.id, 1, "Text 1."), (FIRST.id, 2, "Text 2.")]


SAVE_FOR_EVER = """
import asyncio, itertools, sys
from adapters.storage.engine import open_store
from tests.builders import a_figure, an_article, an_event

async def main() -> None:
    async with open_store(sys.argv[1]) as store:
        for number in itertools.count():
            article = an_article(f"{sys.argv[2]} report {number} of an egret. " + "Heron-1 " * 200)
            await store.save_article(article, [an_event(article)], [a_figure(article)])
            print(article.id, flush=True)

asyncio.run(main())
"""


def test_killed_processes_leave_all_they_said_was_saved_and_nothing_by_halves(tmp_path: Path) -> None:
    url = address(tmp_path / "desk.db")
    said: set[str] = set()
    writers = [
        subprocess.Popen([sys.executable, "-c", SAVE_FOR_EVER, url, name], cwd=ROOT, stdout=subprocess.PIPE, text=True)
        for name in ("one", "two")
    ]
    for writer in writers:
        assert writer.stdout is not None
        said |= {writer.stdout.readline().strip() for _ in range(15)}
    for writer in writers:
        writer.send_signal(signal.SIGKILL)
        said |= set(writer.communicate()[0].split("\n")[:-1])
    asyncio.run(_check_killed(url, said))


async def _check_killed(url: str, said: set[str]) -> None:
    async with open_store(url) as store:
        stored = await store.newest(10_000)
        assert said <= {article.id for article in stored}
        assert set(await store.search("egret", 10_000)) == set(stored)
        counts = await store.counts()
        assert counts["articles"] == counts["events"] == counts["figures"] == len(stored) >= 30
        async with store.reading() as connection:
            assert (await connection.exec_driver_sql("PRAGMA integrity_check")).scalar() == "ok"
            assert not (await connection.exec_driver_sql("PRAGMA foreign_key_check")).all()
