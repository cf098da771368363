"""Paths become entries; what cannot be read becomes a refusal in its place, and the rest goes on."""

from __future__ import annotations

import io
import json
import os
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path

import pytest

from adapters.files import PassedOver, ReadOptions, read_paths
from adapters.files.walk import DOCUMENT_LIMIT, FILE_LIMIT
from digests.article import Entry
from digests.errors import BadInput, Refusal
from digests.language import Lang
from digests.when import Granularity, Published

_PLAIN = ReadOptions()


def a_page(body: bytes, origin: str) -> Entry:
    return Entry(title="From the page", text=body.decode("utf-8-sig"), outlet="Page Outlet", origin=origin)


def a_feed(body: bytes, origin: str) -> Sequence[Entry]:
    if b"broken" in body:
        raise BadInput("no-feed", origin)
    return [Entry(title=f"Entry {n}", text="", origin=origin) for n in (1, 2)]


def read(*paths: object, stdin: bytes = b"", options: ReadOptions = _PLAIN) -> list[Entry | Refusal]:
    names = [str(path) for path in paths]
    return list(read_paths(names, stdin=io.BytesIO(stdin), options=options, pages=a_page, feeds=a_feed))


def only(found: Iterable[Entry | Refusal]) -> Entry:
    (entry,) = found
    assert isinstance(entry, Entry), entry
    return entry


def refusal(found: Iterable[Entry | Refusal]) -> str:
    (value,) = found
    assert isinstance(value, Refusal), value
    return str(value)


def titles(found: Iterable[Entry | Refusal]) -> list[str]:
    return [value.title if isinstance(value, Entry) else type(value).__name__ for value in found]


def rows(*values: object) -> bytes:
    return "\n".join(json.dumps(value, ensure_ascii=False) for value in values).encode()


def test_a_short_first_line_of_a_text_is_its_title(tmp_path: Path):
    (tmp_path / "a.txt").write_text("Grebe opens Heron-1\n\nThe weights are out.\nAll of them.\n")
    entry = only(read(tmp_path / "a.txt"))
    assert (entry.title, entry.text) == ("Grebe opens Heron-1", "The weights are out.\nAll of them.")
    assert entry.published is None
    assert entry.origin == str(tmp_path / "a.txt")


@pytest.mark.parametrize(
    "text", ["The weights are out.\nAll of them.", "灰雁开放了权重。\n全部。", "One line", "x" * 130 + "\nmore"]
)
def test_a_first_line_that_is_a_sentence_or_stands_alone_is_no_title(tmp_path: Path, text: str):
    (tmp_path / "a.txt").write_text(text)
    entry = only(read(tmp_path / "a.txt"))
    assert (entry.title, entry.text) == ("", text)


def test_the_options_state_what_a_text_does_not(tmp_path: Path):
    (tmp_path / "a.txt").write_text("Heron-1 is out\nIts weights are free.")
    stated = Published(date(2024, 4, 1), Granularity.MONTH)
    options = ReadOptions(
        published=stated, outlet="Example Wire", lang=Lang.EN, url="https://wire.example/a", title="Heron-1 is out"
    )
    entry = only(read(tmp_path / "a.txt", options=options))
    assert entry == Entry(
        "Heron-1 is out",
        "Its weights are free.",
        url="https://wire.example/a",
        outlet="Example Wire",
        published=stated,
        lang=Lang.EN,
        origin=str(tmp_path / "a.txt"),
    )


def test_a_stated_title_does_not_take_the_first_line_away(tmp_path: Path):
    (tmp_path / "a.txt").write_text("Heron-1 is out\nIts weights are free.")
    entry = only(read(tmp_path / "a.txt", options=ReadOptions(title="Another")))
    assert (entry.title, entry.text) == ("Another", "Heron-1 is out\nIts weights are free.")


