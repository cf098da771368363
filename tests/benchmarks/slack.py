"""How soon Slack is told that an answer is being made: ``python -m tests.benchmarks.slack DATABASE``.

Fifty people give a command at once to the real slack-bolt in a process of its own, over the stand-in's Socket Mode,
before a database with years of news (``tests.benchmarks.many`` makes one). Slack must be acknowledged within 3 s; 500
ms at 99 of 100 are the aim. Then the same for the Home, which is acknowledged and published.
"""

from __future__ import annotations

import asyncio
import sys
import tempfile
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Mapping, Sequence
from contextlib import asynccontextmanager
from itertools import cycle
from pathlib import Path
from statistics import quantiles

from bot import wiring
from bot.cli.logs import set_up
from bot.wiring.news import Newsroom
from config.settings import SQLITE, Settings
from digests.language import Lang
from digests.story import Decision, Reason
from tests.benchmarks.answers import AIM_FIRST, AT_ONCE, LANGS, MIX
from tests.benchmarks.corpora import LATER
from tests.standin.slack import Answer, Standin, UnansweredError, User, standin

LOCALES = {Lang.EN: "en-US", Lang.HANS: "zh-CN", Lang.HANT: "zh-TW"}
PATIENCE = 120.0
"""Seconds: what is slow is measured too."""
Seconds = tuple[float, float]
"""To the acknowledgement, and to the answer."""


def main() -> None:
    """Measure and print."""
    set_up("error", "text")
    asyncio.run(_measured(Path(sys.argv[1]).resolve()))


async def _measured(database: Path) -> None:
    settings = Settings(database_url=f"{SQLITE}{database}")
    async with wiring.newsroom(settings, clock=wiring.StoppedClock(LATER)) as room, _chatting(database) as slack:
        counts = await room.context.store.counts()
        _say(f"{counts['articles']:,} articles, {counts['events']:,} events, {counts['figures']:,} figures")
        newest = await room.context.store.newest(AT_ONCE)
        stories = [story.id for story in await room.context.store.stories_of(article.id for article in newest)]
        told = f"{AT_ONCE} at once"
        _say(f"{told:<40}{'told: median':>14}{'99 of 100':>11}{'answer: median':>18}{'99 of 100':>11}  ms")
        for name in ("commands, of a process that just began", "commands again, after new news", "commands again"):
            await _wave(name, slack, lambda: _commands(slack, stories))
            await _news(room) if name.endswith("began") else None
        await _wave("Homes", slack, lambda: _homes(slack))
        await _wave("searches in a modal", slack, lambda: _searches(slack))
    _say(f"The aim is {AIM_FIRST} ms to the acknowledgement at 99 of 100.")


@asynccontextmanager
async def _chatting(database: Path) -> AsyncIterator[Standin]:
    """Give a stand-in at which the bot answers from that database."""
    async with standin() as slack:
        with tempfile.TemporaryFile() as log:
            bot = await asyncio.create_subprocess_exec(
                sys.executable, "-m", "tests.benchmarks.slack_bot", slack.api, str(database),
                stdin=asyncio.subprocess.PIPE, stderr=log,
            )  # fmt: skip
            if bot.stdin is None:
                raise RuntimeError
            bot.stdin.write(f"{slack.token}\n{slack.app_token}\n".encode())
            async with asyncio.timeout(PATIENCE):
                await slack.ready()
            try:
                yield slack
            finally:
                bot.stdin.close()
                await bot.wait()


def _commands(slack: Standin, stories: Sequence[str]) -> list[Awaitable[Answer]]:
    """Let each question be asked by a member of its own."""
    ids, members = cycle(stories), _members(slack)
    asked = zip(members, cycle(MIX), strict=False)
    return [
        one.slash("/llama", _typed(verb, options, next(ids)), where=slack.channel) for one, (verb, options) in asked
    ]


def _homes(slack: Standin) -> list[Awaitable[Answer]]:
    return [one.open_home() for one in _members(slack)]


def _searches(slack: Standin) -> list[Awaitable[Answer]]:
    async def search(member: User) -> Answer:
        form = await member.global_shortcut("lw_search")
        return await member.submit(form.view, {"lw_field": "openai model"})

    return [search(one) for one in _members(slack)]


def _members(slack: Standin) -> list[User]:
    """Return people of whom the bot knows nothing yet."""
    locales = [LOCALES[lang] for lang, _ in zip(cycle(LANGS), range(AT_ONCE), strict=False)]
    members = [slack.user(f"member {number}", locale=locale) for number, locale in enumerate(locales)]
    for member in members:
        member.patience = PATIENCE
    return members


def _typed(verb: str, options: Mapping[str, object], story: str) -> str:
    values = ((name, ",".join(one) if isinstance(one, tuple) else str(one or story)) for name, one in options.items())
    return " ".join((verb, *(f'{name}:"{value}"' for name, value in values)))


async def _news(room: Newsroom) -> None:
    """Let it be as if something had been read: nothing that was answered before is taken for true."""
    await room.context.store.save_decisions([Decision("0" * 12, "read", "new", Reason("not-seen-before"), LATER)])


async def _wave(name: str, slack: Standin, begun: Callable[[], Iterable[Awaitable[Answer]]]) -> None:
    """Do all at once, and print how long it took."""
    offences = len(slack.offences)
    took = await asyncio.gather(*map(_seconds, begun()))
    firsts, fulls = (quantiles(seconds, n=100) for seconds in zip(*took, strict=True))
    numbers = zip((firsts[49], firsts[98], fulls[49], fulls[98]), (14, 11, 18, 11), strict=True)
    _say(f"{name:<40}{''.join(f'{one * 1e3:>{width},.0f}' for one, width in numbers)}")
    if slack.offences[offences:]:
        _say(f"  against Slack's rules: {slack.offences[offences:][:3]}")


async def _seconds(asking: Awaitable[Answer]) -> Seconds:
    try:
        answer = await asking
    except UnansweredError:
        return PATIENCE, PATIENCE
    return answer.first, answer.full


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
