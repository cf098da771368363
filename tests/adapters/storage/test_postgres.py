"""A store in Postgres: how it refuses, what it survives, and what holds between several programs."""

from __future__ import annotations

import asyncio
import signal
import subprocess
import sys
from collections.abc import AsyncIterator, Iterator
from dataclasses import replace
from pathlib import Path

import asyncpg
import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import QueuePool

from adapters.storage.engine import open_store
from adapters.storage.postgres import WRITE_LOCK
from adapters.storage.store import SqlStore
from config.catalogues import load_words
from digests.article import Article
from digests.errors import BadSetting, Refusal, StoreUnusable
from digests.event import Status
from digests.feed import FeedState
from digests.language import Lang
from digests.story import Reason
from tests.adapters.storage.test_surviving import FIRST, LONG, SAVE_FOR_EVER, save
from tests.builders import a_copy, a_decision, a_story, a_topic, an_article, an_event
from tests.conftest import ROOT
from tests.postgres import Server, a_database, a_server, an_empty_database, execute

SECRET = "hunter2"  # noqa: S105  an example


@pytest.fixture
async def url() -> AsyncIterator[str]:
    """Give the address of a database that is laid out and empty."""
    async with a_database() as address:
        yield address


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    """Give a server that may be stopped, with a user who needs a password, few connections and no locale but C."""
    with a_server("max_connections=12", "superuser_reserved_connections=2") as started:
        hba = started.folder / "data" / "pg_hba.conf"
        hba.write_text("local all locked scram-sha-256\n" + hba.read_text("utf-8"), "utf-8")
        asyncio.run(
            execute(
                started.url("postgres"),
                "SELECT pg_reload_conf()",
                f"CREATE ROLE locked LOGIN PASSWORD '{SECRET}'",
                "CREATE DATABASE locked OWNER locked",
                "CREATE DATABASE latin TEMPLATE template0 ENCODING 'LATIN1' LOCALE 'C'",
                "CREATE DATABASE desk",
            )
        )
        yield started


async def refused(url: str) -> Refusal:
    """Return how the store refuses to open there; its sentence never holds the password."""
    with pytest.raises(Refusal) as caught:
        async with open_store(url, patience=1):
            pass
    for lang in (Lang.EN, Lang.HANS, Lang.HANT):
        said = load_words(lang).refusal(caught.value)
        assert SECRET not in said + str(caught.value)
        assert "{" not in said
    return caught.value


def at(server: Server, user: str, database: str, more: str = "") -> str:
    return f"postgresql://{user}@/{database}?host={server.folder}{more}"


async def test_a_wrong_password_and_an_unknown_user_are_refused(server: Server) -> None:
    assert (await refused(at(server, f"locked:x{SECRET}", "locked"))).key == "database-login"
    assert (await refused(at(server, f"nobody:{SECRET}", "locked"))).key == "database-login"
    async with open_store(at(server, f"locked:{SECRET}", "locked")) as store:
        assert store.place == f"postgresql://{server.folder}/locked"
        assert await store.newest(1) == ()


async def test_an_unknown_database_is_named(server: Server) -> None:
    said = await refused(at(server, f"desk:{SECRET}", "herons"))
    assert (said.key, said.subject) == ("database-unknown", f"postgresql://{server.folder}/herons")


async def test_a_server_that_is_not_there_is_named(tmp_path: Path) -> None:
    for address, place in (
        (f"postgresql://me:{SECRET}@127.0.0.1:1/desk", "postgresql://127.0.0.1:1/desk"),
        (f"postgres://me:{SECRET}@[::1]:1/desk", "postgresql://[::1]:1/desk"),
        (f"postgresql+asyncpg://me:{SECRET}@/desk?host={tmp_path}&password={SECRET}", f"postgresql://{tmp_path}/desk"),
    ):
        said = await refused(address)
        assert (said.key, said.subject) == ("database-unreachable", place)


async def test_an_address_the_driver_cannot_read_is_refused_as_a_setting() -> None:
    said = await refused(f"postgresql://me:{SECRET}@127.0.0.1/desk?sslmode={SECRET}")
    assert isinstance(said, BadSetting)
    assert (said.key, said.subject) == ("no-database-address", "database_url")


async def test_a_database_that_is_not_in_utf_8_is_refused(server: Server) -> None:
    assert (await refused(server.url("latin"))).key == "database-not-utf-8"


async def test_a_user_without_rights_is_refused(server: Server) -> None:
    assert (await refused(at(server, f"locked:{SECRET}", "desk"))).key == "database-read-only"


async def test_a_server_without_a_free_connection_is_refused_until_there_is_one(server: Server) -> None:
    others = [await asyncpg.connect(server.url("postgres")) for _ in range(10)]
    assert (await refused(at(server, f"locked:{SECRET}", "locked"))).key == "database-crowded"
    for other in others:
        await other.close()
    assert (await refused(server.url("herons"))).key == "database-unknown"