def test_files_are_told_by_content_before_suffix(tmp_path: Path):
    (tmp_path / "page.txt").write_text("<!DOCTYPE html><html><body>x</body></html>")
    (tmp_path / "feed.html").write_text('<?xml version="1.0"?><!-- note --><rss version="2.0"></rss>')
    (tmp_path / "rows.txt").write_bytes(rows({"title": "In a row"}))
    (tmp_path / "atom").write_text('<feed xmlns="http://www.w3.org/2005/Atom"/>')
    (tmp_path / "odd.rss").write_text("<!-- nothing that names itself -->")
    found = read(*(tmp_path / name for name in ("page.txt", "feed.html", "rows.txt", "atom", "odd.rss")))
    assert titles(found) == ["From the page", "Entry 1", "Entry 2", "In a row"] + ["Entry 1", "Entry 2"] * 2


def test_a_text_that_begins_with_an_angle_bracket_is_still_a_text(tmp_path: Path):
    (tmp_path / "a.txt").write_text("<Heron> is what they call it.")
    assert only(read(tmp_path / "a.txt")).text == "<Heron> is what they call it."


def test_options_are_laid_over_what_a_page_says(tmp_path: Path):
    (tmp_path / "a.html").write_text("<html>x</html>")
    entry = only(read(tmp_path / "a.html", options=ReadOptions(title="Mine")))
    assert (entry.title, entry.outlet) == ("Mine", "Page Outlet")


def test_a_stated_encoding_reaches_pages_as_marked_utf_8(tmp_path: Path):
    (tmp_path / "a.html").write_bytes("<html>灰雁</html>".encode("gb18030"))
    assert only(read(tmp_path / "a.html", options=ReadOptions(encoding="gb18030"))).text == "<html>灰雁</html>"


def test_a_feed_that_is_refused_does_not_stop_the_next_file(tmp_path: Path):
    (tmp_path / "a.xml").write_text("<rss>broken</rss>")
    (tmp_path / "b.txt").write_text("words enough")
    assert titles(read(tmp_path / "a.xml", tmp_path / "b.txt")) == ["BadInput", ""]


def test_a_json_feed_is_a_feed_wherever_it_names_its_version(tmp_path: Path):
    (tmp_path / "a.json").write_text('{"items": [], "title": "t", "version": "https://jsonfeed.org/version/1.1"}')
    assert titles(read(tmp_path / "a.json")) == ["Entry 1", "Entry 2"]


def test_a_row_gives_every_field_and_ignores_the_unknown(tmp_path: Path):
    row = {
        "id": 7,
        "url": "https://wire.example/heron",
        "title": "Heron-1",
        "text": "Out now.\r\nReally.",
        "published": "2024-04-18",
        "published_granularity": "week",
        "outlet": "Example Wire",
        "lang": "zh-TW",
        "mood": "cheerful",
    }
    (tmp_path / "a.jsonl").write_bytes(b"\xef\xbb\xbf\n" + rows(row) + b"\n\n")
    entry = only(read(tmp_path / "a.jsonl"))
    assert entry == Entry(
        "Heron-1",
        "Out now.\r\nReally.",
        url="https://wire.example/heron",
        guid="7",
        outlet="Example Wire",
        published=Published(date(2024, 4, 18), Granularity.WEEK),
        lang=Lang.HANT,
        origin=f"{tmp_path / 'a.jsonl'}:2",
    )


def test_bad_rows_are_named_by_file_and_line_and_the_good_ones_read():
    found = read(
        "-",
        stdin=rows({"title": "Good"}, {"title": "Bad", "published": "2024-02-31"}, ["no"], {"text": 5}, {"id": "x"})
        + b'\nnot json\n{"title": "Also good", "lang": "xx"}',
    )
    assert [v.origin if isinstance(v, Entry) else str(v) for v in found] == [
        "<stdin>:1",
        "row-date: <stdin>:2, date=2024-02-31",
        "row-no-object: <stdin>:3",
        "row-not-text: <stdin>:4, field=text",
        "no-title-no-text: <stdin>:5",
        "row-no-object: <stdin>:6",
        "<stdin>:7",
    ]


