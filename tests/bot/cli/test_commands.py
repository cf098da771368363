"""From what is typed to what the newsroom is asked, and from its answer to the screen and the exit code."""

from __future__ import annotations

import json
import sys
from datetime import date
from io import BytesIO, TextIOWrapper
from pathlib import Path

import pytest

import bot
from adapters.files import PassedOver
from bot.cli.run import run
from bot.newsroom.read import Intake
from config.catalogues import load_words
from digests.errors import BadInput, StoreUnusable
from digests.language import Lang
from digests.when import Granularity, Published
from tests.bot.cli.stand_in import StandIn

Capture = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def _a_clean_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("platformdirs.user_config_path", lambda _: tmp_path / "nowhere")
    for name in ("LLAMAWIRE_LANG", "LLAMAWIRE_DATABASE_URL", "NO_COLOR"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def wiring(monkeypatch: pytest.MonkeyPatch) -> StandIn:
    stand_in = StandIn()
    monkeypatch.setitem(sys.modules, "bot.wiring", stand_in)
    monkeypatch.setattr(bot, "wiring", stand_in, raising=False)
    return stand_in


@pytest.mark.parametrize(
    ("typed", "verb", "options"),
    [
        ("digest", "digest", {}),
        ("digest --topic llama --topic qwen --days 3", "digest", {"topics": ("llama", "qwen"), "days": 3}),
        ("digest --on 2024-04-18", "digest", {"on": "2024-04-18"}),
        ("digest --on 2024-04", "digest", {"on": "2024-04"}),
        ("digest --on 2024-04 --days 2", "digest", {"on": "2024-04", "days": 2}),
        ("timeline", "timeline", {}),
        (
            "timeline Llama --from 2024-04 --to 2024-04 --kind release --kind deal --max 5",
            "timeline",
            {"topic": "Llama", "from": "2024-04", "to": "2024-04", "kinds": ("release", "deal"), "max": 5},
        ),
        ("timeline --from 2023 --to 2024", "timeline", {"from": "2023", "to": "2024"}),
        ("latest --max 3", "latest", {"max": 3}),
        ("story s0001", "story", {"id": "s0001"}),
        ("search 开源 heron", "search", {"query": "开源 heron"}),
        ("figures", "figures", {}),
        ("figures Grebe", "figures", {"entity": "Grebe"}),
        ("why a1b2", "why", {"id": "a1b2"}),
        ("topics list", "topics list", {}),
        ("feeds list", "feeds list", {}),
        ("sources", "sources", {}),
        ("follow story:s0001 --where dm --at 8:00", "follow", {"subject": "story:s0001", "where": "dm", "at": "8:00"}),
        ("doctor", "doctor", {}),
    ],
)
def test_each_command_asks_its_question(wiring: StandIn, typed: str, verb: str, options: dict[str, object]) -> None:
    assert run(typed.split()) == 0
    (question,) = wiring.questions
    assert (question.verb, dict(question.options)) == (verb, options)
    assert (question.lang, question.zone) == (Lang.EN, "UTC")


@pytest.mark.parametrize("typed", ["--lang zh-Hant latest", "latest --lang zh-Hant", "--lang en latest --lang zh-Hant"])
def test_the_options_of_the_program_stand_before_or_after_the_command(wiring: StandIn, typed: str) -> None:
    assert run(typed.split()) == 0
    assert wiring.questions[0].lang is Lang.HANT


def test_the_database_may_be_a_path_on_the_command_line(wiring: StandIn, tmp_path: Path) -> None:
    assert run(["latest", "--database", "news.db"]) == 0
    assert wiring.settings is not None
    assert wiring.settings.database_url == f"sqlite+aiosqlite:///{tmp_path}/news.db"


def test_verbose_logs_the_question_to_standard_error(wiring: StandIn, capsys: Capture) -> None:
    assert run(["search", "heron", "-v", "--json"]) == 0
    assert len(wiring.questions) == 1
    out, err = capsys.readouterr()
    assert json.loads(out)
    assert "query=heron" in err


def test_version_and_help_are_told_without_a_newsroom(capsys: Capture) -> None:
    assert run(["--version"]) == 0
    assert run([]) == 0
    out = capsys.readouterr().out
    assert out.startswith("llamawire ")
    assert "Usage: llamawire" in out


@pytest.mark.parametrize(("typed", "level"), [("", "warning"), ("--quiet", "error"), ("-v", "debug")])
def test_quiet_and_verbose_set_the_log(wiring: StandIn, typed: str, level: str) -> None:
    assert run(["latest", *typed.split()]) == 0
    assert wiring.settings is not None
    assert wiring.settings.log_level == level


def test_an_answer_is_plain_text_where_there_is_no_terminal(wiring: StandIn, capsys: Capture) -> None:
    assert run(["timeline"]) == 0
    assert len(wiring.questions) == 1
    assert capsys.readouterr() == ("Heron 发布\n──────────\n\n18 Apr 2024  Grebe releases Heron-2\n", "")


@pytest.mark.parametrize("command", ["timeline", "latest", "figures", "story s0001"])
def test_quotes_opens_the_rows(wiring: StandIn, capsys: Capture, command: str) -> None:
    assert run([*command.split(), "--quotes"]) == 0
    assert len(wiring.questions) == 1
    assert "“格里布发布。”" in capsys.readouterr().out


@pytest.mark.parametrize("typed", ["--json timeline", "timeline --json"])
def test_json_is_the_record_and_nothing_a_terminal_obeys(wiring: StandIn, capsys: Capture, typed: str) -> None:
    assert run(typed.split()) == 0
    assert len(wiring.questions) == 1
    out = capsys.readouterr().out
    assert json.loads(out) == {"version": 1, "kind": "stand-in", "line": "发布\u202e\ud800"}
    assert "发布\\u202e\\ud800" in out


class Terminal(TextIOWrapper):
    """Standard output, as a terminal."""

    def isatty(self) -> bool:
        """Say that it is one."""
        return True


@pytest.mark.parametrize(
    ("variable", "value", "coloured"), [("COLUMNS", "70", True), ("NO_COLOR", "1", False), ("TERM", "dumb", False)]
)
def test_a_terminal_sees_colour_unless_it_does_not_want_it(
    wiring: StandIn, monkeypatch: pytest.MonkeyPatch, variable: str, value: str, *, coloured: bool
) -> None:
    screen = Terminal(BytesIO(), "utf-8")
    monkeypatch.setattr(sys, "stdout", screen)
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv(variable, value)
    assert run(["timeline"]) == 0
    assert len(wiring.questions) == 1
    screen.seek(0)
    shown = screen.read()
    assert ("\x1b[36m18 Apr 2024" in shown) is coloured
    assert "Grebe releases Heron-2" in shown


@pytest.mark.parametrize(
    "typed", ["timeline --from 2024-02-30", "timeline --to april", "digest --on 24-04", "read x --published 2024-13"]
)
def test_an_impossible_date_is_refused_with_the_forms_that_are_read(
    wiring: StandIn, capsys: Capture, typed: str
) -> None:
    assert run(typed.split()) == 2
    assert not wiring.questions
    out, err = capsys.readouterr()
    assert out == ""
    assert err.endswith("is not a date. A date is 2024-04-18, a month 2024-04, a year 2024.\n")


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("timelin", "There is no command “timelin”. Did you mean timeline? `llamawire --help` shows what there is."),
        ("zzz", "There is no command “zzz”. `llamawire --help` shows what there is."),
        (
            "timeline --form 2024",
            "There is no option --form. Did you mean --from, --to? `llamawire timeline --help` shows",
        ),
        ("timeline --zzz", "There is no option --zzz. `llamawire timeline --help` shows what there is."),
        ("timeline --kind scandal", "--kind must be one of release, licence, "),
        ("latest --max 0", "--max must be 1 or more."),
        ("latest --max many", "--max must be a whole number. `llamawire latest --help` shows how it is used."),
        ("latest --max", "The option --max needs a value behind it."),
        ("latest --json=3", "The option --json takes no value."),
        ("story", "The argument ID is missing. `llamawire story --help` shows how it is used."),
        ("read", "The argument PATH is missing. `llamawire read --help` shows how it is used."),
        ("why a b", "b: this is more than the command takes. `llamawire why --help` shows how it is used."),
        ("--lang fr latest", "--lang must be one of en, zh-Hans, zh-Hant, not “fr”."),
        ("db", "llamawire db needs a further command behind it. `llamawire db --help` shows them."),
    ],
)
def test_a_command_typed_wrong_is_one_sentence_and_the_way_out(capsys: Capture, typed: str, says: str) -> None:
    assert run(typed.split()) == 2
    err = capsys.readouterr().err
    assert err.startswith(f"llamawire: {says}")
    assert err.count("\n") == 1
    assert "Traceback" not in err


