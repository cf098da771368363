"""How soon the desk answers with years of news: ``python -m tests.benchmarks.answers [ARTICLES [DATABASE]]``.

Reports for each verb the milliseconds of a first asking, of one after news came in, and of the same again; then
of fifty questions at once, as a channel asks them, the median, the 99th percentile and the latest answer, and by how
much the event loop was late meanwhile. A platform must be told within 3 s that an answer is being made; it is told by
that loop, and 500 ms are the aim. A database that is named is made where it is not there, and kept.
"""

from __future__ import annotations

import asyncio
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Iterator, Mapping, Sequence
from contextlib import asynccontextmanager
from itertools import cycle, islice
from pathlib import Path
from statistics import quantiles

from bot import wiring
from bot.cli.logs import set_up
from bot.wiring.news import Newsroom
from config.settings import SQLITE, Settings
from digests.desk import Asker, Question
from digests.language import Lang
from digests.story import Decision, Reason
from tests.benchmarks.beating import beating
from tests.benchmarks.chat import asked_at_once, chatting
from tests.benchmarks.corpora import LATER
from tests.benchmarks.many import ARTICLES, fill
from tests.standin.discord import Standin

AT_ONCE = 50
AIM_FIRST, AIM_FULL = 500, 1_000
"""Milliseconds at the 99th percentile: to the platform's acknowledgement, and to the whole answer."""
MIX: tuple[tuple[str, Mapping[str, object]], ...] = (
    *(("timeline", {"topic": "llama"}),) * 4,
    *(("latest", {}),) * 4,
    ("timeline", {"topic": "meta"}),
    ("timeline", {"topic": "licensing-policy"}),
    *(("story", {"id": ""}),) * 3,
    ("search", {"query": "openai model"}),
    ("search", {"query": "芯片"}),
    ("figures", {"entity": "openai"}),
    ("digest", {}),
    ("digest", {"topics": ("llama",), "days": 7}),
    ("why", {"id": ""}),
    ("status", {}),
    ("sources", {}),
)
"""What is asked in a channel, by and large; an empty id is that of one of the newest stories."""
LANGS = (Lang.EN, Lang.EN, Lang.HANS, Lang.HANT)


def main() -> None:
    """Measure and print."""
    set_up("error", "text")
    wanted = int(sys.argv[1]) if len(sys.argv) > 1 else ARTICLES
    with tempfile.TemporaryDirectory() as folder:
        path = Path(sys.argv[2]).resolve() if len(sys.argv) > 2 else Path(folder) / "many.db"
        if not path.exists():
            asyncio.run(fill(path, wanted))
        asyncio.run(_measured(path))


async def _measured(path: Path) -> None:
    async with _opened(path) as room:
        counts = await room.context.store.counts()
        _say(f"{counts['articles']:,} articles, {counts['events']:,} events, {counts['figures']:,} figures")
        _say(f"{'a question alone':<44}{'first':>9}{'new news':>9}{'again':>9}  ms")
        for question in _each(await _stories(room)):
            took = [await _took(room, question), *[await _after_news(room, question), await _took(room, question)]]
            _say(f"{_named(question):<44}{''.join(f'{seconds * 1e3:>9,.0f}' for seconds in took)}")
    async with _opened(path) as room:
        questions = list(islice(_asked(await _stories(room)), AT_ONCE))
        _say(f"{AT_ONCE} questions at once{'median':>29}{'99 of 100':>10}{'latest':>9}{'loop late':>10}  ms")
        await _wave(room, "of a process that just began", questions)
        await _news(room)
        await _wave(room, "after new news", questions)
        await _wave(room, "again", questions)
        told = f"{AT_ONCE} commands at once on Discord"
        _say(f"{told:<36}{'first: median':>14}{'99 of 100':>10}{'full: median':>14}{'99 of 100':>10}{'latest':>9}  ms")
        async with chatting(path) as discord:
            await _commands(discord, "of a process that just began", questions)
            await _news(room)
            await _commands(discord, "after new news", questions)
            await _commands(discord, "again", questions)
    _say(f"The aims are {AIM_FIRST} ms to the acknowledgement and {AIM_FULL:,} ms to the answer, each at 99 of 100.")


@asynccontextmanager
async def _opened(path: Path) -> AsyncIterator[Newsroom]:
    settings = Settings(database_url=f"{SQLITE}{path}")
    async with wiring.newsroom(settings, clock=wiring.StoppedClock(LATER)) as room:
        yield room


async def _stories(room: Newsroom) -> Sequence[str]:
    """Return the ids of the newest stories."""
    newest = await room.context.store.newest(AT_ONCE)
    return [story.id for story in await room.context.store.stories_of(article.id for article in newest)]


def _asked(stories: Sequence[str]) -> Iterator[Question]:
    """Yield question after question, each by somebody else."""
    ids = cycle(stories)
    for number, (lang, (verb, options)) in enumerate(zip(cycle(LANGS), cycle(MIX), strict=False)):
        asker = Asker("discord", "guild", f"user{number}")
        yield Question(verb, _with_id(options, ids), lang, "Europe/Berlin", asker)


def _each(stories: Sequence[str]) -> Iterator[Question]:
    """Yield each question of the mix once."""
    for verb, options in dict(zip(map(repr, MIX), MIX, strict=True)).values():
        yield Question(verb, _with_id(options, iter(stories)))


def _with_id(options: Mapping[str, object], ids: Iterator[str]) -> dict[str, object]:
    return {name: value or next(ids) for name, value in options.items()}


def _named(question: Question) -> str:
    return " ".join((question.verb, *map(str, question.options.values())))


async def _took(room: Newsroom, question: Question) -> float:
    begun = time.perf_counter()
    await room.answer(question)
    return time.perf_counter() - begun


async def _after_news(room: Newsroom, question: Question) -> float:
    await _news(room)
    return await _took(room, question)


async def _news(room: Newsroom) -> None:
    """Let it be as if something had been read: nothing that was answered before is taken for true."""
    await room.context.store.save_decisions([Decision("0" * 12, "read", "new", Reason("not-seen-before"), LATER)])


async def _wave(room: Newsroom, name: str, questions: Sequence[Question]) -> None:
    """Ask all at once and print how long they took."""
    async with beating() as late:
        seconds = await asyncio.gather(*(_took(room, question) for question in questions))
    cuts, lags = quantiles(seconds, n=100), quantiles(late, n=100)
    numbers = (cuts[49], cuts[98], max(seconds))
    told = "".join(f"{one * 1e3:>10,.0f}" for one in numbers)
    _say(f"{name:<36}{told}{lags[98] * 1e3:>9,.0f} (at most {max(late) * 1e3:,.0f})")


async def _commands(discord: Standin, name: str, questions: Sequence[Question]) -> None:
    """Give all commands at once and print how long they took."""
    took = await asked_at_once(discord, questions)
    firsts, fulls = (quantiles(seconds, n=100) for seconds in zip(*took, strict=True))
    numbers = (firsts[49], firsts[98], fulls[49], fulls[98], max(full for _, full in took))
    told = "".join(f"{one * 1e3:>{width},.0f}" for one, width in zip(numbers, (14, 10, 14, 10, 9), strict=True))
    _say(f"{name:<36}{told}")


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
