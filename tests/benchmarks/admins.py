"""How soon an admin sees what a change would bring: ``python -m tests.benchmarks.admins [ARTICLES [DATABASE]]``.

An admin in a chat changes topics, feeds, schedules and stories before a database with years of news; each change is
shown with what the last week would have brought, shown again, and saved. Reports the milliseconds of the first showing
(no reading remembered), of the second and of saving, how much of the first the processor worked, by how much the event
loop was late meanwhile, and how many times a digest of all news of that week the first one is: in a week with as many
reports as most have, and in the fullest of a year. The aim is 2 s.

Then what a tenant pays for feeds, hidden outlets, filters and verdicts of its own, as many as it may have and more:
each question beside that of a tenant without any, and the drafts of editions beside those made of the store itself. A
database that is named is made where it is not there, and kept: what is measured is a copy of it.
"""

from __future__ import annotations

import asyncio
import sqlite3
import sys
import tempfile
import time
from collections import Counter
from collections.abc import AsyncIterator, Iterable, Mapping, Sequence
from contextlib import asynccontextmanager, closing
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path

from bot import wiring
from bot.cli.logs import set_up
from bot.desk.context import Asked
from bot.desk.desk import NewsDesk
from bot.desk.digest import draft_of
from bot.desk.eyes import seen_context
from bot.desk.kept import Kept
from bot.desk.material import READ
from config.settings import SQLITE, Settings
from digests.article import Article, Entry
from digests.change import Change, Holds
from digests.desk import Asker, Question
from digests.feed import Feed, Found, Parsed
from digests.filters import Filter, filter_value
from digests.language import Lang
from digests.own_feeds import feed_value, hiding
from digests.page import Buttons, Page
from digests.ports import Store
from digests.subscription import DISCORD, TERMINAL, Channel
from digests.verdicts import Said, Verdict, verdict_value
from tests.benchmarks.beating import beating
from tests.benchmarks.corpora import LATER
from tests.benchmarks.many import ARTICLES, fill

AIM = 2_000
"""Milliseconds to a dry run or preview."""
WEEK = timedelta(days=7)
WEEKS = 52
ENTRIES = 500
"""Of the feed that is looked at: more than nearly all feeds hold."""
LISTED = 40
"""Feeds of the list that is taken over."""
MANY, HIDDEN, FILTERS, WORDS = 500, 50, 30, 50
"""Own feeds, and verdicts, of a tenant that has many; outlets that it does not want; filters, and words of each."""
VERDICTS_ON = timedelta(weeks=8)
"""Its verdicts are on the newest stories of so long."""
DIGEST = ("digest", {"days": WEEK.days})
"""What all else is compared with: the draft of all news of the week."""
ORDER = {"at": "08:00,18:00", "zone": "Europe/Berlin", "length": 8}
FEED, LIST = "https://grebe.example/feed", "https://grebe.example/list.opml"
Options = Mapping[str, object]


def main() -> None:
    """Measure and print."""
    set_up("error", "text")
    wanted = int(sys.argv[1]) if len(sys.argv) > 1 else ARTICLES
    with tempfile.TemporaryDirectory() as folder:
        path = Path(sys.argv[2]).resolve() if len(sys.argv) > 2 else Path(folder) / "many.db"
        if not path.exists():
            asyncio.run(fill(path, wanted))
        asyncio.run(_measured(_copied(path, Path(folder) / "measured.db")))


async def _measured(path: Path) -> None:
    async with _desk(path, LATER) as desk:
        counts = await desk.context.store.counts()
        _say(f"{counts['articles']:,} articles, {counts['events']:,} events, {counts['figures']:,} figures")
        usual, fullest = await _weeks(desk.context.store)
    slow = [one for name, end in (("usual", usual), ("fullest", fullest)) for one in await _changes(path, name, end)]
    _say(f"The aim is {AIM:,} ms to what is shown first; {len(slow)} are slower: {', '.join(slow) or 'none'}.")
    _say("On a machine that does nothing else, the work of the processor is about what it takes.")
    for name, end in (("usual", usual), ("fullest", fullest)):
        await _laden(path, name, end)


