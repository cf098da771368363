"""What cannot be answered: one plain sentence that names the thing, an object for machines, and nothing is lost."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.end_to_end.program import Done, database, in_one_process, llamawire, surroundings, the_sentence

REFUSED = {
    "timeline lama": ("lama", "Did you mean llama?"),
    "digest --topic lama": ("lama", "Did you mean llama?"),
    "story deadbeef": ("deadbeef", "`llamawire latest`"),
    "why deadbeef": ("deadbeef", "`llamawire latest`"),
    "figures nobody-at-all": ("nobody-at-all", "`llamawire figures`"),
    "timeline --from 2024 --to 2023": ("2023-12-31", "Swap --from and --to."),
    "timeline --from 2023-02-30": ("2023-02-30", "A date is 2024-04-18"),
    "read a.txt --published 2023-02-30": ("2023-02-30", "A date is 2024-04-18"),
    "timeline --form 2024": ("--form", "`llamawire timeline --help`"),
    "lastest": ("lastest", "Did you mean latest?"),
    "topics add '<@1> @everyone'": ("<@1> @everyone", "Write it with letters, digits, blanks"),
    f"topics add {'heron' * 2_000}": ("name is longer", "Say it in fewer words."),
    "schedules set --channel terminal:news --topics llama --at 25:00": ("25:00", "Write times as 08:00"),
    "schedules set --channel terminal:news --topics llama --at 8:00 --zone Nowhere": ("Nowhere", "IANA time zone"),
    "schedules set --channel terminal:news --topics llama --at 8:00 --quiet-days 2024-02-30": (
        "2024-02-30",
        "2026-12-25",
    ),
    "filters add '!!!'": ("!!!", "Write a word or a name."),
}
"""What is typed, what the sentence must name, and its way out."""
SETTINGS = {
    'language = "en"': ("llamawire.toml:2: ", "“language”. Did you mean lang?"),
    'digest_stories = "8"': ("llamawire.toml:2: ", 'digest_stories must be a whole number from 1 to 50, not "8".'),
}


@pytest.fixture(scope="module")
def stored(desk: Path) -> bytes:
    """The database as it was before anything was refused."""
    return database(desk).read_bytes()


@pytest.fixture(scope="module")
def refused(desk: Path, stored: bytes) -> Mapping[str, Done]:
    assert stored
    return in_one_process(desk, (f"{typed} --json" for typed in REFUSED))


@pytest.mark.parametrize("typed", REFUSED, ids=lambda typed: typed[:60])
def test_what_cannot_be_answered_is_one_sentence_with_the_way_out(refused: Mapping[str, Done], typed: str):
    name, way_out = REFUSED[typed]
    done = refused[f"{typed} --json"]
    sentence = the_sentence(done)
    assert done.returncode == 2
    assert name in sentence
    assert way_out in sentence


@pytest.mark.parametrize("typed", REFUSED, ids=lambda typed: typed[:60])
def test_a_refusal_is_an_object_for_machines(refused: Mapping[str, Done], typed: str):
    done = refused[f"{typed} --json"]
    answer = json.loads(done.stdout)
    assert answer["version"] == 1
    assert set(answer["error"]) == {"error", "key", "subject", "problem", "way_out"}
    assert answer["error"]["problem"] in done.stderr


@pytest.mark.parametrize("typed", ["timeline lama", "timeline --form 2024"])
def test_a_refusal_to_a_person_is_the_sentence_alone(desk: Path, typed: str):
    done = llamawire(desk, typed)
    assert (done.returncode, done.stdout) == (2, "")
    assert REFUSED[typed][1] in the_sentence(done)


def test_refusing_changes_nothing_that_is_stored(desk: Path, stored: bytes, refused: Mapping[str, Done]):
    assert {done.returncode for done in refused.values()} == {2}
    assert database(desk).read_bytes() == stored


@pytest.mark.parametrize("line", SETTINGS)
def test_a_wrong_setting_is_refused_with_its_file_and_line(tmp_path: Path, line: str):
    (tmp_path / "llamawire.toml").write_text(f"# mine\n{line}\n", "utf-8")
    done = llamawire(tmp_path, "latest")
    sentence = the_sentence(done)
    assert (done.returncode, done.stdout) == (2, "")
    assert [part for part in SETTINGS[line] if part not in sentence] == []


def test_an_impossible_zone_is_refused_with_the_name_of_its_variable(tmp_path: Path):
    done = llamawire(tmp_path, "latest", LLAMAWIRE_ZONE="Europe/Atlantis")
    assert done.returncode == 2
    sentence = the_sentence(done)
    assert sentence.startswith("LLAMAWIRE_ZONE: ")
    assert "Europe/Atlantis" in sentence


def test_a_reader_that_has_seen_enough_hears_no_complaint(desk: Path):
    command = [sys.executable, "-P", "-m", "bot", "figures"]
    with subprocess.Popen(
        command,
        cwd=desk,
        env=surroundings(desk),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    ) as running:
        assert running.stdout is not None
        assert running.stderr is not None
        assert running.stdout.readline() == "Figures\n"
        running.stdout.close()
        assert running.stderr.read() == ""
    assert running.returncode == 0