def test_a_refusal_is_one_sentence_and_exit_code_2(wiring: StandIn, capsys: Capture) -> None:
    wiring.fault = StoreUnusable("database-is-folder", "a\x1b[31m.db")
    assert run(["latest"]) == 2
    assert capsys.readouterr() == ("", "llamawire: The database a[31m.db is a folder. Name a file in database_url.\n")


def test_a_refusal_in_json_is_an_object_and_still_a_sentence(wiring: StandIn, capsys: Capture) -> None:
    wiring.fault = StoreUnusable("database-is-folder", "a.db")
    assert run(["latest", "--json"]) == 2
    out, err = capsys.readouterr()
    error = {
        "error": "StoreUnusable",
        "key": "database-is-folder",
        "subject": "a.db",
        "problem": "The database a.db is a folder.",
        "way_out": "Name a file in database_url.",
    }
    assert json.loads(out) == {"version": 1, "error": error}
    assert err == "llamawire: The database a.db is a folder. Name a file in database_url.\n"


def test_all_problems_of_the_settings_stand_on_lines_of_their_own(capsys: Capture, tmp_path: Path) -> None:
    (tmp_path / "llamawire.toml").write_text("lang = 'fr'\nzone = 'Mars'\n", "utf-8")
    assert run(["latest"]) == 2
    lines = capsys.readouterr().err.replace(str(tmp_path), "~").splitlines()
    assert [line.split(" must")[0] for line in lines] == [
        "llamawire: ~/llamawire.toml:1: lang",
        "~/llamawire.toml:2: zone",
        "`llamawire init` writes a file that explains every setting.",
    ]


