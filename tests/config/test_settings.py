"""Settings: who wins, what is refused and where, and what is never shown."""

from __future__ import annotations

import tomllib
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from config.catalogues import load_words
from config.load import _lines_of_keys, load_settings, settings_file
from config.sample import sample, write_sample
from config.settings import SECRETS, Settings, allowed, default, masked, names, purpose, shown
from digests.change import Holds
from digests.errors import BadInput, BadSetting
from digests.language import Lang
from digests.limits import Allowed, Limit

WORDS = load_words(Lang.EN)
A_DATABASE = "a path, or a URL that begins with sqlite:/// or postgresql://"


@pytest.fixture(autouse=True)
def _no_file_of_the_platform(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> None:
    monkeypatch.setattr("platformdirs.user_config_path", lambda _: tmp_path_factory.getbasetemp() / "nowhere")


def written(folder: Path, text: str) -> Path:
    (folder / "llamawire.toml").write_text(text, "utf-8")
    return folder


def problems(folder: Path, environ: dict[str, str] | None = None, overrides: dict[str, str] | None = None) -> list[str]:
    with pytest.raises(BadSetting) as refused:
        load_settings(cwd=folder, environ=environ or {}, overrides=overrides or {})
    return WORDS.problem(refused.value).replace(str(folder), "~").split("\n")


def test_without_a_word_every_setting_has_its_default(tmp_path: Path) -> None:
    loaded = load_settings(cwd=tmp_path, environ={}, overrides={})
    assert loaded.settings == Settings()
    assert set(loaded.sources.values()) == {"default"}
    assert loaded.settings.database_url.startswith("sqlite+aiosqlite:///")
    assert loaded.settings.database_url.endswith("llamawire.db")


@pytest.mark.parametrize(
    ("file", "environ", "overrides", "lang", "source"),
    [
        ("", {}, {}, Lang.EN, "default"),
        ('lang = "zh-Hans"', {}, {}, Lang.HANS, "~/llamawire.toml:1"),
        ('lang = "zh-Hans"', {"LLAMAWIRE_LANG": "zh-Hant"}, {}, Lang.HANT, "LLAMAWIRE_LANG"),
        ('lang = "zh-Hans"', {"LLAMAWIRE_LANG": "zh-Hant"}, {"lang": "en"}, Lang.EN, "--lang"),
        ("", {"LLAMAWIRE_LANG": ""}, {}, Lang.EN, "default"),
        ("", {"LLAMAWIRE_SHARED": "/x", "LLAMAWIRE_TEST_NO_SKIPS": "1", "PATH": "/bin"}, {}, Lang.EN, "default"),
    ],
)
def test_the_command_line_wins_over_the_environment_over_the_file_over_the_default(
    tmp_path: Path, file: str, environ: dict[str, str], overrides: dict[str, str], *, lang: Lang, source: str
) -> None:
    loaded = load_settings(cwd=written(tmp_path, file), environ=environ, overrides=overrides)
    assert loaded.settings.lang is lang
    assert loaded.sources["lang"].replace(str(tmp_path), "~") == source


def test_every_problem_of_every_source_is_told_at_once_with_its_place(tmp_path: Path) -> None:
    written(
        tmp_path,
        '# about\nlang = "zh"\ndigest_storys = 3\ndigest_stories = "8"\nzone = "Europe/Berlinn"\n\n[digest]\na = 1\n',
    )
    assert problems(tmp_path, {"LLAMAWIRE_DIGEST_STORIES": "99"}, {"lang": "fr"}) == [
        '~/llamawire.toml:2: lang must be one of en, zh-Hans, zh-Hant, not "zh".',
        "~/llamawire.toml:3: there is no setting “digest_storys”. Did you mean digest_stories?",
        '~/llamawire.toml:4: digest_stories must be a whole number from 1 to 50, not "8".',
        '~/llamawire.toml:5: zone must be an IANA time zone, not "Europe/Berlinn". Did you mean Europe/Berlin?',
        "~/llamawire.toml:7: there is no setting “digest”. Did you mean digest_stories?",
        'LLAMAWIRE_DIGEST_STORIES: digest_stories must be a whole number from 1 to 50, not "99".',
        '--lang: lang must be one of en, zh-Hans, zh-Hant, not "fr".',
    ]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("digest_stories = true", "digest_stories must be a whole number from 1 to 50, not true."),
        ("digest_stories = 8.0", "digest_stories must be a whole number from 1 to 50, not 8.0."),
        ("digest_stories = inf", "digest_stories must be a whole number from 1 to 50, not Infinity."),
        ("digest_stories = 0", "digest_stories must be a whole number from 1 to 50, not 0."),
        ("lang = ['en']", 'lang must be one of en, zh-Hans, zh-Hant, not ["en"].'),
        ("zone = 2024-04-18", "zone must be an IANA time zone such as Europe/Berlin or Asia/Taipei, not"),
        ("zone = '../../etc/passwd'", "zone must be an IANA time zone such as Europe/Berlin or Asia/Taipei, not"),
        ("zone = 'Europe'", "zone must be an IANA time zone, not"),
        ("database_url = 7", f"database_url must be {A_DATABASE}, not 7."),
        ("database_url = ''", f'database_url must be {A_DATABASE}, not "".'),
        ("log_level = 'loud'", 'log_level must be one of debug, info, warning, error, not "loud".'),
        ("log_format = 'xml'", 'log_format must be one of text, json, not "xml".'),
        ("xyzzy = 1", "there is no setting “xyzzy”."),
    ],
)
def test_a_wrong_type_or_value_is_refused_with_what_may_stand_there(tmp_path: Path, text: str, line: str) -> None:
    (only,) = problems(written(tmp_path, text))
    assert only.startswith(f"~/llamawire.toml:1: {line}")


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("lang = 'en'\nzone == 'UTC'\n", "~/llamawire.toml:2: this is not TOML: Invalid value (column 7)."),
        ("lang = 'en'\nlang = 'en'\n", "~/llamawire.toml:2: this is not TOML: Cannot overwrite a value"),
        ("lang = [", "~/llamawire.toml: this is not TOML: "),
    ],
)
def test_an_error_of_syntax_names_its_line(tmp_path: Path, text: str, problem: str) -> None:
    first, *others = problems(written(tmp_path, text), {"LLAMAWIRE_LANG": "fr"})
    assert first.startswith(problem)
    assert others == ['LLAMAWIRE_LANG: lang must be one of en, zh-Hans, zh-Hant, not "fr".']


