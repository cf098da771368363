"""Reads the settings from the command line, the environment and ``llamawire.toml``; says where each one came from.

All problems are found before any is reported, each with its place: a line of the file, a variable, an option.
"""

from __future__ import annotations

import difflib
import json
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import platformdirs
from pydantic import ValidationError
from pydantic_core import ErrorDetails

from config.checked import NEARLY_A_ZONE
from config.secrets import is_open_to_others
from config.settings import FILE_OF, PREFIX, SECRETS, SQLITE, Settings, limits, masked, names
from digests.errors import BadSetting
from digests.language import Lang

FILE = "llamawire.toml"
OPTIONS = {"database_url": "--database", "log_level": "--quiet or --verbose"}
"""Options of the command line whose name is not that of the setting."""
_TEST_SUITE = ("LLAMAWIRE_SHARED", "LLAMAWIRE_TEST_")
"""Beginnings of variables that are the test suite's and no settings."""
_OWN = {
    "database_url": "no-database",
    "zone": "no-time-zone",
    "contact": "no-contact",
    "allow_addresses": "no-address-list",
    "starter": "no-starter-folder",
    "discord_api": "no-api-address",
    "discord_gateway": "no-gateway-address",
    "slack_api": "no-api-address",
    "slack_client_id": "no-client-id",
    "slack_http": "no-listening-address",
    "slack_url": "no-api-address",
    "command": "no-command-name",
}
"""What is refused where a setting is neither a number nor one of a few words."""
_LINE_OF_ERROR = re.compile(r"\(at line (\d+)")


@dataclass(frozen=True, slots=True)
class Loaded:
    """The settings and, by name, where each value came from ("default", "path:3", "LLAMAWIRE_LANG", "--lang")."""

    settings: Settings
    sources: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class _Layer:
    """The settings one source gives, before they are checked."""

    values: Mapping[str, object]
    origins: Mapping[str, str]
    folder: Path
    """What a relative path in it is relative to."""
    strict: bool
    """True where the source has types of its own, so that ``"8"`` is no number."""


def load_settings(*, cwd: Path, environ: Mapping[str, str], overrides: Mapping[str, str]) -> Loaded:
    """Return the settings in force. ``overrides`` are those of the command line, by the name of the setting.

    Raises BadSetting that names every unknown key, wrong type and impossible value of every source.
    """
    problems: list[BadSetting] = []
    layers = (_from_file(cwd, problems), _from_environment(cwd, environ), _from_options(cwd, overrides))
    values: dict[str, object] = {}
    sources = dict.fromkeys(names(), "default")
    for layer in layers:
        checked = _checked(layer, problems)
        values |= checked
        sources |= {name: layer.origins[name] for name in checked}
    if problems:
        raise BadSetting("settings", FILE, problems=tuple(problems))
    return Loaded(Settings.model_validate(values), sources)


def likely_lang(*, cwd: Path, environ: Mapping[str, str], overrides: Mapping[str, str]) -> Lang:
    """Return the reader's language as far as it can be known, where the settings as a whole cannot be read."""
    layers = (_from_options(cwd, overrides), _from_environment(cwd, environ), _from_file(cwd, []))
    spoken = {str(lang): lang for lang in Lang if lang is not Lang.OTHER}
    said = (spoken.get(str(layer.values.get("lang"))) for layer in layers)
    return next(filter(None, said), Lang.EN)


def settings_file(cwd: Path) -> Path | None:
    """Return the file that is read: the one in the folder, else the one in the platform's folder for settings."""
    places = (cwd / FILE, platformdirs.user_config_path("llamawire") / FILE)
    return next((path for path in places if path.is_file()), None)


def _from_file(cwd: Path, problems: list[BadSetting]) -> _Layer:
    """Return what the file says; a file that cannot be read says nothing and is a problem."""
    path = settings_file(cwd)
    if path is None:
        return _Layer({}, {}, cwd, strict=True)
    try:
        text = path.read_text("utf-8-sig")
        values = tomllib.loads(text)
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        problems.append(_unreadable(path, error))
        return _Layer({}, {}, cwd, strict=True)
    origins = {name: f"{path}:{line}" for name, line in _lines_of_keys(text).items()}
    if is_open_to_others(path):
        told = (name for name in sorted(SECRETS & values.keys()) if values[name])
        problems += [BadSetting("secret-in-open-file", name, place=origins[name]) for name in told]
    return _Layer(values, origins, path.parent, strict=True)


