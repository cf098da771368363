"""Fonts are found by their names, the better before the others."""

from __future__ import annotations

from pathlib import Path

from adapters.pictures.fonts import KNOWN, font_files, packaged, usual_folders
from adapters.pictures.left_out import LeftOut


def lay(*paths: Path) -> None:
    for path in paths:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()


def test_known_fonts_are_found_below_a_folder_the_best_first(tmp_path: Path):
    lay(tmp_path / "a/DejaVuSans.ttf", tmp_path / "z/deep/NotoSansCJK-Regular.ttc", tmp_path / "a/Unknown.ttf")
    assert [file.regular.name for file in font_files([tmp_path])] == ["NotoSansCJK-Regular.ttc", "DejaVuSans.ttf"]


def test_the_heavier_weight_comes_along_where_it_is_there(tmp_path: Path):
    lay(tmp_path / "NotoSansCJK-Regular.ttc", tmp_path / "more/NotoSansCJK-Bold.ttc", tmp_path / "msyh.ttc")
    assert [file.strong for file in font_files([tmp_path])] == [tmp_path / "more/NotoSansCJK-Bold.ttc", None]


def test_of_two_with_one_name_the_earlier_folder_has_it(tmp_path: Path):
    lay(tmp_path / "one/msyh.ttc", tmp_path / "two/msyh.ttc")
    assert [file.regular.parent.name for file in font_files([tmp_path / "two", tmp_path / "one"])] == ["two"]


def test_a_folder_that_is_not_there_holds_no_font(tmp_path: Path):
    assert font_files([tmp_path / "nowhere"]) == ()


def test_the_package_is_asked_after_the_system():
    assert packaged()
    assert usual_folders()[-1:] == packaged()
    assert all(folder.is_absolute() or folder.drive == "" for folder in usual_folders())


def test_the_font_of_the_package_is_known_and_goes_before_those_of_the_vendors():
    (packed,) = font_files(packaged())
    names = [known.regular for known in KNOWN]
    assert names.index(packed.known.regular) < names.index("PingFang.ttc") < names.index("DejaVuSans.ttf")


def test_rows_left_out_are_said_in_the_singular_too():
    left_out = LeftOut("{count} row", "{count} rows")
    assert [left_out.say(count) for count in (0, 1, 2)] == ["", "1 row", "2 rows"]