async def _changes(path: Path, name: str, end: datetime) -> list[str]:
    """Measure every change in the week that ends then; return those that were shown too late."""
    async with _desk(path, end) as opened:
        store, admin, slow = opened.context.store, _admin_of(name), list[str]()
        articles = await store.articles_between(end - WEEK, end)
        stories = [story.id for story in await store.stories_of(article.id for article in articles) if story.articles]
        look = _Look(articles[0])
        desk = replace(opened, context=replace(opened.context, look=look))
        _say(f"\n{f'the {name} week: {len(articles):,} reports, {len(stories):,} stories':<56}", end="")
        _say(f"{'first':>9}{'again':>9}{'saved':>9}{'work':>9}{'late':>9}  ms{'first/digest':>14}")
        digest = 0.0
        for verb, options in (DIGEST, *_asked(stories, Channel(DISCORD, name, "news"))):
            took = await _shown(desk, verb, options, admin, saves=True)
            digest = digest or took.first
            numbers = (took.first, took.again, took.saved, took.work, took.late)
            _say(f"{_named(verb, options):<56}{''.join(map(_ms, numbers))}    {took.first / digest:>14.3f}")
            slow += [f"{_named(verb, options)} ({name})"] if took.first * 1e3 > AIM and verb != DIGEST[0] else []
    return slow


def _asked(stories: Sequence[str], here: Channel) -> Iterable[tuple[str, Options]]:
    """Yield what an admin asks, one after the other, each of which finds what it is about."""
    yield "topics list", {}
    yield "topics test", {"topic": "llama"}
    yield "topics test", {"topic": "openai"}
    yield "topics test", {"topic": "openai", "kinds": ("release", "deal")}
    yield "topics test", {"topic": "chip export"}
    yield "topics add", {"name": "chip export", "words": ("chip", "export controls", "芯片")}
    yield "topics edit", {"topic": "chip-export", "words": ("+GPU",), "exclude": ("chocolate",)}
    yield "topics edit", {"topic": "llama", "words": ("+AI",)}
    yield "topics remove", {"topic": "chip-export"}
    yield "feeds list", {}
    yield "feeds test", {"address": FEED}
    yield "feeds add", {"address": FEED}
    yield "feeds import", {"address": LIST}
    yield "feeds export", {}
    yield "feeds remove", {"feed": FEED}
    yield "schedules set", {"topics": ("llama",), **ORDER}
    yield "schedules set", {"topics": ("all",), **ORDER}
    yield "schedules preview", {"topics": ("all",), **ORDER}
    yield "schedules preview", {"topics": ("llama", "openai", "meta"), **ORDER}
    yield "schedules list", {}
    yield "schedules pause", {"topics": ("llama",)}
    yield "schedules resume", {"topics": ("llama",)}
    yield (
        "setup",
        {"topics": ("openai",), "channel": str(here), "at": "09:00", "zone": "Asia/Taipei", "lang": "zh-Hant"},
    )
    yield "schedules remove", {"topics": ("llama",)}
    yield "stories merge", {"id": stories[0], "other": stories[1]}
    yield "stories reject", {"id": stories[2], "topic": "llama"}
    yield "filters add", {"name": "shares", "words": ("shares", "stock", "股价")}
    yield "filters add", {"name": "openai"}
    yield "filters list", {}
    yield "filters remove", {"filter": "shares"}
    yield "settings", {"per-outlet": 1}
    yield "settings", {}
    yield "home", {"tab": "topics"}
    yield "home", {"tab": "schedules"}
    yield "home", {"tab": "changes"}
    yield "audit", {}
    yield "undo", {}


