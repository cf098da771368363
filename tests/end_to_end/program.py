"""Starting the program: a process with an environment of its own, in a home that holds nothing else."""

from __future__ import annotations

import json
import os
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from tests.conftest import ROOT

DEMO = ROOT / "config" / "demo" / "articles.jsonl"
LLAMAWIRE = ("-m", "bot")
PATIENCE = 120
"""Seconds after which a run counts as hanging."""

ONE_PROCESS = """\
import json, shlex, sys
from contextlib import redirect_stderr, redirect_stdout
from io import StringIO
from bot.cli.run import run

for typed in sys.stdin.read().splitlines():
    with redirect_stdout(StringIO()) as out, redirect_stderr(StringIO()) as err:
        code = run(shlex.split(typed))
    print(json.dumps([code, out.getvalue(), err.getvalue()]))
"""

Done = subprocess.CompletedProcess[str]


def llamawire(home: Path, typed: str, *, stdin: str = "", **environ: str) -> Done:
    """Run what would be typed after ``llamawire``, in the folder that is also the home."""
    return python(home, (*LLAMAWIRE, *shlex.split(typed)), stdin=stdin, **environ)


def python(home: Path, arguments: Sequence[str], *, stdin: str = "", **environ: str) -> Done:
    """Run Python there, on this checkout, with nothing of this process's environment but the search path."""
    return subprocess.run(
        [sys.executable, "-P", *arguments],
        cwd=home,
        env=surroundings(home) | environ,
        input=stdin,
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=PATIENCE,
    )


def surroundings(home: Path) -> dict[str, str]:
    """Return an environment in which everything the program keeps lies below that home."""
    places = {"XDG_DATA_HOME": str(home / "data"), "XDG_CONFIG_HOME": str(home / "config")}
    return {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), "HOME": str(home), **places}


def all_of(home: Path, commands: Iterable[str]) -> Mapping[str, Done]:
    """Run several commands that do not depend on each other, two at a time; return each one's end."""
    typed = list(commands)
    with ThreadPoolExecutor(max_workers=2) as pool:
        return dict(zip(typed, pool.map(lambda one: llamawire(home, one), typed), strict=True))


def in_one_process(home: Path, commands: Iterable[str]) -> Mapping[str, Done]:
    """Run several commands one after another in a single process, which saves their starts; return each one's end."""
    typed = list(commands)
    spoken = python(home, ("-c", ONE_PROCESS), stdin="\n".join(typed))
    assert spoken.returncode == 0, spoken.stderr
    ends = (Done(LLAMAWIRE, *json.loads(line)) for line in spoken.stdout.splitlines())
    return dict(zip(typed, ends, strict=True))


def database(home: Path) -> Path:
    """Return where the program keeps what it has read, when nothing else was said."""
    return home / "data" / "llamawire" / "llamawire.db"


def moved_in(desk: Path, home: Path) -> Path:
    """Give that home the database of the desk, to do with as it likes; return where it lies."""
    database(home).parent.mkdir(parents=True)
    return Path(shutil.copy(database(desk), database(home)))


def the_sentence(done: Done) -> str:
    """Return the one line on standard error; anything more, and any traceback, is a failure."""
    (sentence,) = sentences(done)
    return sentence


def sentences(done: Done) -> list[str]:
    """Return the lines on standard error, each of which must begin with the program's name."""
    assert "Traceback" not in done.stdout + done.stderr
    lines = done.stderr.splitlines()
    assert all(line.startswith("llamawire: ") for line in lines), done.stderr
    return [line.removeprefix("llamawire: ") for line in lines]
