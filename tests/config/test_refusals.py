"""Whatever is refused or decided can be said: each key has its phrase in every language, and each phrase its use."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from string import Formatter

import pytest

from config.catalogues import load_words
from digests.errors import BadInput, BadSetting, NotFound, Refusal
from digests.language import Lang
from digests.lexicon import Kind
from digests.story import Reason
from tests.conftest import ROOT

ROOMS = ("adapters", "bot", "config", "digests")
LANGS = (Lang.EN, Lang.HANS, Lang.HANT)
REFUSALS = {"Refusal", "BadInput", "NotFound", "BadSetting", "StoreUnusable", "Unreachable"} | {
    *("Barred", "PassedOver", "Trouble"),
}
"""The refusals, and what is kept of one in the store."""


@dataclass(frozen=True)
class Raised:
    """A place in the code that names a phrase: its key, and the values it gives."""

    where: str
    key: str
    values: frozenset[str]


@cache
def every_call() -> tuple[tuple[str, str, ast.Call, ast.Module], ...]:
    """Return every call of a name in the code: the name, its place, itself and its module."""
    return tuple(
        (node.func.id, f"{path.relative_to(ROOT)}:{node.lineno}", node, tree)
        for room in ROOMS
        for path in (ROOT / room).rglob("*.py")
        for tree in [ast.parse(path.read_text("utf-8"))]
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
    )


def calls(names: set[str]) -> Iterator[tuple[str, ast.Call, ast.Module]]:
    """Yield every call of those names in the code, with its place and its module."""
    return ((where, node, tree) for name, where, node, tree in every_call() if name in names)


def literals(node: ast.expr, tree: ast.Module) -> list[str]:
    """Return the texts a key may be: a literal, a choice of literals, a literal table or the name of either."""
    match node:
        case ast.Constant(value=str(text)):
            return [text]
        case ast.IfExp(body=one, orelse=other):
            return literals(one, tree) + literals(other, tree)
        case ast.Subscript(value=ast.Name(id=table)) | ast.Name(id=table):
            return [text for found in assigned(table, tree) for text in literals(found, tree)]
        case ast.Dict(values=values):
            return [text for value in values for text in literals(value, tree)]
    return []


def assigned(name: str, tree: ast.Module) -> Iterator[ast.expr]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign) and any(isinstance(t, ast.Name) and t.id == name for t in node.targets):
            yield node.value


def named(nouns: set[str]) -> list[Raised]:
    """Return what is refused, or the reasons given, anywhere in the code; one made of another's parts is no new one."""
    return [
        Raised(where, key, frozenset(given(node)))
        for where, node, tree in calls(nouns)
        if not is_copied(node.args[0])
        for key in literals(node.args[0], tree) or [""]
    ]


def is_copied(key: ast.expr) -> bool:
    """Say whether the key is that of another refusal or reason: ``refusal.key``, ``row["key"]``."""
    return isinstance(key, ast.Attribute) or (isinstance(key, ast.Subscript) and isinstance(key.slice, ast.Constant))


def given(call: ast.Call) -> Iterator[str]:
    """Yield the names of the values, given one by one or as a mapping."""
    yield from (str(keyword.arg) for keyword in call.keywords)
    for argument in call.args:
        if isinstance(argument, ast.Dict):
            yield from (str(key.value) for key in argument.keys if isinstance(key, ast.Constant))


def phrases(section: str, lang: Lang) -> dict[str, str]:
    start = f"{section}."
    return {key.removeprefix(start): text for key, text in load_words(lang).phrases.items() if key.startswith(start)}


def blanks(*texts: str) -> frozenset[str]:
    return frozenset(name for text in texts for _, name, _, _ in Formatter().parse(text) if name)


REFUSED, DECIDED = named(REFUSALS), named({"Reason"})


def test_what_is_refused_is_named_by_a_key_and_never_by_a_sentence() -> None:
    assert len(REFUSED) > 60
    assert [one.where for one in (*REFUSED, *DECIDED) if not one.key or " " in one.key] == []