async def _laden(path: Path, name: str, end: datetime) -> None:
    """Measure what is asked in a tenant that has many things of its own, beside one that has none."""
    async with _desk(path, end) as desk:
        store = desk.context.store
        articles = await store.articles_between(end - VERDICTS_ON, end)
        stories = (await store.stories_of(article.id for article in articles))[: 2 * MANY - 2]
        tenants = (f"{name} bare", f"{name} laden")
        await _load(
            desk, tenants[1], [article.outlet for article in articles], [story.articles for story in stories], end
        )
        has = f"{MANY} own feeds, {HIDDEN} hidden outlets, {FILTERS} filters, {len(stories) // 2} verdicts"
        told = f"{has}: the {name} week"
        _say(f"\n{told:<76}{'none':>9}{'many':>9}  ms{'many/none':>11}")
        newest = stories[3].id
        for verb, options in (
            DIGEST,
            ("digest", {"days": WEEK.days, "topics": ("llama",)}),
            ("digest", {"days": 1}),
            ("latest", {}),
            ("search", {"query": "openai model"}),
            ("story", {"id": newest}),
            ("timeline", {"topic": "llama"}),
            ("topics test", {"topic": "llama"}),
            ("feeds list", {}),
            ("stories reject", {"id": newest, "topic": "openai"}),
            ("home", {}),
        ):
            bare, laden = [await _shown(desk, verb, options, _admin_of(tenant)) for tenant in tenants]
            _say(f"{_named(verb, options):<76}{_ms(bare.again)}{_ms(laden.again)}    {laden.again / bare.again:>11.2f}")
        await _drafted(desk, tenants, end)


async def _drafted(desk: NewsDesk, tenants: tuple[str, str], end: datetime) -> None:
    """Measure the drafts of editions made of the store itself, and as the tenants see it; the best of three."""
    _say(f"{'the draft of an edition':<76}{'store':>9}{'none':>9}{'many':>9}  ms{'none/store':>11}{'many/store':>11}")
    question = Question("digest", {}, Lang.EN, "UTC")
    bare, laden = (replace(question, asker=_admin_of(tenant)) for tenant in tenants)
    for days in (1, WEEK.days):
        took = []
        for seen, asked in ((False, bare), (True, bare), (True, laden)):
            tenant = asked.asker.platform, asked.asker.tenant
            each = []
            for _ in range(3):
                begun = time.perf_counter()
                context = await seen_context(desk.context, *tenant) if seen else desk.context
                await draft_of(Asked(context, asked), (), end - timedelta(days=days), end, 20)
                each.append(time.perf_counter() - begun)
            took.append(min(each))
        ratios = "".join(f"{one / took[0]:>11.2f}" for one in took[1:])
        _say(f"{f'of all news, days: {days}':<76}{''.join(map(_ms, took))}    {ratios}")


async def _load(
    desk: NewsDesk, tenant: str, outlets: Iterable[str | None], stories: Sequence[tuple[str, ...]], at: datetime
) -> None:
    """Give the tenant what it has: the least of the outlets are hidden, each two stories get a verdict."""
    rare = [outlet for outlet, _ in Counter(filter(None, outlets)).most_common()[-HIDDEN:]]
    hidden = [hiding(Feed(f"https://grebe.example/{outlet}", outlet), ()) for outlet in rare]
    feeds = [Feed(f"https://grebe.example/{number}", f"Grebe {number}", Lang.EN) for number in range(MANY)]
    said = [_verdict(number, *pair, at) for number, pair in enumerate(zip(stories[::2], stories[1::2], strict=False))]
    things = [(one.holds, one.name, one.value) for one in hidden]
    things += [(Holds.FEED, feed.url, feed_value(feed, at)) for feed in feeds]
    words = [tuple(f"grebe {number} {word}" for word in range(WORDS)) for number in range(FILTERS)]
    sifting = [Filter(f"grebes {number}", at, each) for number, each in enumerate(words)]
    things += [(Holds.FILTER, one.key, filter_value(one)) for one in sifting]
    things += [(Holds.VERDICT, verdict.name, verdict_value(verdict)) for verdict in said]
    for number, (holds, name, value) in enumerate(things):
        told = (DISCORD, tenant, holds, name, None, value, "benchmark", "ann", at)
        await desk.context.ledger.change(Change(f"{at:%y%m%d}{number}", *told))


def _verdict(number: int, one: tuple[str, ...], other: tuple[str, ...], at: datetime) -> Verdict:
    """Return for every second that the two are one story, else that the one is not about a topic."""
    since = at - WEEK + timedelta(seconds=number)
    if number % 2:
        return Verdict(Said.REJECT, one, since, topic="llama" if number % 4 == 1 else "openai")
    return Verdict(Said.MERGE, (*one, *other), since)


