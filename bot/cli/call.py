"""One call of the program: the options that every command takes, and the settings they add up to."""

from __future__ import annotations

import functools
import inspect
import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from inspect import Parameter
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from digests.errors import BadInput

if TYPE_CHECKING:
    from config.load import Loaded
    from digests.words import Words

Spoken = Literal["en", "zh-Hans", "zh-Hant"]

DatabaseOption = Annotated[
    str | None,
    typer.Option("--database", metavar="PATH|URL", help="Where the newsroom keeps what it has read."),
]
LangOption = Annotated[Spoken | None, typer.Option("--lang", help="The language of the answers.")]
JsonOption = Annotated[bool, typer.Option("--json", help="Answer in JSON, errors too.")]
QuietOption = Annotated[bool, typer.Option("--quiet", "-q", help="No progress, and only errors in the log.")]
VerboseOption = Annotated[bool, typer.Option("--verbose", "-v", help="Everything in the log.")]
EVERYWHERE = tuple(
    Parameter(name, Parameter.KEYWORD_ONLY, default=default, annotation=annotation)
    for name, default, annotation in (
        ("database", None, DatabaseOption),
        ("lang", None, LangOption),
        ("as_json", False, JsonOption),
        ("quiet", False, QuietOption),
        ("verbose", False, VerboseOption),
    )
)


@dataclass(frozen=True, slots=True)
class Call:
    """What was asked of the whole program."""

    given: dict[str, Any]
    """The options of ``EVERYWHERE`` that were typed, before or after the command."""

    @property
    def as_json(self) -> bool:
        """True where the answer is for a machine."""
        return bool(self.given.get("as_json"))

    @property
    def quiet(self) -> bool:
        """True where nobody wants to see progress."""
        return bool(self.given.get("quiet"))

    @property
    def environ(self) -> Mapping[str, str]:
        """The environment: this is the one place that looks at it."""
        return os.environ  # noqa: TID251  the edge, from which it is passed on

    def load(self) -> Loaded:
        """Return the settings in force. Raises BadSetting."""
        from bot.cli.logs import debug, set_up
        from config.load import load_settings

        loaded = load_settings(cwd=_current_folder(), environ=self.environ, overrides=self._overrides())
        set_up(loaded.settings.log_level, loaded.settings.log_format)
        debug("settings read", **loaded.sources)
        return loaded

    def words(self) -> Words:
        """Return the bot's words in the reader's language, as far as it can be known: the settings may be wrong."""
        from config.catalogues import load_words
        from config.load import likely_lang

        # the current folder itself may be gone, and its name is not needed
        return load_words(likely_lang(cwd=Path(), environ=self.environ, overrides=self._overrides()))

    def _overrides(self) -> dict[str, str]:
        """Return the settings that the command line gives."""
        level = "error" if self.quiet else "debug" if self.given.get("verbose") else None
        typed = {"database_url": self.given.get("database"), "lang": self.given.get("lang"), "log_level": level}
        return {name: value for name, value in typed.items() if value is not None}


def _current_folder() -> Path:
    """Return the folder the program was started in. Raises BadInput where it was deleted meanwhile."""
    try:
        return Path.cwd()
    except FileNotFoundError:
        raise BadInput("folder-gone", ".") from None


def everywhere(command: Callable[..., None]) -> Callable[..., None]:
    """Let a command, whose first argument is the call, take the options of the whole program too.

    An option that the command has itself (``read --lang``) is the command's.
    """
    _, *own = inspect.signature(command, eval_str=True).parameters.values()
    shared = [parameter for parameter in EVERYWHERE if parameter.name not in {p.name for p in own}]

    @functools.wraps(command)
    def asked(ctx: typer.Context, **options: Any) -> None:  # noqa: ANN401  typer has checked them by the signature
        note(ctx, {parameter.name: options.pop(parameter.name) for parameter in shared})
        command(Call(ctx.ensure_object(dict)), **options)

    context = Parameter("ctx", Parameter.POSITIONAL_OR_KEYWORD, annotation=typer.Context)
    parameters = [context, *own, *shared]
    asked.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]  # typer reads it
    asked.__annotations__ = {parameter.name: parameter.annotation for parameter in parameters}
    return asked


def note(ctx: typer.Context, options: Mapping[str, Any]) -> None:
    """Keep the options that were typed; what stands after the command wins over what stands before it."""
    ctx.ensure_object(dict).update({name: value for name, value in options.items() if value})