@pytest.mark.parametrize("stop", [KeyboardInterrupt(), EOFError()])
def test_ctrl_c_is_exit_code_130_and_no_traceback(wiring: StandIn, capsys: Capture, stop: BaseException) -> None:
    wiring.fault = stop
    assert run(["latest"]) == 130
    assert "Traceback" not in capsys.readouterr().err


def test_a_defect_keeps_its_traceback(wiring: StandIn) -> None:
    wiring.fault = ZeroDivisionError()
    with pytest.raises(ZeroDivisionError):
        run(["latest"])


def refused(*, new: int = 0, refusals: tuple[BadInput, ...]) -> Intake:
    return Intake(new=new, revised=0, unchanged=0, copies=0, refused=refusals, stories=new)


EMPTY = BadInput("file-empty", "x.txt")
OTHERS = PassedOver("kinds-passed-over", "folder", kinds=(".png: 1",))


@pytest.mark.parametrize(
    ("intake", "code"),
    [
        (refused(new=1, refusals=()), 0),
        (refused(new=1, refusals=(EMPTY,)), 1),
        (refused(refusals=(EMPTY,)), 2),
        (refused(new=1, refusals=(OTHERS,)), 0),
        (refused(refusals=()), 0),
    ],
)
def test_the_exit_code_of_read_says_whether_all_some_or_nothing_was_read(
    wiring: StandIn, capsys: Capture, intake: Intake, code: int
) -> None:
    wiring.intake = intake
    assert run(["read", "x.txt"]) == code
    out, err = capsys.readouterr()
    assert out.startswith("Reading\n")
    assert err == "".join(f"llamawire: {load_words(Lang.EN).refusal(refusal)}\n" for refusal in intake.refused)