def test_a_file_that_is_not_utf_8_is_refused(tmp_path: Path) -> None:
    (tmp_path / "llamawire.toml").write_bytes(b"lang = '\xff'")
    assert problems(tmp_path) == ["~/llamawire.toml is not in UTF-8."]


def test_a_file_that_may_not_be_read_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def closed(*_: object) -> str:
        raise PermissionError(13, "Permission denied")

    written(tmp_path, "")
    monkeypatch.setattr(Path, "read_text", closed)
    assert problems(tmp_path) == ["~/llamawire.toml cannot be opened: Permission denied."]


def test_a_byte_order_mark_and_windows_line_ends_are_no_trouble(tmp_path: Path) -> None:
    (tmp_path / "llamawire.toml").write_bytes(b"\xef\xbb\xbf# hi\r\nlang = 'zh-Hant'\r\n")
    loaded = load_settings(cwd=tmp_path, environ={}, overrides={})
    assert loaded.settings.lang is Lang.HANT
    assert loaded.sources["lang"].endswith(":2")


def test_the_platforms_folder_is_looked_in_where_the_current_one_has_no_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ours, theirs = tmp_path / "here", tmp_path / "there"
    ours.mkdir()
    theirs.mkdir()
    monkeypatch.setattr("platformdirs.user_config_path", lambda _: theirs)
    assert settings_file(ours) is None
    written(theirs, "lang = 'zh-Hans'")
    assert settings_file(ours) == theirs / "llamawire.toml"
    written(ours, "")
    assert settings_file(ours) == ours / "llamawire.toml"


@pytest.mark.parametrize(
    ("value", "url"),
    [
        ("news.db", "sqlite+aiosqlite:///~/news.db"),
        ("my news/a.db", "sqlite+aiosqlite:///~/my news/a.db"),
        ("/srv/news.db", "sqlite+aiosqlite:////srv/news.db"),
        ("sqlite:////srv/news.db", "sqlite+aiosqlite:////srv/news.db"),
        ("SQLite+aiosqlite:///news.db", "sqlite+aiosqlite:///news.db"),
        ("postgresql://me@db.example/news", "postgresql+asyncpg://me@db.example/news"),
        ("postgres:///news?host=/run/postgresql", "postgresql+asyncpg:///news?host=/run/postgresql"),
        ("postgresql+asyncpg://[::1]:5433/news", "postgresql+asyncpg://[::1]:5433/news"),
    ],
)
def test_a_database_is_a_path_or_a_url(tmp_path: Path, value: str, url: str) -> None:
    for environ, overrides in (({"LLAMAWIRE_DATABASE_URL": value}, {}), ({}, {"database_url": value})):
        loaded = load_settings(cwd=tmp_path, environ=environ, overrides=overrides)
        assert loaded.settings.database_url.replace(str(tmp_path), "~") == url


def test_a_relative_path_in_the_file_counts_from_the_files_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = tmp_path / "here"
    here.mkdir()
    monkeypatch.setattr("platformdirs.user_config_path", lambda _: written(tmp_path, 'database_url = "a.db"'))
    url = load_settings(cwd=here, environ={}, overrides={}).settings.database_url
    assert url == f"sqlite+aiosqlite:///{tmp_path}/a.db"