async def test_a_pool_without_a_free_connection_is_refused_too(url: str) -> None:
    async with open_store(url, patience=1) as store, asyncio.TaskGroup() as tasks:
        held = asyncio.Event()

        async def hold() -> None:
            async with store.reading():
                await held.wait()

        holding = [tasks.create_task(hold()) for _ in range(10)]
        with pytest.raises(StoreUnusable, match="database-crowded"):
            await store.newest(1)
        held.set()
        assert len(holding) == 10


async def test_o02_a_server_that_was_stopped_and_started_again_is_found_again_and_nothing_is_lost(
    server: Server,
) -> None:
    async with open_store(server.url("desk"), patience=2) as store:
        await save(store, FIRST)
        server.stop()
        for _ in range(3):
            with pytest.raises(StoreUnusable, match="database-unreachable"):
                await save(store, LONG)
            with pytest.raises(StoreUnusable, match="database-unreachable"):
                await store.newest(9)
        server.start()
        assert await store.newest(9) == (FIRST,)
        await save(store, LONG)
        assert len(await store.newest(9)) == 2
        assert await store.search("egret", 9) == (LONG,)


async def test_a_connection_that_ends_in_the_middle_of_a_transaction_leaves_nothing_behind(url: str) -> None:
    async with open_store(url, patience=5) as store:
        with pytest.raises(StoreUnusable, match="database-unreachable"):
            await note_and_lose_the_connection(store, url)
        assert not await store.noted("half")
        await store.note("whole")
        assert await store.noted("whole")


async def note_and_lose_the_connection(store: SqlStore, url: str) -> None:
    async with store.writing() as connection:
        await connection.execute(text("INSERT INTO notes VALUES ('half')"))
        (number,) = (await connection.execute(text("SELECT pg_backend_pid()"))).one()
        await execute(url, f"SELECT pg_terminate_backend({number}, 5000)")
        await connection.execute(text("INSERT INTO notes VALUES ('rest')"))


async def test_o02_a_locked_database_is_still_read_and_is_written_when_the_lock_is_gone(url: str) -> None:
    other = await asyncpg.connect(url)
    async with open_store(url, patience=0.2) as store:
        await save(store, FIRST)
        await other.execute(f"SELECT pg_advisory_lock({WRITE_LOCK})")
        with pytest.raises(StoreUnusable, match="database-locked"):
            await save(store, LONG)
        assert await store.newest(9) == (FIRST,)
        await other.close()
        await save(store, LONG)
        assert len(await store.newest(9)) == 2


@pytest.mark.parametrize(
    ("code", "key"),
    [
        ("53100", "database-full"),
        ("58030", "disk-failed"),
        ("XX001", "database-damaged"),
        ("40P01", "database-locked"),
        ("25006", "database-read-only"),
        ("57P01", "database-unreachable"),
    ],
)
async def test_what_befalls_the_server_is_said_and_the_transaction_leaves_nothing(code: str, key: str) -> None:
    async with an_empty_database() as url, open_store(url) as store:
        await execute(
            url,
            "CREATE FUNCTION fail() RETURNS trigger LANGUAGE plpgsql AS "
            f"$$ BEGIN RAISE EXCEPTION USING ERRCODE = '{code}'; END $$",
            "CREATE TRIGGER fail BEFORE INSERT ON figures FOR EACH ROW EXECUTE FUNCTION fail()",
        )
        with pytest.raises(StoreUnusable, match=key):
            await save(store, FIRST)
        assert set((await store.counts()).values()) == {0}


async def test_a_defect_is_not_dressed_up_as_trouble_with_the_database() -> None:
    async with an_empty_database() as url, open_store(url) as store:
        await execute(url, "DROP TABLE topics")
        with pytest.raises(DBAPIError):
            await store.topics()


async def test_a_reading_transaction_sees_one_state_and_may_not_write(url: str) -> None:
    async with open_store(url) as one, open_store(url) as two:
        async with one.reading() as connection:
            await connection.execute(text("SELECT 1"))
            await two.note("later")
            assert (await connection.execute(text("SELECT count(*) FROM notes"))).scalar() == 0
        assert await one.noted("later")
        with pytest.raises(StoreUnusable, match="database-read-only"):
            async with one.reading() as connection:
                await connection.execute(text("INSERT INTO notes VALUES ('never')"))


async def test_two_stores_on_one_database_lose_nothing_of_each_other(url: str) -> None:
    async with open_store(url) as one, open_store(url) as two:
        articles = [an_article(f"Report {number} of Heron-1.") for number in range(20)]
        async with asyncio.TaskGroup() as tasks:
            for number, article in enumerate(articles):
                store, other = (one, two) if number % 2 else (two, one)
                tasks.create_task(save(store, article))
                tasks.create_task(other.save_stories([a_story(article), a_story(FIRST, id="sshared")]))
                tasks.create_task(store.save_copy(a_copy(FIRST, url=f"https://dunlin.example/{number % 5}")))
                tasks.create_task(store.save_topics([a_topic()]))
                tasks.create_task(store.note("done"))
                tasks.create_task(other.save_decisions([a_decision()]))
        for store in (one, two):
            assert await store.counts() == {"articles": 20, "copies": 5, "stories": 21, "events": 20, "figures": 20}
            assert len(await store.search("heron", 99)) == 20
            assert len(await store.topics()) == 1
            assert len(await store.decisions(a_decision().subject)) == 20


