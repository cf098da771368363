"""A place with nothing in it but the bot, at an hour and on a web of its own, and an admin who sets it up by chat."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Protocol
from zoneinfo import ZoneInfo

from adapters.storage.engine import open_store
from config.catalogues import load_words
from digests.change import Change
from digests.language import Lang
from digests.layout.zones import zone_shown
from digests.words import Words
from tests.end_to_end.program import surroundings
from tests.end_to_end.running import ENOUGH, a_bot, until_sent
from tests.end_to_end.test_fetching import serving
from tests.end_to_end.transcript import Prose, Turn, typed_line
from tests.standin.clock import Clock

SITE = "http://grebe.example/"
ZONES = {Lang.EN: "Europe/Berlin", Lang.HANS: "Asia/Shanghai"}
_ROLES = "gateway,scheduler,poller,worker"
_ELSEWHERE = str(Path(__file__).with_name("bot_elsewhere.py"))
_PAGE = '<title>The Grebe</title><link rel="alternate" type="application/rss+xml" href="/feed">'
_REPORTS = (
    (
        5,
        "Corvid Labs releases Heron-1, an open model",
        "Corvid Labs released Heron-1 on its site. The model has 7 billion parameters, and anyone may use it.",
    ),
    (
        9,
        "Nuthatch opens an office in Lisbon",
        "The maker of robots Nuthatch said that forty people would work at its new office in Lisbon.",
    ),
    (
        70,
        "Corvid Labs raises $40 million before its first model",
        "Corvid Labs raised $40 million from three funds. The company is at work on a model called Heron-1.",
    ),
)
"""How many hours before it begins, title and text of what the feed holds; all names are made up."""


Shown = tuple[str, tuple[str, ...]]
"""What is read, and what can be pressed or chosen beneath it."""

_NEVER = (
    ("topics add", {"name": "<@1> @everyone"}, "topic-strange-sign"),
    ("topics add", {"name": "Heron", "exclude": "heron"}, "topic-excludes-itself"),
    ("feeds add", {"address": "http://10.0.0.7/feed"}, "feed-not-public"),
    ("schedules set", {"topics": "Llama", "at": "25:00"}, "no-time"),
)
"""What cannot be, and why."""


class Admin(Protocol):
    """An admin in front of a platform: each thing done goes on from what was shown last, and shows something."""

    async def types(self, verb: str, options: dict[str, str]) -> Shown:
        """Type a command."""
        ...

    async def presses(self, label: str) -> Shown:
        """Press a button."""
        ...

    async def chooses(self, label: str) -> Shown:
        """Choose from a list."""
        ...

    async def fills(self, label: str, text: str) -> Shown:
        """Press a button that opens a form, and type into it."""
        ...


@dataclass(slots=True)
class Setting:
    """Where and when it happens, and what was done and said: a minute each, on the bot's clock and the platform's."""

    home: Path
    clock: Clock
    lang: Lang
    prose: Prose
    turns: list[Turn] = field(default_factory=list)
    at: datetime = field(init=False)

    def __post_init__(self) -> None:
        self.let_be(self.begins)

    @property
    def words(self) -> Words:
        """The catalogue of its language."""
        return load_words(self.lang)

    @property
    def begins(self) -> datetime:
        """When it happens: whenever the tests run, it is the same."""
        return datetime(2026, 3, 4, 7, 40, tzinfo=ZoneInfo(ZONES[self.lang]))

    @property
    def hour(self) -> datetime:
        """When the digest that is ordered is due."""
        return self.begins.replace(hour=8, minute=0)

    def let_be(self, instant: datetime) -> None:
        """Let it be that time."""
        self.at, self.clock.ahead = instant, instant - datetime.now(UTC)
        (self.home / "clock").write_text(instant.astimezone(UTC).isoformat(), "utf-8")

    async def turn(self, done: str, shown: Awaitable[Shown]) -> None:
        """Do it a minute later, and note what came of it: whoever does too many things in a row is asked to wait."""
        self.let_be(self.at + timedelta(minutes=1))
        self.turns.append(Turn(done, *await shown))

    async def changes(self, platform: str, tenant: str) -> tuple[Change, ...]:
        """Return what was changed there."""
        async with open_store(f"sqlite+aiosqlite:///{self.home / 'news.db'}") as store:
            return await store.changes(platform, tenant, 9)


@asynccontextmanager
async def a_bot_alone(setting: Setting, environ: dict[str, str]) -> AsyncIterator[None]:
    """Run the bot with an empty database, at the hour of the setting, on a web of one site."""
    home, served, starter = setting.home, setting.home / "served", setting.home / "starter"
    for folder in (served, starter):
        folder.mkdir()
    (starter / "feeds.jsonl").write_text("", "utf-8")
    (served / "page").write_text(_PAGE, "utf-8")
    (served / "feed").write_text(_rss(setting.begins), "utf-8")
    more = {"LLAMAWIRE_DATABASE_URL": str(home / "news.db"), "LLAMAWIRE_STARTER": str(starter)}
    with serving(served, {"/": ("page", {"Content-Type": "text/html"}), "/feed": ("feed", {})}) as server:
        program = (_ELSEWHERE, str(home / "clock"), str(server.port), "run", "--roles", _ROLES)
        async with a_bot(home, surroundings(home) | environ | more, program):
            yield


def _rss(begins: datetime) -> str:
    told = (
        f"<item><title>{title}</title><description>{text}</description><link>{SITE}{hours}</link>"
        f"<pubDate>{begins - timedelta(hours=hours):%a, %d %b %Y %H:%M:%S %z}</pubDate></item>"
        for hours, title, text in _REPORTS
    )
    return f'<rss version="2.0"><channel><title>The Grebe</title>{"".join(told)}</channel></rss>'


async def set_up(admin: Admin, setting: Setting, *, settles: bool) -> None:
    """Do what an admin does: a feed, a topic, a digest in one zone and language, each seen before it is saved.

    Zone and language are settled for the whole place first, or else told when the digest is ordered. In the end they
    type what cannot be; then the hour of the digest comes.
    """
    say, done, at = setting.words.say, setting.prose, f"{setting.hour:%H:%M}"
    save, city = say("act.save"), zone_shown(ZONES[setting.lang], setting.lang)

    async def types(verb: str, **options: str) -> None:
        line = typed_line(verb, options, setting.words)
        await setting.turn(done.typed.format(line), admin.types(verb, options))

    async def presses(label: str) -> None:
        await setting.turn(done.pressed.format(label), admin.presses(label))

    async def chooses(label: str) -> None:
        await setting.turn(done.chosen.format(label), admin.chooses(label))

    if settles:
        await types("settings", zone=ZONES[setting.lang], lang=setting.lang.value)
        await presses(save)
    await types("feeds add", address=SITE)
    await presses(save)
    await _until_read(setting.home)
    await types("topics add", name="Corvid Labs", words="Heron-1")
    await presses(save)
    await types("setup")
    await chooses("Corvid Labs")
    await presses(say("stepping.here"))
    await setting.turn(done.filled.format(say("act.setup-at"), at), admin.fills(say("act.setup-at"), at))
    if not settles:
        await chooses(city)
        await presses(say(f"lang.{setting.lang}"))
    await presses(save)
    await types("audit")
    await try_what_cannot_be(admin, setting)
    setting.let_be(setting.hour)
    await until_sent(setting.home)


async def try_what_cannot_be(admin: Admin, setting: Setting) -> None:
    """Type what cannot be: it is told with the way out, and nothing is there to be saved."""
    words = setting.words
    for verb, options, key in _NEVER:
        setting.let_be(setting.at + timedelta(minutes=1))
        said, offered = await admin.types(verb, options)
        way_out = words.phrases[f"way-out.{key}"].partition("{")[0]
        assert way_out in said, (verb, options, said)
        assert offered == ()


async def _until_read(home: Path) -> None:
    """Wait until the feed was read, and each of its reports has its story."""
    async with asyncio.timeout(ENOUGH), open_store(f"sqlite+aiosqlite:///{home / 'news.db'}") as store:
        while (await store.counts())["stories"] < len(_REPORTS):  # noqa: ASYNC110  another process sends no event
            await asyncio.sleep(0.2)
