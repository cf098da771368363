"""Every command on the demonstration's articles, for people and for machines."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.end_to_end.program import DEMO, Done, all_of, in_one_process, llamawire

ADDRESS = "https://openweights.example/2023/llama-2"
FOR_PEOPLE = ("digest --on 2025-04-29 --days 2", "timeline llama", "search 許可證", "doctor")
FOR_PEOPLE_TOO = ("latest", "figures nvidia", "topics list", "db upgrade", "config show")
"""These are shown in one process, which saves their starts."""
FOR_MACHINES = (
    "digest --json",
    "timeline llama --json",
    "timeline llama --lang zh-Hans --json",
    "timeline llama --lang zh-Hant --json",
    "latest --json",
    f"story {ADDRESS} --json",
    f"why {ADDRESS} --json",
    "search llama licence --json",
    "figures nvidia --json",
    "topics list --json",
    "doctor --json",
    "db upgrade --json",
    "config show --json",
    "demo --json",
)
SIMPLIFIED, TRADITIONAL = set("发开时会议与对这个权"), set("發開時會議與對這個權")
"""Characters that one script writes otherwise than the other."""

Record = dict[str, Any]
Told = dict[str, Done]


@pytest.fixture(scope="module")
def told(desk: Path) -> Told:
    """Every answer, by what was typed for it; what takes an id takes that of the newest story or its first report."""
    answers = in_one_process(desk, FOR_MACHINES)
    newest = record(answers["latest --json"])["stories"][0]
    with_ids = {"story ID": f"story {newest['id']}", "why ID": f"why {newest['articles'][0][:8]}"}
    shown = {**all_of(desk, FOR_PEOPLE), **in_one_process(desk, (*FOR_PEOPLE_TOO, *with_ids.values()))}
    return {**answers, **shown, **{name: shown[typed] for name, typed in with_ids.items()}}


def record(done: Done) -> Record:
    return dict(json.loads(done.stdout))


def test_every_answer_is_given_and_nothing_complained_of(told: Told):
    ends = {typed: (done.returncode, done.stderr) for typed, done in told.items()}
    assert ends == dict.fromkeys(ends, (0, ""))


@pytest.mark.parametrize("typed", [*FOR_PEOPLE, *FOR_PEOPLE_TOO, "story ID", "why ID"])
def test_an_answer_to_a_pipe_is_plain_text(told: Told, typed: str):
    shown = told[typed].stdout
    assert shown.strip()
    assert shown.endswith("\n")
    assert "\x1b" not in shown


@pytest.mark.parametrize("typed", FOR_MACHINES)
def test_an_answer_in_json_is_one_object_of_version_1(told: Told, typed: str):
    answer = record(told[typed])
    assert answer["version"] == 1
    assert answer["kind"]
    assert "\x1b" not in told[typed].stdout


def test_the_timeline_has_a_release_once_with_its_reports_in_both_languages(told: Told):
    rows = record(told["timeline llama --json"])["rows"]
    for name, day in {"llama-2": "2023-07-18", "llama-3": "2024-04-18", "llama-3.1": "2024-07-23"}.items():
        (row,) = (row for row in rows if row["kind"] == "release" and row["objects"] == [name])
        assert (row["from"], row["to"], row["status"]) == (day, day, "happened")
        assert {citation["lang"] for citation in row["citations"]} > {"en"}


def test_every_quote_of_the_timeline_stands_in_an_article_at_its_address(told: Told):
    articles = [json.loads(line) for line in DEMO.read_text("utf-8").splitlines()]
    texts: dict[str, str] = {}
    for article in articles:
        texts[article["url"]] = f"{texts.get(article['url'], '')}\n{article['title']}\n{article['text']}"
    rows = record(told["timeline llama --json"])["rows"]
    citations = [c for row in rows for c in row["citations"] if not c["archive"]]
    assert len(citations) > 20
    assert [c["quote"] for c in citations if c["quote"] not in texts[c["url"]]] == []


@pytest.mark.parametrize(
    ("lang", "own", "other"), [("zh-Hans", SIMPLIFIED, TRADITIONAL), ("zh-Hant", TRADITIONAL, SIMPLIFIED)]
)
def test_a_timeline_is_told_in_the_readers_script(told: Told, lang: str, own: set[str], other: set[str]):
    shown = "".join(row["line"] for row in record(told[f"timeline llama --lang {lang} --json"])["rows"])
    assert own & set(shown)
    assert not other & set(shown)


def test_the_digest_tells_its_days_and_its_sources(told: Told):
    shown = told["digest --on 2025-04-29 --days 2"].stdout
    for words in ("28–29 Apr 2025", "Qwen3", "https://openweights.example/2025/"):
        assert words in shown


def test_a_digest_asked_for_long_after_tells_the_last_day_that_brought_anything(told: Told):
    digest = record(told["digest --json"])
    assert digest["from"] == "2025-04-30T00:00:00+00:00"
    assert digest["stories"]


def test_words_are_found_apart_and_chinese_in_the_other_script(told: Told):
    english = record(told["search llama licence --json"])["articles"]
    assert english
    assert {article["lang"] for article in english} == {"en"}
    assert "许可证" in told["search 許可證"].stdout


def test_figures_that_exclude_each_other_are_all_shown(told: Told):
    shown = told["figures nvidia"].stdout
    assert [number for number in ("589B", "593B", "600B") if number not in shown] == []


def test_a_story_and_its_report_are_found_by_id_and_by_address(told: Told):
    newest = record(told["latest --json"])["stories"][0]
    assert newest["id"] in told["story ID"].stdout
    assert newest["articles"][0] in told["story ID"].stdout
    assert "not seen before" in told["why ID"].stdout
    assert ADDRESS in json.dumps(record(told[f"story {ADDRESS} --json"]))
    assert ADDRESS in json.dumps(record(told[f"why {ADDRESS} --json"]))


def test_doctor_finds_all_well_and_the_demonstration_left_no_trace(told: Told):
    assert [page["kind"] for page in record(told["demo --json"])["pages"]] == ["digest", "timeline"]
    assert "articles: 63" in told["doctor"].stdout
    assert "All is well." in told["doctor"].stdout


def test_what_init_writes_holds_once_a_line_of_it_is_changed(tmp_path: Path):
    assert record(llamawire(tmp_path, "init --json"))["path"] == "llamawire.toml"
    file = tmp_path / "llamawire.toml"
    file.write_text(file.read_text("utf-8").replace('# lang = "en"', 'lang = "zh-Hant"'), "utf-8")
    settings = record(llamawire(tmp_path, "config show --json"))["settings"]
    assert settings["lang"]["value"] == "zh-Hant"
    assert settings["lang"]["source"].startswith(f"{file}:")
    assert settings["zone"] == {"value": "UTC", "source": "default"}
