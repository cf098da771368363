"""The program ``llamawire``: its commands, and the options that stand before them."""

from __future__ import annotations

from collections.abc import Callable
from importlib.metadata import version
from typing import Annotated

import typer

from bot.cli import database, feeds, keeping, lab, platforms, preview, running
from bot.cli.call import DatabaseOption, JsonOption, LangOption, QuietOption, VerboseOption, everywhere, note
from bot.cli.commands import asking, group_help
from bot.cli.exits import MEANINGS
from bot.desk.commands import COMMANDS

_EPILOG = f"""\
Exit codes: {"; ".join(f"{code} {meaning}" for code, meaning in MEANINGS.items())}.

With --json an answer is one object on standard output, and so is an error; its sentence also goes to standard error.
"""

app = typer.Typer(
    name="llamawire",
    epilog=_EPILOG,
    rich_markup_mode=None,  # plain help: it is read by pipes and narrow terminals too
    pretty_exceptions_enable=False,  # a defect shows a plain traceback, without the values of variables
    context_settings={"help_option_names": ["-h", "--help"]},
)
_groups = {
    word: typer.Typer(help=purpose, rich_markup_mode=None)
    for word, purpose in {
        "feeds": group_help("feeds"),
        "topics": group_help("topics"),
        "schedules": group_help("schedules"),
        "stories": group_help("stories"),
        "filters": group_help("filters"),
        "deliveries": group_help("deliveries"),
        "db": "The database.",
        "config": "The settings.",
        "lab": "Whole sets of articles, as JSON Lines in and out.",
    }.items()
}
_desk = {command.verb: asking(command) for command in COMMANDS if command.terminal}
"""What the desk answers, by its verb; whether a platform is in order is asked of the platform itself."""
_desk["doctor"] = platforms.doctor


def _say_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"llamawire {version('llamawire')}")
        raise typer.Exit


@app.callback(invoke_without_command=True)
def llamawire(
    ctx: typer.Context,
    *,
    database: DatabaseOption = None,
    lang: LangOption = None,
    as_json: JsonOption = False,
    quiet: QuietOption = False,
    verbose: VerboseOption = False,
    _: Annotated[
        bool, typer.Option("--version", callback=_say_version, is_eager=True, help="Show the version and leave.")
    ] = False,
) -> None:
    """A news desk for people who follow open AI: dated, cited timelines and digests from English and Chinese sources.

    Read articles in, then ask. Every sentence of an answer stands in an article that was read.
    """
    note(ctx, {"database": database, "lang": lang, "as_json": as_json, "quiet": quiet, "verbose": verbose})
    if ctx.invoked_subcommand is None:
        typer.echo(ctx.get_help())


def _of_desk(group: str) -> list[Callable[..., None]]:
    """Return the desk's commands of a group in their order; those without a group, for none."""
    return [made for verb, made in _desk.items() if verb.rpartition(" ")[0] == group]


_alone: tuple[Callable[..., None], ...] = (
    running.run,
    feeds.fetch,
    keeping.read,
    *_of_desk(""),
    keeping.init,
    platforms.setup,
    preview.preview,
    keeping.demo,
)
for _made in _alone:
    app.command()(everywhere(_made))
for _name, _group in _groups.items():
    for _made in _of_desk(_name):
        _group.command(_made.__name__)(everywhere(_made))
_groups["feeds"].command("add")(everywhere(feeds.add))
_groups["feeds"].command("test")(everywhere(feeds.test))
_groups["feeds"].command("remove")(everywhere(feeds.remove))
_groups["feeds"].command("import")(everywhere(feeds.take_over))
_groups["feeds"].command("export")(everywhere(feeds.export))
_groups["db"].command("upgrade")(everywhere(keeping.upgrade))
_groups["db"].command("copy")(everywhere(database.copy))
_groups["db"].command("backup")(everywhere(database.backup))
_groups["db"].command("restore")(everywhere(database.restore))
_groups["config"].command("show")(everywhere(keeping.show_config))
for _verb in lab.VERBS:
    _groups["lab"].command()(everywhere(_verb))
for _name, _group in _groups.items():
    app.add_typer(_group, name=_name)
