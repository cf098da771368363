"""The commands that keep the newsroom: reading in, settings, the database, the demonstration."""

from __future__ import annotations

import asyncio
import sys
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli.call import Call, Spoken
from bot.cli.exits import PARTLY, REFUSED
from digests.typed import typed_date

if TYPE_CHECKING:
    from collections.abc import Sequence

    from adapters.files import ReadOptions
    from bot.newsroom.read import Intake
    from digests.when import Published
    from digests.words import Words


def read(
    call: Call,
    *,
    path: Annotated[
        list[str],
        typer.Argument(
            metavar="PATH", help="Files or folders: text, HTML, RSS or Atom, JSON Lines; - for standard input."
        ),
    ],
    published: Annotated[
        str | None, typer.Option("--published", metavar="YYYY[-MM[-DD]]", help="When the text was published.")
    ] = None,
    outlet: Annotated[str | None, typer.Option("--outlet", help="Who published it.")] = None,
    lang: Annotated[Spoken | None, typer.Option("--lang", help="The language of the text.")] = None,
    url: Annotated[str | None, typer.Option("--url", help="Where it stands on the web.")] = None,
    title: Annotated[str | None, typer.Option("--title", help="Its title.")] = None,
    encoding: Annotated[str | None, typer.Option("--encoding", help="Its encoding, where it is not UTF-8.")] = None,
) -> None:
    """Read articles in.

    The options state what the files do not say themselves.
    """
    from adapters.charset import checked_encoding
    from adapters.files import ReadOptions
    from digests.language import Lang

    stated = ReadOptions(
        published=_published(published) if published else None,
        outlet=outlet,
        lang=Lang(lang) if lang else None,
        url=_web_address(url) if url else None,
        title=title,
        encoding=checked_encoding(encoding) if encoding else None,
    )
    intake, words = asyncio.run(_take_in(call, path, stated))
    _report(call, intake, words)


def _published(text: str) -> Published:
    """Return a typed publication. Raises BadInput for a date no article can have been published on."""
    from adapters.clock import SystemClock
    from digests.errors import BadInput
    from digests.intake import plausible
    from digests.when import Published

    published = Published(*typed_date(text))
    if plausible(published, SystemClock().now()) is None:
        raise BadInput("published-never", text)
    return published


def _web_address(text: str) -> str:
    """Return a typed address. Raises BadInput for what is no web address."""
    from digests.urls import canonical

    canonical(text)
    return text


async def _take_in(call: Call, paths: Sequence[str], stated: ReadOptions) -> tuple[Intake, Words]:
    """Read what was named into the newsroom, with a sign of life."""
    settings = call.load().settings
    from adapters.files.count import how_many
    from adapters.terminal.progress import Progress
    from bot import wiring
    from config.catalogues import load_words

    words, total = load_words(settings.lang), how_many(paths)
    stdin = sys.stdin.buffer if sys.stdin else BytesIO()
    async with wiring.newsroom(settings) as room:
        with Progress(words.say("read.progress"), sys.stderr, quiet=call.quiet) as progress:
            tell = progress if total is None else lambda done: progress.of(done, max(done, total))
            return await room.read(wiring.read_entries(paths, stdin, stated), tell), words


def _report(call: Call, intake: Intake, words: Words) -> None:
    """Print what a reading brought; each refusal also on standard error, and in the exit code."""
    from adapters.files import PassedOver
    from bot.cli.output import complain, show
    from digests.layout.lists import intake_page

    page = intake_page(
        new=intake.new,
        revised=intake.revised,
        unchanged=intake.unchanged,
        copies=intake.copies,
        refused=intake.refused,
        stories=intake.stories,
        words=words,
    )
    show(page, call.environ, as_json=call.as_json)
    for refusal in intake.refused:
        complain(refusal, words)
    if any(not isinstance(refusal, PassedOver) for refusal in intake.refused):
        taken = intake.new + intake.revised + intake.unchanged + intake.copies
        raise typer.Exit(PARTLY if taken else REFUSED)


def init(
    call: Call,
    path: Annotated[Path, typer.Argument(metavar="PATH", help="The file, or the folder it goes into.")] = Path(),
    force: Annotated[bool, typer.Option("--force", help="Overwrite a file that is there.")] = False,
    starter: Annotated[
        bool, typer.Option("--starter", help="Instead, copy the starter data into a folder beside the settings file.")
    ] = False,
) -> None:
    """Write a settings file with every setting explained."""
    from bot.cli.output import put, put_json
    from config.sample import write_sample
    from config.starter_files import write_starter

    written = (write_starter if starter else write_sample)(path, overwrite=force)
    if call.as_json:
        put_json({"version": 1, "kind": "init", "path": str(written)})
    elif starter:
        put(_how_to_read(written, call.words()))
    else:
        put(f"{call.words().say('init.wrote', path=written)}\n")


def _how_to_read(starter: Path, words: Words) -> str:
    """Return what to do so that a folder of starter data is read."""
    from config.load import FILE

    told = words.say("init.starter", path=starter, file=starter.parent / FILE)
    return f'{told}\n\n    starter = "{starter.name}"\n\n'


def show_config(call: Call) -> None:
    """Show every setting with its value and where that comes from."""
    from bot.cli.output import show
    from config.catalogues import load_words
    from config.settings import shown
    from digests.layout.lists import settings_page

    loaded = call.load()
    rows = [(name, shown(loaded.settings, name), source) for name, source in loaded.sources.items()]
    show(settings_page(rows, load_words(loaded.settings.lang)), call.environ, as_json=call.as_json)


def upgrade(call: Call) -> None:
    """Bring the database up to date with this version of the program."""
    from bot import wiring
    from bot.cli.output import put, put_json

    outcome = call.words().reason(asyncio.run(wiring.upgrade(call.load().settings.database_url)))
    if call.as_json:
        put_json({"version": 1, "kind": "upgrade", "outcome": outcome})
    else:
        put(f"{outcome}\n")


def demo(call: Call) -> None:
    """Show what answers look like, on articles that come with the program.

    Your database is not touched.
    """
    from adapters.terminal.progress import Progress
    from bot import wiring
    from bot.cli.output import put, put_json, show
    from config.catalogues import load_words
    from config.demo import DEMO_NOW
    from digests.layout.demo import demo_end, demo_start

    settings = call.load().settings
    words = load_words(settings.lang)
    with Progress(words.say("read.progress"), sys.stderr, quiet=call.quiet) as progress:
        pages = asyncio.run(wiring.demo(settings, progress))
    if call.as_json:
        put_json({"version": 1, "kind": "demo", "pages": [dict(page.record) for page in pages]})
        return
    for page in (demo_start(DEMO_NOW, words), *pages, demo_end(words)):
        show(page, call.environ, as_json=False)
        put("\n")
