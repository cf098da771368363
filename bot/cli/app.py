"""The program ``llamawire``: its commands, and the options that stand before them."""

from __future__ import annotations

from importlib.metadata import version
from typing import Annotated

import typer

from bot.cli import asking, database, deliveries, feeds, keeping, lab, running, schedules
from bot.cli.call import DatabaseOption, JsonOption, LangOption, QuietOption, VerboseOption, everywhere, note
from bot.cli.exits import MEANINGS

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
    "feeds": typer.Typer(help="The feeds that are read.", rich_markup_mode=None),
    "topics": typer.Typer(help="The tracked topics.", rich_markup_mode=None),
    "schedules": typer.Typer(help="What is posted where, and when.", rich_markup_mode=None),
    "deliveries": typer.Typer(help="What is on its way to a channel.", rich_markup_mode=None),
    "db": typer.Typer(help="The database.", rich_markup_mode=None),
    "config": typer.Typer(help="The settings.", rich_markup_mode=None),
    "lab": typer.Typer(help="Whole sets of articles, as JSON Lines in and out.", rich_markup_mode=None),
}


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


for _command in (
    running.run,
    feeds.fetch,
    keeping.read,
    asking.digest,
    asking.timeline,
    asking.latest,
    asking.story,
    asking.search,
    asking.figures,
    asking.why,
    asking.status,
    asking.doctor,
    keeping.init,
    keeping.demo,
):
    app.command()(everywhere(_command))
_groups["feeds"].command("list")(everywhere(asking.feeds))
_groups["feeds"].command("add")(everywhere(feeds.add))
_groups["feeds"].command("test")(everywhere(feeds.test))
_groups["feeds"].command("remove")(everywhere(feeds.remove))
_groups["feeds"].command("import")(everywhere(feeds.take_over))
_groups["feeds"].command("export")(everywhere(feeds.export))
_groups["topics"].command("list")(everywhere(asking.topics))
_groups["db"].command("upgrade")(everywhere(keeping.upgrade))
_groups["db"].command("copy")(everywhere(database.copy))
_groups["db"].command("backup")(everywhere(database.backup))
_groups["db"].command("restore")(everywhere(database.restore))
_groups["config"].command("show")(everywhere(keeping.show_config))
_groups["schedules"].command("list")(everywhere(schedules.show_all))
_groups["schedules"].command("set")(everywhere(schedules.order))
_groups["schedules"].command("preview")(everywhere(schedules.preview))
_groups["schedules"].command("pause")(everywhere(schedules.pause))
_groups["schedules"].command("resume")(everywhere(schedules.resume))
_groups["schedules"].command("remove")(everywhere(schedules.remove))
_groups["deliveries"].command("list")(everywhere(deliveries.show_open))
_groups["deliveries"].command("resend")(everywhere(deliveries.resend))
_groups["deliveries"].command("mark-sent")(everywhere(deliveries.mark_sent))
_groups["deliveries"].command("drop")(everywhere(deliveries.drop))
for _verb in lab.VERBS:
    _groups["lab"].command()(everywhere(_verb))
for _name, _group in _groups.items():
    app.add_typer(_group, name=_name)
