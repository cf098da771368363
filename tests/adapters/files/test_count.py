"""How full a bar is: lists count by their lines, everything else as one."""

from __future__ import annotations

from pathlib import Path

from adapters.files.count import how_many


def test_lists_count_by_line_and_other_files_once(tmp_path: Path):
    (tmp_path / "list.jsonl").write_text('{"title": "a"}\n\n{"title": "b"}\n', encoding="utf-8")
    (tmp_path / "one.txt").write_text("Corvid Labs released Heron-1.\nAnd more.\n", encoding="utf-8")
    assert how_many([str(tmp_path / "list.jsonl")]) == 2
    assert how_many([str(tmp_path)]) == 3
    assert how_many([str(tmp_path), str(tmp_path / "one.txt")]) == 4


def test_standard_input_is_not_counted(tmp_path: Path):
    assert how_many([str(tmp_path), "-"]) is None


def test_what_cannot_be_read_counts_as_one_and_is_refused_later(tmp_path: Path):
    (tmp_path / "empty.jsonl").touch()
    names = ("missing.jsonl", "empty.jsonl", "missing.txt", "x" * 300)
    assert [how_many([str(tmp_path / name)]) for name in names] == [1, 1, 1, 1]