def test_a_password_is_never_shown(tmp_path: Path) -> None:
    (problem,) = problems(tmp_path, {"LLAMAWIRE_DATABASE_URL": "mysql://me:s3c:r@et@db.example/news"})
    assert "s3c" not in problem
    assert "et@" not in problem
    assert "me:***@db.example/news" in problem
    secret = Settings.model_construct(database_url="sqlite+aiosqlite://me:s3cret@/x")
    assert "s3cret" not in repr(secret)
    assert shown(secret, "database_url") == "sqlite+aiosqlite://me:***@/x"
    assert masked("sqlite:////srv/a@b.db") == "sqlite:////srv/a@b.db"
    assert masked("postgresql:///x?password=s3cret&host=/run") == "postgresql:///x?password=***&host=/run"


@pytest.mark.parametrize("scheme", ["mysql", "postgresql+psycopg", "sqlite+pysqlite"])
def test_another_kind_of_database_or_driver_is_refused(tmp_path: Path, scheme: str) -> None:
    (problem,) = problems(tmp_path, {"LLAMAWIRE_DATABASE_URL": f"{scheme}://me@db.example/news"})
    assert "sqlite:/// or postgresql://" in problem


def test_settings_cannot_be_changed() -> None:
    with pytest.raises(ValidationError, match="frozen"):
        Settings().lang = Lang.HANS


def test_every_setting_says_what_it_is_for_and_what_it_may_be() -> None:
    for name in names():
        assert purpose(name).endswith(".")
        assert allowed(name)


def test_a_setting_that_does_not_say_what_it_may_be_is_a_defect(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("config.settings._schema", lambda: {"colour": {"type": "string"}})
    with pytest.raises(LookupError, match="colour"):
        allowed("colour")


def test_the_sample_changes_nothing_until_a_line_is_freed(tmp_path: Path) -> None:
    write_sample(tmp_path, overwrite=False)
    assert load_settings(cwd=tmp_path, environ={}, overrides={}).settings == Settings()


def test_the_sample_with_every_line_freed_says_the_defaults(tmp_path: Path) -> None:
    freed = "\n".join(line.removeprefix("# ") if " = " in line else line for line in sample().splitlines())
    assert set(tomllib.loads(freed)) == set(names())
    loaded = load_settings(cwd=written(tmp_path, freed), environ={}, overrides={})
    assert loaded.settings == Settings()
    assert "default" not in loaded.sources.values()
    assert all(purpose(name) in freed for name in names())


def test_the_sample_never_overwrites_a_file_unless_told_to(tmp_path: Path) -> None:
    path = write_sample(tmp_path / "mine.toml", overwrite=False)
    path.write_text("lang = 'zh-Hans'", "utf-8")
    with pytest.raises(BadInput, match="file-is-there"):
        write_sample(path, overwrite=False)
    assert path.read_text("utf-8") == "lang = 'zh-Hans'"
    write_sample(path, overwrite=True)
    assert path.read_text("utf-8") == sample()


def test_a_sample_that_cannot_be_written_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match=r"file-not-written.*No such file or directory"):
        write_sample(tmp_path / "no" / "such" / "folder.toml", overwrite=False)


KEYS = st.lists(st.sampled_from(("a", '"b c"', "'d'", "e.f", "g")), unique=True)
VALUES = st.sampled_from(("1", '"x"', '"""\nb = 1\n"""', "[\n 1,\n 2, # g = 3\n]", "'''\n[g]\n'''", "{ g = 1 }"))


@settings(deadline=None, max_examples=60)
@given(st.data())
def test_a_key_is_found_on_the_line_where_it_stands_whatever_looks_like_it(data: st.DataObject) -> None:
    text, expected = "", {}
    for key in data.draw(KEYS):
        text += data.draw(st.sampled_from(("", "\n", "# a = 1\n")))
        expected[tomllib.loads(f"{key} = 1").popitem()[0]] = text.count("\n") + 1
        text += f"{key} = {data.draw(VALUES)}\n"
    assert _lines_of_keys(text) == expected


def test_the_default_of_a_setting_is_that_of_the_settings() -> None:
    assert all(default(name) == getattr(Settings(), name) for name in names() if name not in SECRETS)
    assert {default(name) for name in SECRETS} == {""}