@pytest.mark.parametrize("lang", LANGS)
def test_every_refusal_has_its_phrase_with_exactly_the_values_it_is_given(lang: Lang) -> None:
    problems, ways_out = phrases("refusal", lang), phrases("way-out", lang)
    wrong = [
        one
        for one in REFUSED
        if one.key not in problems or blanks(problems[one.key], ways_out.get(one.key, "")) - {"subject"} != one.values
    ]
    assert wrong == []
    assert set(problems) == {one.key for one in REFUSED}
    assert set(ways_out) <= set(problems)


@pytest.mark.parametrize("lang", LANGS)
def test_every_reason_has_its_phrase_with_exactly_the_values_it_is_given(lang: Lang) -> None:
    said = phrases("reason", lang)
    assert [one for one in DECIDED if one.key not in said or blanks(said[one.key]) != one.values] == []
    assert set(said) == {one.key for one in DECIDED}


@pytest.mark.parametrize("lang", LANGS)
def test_what_is_refused_is_a_sentence_that_ends_as_sentences_of_its_language_do(lang: Lang) -> None:
    ends = ("。", "？") if lang.is_chinese else (".", "?")
    told = phrases("refusal", lang) | {f"{key}, way out": text for key, text in phrases("way-out", lang).items()}
    assert [key for key, text in told.items() if not text.endswith(ends) and text != "{problems}"] == []


SAID: Mapping[Lang, str] = {
    Lang.EN: "There is no file x.txt. Check the path.",
    Lang.HANS: "没有文件 x.txt。请检查路径。",
    Lang.HANT: "沒有檔案 x.txt。請檢查路徑。",
}


@pytest.mark.parametrize("lang", LANGS)
def test_a_refusal_is_said_with_its_way_out_in_the_readers_language(lang: Lang) -> None:
    assert load_words(lang).refusal(BadInput("no-file", "x.txt")) == SAID[lang]


def test_a_refusal_without_a_way_out_is_one_sentence() -> None:
    assert load_words(Lang.EN).refusal(BadInput("file-empty", "x.txt")) == "x.txt is empty."


def test_several_problems_stand_on_lines_of_their_own_with_the_way_out_below() -> None:
    wrong = BadSetting("no-such-setting", "colour", place="a:1")
    both = BadSetting("settings", "a", problems=(wrong, BadSetting("settings-no-utf-8", "a")))
    assert load_words(Lang.HANT).refusal(both).splitlines() == [
        "a:1：沒有設定項目「colour」。",
        "a 的編碼不是 UTF-8。",
        "`llamawire init` 會寫出一個設定檔，其中說明每個設定項目。",
    ]


def test_a_list_is_divided_as_the_language_does() -> None:
    refusal = NotFound("no-such-question", "gossip", known=("latest", "story"))
    assert load_words(Lang.EN).way_out(refusal) == "It knows: latest, story."
    assert load_words(Lang.HANS).way_out(refusal) == "可用的查询：latest、story。"


def test_a_refusal_may_hold_another() -> None:
    inner = BadInput("file-empty", "x.txt")
    words = load_words(Lang.EN)
    assert words.problem(BadSetting("settings", "a", problems=inner)) == words.problem(inner)


def test_what_a_subject_or_value_says_is_never_taken_for_a_blank() -> None:
    assert load_words(Lang.EN).problem(Refusal("no-date", "{place}")) == "“{place}” is not a date."


def test_a_refusal_tells_a_developer_its_key_subject_and_values() -> None:
    assert str(BadInput("row-date", "a.jsonl:3", date="2024-02-31")) == "row-date: a.jsonl:3, date=2024-02-31"


def test_the_kind_of_news_is_said_in_the_readers_language() -> None:
    assert load_words(Lang.HANS).reason(Reason("kind", {"kind": Kind.RELEASE})) == "发布"