async def test_two_stores_may_revise_one_article_in_any_order(url: str) -> None:
    revisions = [replace(FIRST, revision=n, text=f"Report of an egret, revision r{n}.") for n in range(1, 11)]
    async with open_store(url) as one, open_store(url) as two:
        async with asyncio.TaskGroup() as tasks:
            for revision in revisions:
                tasks.create_task(save(one if revision.revision % 2 else two, revision))
        assert await one.article(FIRST.id) == revisions[-1]
        assert await two.search("egret", 9) == await two.search("r10", 9) == (revisions[-1],)
        assert (await two.counts())["events"] == 1


async def test_stores_that_open_one_new_database_at_once_all_get_it() -> None:
    async with an_empty_database() as url:

        async def report(number: int) -> None:
            async with open_store(url, patience=20) as store:
                await store.save_article(an_article(f"Report {number}."), [], [])

        await asyncio.gather(*(report(number) for number in range(8)))
        async with open_store(url) as store:
            assert (await store.counts())["articles"] == 8


async def test_a_cancelled_call_is_done_or_was_never_begun_and_no_connection_is_left_out(url: str) -> None:
    async with open_store(url, patience=5) as store:
        articles = [an_article(f"Report {number} of an egret.") for number in range(30)]
        for number, article in enumerate(articles):
            async with asyncio.TaskGroup() as tasks:
                calls = [tasks.create_task(call) for call in (save(store, article), store.newest(9))]
                for _ in range(number):
                    await asyncio.sleep(0.0002)
                for call in calls * 2:
                    call.cancel()
        assert set(await store.newest(99)) == set(await store.search("egret", 99)) == set(articles[1:])
        assert isinstance(store.engine.pool, QueuePool)
        assert store.engine.pool.checkedout() == 0


async def test_killed_processes_leave_all_they_said_was_saved_and_nothing_by_halves(url: str) -> None:
    said = await asyncio.to_thread(written_until_killed, url)
    async with open_store(url) as store:
        stored = await all_of(store)
        assert said <= {article.id for article in stored}
        counts = await store.counts()
        assert counts["articles"] == counts["events"] == counts["figures"] == len(stored) >= 20
        assert set(await store.search("egret", 10_000)) == set(stored)


def written_until_killed(url: str) -> set[str]:
    """Let two programs write, kill them in the middle, and return what they had said was saved."""
    said: set[str] = set()
    writers = [
        subprocess.Popen([sys.executable, "-c", SAVE_FOR_EVER, url, name], cwd=ROOT, stdout=subprocess.PIPE, text=True)
        for name in ("one", "two")
    ]
    for writer in writers:
        assert writer.stdout is not None
        said |= {writer.stdout.readline().strip() for _ in range(10)}
    for writer in writers:
        writer.send_signal(signal.SIGKILL)
        said |= set(writer.communicate()[0].split("\n")[:-1])
    return said


async def all_of(store: SqlStore) -> tuple[Article, ...]:
    return await store.newest(10_000)


async def test_ids_sort_and_are_cut_by_code_point_whatever_the_locale(url: str) -> None:
    ids = ["abcd-2", "abcd1", "abcdB", "abcda", "abcdé"]
    async with open_store(url) as store:
        for one in ids:
            await store.save_article(an_article(id=one), [], [])
        assert [article.id for article in await store.find_articles("abcd")] == sorted(ids)


async def test_a_long_text_is_found_by_its_last_phrase_and_a_long_word_by_itself(url: str) -> None:
    far = an_article("开源" * 20_000 + "苍鹭大模型", title="")
    word = an_article("egret " + "x" * 9_000, title="")
    async with open_store(url) as store:
        for article in (far, word):
            await store.save_article(article, [], [])
        assert await store.search("开源苍鹭大模型", 9) == (far,)
        assert await store.search("源源", 9) == ()
        assert await store.search("x" * 9_000, 9) == (word,)


async def test_every_kind_of_row_takes_what_its_nouns_can_say(url: str) -> None:
    async with open_store(url) as store:
        for status in Status:
            article = an_article(f"It is {status}.")
            await store.save_article(article, [an_event(article, status=status)], [])
        await store.save_feed_states([FeedState("https://grebe.example/feed", total=2**31 - 1)])
        reason = Reason("shares", {"shared": ("鹭\0", "x")})
        await store.save_decisions([a_decision(reason=reason)])
        assert (await store.decisions(a_decision().subject))[0].reason == reason
