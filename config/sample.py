"""The settings file that ``llamawire init`` writes: every setting explained, each at its default."""

from __future__ import annotations

import json
from pathlib import Path

from config.load import FILE
from config.settings import PREFIX, allowed, default, names, purpose
from digests.errors import BadInput

_HEAD = f"""\
# Settings of Llamawire. A line that begins with # says nothing: take the # away to change a setting.
# What the environment says ({PREFIX}LANG=zh-Hant) wins over this file, the command line over both.
"""


def sample() -> str:
    """Return the text of a settings file in which every setting is explained and none is changed."""
    return _HEAD + "".join(f"\n# {purpose(name)}\n# {_must(name)}\n# {_line(name)}\n" for name in names())


def write_sample(path: Path, *, overwrite: bool) -> Path:
    """Write the sample to a file, or into a folder, and return where it is.

    Raises BadInput where a file is there already and must not be overwritten, and where it cannot be written.
    """
    target = path / FILE if path.is_dir() else path
    try:
        with target.open("w" if overwrite else "x", encoding="utf-8", newline="\n") as file:
            file.write(sample())
    except FileExistsError as error:
        raise BadInput("file-is-there", str(target)) from error
    except OSError as error:
        raise BadInput("file-not-written", str(target), reason=error.strerror) from error
    return target


def _must(name: str) -> str:
    """Return a sentence on what a setting may be."""
    words = allowed(name)
    return f"{words[0].upper()}{words[1:]}."


def _line(name: str) -> str:
    """Return the line that sets a setting to its default, as TOML (whose basic strings and lists are JSON's)."""
    value = default(name)
    return f"{name} = {json.dumps(value if isinstance(value, int | tuple) else str(value), ensure_ascii=False)}"
