"""The files for running it as a service hold what they promise: no root, one folder to write to, a graceful end."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

import pytest

from config.settings import PREFIX, names
from tests.conftest import ROOT

UNIT = ROOT / "deploy" / "llamawire.service"
CONTAINER = ROOT / "deploy" / "Containerfile"

STRICT = {
    "DynamicUser": ["yes"],
    "StateDirectory": ["llamawire"],
    "ProtectSystem": ["strict"],
    "ProtectHome": ["yes"],
    "PrivateTmp": ["yes"],
    "PrivateDevices": ["yes"],
    "NoNewPrivileges": ["yes"],
    "CapabilityBoundingSet": [""],
    "RestrictAddressFamilies": ["AF_INET AF_INET6 AF_UNIX"],
    "KillSignal": ["SIGTERM"],
    "TimeoutStopSec": ["15"],
    "Restart": ["on-failure"],
    "RestartPreventExitStatus": ["2"],
}


@cache
def unit() -> Mapping[str, Mapping[str, Sequence[str]]]:
    """Return the values of each name in each section of the unit: a name may stand more than once."""
    sections: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    section = ""
    for line in UNIT.read_text("utf-8").splitlines():
        if line.startswith("["):
            section = line.strip("[]")
        elif line and not line.startswith("#"):
            name, _, value = line.partition("=")
            sections[section][name].append(value)
    return sections


@cache
def stages() -> Sequence[Sequence[tuple[str, str]]]:
    """Return the instructions of each stage of the container file."""
    text = re.sub(r"\\\n", " ", CONTAINER.read_text("utf-8"))
    lines = [line.split(None, 1) for line in text.splitlines() if line and not line.startswith("#")]
    found: list[list[tuple[str, str]]] = []
    for instruction, rest in lines:
        if instruction == "FROM":
            found.append([])
        found[-1].append((instruction, " ".join(rest.split())))
    return found


def final(instruction: str) -> list[str]:
    return [rest for name, rest in stages()[-1] if name == instruction]


def our_variables(texts: Sequence[str]) -> set[str]:
    return {name for text in texts for name in re.findall(rf"\b({PREFIX}\w+)=", text)}


@pytest.mark.parametrize("name", STRICT)
def test_the_unit_gives_it_no_more_than_it_needs_and_lets_it_end(name: str):
    assert unit()["Service"][name] == STRICT[name]


def test_the_unit_runs_the_program_and_writes_into_its_own_folder_alone():
    service = unit()["Service"]
    assert service["ExecStart"] == ["/opt/llamawire/bin/llamawire run"]
    assert service["WorkingDirectory"] == ["%S/llamawire"]
    paths = [value for value in service["Environment"] if "/" in value]
    assert paths
    assert all("%S/llamawire" in value for value in paths)
    assert "ReadWritePaths" not in service
    assert unit()["Install"]["WantedBy"] == ["multi-user.target"]


def test_systemd_finds_nothing_wrong_with_the_unit(tmp_path: Path):
    if not (verify := shutil.which("systemd-analyze")):
        return  # not every system has it, and the tests above read the same file
    here = tmp_path / UNIT.name
    here.write_text(UNIT.read_text("utf-8").replace("/opt/llamawire/bin/llamawire", "/bin/true"), "utf-8")
    ran = subprocess.run([verify, "verify", here], capture_output=True, text=True, check=False)
    assert UNIT.name not in ran.stderr, ran.stderr


def test_both_set_only_settings_that_exist():
    known = {f"{PREFIX}{name.upper()}" for name in names()}
    given = our_variables(unit()["Service"]["Environment"]) | our_variables(final("ENV"))
    assert len(given) >= 3
    assert given <= known


def test_in_the_container_runs_a_numbered_user_who_is_not_root():
    (user,) = final("USER")
    assert re.fullmatch(r"[1-9]\d{3,}:[1-9]\d{3,}", user)
    instructions = [name for name, _ in stages()[-1]]
    assert "RUN" not in instructions[instructions.index("USER") :]


def test_the_container_writes_to_its_data_alone():
    assert [json.loads(volume) for volume in final("VOLUME")] == [["/data"]]
    assert final("WORKDIR") == ["/data"]
    (env,) = final("ENV")
    given = dict(pair.split("=", 1) for pair in env.split())
    assert given["HOME"] == given["TMPDIR"] == "/data"
    assert given["PYTHONDONTWRITEBYTECODE"] == "1"
    assert given["LLAMAWIRE_DATABASE_URL"] == "sqlite:////data/llamawire.db"
    assert given["LLAMAWIRE_TERMINAL_FOLDER"].startswith("/data/")


def test_the_container_runs_the_program_itself_so_that_its_signal_arrives():
    assert [json.loads(command) for command in (*final("ENTRYPOINT"), *final("CMD"))] == [["llamawire"], ["run"]]
    assert final("STOPSIGNAL") == ["SIGTERM"]


def test_what_is_installed_into_the_container_is_locked_and_what_is_copied_exists():
    assert "ADD" not in [name for stage in stages() for name, _ in stage]
    installs = [rest for name, rest in stages()[0] if name == "RUN" and "pip install" in rest]
    assert installs
    assert all("--require-hashes" in rest or "--no-deps" in rest for rest in installs)
    copied = [path for name, rest in stages()[0] if name == "COPY" for path in rest.split()[:-1]]
    assert [path for path in copied if not (ROOT / path).exists()] == []
    assert {"bot", "adapters", "digests", "config"} <= set(copied)