def test_read_passes_on_what_is_stated(wiring: StandIn) -> None:
    typed = ["read", "a.txt", "b", "--published", "2024-04", "--outlet", "Marsh Daily", "--lang", "zh-Hant"]
    more = ["--url", "https://marsh.example/1", "--title", "Heron", "--encoding", "big5"]
    assert run([*typed, *more]) == 0
    assert wiring.paths == ("a.txt", "b")
    stated = wiring.stated
    assert stated is not None
    assert stated.published == Published(date(2024, 4, 1), Granularity.MONTH)
    assert (stated.outlet, stated.lang, stated.url) == ("Marsh Daily", Lang.HANT, "https://marsh.example/1")
    assert (stated.title, stated.encoding) == ("Heron", "big5")
    assert wiring.settings is not None
    assert wiring.settings.lang is Lang.EN


def test_the_language_of_the_answer_to_read_stands_before_the_command(wiring: StandIn, capsys: Capture) -> None:
    assert run(["--lang", "zh-Hant", "read", "a.txt", "--lang", "en"]) == 0
    assert wiring.stated is not None
    assert wiring.stated.lang is Lang.EN
    assert capsys.readouterr().out == "讀入結果\n────────\n\n   • 1 篇新報導\n\n歸入 1 則新聞。\n"


def test_read_in_json_tells_what_was_refused(wiring: StandIn, capsys: Capture) -> None:
    wiring.intake = refused(new=1, refusals=(EMPTY,))
    assert run(["read", "x.txt", "--json"]) == 1
    record = json.loads(capsys.readouterr().out)
    assert (record["kind"], record["new"], record["refused"][0]["problem"]) == ("read", 1, "x.txt is empty.")


def test_upgrade_says_what_was_done(wiring: StandIn, capsys: Capture) -> None:
    assert run(["db", "upgrade", "--database", "n.db"]) == 0
    assert run(["db", "upgrade", "--database", "n.db", "--json"]) == 0
    text, record = capsys.readouterr().out.split("\n", 1)
    told = "The database is at schema revision n.db already."
    assert text == told
    assert json.loads(record) == {"version": 1, "kind": "upgrade", "outcome": told}
    assert wiring.settings is None


def test_the_demo_says_first_what_is_made_up_and_last_what_to_type(wiring: StandIn, capsys: Capture) -> None:
    assert run(["demo"]) == 0
    assert wiring.settings is None
    out = capsys.readouterr().out
    parts = ["The happenings below are real;", "Grebe releases Heron-2", "What to type next", "• llamawire read"]
    places = [out.index(part) for part in parts]
    assert places == sorted(places)
    assert run(["demo", "--json"]) == 0
    record = json.loads(capsys.readouterr().out)
    assert (record["kind"], len(record["pages"])) == ("demo", 2)


def test_init_writes_a_file_once(capsys: Capture, tmp_path: Path) -> None:
    assert run(["init"]) == 0
    assert run(["init"]) == 2
    assert run(["init", "--force", str(tmp_path / "llamawire.toml"), "--json"]) == 0
    out, err = capsys.readouterr()
    first, record = out.split("\n", 1)
    assert first == "Wrote llamawire.toml."
    assert json.loads(record)["path"] == str(tmp_path / "llamawire.toml")
    assert err == "llamawire: llamawire.toml is there already. `--force` overwrites it.\n"


def test_config_show_tells_each_value_and_its_source(
    capsys: Capture, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "llamawire.toml").write_text("\ndigest_stories = 5\n", "utf-8")
    monkeypatch.setenv("LLAMAWIRE_ZONE", "Asia/Taipei")
    assert run(["config", "show", "--json", "--database", "sqlite:////n.db"]) == 0
    told = json.loads(capsys.readouterr().out)["settings"]
    assert told["digest_stories"] == {"value": "5", "source": f"{tmp_path}/llamawire.toml:2"}
    assert told["zone"] == {"value": "Asia/Taipei", "source": "LLAMAWIRE_ZONE"}
    assert told["database_url"] == {"value": "sqlite+aiosqlite:////n.db", "source": "--database"}
    assert told["lang"] == {"value": "en", "source": "default"}
    assert run(["config", "show"]) == 0
    assert "Asia/Taipei" in capsys.readouterr().out