@dataclass(frozen=True, slots=True)
class _Shown:
    """What it took, in seconds, to show a change to one for whom nothing is remembered, again, and to save it."""

    first: float
    again: float
    saved: float | None
    work: float
    """Of the processor, of the first."""
    late: float
    """By how much the event loop was late at most, of the first."""


async def _shown(desk: NewsDesk, verb: str, options: Options, asker: Asker, *, saves: bool = False) -> _Shown:
    """Return what it took; what is done at once is done once."""
    question = Question(verb, options, Lang.EN, "Europe/Berlin", asker)
    for remembered in READ:
        remembered.cache_clear()
    worked = time.process_time()
    async with beating() as late:
        page, first = await _took(desk, question)
    work = time.process_time() - worked
    save = next(
        (act.ask for b in page.blocks if isinstance(b, Buttons) for act in b.acts if act.ask.verb == "save"), None
    )
    is_done = save is None and verb.rsplit(" ", 1)[-1] in {"pause", "resume", "remove"}
    again = first if is_done else (await _took(desk, question))[1]
    saved = await _took(desk, replace(question, verb=save.verb, options=save.options)) if save and saves else None
    return _Shown(first, again, saved[1] if saved else None, work, max(late))


async def _took(desk: NewsDesk, question: Question) -> tuple[Page, float]:
    """Return the answer, and the seconds it took; no answer is kept from before."""
    begun = time.perf_counter()
    page = await replace(desk, kept=Kept()).answer(question)
    return page, time.perf_counter() - begun


async def _weeks(store: Store) -> tuple[datetime, datetime]:
    """Return the ends of a week with as many reports as most of the last year have, and of its fullest."""
    (newest,) = await store.newest(1)
    last = (newest.published.latest if newest.published else newest.first_seen) + timedelta(seconds=1)
    ends = [last - number * WEEK for number in range(WEEKS)]
    counted = sorted([(len(await store.articles_between(end - WEEK, end)), end) for end in ends])
    held = [(count, end) for count, end in counted if count]
    return held[len(held) // 2][1], held[-1][1]


@dataclass(frozen=True, slots=True)
class _Look:
    """Finds one feed of many entries, and one list, without asking anybody."""

    newest: Article

    async def look(self, url: str) -> Found:
        """Return the feed."""
        entries = tuple(self._entry(number) for number in range(ENTRIES))
        return Found(Feed(url, "Grebe", Lang.EN), Parsed(entries, "Grebe", Lang.EN, None, frozenset(), frozenset()))

    async def listed(self, _: str) -> Sequence[Feed]:
        """Return the list."""
        return [Feed(f"https://grebe.example/{number}", f"Grebe {number}") for number in range(LISTED)]

    def as_list(self, feeds: Iterable[Feed]) -> str:
        """Return an address a line."""
        return "\n".join(feed.url for feed in feeds)

    def _entry(self, number: int) -> Entry:
        one = self.newest
        return Entry(f"{one.title} {number}", one.text, f"https://grebe.example/news/{number}", published=one.published)


@asynccontextmanager
async def _desk(path: Path, now: datetime) -> AsyncIterator[NewsDesk]:
    """Give a desk at that instant that asks as often as one likes."""
    settings = Settings(database_url=f"{SQLITE}{path}")
    async with wiring.newsroom(settings, clock=wiring.StoppedClock(now)) as room:
        yield NewsDesk(replace(room.context, platforms=(TERMINAL, DISCORD)))


def _admin_of(tenant: str) -> Asker:
    return Asker(DISCORD, tenant, "ann", Channel(DISCORD, tenant, "news"), manages=True)


def _copied(path: Path, to: Path) -> Path:
    with closing(sqlite3.connect(path)) as kept, closing(sqlite3.connect(to)) as measured:
        kept.backup(measured)
    return to


def _named(verb: str, options: Options) -> str:
    shown = ("+".join(one) if isinstance(one, tuple) else str(one) for one in options.values())
    return " ".join((verb, *shown))[:54]


def _ms(seconds: float | None) -> str:
    return f"{'–':>9}" if seconds is None else f"{seconds * 1e3:>9,.0f}"


def _say(line: str, end: str = "\n") -> None:
    sys.stdout.write(f"{line}{end}")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
