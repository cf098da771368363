"""Text comes out as it was written, or not at all."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from adapters.charset import checked_encoding, decode, stated_encoding
from digests.errors import BadInput

_CHINESE = "灰雁公司发布新模型，参数达七十亿。"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_unicode_with_or_without_its_mark_is_read(encoding: str):
    assert decode(_CHINESE.encode(encoding), "a.txt") == _CHINESE


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_markup_in_two_byte_units_is_read_without_a_mark(encoding: str):
    assert decode(f"<p>{_CHINESE}".encode(encoding), "a.html") == f"<p>{_CHINESE}"


@pytest.mark.parametrize(
    ("template", "encoding"),
    [
        ('<?xml version="1.0" encoding="GBK"?><rss>{}</rss>', "gbk"),
        ("<?xml version='1.0' encoding = 'big5' ?><rss>{}</rss>", "big5"),
        ('<html><head><meta charset="gb2312"></head>{}</html>', "gbk"),
        ('<html><meta http-equiv="Content-Type" content="text/html; charset=gb18030">{}</html>', "gb18030"),
    ],
)
def test_a_declared_encoding_is_believed(template: str, encoding: str):
    text = template.format("灰雁公司")
    assert decode(text.encode(encoding), "a.xml") == text


def test_a_wrong_declaration_of_utf_8_text_is_forgiven():
    text = f'<?xml version="1.0" encoding="big5"?><rss>{_CHINESE}</rss>'
    assert decode(text.encode(), "a.xml") == text


@pytest.mark.parametrize("name", ["utf-7", "zip", "unicode_escape", "utf-16", "no-such-thing", "cp037"])
def test_a_declaration_that_is_no_byte_encoding_of_text_is_passed_over(name: str):
    assert stated_encoding(f'<?xml version="1.0" encoding="{name}"?><rss/>'.encode()) == "utf-8"


def test_undeclared_chinese_is_refused_by_name():
    with pytest.raises(BadInput) as caught:
        decode(_CHINESE.encode("gb18030"), "old.txt")
    assert (caught.value.key, caught.value.subject) == ("other-encoding", "old.txt")
    assert caught.value.values == {"encoding": "UTF-8"}


def test_the_person_s_word_outranks_the_file_s():
    assert decode(_CHINESE.encode("gb18030"), "old.txt", "gb18030") == _CHINESE


def test_an_unknown_encoding_is_named():
    with pytest.raises(BadInput, match="no-encoding: gb99"):
        decode(b"abc", "a.txt", "gb99")


@pytest.mark.parametrize("body", [b"abc\x00def", b"%PDF-1.7\n\x01\x02\x03\x04\x05", b"\x89PNG\r\n\x1a\n\x00"])
def test_binary_files_are_called_by_their_name(body: bytes):
    with pytest.raises(BadInput, match=r"file-binary: x\.bin"):
        decode(body, "x.bin")


def test_a_stray_byte_is_tolerated_only_where_that_is_allowed():
    body = b"<rss>" + b"plain words " * 20 + b"\xff</rss>"
    assert "\ufffd" in decode(body, "a.xml", tolerance=0.01)
    with pytest.raises(BadInput):
        decode(body, "a.xml")


def test_line_ends_become_line_feeds():
    assert decode(b"a\r\nb\rc\n", "a.txt") == "a\nb\nc\n"


@settings(deadline=None, max_examples=200)
@given(st.binary(max_size=300))
def test_any_bytes_are_text_or_a_refusal(body: bytes):
    try:
        decode(body, "a", tolerance=0.01)
    except BadInput as refusal:
        assert refusal.key  # noqa: PT017  both outcomes are right; a crash is not


@pytest.mark.parametrize("name", ["klingon", "undefined", "base64", "idna", "utf-7", "rot13"])
def test_a_codec_that_is_none_of_texts_is_refused(name: str) -> None:
    with pytest.raises(BadInput, match="no-encoding"):
        checked_encoding(name)


@pytest.mark.parametrize("name", ["gb18030", "Big5", "UTF-16", "utf-8", "latin-1", "ascii"])
def test_a_codec_of_texts_is_accepted(name: str) -> None:
    assert checked_encoding(name)
