"""What a terminal would obey never reaches it."""

from __future__ import annotations

import json
import unicodedata

from hypothesis import given, settings
from hypothesis import strategies as st

from adapters.terminal.safety import printable, printable_json

HOSTILE = st.text(st.characters() | st.sampled_from("\x1b\x07\x9b\u202e\u2066\u200b\ud800\U000e0041\u2028\x7f\r\t"))


def obeyed(text: str) -> list[str]:
    return [c for c in text if c != "\n" and unicodedata.category(c) in ("Cc", "Cf", "Cs", "Zl", "Zp")]


@settings(deadline=None, max_examples=300)
@given(HOSTILE)
def test_no_character_that_a_terminal_obeys_is_printable(text: str) -> None:
    assert obeyed(printable(text)) == []


def test_what_can_be_read_stays() -> None:
    assert printable("Grebe 发布 é\n“ok” 🦙　x") == "Grebe 发布 é\n“ok” 🦙　x"
    assert printable("a\x1b[31mb\x07c\u202ed\te\u2028f") == "a[31mbcd e f"


@settings(deadline=None, max_examples=300)
@given(st.dictionaries(HOSTILE, HOSTILE | st.integers() | st.none() | st.lists(HOSTILE)))
def test_json_loses_nothing_and_obeys_nobody(values: dict[str, object]) -> None:
    text = printable_json(json.dumps(values, ensure_ascii=False, indent=2))
    assert obeyed(text) == []
    assert json.loads(text) == json.loads(json.dumps(values))


def test_json_keeps_chinese_readable() -> None:
    assert printable_json('{"a": "发布\u202e\U000e0041"}') == '{"a": "发布\\u202e\\udb40\\udc41"}'