def _unreadable(path: Path, error: Exception) -> BadSetting:
    """Return why the file cannot be read, with the line where that is known."""
    if isinstance(error, tomllib.TOMLDecodeError):
        line = _LINE_OF_ERROR.search(str(error))
        what = _LINE_OF_ERROR.sub("(", str(error)).replace("(, column", "(column")
        return BadSetting("settings-no-toml", f"{path}{':' + line[1] if line else ''}", reason=what)
    if isinstance(error, UnicodeDecodeError):
        return BadSetting("settings-no-utf-8", str(path))
    return BadSetting("file-not-opened", str(path), reason=getattr(error, "strerror", None) or str(error))


def _lines_of_keys(text: str) -> dict[str, int]:
    """Return the number of the line on which each top-level key of valid TOML first stands.

    The shortest beginning of the file that parses and holds a key ends with it; the beginning before that one ends
    just above. So no rule of TOML on quotes, dots, tables and multi-line values has to be known here.
    """
    lines = text.split("\n")
    found: dict[str, int] = {}
    above = 0
    for count in range(1, len(lines) + 1):
        try:
            values = tomllib.loads("\n".join(lines[:count]))
        except tomllib.TOMLDecodeError:
            continue
        found = dict.fromkeys(values, above + 1) | found
        above = count
    return found


def _from_environment(cwd: Path, environ: Mapping[str, str]) -> _Layer:
    """Return what the variables say; an empty one says nothing."""
    ours = {
        variable.removeprefix(PREFIX).lower(): (variable, value)
        for variable, value in environ.items()
        if variable.startswith(PREFIX) and not variable.startswith(_TEST_SUITE) and value
    }
    values = {name: value for name, (_, value) in ours.items()}
    return _Layer(values, {name: variable for name, (variable, _) in ours.items()}, cwd, strict=False)


def _from_options(cwd: Path, overrides: Mapping[str, str]) -> _Layer:
    """Return what the command line says."""
    return _Layer(overrides, {name: OPTIONS.get(name, f"--{name}") for name in overrides}, cwd, strict=False)


def _checked(layer: _Layer, problems: list[BadSetting]) -> dict[str, object]:
    """Return the layer's values as the settings want them; add to ``problems`` each that cannot be.

    JSON's strict mode has the types of TOML: the text of a choice is that choice, a number in quotes is no number.
    """
    values = dict(layer.values)
    if "database_url" in values:
        values["database_url"] = _database(values["database_url"], layer.folder)
    for name in ("starter", *(f"{secret}{FILE_OF}" for secret in sorted(SECRETS))):
        if isinstance(path := values.get(name), str) and path:
            values[name] = str(layer.folder.absolute() / Path(path).expanduser())
    try:
        if layer.strict:
            settings = Settings.model_validate_json(json.dumps(values, default=str), strict=True)
        else:
            settings = Settings.model_validate(values)
    except ValidationError as error:
        found = sorted(error.errors(include_url=False), key=lambda problem: list(values).index(str(problem["loc"][0])))
        problems += [_refusal(layer, problem) for problem in found]
        return {}
    return {name: getattr(settings, name) for name in values}


def _database(value: object, folder: Path) -> object:
    """Return a path as the URL of an SQLite file; leave a URL, and what is no text, as it is."""
    if not isinstance(value, str) or not value or "://" in value:
        return value
    return f"{SQLITE}{folder.absolute() / Path(value).expanduser()}"


def _refusal(layer: _Layer, problem: ErrorDetails) -> BadSetting:
    """Return what is wrong with a setting: its place, what may stand there and what does."""
    name = str(problem["loc"][0])
    place, value = layer.origins[name], '"***"' if name in SECRETS else _quoted(layer.values.get(name))
    if problem["type"] == "extra_forbidden":
        return _unknown(place, name)
    if problem["type"] == NEARLY_A_ZONE:
        return BadSetting("no-time-zone-but", name, place=place, value=value, near=problem["ctx"]["near"])
    if name.removesuffix(FILE_OF) in SECRETS:
        return BadSetting("no-token" if name in SECRETS else "no-token-file-name", name, place=place, value=value)
    if name in _OWN:
        return BadSetting(_OWN[name], name, place=place, value=value)
    may_be = limits(name)
    if isinstance(may_be, range):
        return BadSetting("setting-out-of-range", name, place=place, value=value, low=may_be[0], high=may_be[-1])
    return BadSetting("setting-no-choice", name, place=place, value=value, choices=may_be)


def _unknown(place: str, name: str) -> BadSetting:
    """Return the refusal of a setting that does not exist, with the one that was probably meant."""
    near = difflib.get_close_matches(name, names(), n=1)
    if near:
        return BadSetting("no-such-setting-but", name, place=place, near=near[0])
    return BadSetting("no-such-setting", name, place=place)


def _quoted(value: object) -> str:
    """Return a value on one line, in quotation marks where it is text, without a password."""
    return masked(json.dumps(value, ensure_ascii=False, default=str))
