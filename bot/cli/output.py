"""What reaches the screen: pages and JSON on standard output, complaints on standard error."""

from __future__ import annotations

import json
import os
import shutil
import sys
from collections.abc import Mapping

from adapters.terminal.safety import printable, printable_json
from digests.errors import BadInput, Refusal
from digests.page import Page
from digests.words import Words

PLAIN_WIDTH = 80
"""The width where standard output is no terminal: a file looks the same wherever it was made."""


def show(page: Page, environ: Mapping[str, str], *, as_json: bool) -> None:
    """Print a page, or its record as JSON."""
    if as_json:
        put_json(page.record)
        return
    from adapters.terminal.render import render

    screen = sys.stdout.isatty()
    width = shutil.get_terminal_size().columns if screen else PLAIN_WIDTH
    colour = screen and not environ.get("NO_COLOR") and environ.get("TERM") != "dumb"
    put(render(page, width=width, colour=colour, open_rows=page.opened))


def put_json(record: Mapping[str, object]) -> None:
    """Print a record: Unicode as such where the output can carry it, and never a character that a terminal obeys."""
    unicode = (sys.stdout.encoding or "").lower().replace("-", "") == "utf8"
    put(printable_json(json.dumps(dict(record), ensure_ascii=not unicode, indent=2)) + "\n")


def put(text: str) -> None:
    """Write to standard output. A reader that has gone (``| head``) ends the output without a word.

    Raises BadInput where it cannot be written for another reason.
    """
    try:
        sys.stdout.write(text)
        sys.stdout.flush()
    except OSError as error:
        # what Python's documentation advises: or the interpreter complains when it flushes at exit
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        if not isinstance(error, BrokenPipeError):
            raise BadInput("output-not-written", "<stdout>", reason=error.strerror) from error


def complain(refusal: Refusal, words: Words) -> None:
    """Say on standard error what cannot be done, and the way out."""
    sys.stderr.write(printable(f"llamawire: {words.refusal(refusal)}\n"))