@pytest.mark.parametrize("said", ["127.0.0.1, 10.1.0.7:8080", "127.0.0.1 10.1.0.7:8080"])
def test_addresses_are_a_list_in_the_file_and_divided_words_in_a_variable(tmp_path: Path, said: str) -> None:
    wanted = ("127.0.0.1", "10.1.0.7:8080")
    file = written(tmp_path, 'allow_addresses = ["127.0.0.1", "10.1.0.7:8080"]')
    assert load_settings(cwd=file, environ={}, overrides={}).settings.allow_addresses == wanted
    environ = {"LLAMAWIRE_ALLOW_ADDRESSES": said}
    loaded = load_settings(cwd=tmp_path / "elsewhere", environ=environ, overrides={}).settings
    assert loaded.allow_addresses == wanted
    assert shown(loaded, "allow_addresses") == "127.0.0.1, 10.1.0.7:8080"


@pytest.mark.parametrize(
    ("line", "named"),
    [
        ("allow_addresses = 7", "allow_addresses must be a list of addresses or networks"),
        ("contact = 'desk@grebe.example'", "contact must be an address that begins with https://"),
        ('contact = "https://grebe.example/\\r\\nX-Other: 1"', "contact must be an address"),
    ],
)
def test_a_contact_nobody_can_follow_and_addresses_that_are_no_list_are_refused(
    tmp_path: Path, line: str, named: str
) -> None:
    (problem,) = problems(written(tmp_path, line))
    assert named in problem


def test_a17_a_token_may_stand_where_only_its_owner_reads_and_is_shown_nowhere(tmp_path: Path) -> None:
    file = written(tmp_path, 'discord_token = "canary.canary"') / "llamawire.toml"
    file.chmod(0o644)
    assert problems(tmp_path) == ["~/llamawire.toml:1: discord_token is a secret, and others can read this file."]
    file.chmod(0o600)
    loaded = load_settings(cwd=tmp_path, environ={}, overrides={})
    assert loaded.settings.discord_token.get_secret_value() == "canary.canary"
    assert shown(loaded.settings, "discord_token") == "**********"
    assert "canary" not in repr(loaded) + str(loaded) + loaded.settings.model_dump_json()


def test_a_token_that_is_none_is_refused_without_being_shown(tmp_path: Path) -> None:
    (written(tmp_path, "discord_token = 123456") / "llamawire.toml").chmod(0o600)
    assert problems(tmp_path) == ['~/llamawire.toml:1: discord_token must be a token in quotation marks, not "***".']


@pytest.mark.parametrize(
    ("name", "value", "line"),
    [
        ("discord_api", "discord.com", "an address that begins with https:// or http://"),
        ("discord_gateway", "https://gateway.example", "an address that begins with wss:// or ws://"),
        ("command", "Llama News", "a word of at most 25 small letters, digits and -"),
        ("command", "a" * 26, "a word of at most 25 small letters, digits and -"),
        ("slack_api", "slack.com", "an address that begins with https:// or http://"),
        ("slack_url", "news.example", "an address that begins with https:// or http://"),
        ("slack_http", "3000", "an address and a port such as 127.0.0.1:3000"),
        ("slack_http", "127.0.0.1:65536", "an address and a port such as 127.0.0.1:3000"),
        ("slack_http", "127.0.0.1:0", "an address and a port such as 127.0.0.1:3000"),
    ],
)
def test_an_address_or_command_that_no_platform_would_take_is_refused(
    tmp_path: Path, name: str, value: str, line: str
) -> None:
    place = f"LLAMAWIRE_{name.upper()}"
    assert problems(tmp_path, {place: value}) == [f'{place}: {name} must be {line}, not "{value}".']


@pytest.mark.parametrize("at", ["127.0.0.1:3000", "[::1]:3000", "0.0.0.0:65535", "localhost:1"])
def test_where_to_listen_is_an_address_and_a_port(tmp_path: Path, at: str) -> None:
    environ = {"LLAMAWIRE_SLACK_HTTP": at, "LLAMAWIRE_SLACK_URL": "https://news.example/"}
    loaded = load_settings(cwd=tmp_path, environ=environ, overrides={}).settings
    assert (loaded.slack_http, loaded.slack_url) == (at, "https://news.example")


def test_the_operator_sets_how_much_a_server_or_workspace_may_have(tmp_path: Path) -> None:
    text = "most_topics = 3\nmost_feeds = 4\nmost_schedules = 5\nmost_filters = 6\nmost_words = 7\nmost_commands = 60\n"
    may = load_settings(cwd=written(tmp_path, text), environ={}, overrides={}).settings.allowed
    assert [may.most(holds) for holds in (Holds.TOPIC, Holds.FEED, Holds.SCHEDULE, Holds.FILTER)] == [3, 4, 5, 6]
    assert (may.words, may.person, may.most(Holds.SETTINGS)) == (7, Limit(10, timedelta(seconds=10)), None)
    assert Settings().allowed == Allowed()
    assert problems(written(tmp_path, "most_commands = 5")) == [
        "~/llamawire.toml:1: most_commands must be a whole number from 6 to 6000, not 5."
    ]