def test_an_unknown_granularity_is_refused():
    row = {"title": "a", "published": "2024-04-18", "published_granularity": "year"}
    assert "row-granularity: <stdin>:1, granularity=year" in refusal(read("-", stdin=rows(row)))


@pytest.mark.parametrize("body", [b'[{"title": "a"}, {"title": "b"}]', b'[\n{"title": "a"},\n{"title": "b"}\n]'])
def test_a_json_array_is_read_as_its_rows(tmp_path: Path, body: bytes):
    (tmp_path / "a.json").write_bytes(body)
    assert titles(read(tmp_path / "a.json")) == ["a", "b"]


def test_a_single_object_over_several_lines_is_one_row(tmp_path: Path):
    (tmp_path / "a.json").write_text('{\n "title": "a",\n "text": "b"\n}')
    assert titles(read(tmp_path / "a.json")) == ["a"]


@pytest.mark.parametrize(
    "body", [b"[{" + b"[" * 100_000, b'{"a":' * 100_000, b'{"title": "a", "n": 1' + b"0" * 5000 + b"}"]
)
def test_hostile_json_is_a_refusal(body: bytes):
    assert "row-no-object" in refusal(read("-", stdin=body))


def test_text_that_nothing_can_store_is_replaced_one_for_one():
    entry = only(read("-", stdin=b'{"title": "a\\u0000b", "text": "c\\ud800d"}'))
    assert (entry.title, entry.text) == ("a\ufffdb", "c\ufffdd")


def test_links_that_are_none_are_dropped_from_rows():
    assert only(read("-", stdin=rows({"title": "a", "url": "javascript:alert(1)"}))).url is None


def test_a_list_may_name_texts_beside_it(tmp_path: Path):
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts" / "a.txt").write_text("Its weights are free.")
    (tmp_path / "list.jsonl").write_bytes(rows({"title": "Heron-1", "file": "texts/a.txt"}))
    assert only(read(tmp_path / "list.jsonl")).text == "Its weights are free."


def test_texts_that_a_list_names_are_not_read_twice_with_the_folder(tmp_path: Path):
    (tmp_path / "a.txt").write_text("Its weights are free.")
    (tmp_path / "b.txt").write_text("Another report stands alone.")
    (tmp_path / "list.jsonl").write_bytes(rows({"title": "Heron-1", "file": "a.txt"}))
    assert titles(read(tmp_path)) == ["Heron-1", ""]


@pytest.mark.parametrize("name", ["../secret.txt", "/etc/hostname", "link.txt", "texts/../../secret.txt"])
def test_a_list_may_not_name_a_file_outside_its_folder(tmp_path: Path, name: str):
    (tmp_path / "secret.txt").write_text("secret")
    folder = tmp_path / "lists"
    folder.mkdir()
    (folder / "link.txt").symlink_to(tmp_path / "secret.txt")
    (folder / "list.jsonl").write_bytes(rows({"title": "a", "file": name}))
    said = refusal(read(folder / "list.jsonl"))
    assert "row-file-outside" in said
    assert f"list.jsonl:1, file={name}" in said


def test_a_list_from_standard_input_may_name_no_file():
    assert "row-names-file" in refusal(read("-", stdin=rows({"title": "a", "file": "a.txt"})))


def test_a_list_may_not_pass_a_page_or_a_missing_file_as_text(tmp_path: Path):
    (tmp_path / "a.html").write_text("<html>x</html>")
    (tmp_path / "list.jsonl").write_bytes(rows({"title": "a", "file": "a.html"}, {"title": "b", "file": "none.txt"}))
    page, missing = read(tmp_path / "list.jsonl")
    assert str(page) == f"row-names-page: {tmp_path}/list.jsonl:1, page=a.html"
    assert str(missing) == f"no-file: {tmp_path}/none.txt"


