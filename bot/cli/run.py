"""One run of the command line: from arguments to one of the ``exits``."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from io import TextIOWrapper
from pathlib import Path
from typing import TextIO

import typer

from bot.cli.app import app
from bot.cli.call import Call
from bot.cli.exits import DONE, REFUSED, STOPPED
from bot.cli.usage import refusal_of
from digests.errors import Refusal


def run(argv: Sequence[str]) -> int:
    """Run one command and return its exit code. What is not a Refusal is a defect and keeps its traceback."""
    _make_streams_safe()
    call = Call({"as_json": "--json" in argv})
    try:
        outcome = app(args=list(argv), prog_name="llamawire", standalone_mode=False, obj=call.given)
    except Refusal as refusal:
        return _refuse(refusal, call)
    except typer.TyperException as wrong:
        # typer may have stopped in front of the option
        call.given.setdefault("lang", _typed_lang(argv))
        return _refuse(refusal_of(wrong), call)
    except (KeyboardInterrupt, typer.Abort):
        return STOPPED
    return outcome if isinstance(outcome, int) else DONE


def _make_streams_safe() -> None:
    """Let output that is closed go nowhere, and show a question mark for what a terminal has no character for."""
    sys.stdout, sys.stderr = sys.stdout or _nowhere(), sys.stderr or _nowhere()
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")


def _nowhere() -> TextIO:
    """Return a stream that forgets what is written to it, for as long as the program runs."""
    return Path(os.devnull).open("w", encoding="utf-8")


def _typed_lang(argv: Sequence[str]) -> str | None:
    """Return what stands behind ``--lang``, if it is typed."""
    typed = " ".join(argv).replace("--lang=", "--lang ").partition("--lang ")[2]
    return typed.partition(" ")[0] or None


def _refuse(refusal: Refusal, call: Call) -> int:
    """Say what cannot be done: one sentence on standard error and, for machines, an object on standard output."""
    from bot.cli.output import complain, put_json
    from digests.layout.refusals import refusal_record

    words = call.words()
    if call.as_json:
        put_json({"version": 1, "error": refusal_record(refusal, words)})
    complain(refusal, words)
    return REFUSED