def test_a_folder_is_read_in_sorted_order_and_names_what_it_passes_over(tmp_path: Path):
    (tmp_path / "sub").mkdir()
    (tmp_path / ".hidden").mkdir()
    for name in ("b.txt", "a.txt", "sub/c.txt", ".hidden/d.txt", ".e.txt", "x.png", "y.png", "README"):
        (tmp_path / name).write_text(f"the words of {name}")
    *entries, note = read(tmp_path)
    assert [Path(e.origin).name for e in entries if isinstance(e, Entry)] == ["a.txt", "b.txt", "c.txt"]
    assert isinstance(note, PassedOver)
    assert (note.key, note.values) == ("kinds-passed-over", {"kinds": (".png: 2", "–: 1")})


def test_links_out_of_a_folder_are_not_followed(tmp_path: Path):
    (tmp_path / "outside.txt").write_text("secret words")
    folder = tmp_path / "folder"
    (folder / "more").mkdir(parents=True)
    (folder / "a.txt").write_text("open words")
    (folder / "b.txt").symlink_to(tmp_path / "outside.txt")
    (folder / "loop").symlink_to(folder)
    (folder / "up").symlink_to(tmp_path)
    *found, note = read(folder)
    assert only(found[:1]).text == "open words"
    assert str(note) == f"links-passed-over: {folder}"


def test_nothing_is_read_from_what_is_missing_empty_or_no_file(tmp_path: Path):
    (tmp_path / "empty.txt").touch()
    (tmp_path / "blank.txt").write_text(" \n\n ")
    assert "no-file" in refusal(read(tmp_path / "none.txt"))
    assert "file-empty" in refusal(read(tmp_path / "empty.txt"))
    assert "file-empty" in refusal(read(tmp_path / "blank.txt"))
    assert "file-empty: <stdin>" in refusal(read("-"))
    assert "no-regular-file" in refusal(read("/dev/zero"))
    assert "file-not-opened" in refusal(read("x" * 5000))


def test_a_folder_that_may_not_be_listed_is_a_refusal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    def closed(path: Path) -> None:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(Path, "iterdir", closed)
    assert "folder-not-listed" in refusal(read(tmp_path))


def test_binary_and_foreign_encodings_are_refused(tmp_path: Path):
    (tmp_path / "a.txt").write_bytes(b"\x7fELF\x00\x00\x00")
    (tmp_path / "b.txt").write_bytes("灰雁公司发布新模型".encode("gb18030"))
    assert "file-binary" in refusal(read(tmp_path / "a.txt"))
    assert "other-encoding" in refusal(read(tmp_path / "b.txt"))


def test_files_over_their_limit_are_refused(tmp_path: Path):
    with (tmp_path / "huge.jsonl").open("wb") as file:
        file.truncate(FILE_LIMIT + 1)
    (tmp_path / "long.txt").write_bytes(b"word " * (DOCUMENT_LIMIT // 5 + 1))
    assert "megabytes=50" in refusal(read(tmp_path / "huge.jsonl"))
    assert "megabytes=5" in refusal(read(tmp_path / "long.txt"))


def test_a_file_name_that_is_no_text_is_shown_as_one(tmp_path: Path):
    path = os.fsencode(tmp_path) + b"/caf\xe9.txt"
    with open(path, "wb") as file:  # noqa: PTH123  a path of bytes
        file.write(b"words enough")
    only(read(os.fsdecode(path))).origin.encode("utf-8")


def test_the_seed_articles_are_read_with_their_texts(shared_dir: Path):
    found = read(shared_dir / "seeds")
    entries = [entry for entry in found if isinstance(entry, Entry)]
    assert [entry.guid for entry in entries] == ["000", "001", "002", "003"]
    assert all(len(entry.text) > 1000 and entry.lang and entry.published for entry in entries)
