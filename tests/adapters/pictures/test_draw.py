"""What a reader sees: these tests look at the pixels."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations
from pathlib import Path

import pytest
from PIL import Image, ImageChops, ImageColor

from adapters.pictures.draw import painted, png
from adapters.pictures.faces import Faces, faces_in
from adapters.pictures.layout import Setter
from adapters.pictures.looks import LOOKS, contrast
from adapters.pictures.marks import mark
from adapters.pictures.sheet import MARGIN, TALLEST, TEXT, WIDTH, Sheet, Style
from digests.errors import BadSetting
from digests.language import Lang
from digests.page import Look, Picture, Tone
from tests.adapters.pictures.pictures import FOLDERS, LEFT_OUT, latin_font, opened, picture, row

BODY = Style(30)
BEYOND = 3
"""Pixels by which the edges of a letter may reach over the place where it stands."""
HOSTILE = (
    "🚀🔥 Heron-1 is out 👩‍👩‍👧 🇨🇳",
    "Z̸̢̛̃a̶͓̐͝l̴̨̛̇g̶̀̕o̴̢͂ H̷e̸r̵o̶n̴",
    "bidi \u202egnorw\u202c and \u2066isolated\u2069 zero\u200bwidth \x1b[31mred\x1b[0m \x00 \ud800 half",
    "กรุงไทย and עברית and العربية and हिन्दी",
    "𝐁𝐨𝐥𝐝 𰻞 \ue000 \U0010fffd",
    "x" * 10_000,
    "。" * 400,
    "https://example.com/" + "path/" * 500,
    "«A» <b>bold</b> [masked](https://other.example) @everyone",
)


@pytest.fixture(scope="module")
def faces() -> Faces:
    assert FOLDERS, "the font of the development tools is not installed: pip install -e '.[dev]'"
    return faces_in(FOLDERS)


def set_sheet(shown: Picture, faces: Faces) -> Sheet:
    return Setter(shown, faces, LEFT_OUT).sheet()


def drawn(shown: Picture) -> Image.Image:
    return opened(png(shown, LEFT_OUT, FOLDERS))


def ink(faces: Faces, text: str, lang: Lang) -> bytes:
    """Return the mask of a text, every run of it."""
    return b"".join(bytes(run.font.getmask(run.text)) for run in faces.runs(text, lang, BODY))


def missing_glyph(faces: Faces, lang: Lang) -> bytes:
    """Return what the font of a language draws for a character that it lacks."""
    run = next(faces.runs("中", lang, BODY))
    return bytes(run.font.getmask("\U0010ffff"))


def glyphs() -> Iterator[tuple[str, Lang]]:
    yield from ((char, Lang.HANS) for char in "中文开放权重模型发布许可证，。“”《》（）")
    yield from ((char, Lang.HANT) for char in "繁體開放權重模型發布授權條款，。「」")
    yield from ((char, Lang.EN) for char in "EnglishLlama0123456789“”’—…·≠→é")


@pytest.mark.parametrize(("char", "lang"), list(dict.fromkeys(glyphs())))
def test_every_character_has_a_shape_of_its_own_and_is_no_empty_box(char: str, lang: Lang, faces: Faces):
    shape = ink(faces, char, lang)
    assert any(shape)
    assert shape != missing_glyph(faces, lang)


@pytest.mark.parametrize(("text", "lang"), [("中文", Lang.HANS), ("繁體", Lang.HANT), ("English", Lang.EN)])
def test_what_is_drawn_is_the_glyphs_and_neither_boxes_nor_nothing(text: str, lang: Lang, faces: Faces):
    image = drawn(picture(row(text)))
    line = next(placed for placed in set_sheet(picture(row(text)), faces).texts if placed.text == text)
    place = image.crop((TEXT, line.baseline - 34, WIDTH - MARGIN, line.baseline + 12))
    boxes = Image.new("RGB", place.size, line.colour)
    assert len(place.getcolors(100_000) or []) > 5
    assert ImageChops.difference(place, boxes).getbbox()
    assert ink(faces, text, lang) != missing_glyph(faces, lang) * len(text)


def test_chinese_is_drawn_in_the_forms_of_its_script(faces: Faces):
    assert ink(faces, "骨", Lang.HANS) != ink(faces, "骨", Lang.HANT)
    assert ink(faces, "，", Lang.HANS) != ink(faces, "，", Lang.HANT)
    chinese = set_sheet(picture(row("渡鴉實驗室發表蒼鷺一號", "3月18日"), title="蒼鷺的時間軸"), faces)
    assert {text.lang for text in chinese.texts} == {Lang.HANT}


@pytest.mark.parametrize(
    ("title", "date", "line", "lang"),
    [
        ("Timeline of Heron-1", "18 Jul 2023", "渡鸦实验室发布苍鹭一号，开放权重，可免费商用", Lang.EN),
        ("42", "", "", Lang.EN),
        ("Heron-1", "2023年7月18日", "渡鸦实验室发布苍鹭一号", Lang.HANS),
        ("Heron-1", "2023年7月18日", "渡鴉實驗室發表蒼鷺一號", Lang.HANT),
        ("Heron-1", "2023年7月18日", "Corvid Labs releases Heron-1", Lang.HANS),
        ("Heron-1 的時間軸", "2023年7月18日", "渡鸦实验室发布苍鹭一号", Lang.HANT),
    ],
)
def test_what_the_painter_adds_is_in_the_language_of_the_picture(
    title: str, date: str, line: str, lang: Lang, faces: Faces
):
    sheet = set_sheet(picture(*(row(line, date) for _ in range(200)), title=title), faces)
    assert sheet.texts[-1].text == LEFT_OUT[lang].say(sheet.left_out)


def test_english_has_narrow_quotation_marks(faces: Faces):
    assert faces.width("“", Lang.EN, BODY) < faces.width("“", Lang.HANS, BODY) / 1.5


def test_the_same_picture_is_drawn_the_same(faces: Faces):
    shown = picture(row("Corvid Labs releases Heron-1"), row("渡鸦实验室发布苍鹭一号"))
    first = png(shown, LEFT_OUT, FOLDERS)
    assert png(shown, LEFT_OUT, FOLDERS) == first
    again = Faces(FOLDERS)
    assert painted(set_sheet(shown, again), again).tobytes() == painted(set_sheet(shown, faces), faces).tobytes()


def test_the_file_carries_nothing_but_its_pixels():
    file = png(picture(row("Corvid Labs releases Heron-1")), LEFT_OUT, FOLDERS)
    kinds, at = set[bytes](), 8
    while at < len(file):
        length = int.from_bytes(file[at : at + 4], "big")
        kinds.add(file[at + 4 : at + 8])
        at += 12 + length
    assert kinds == {b"IHDR", b"PLTE", b"IDAT", b"IEND"}


@pytest.mark.parametrize("look", Look)
def test_all_words_stand_out_from_the_ground(look: Look):
    colours = LOOKS[look]
    for inked in (colours.words, colours.muted, *colours.tones.values()):
        assert contrast(inked, colours.ground) >= 4.5


def test_contrast_is_that_of_the_standard():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("look", Look)
def test_the_inks_are_drawn_as_they_were_chosen(look: Look):
    rows = [row(f"Heron-{number}", tone=tone, mark="mark") for number, tone in enumerate(Tone)]
    image = drawn(replace(picture(*rows), look=look))
    colours = {colour for _, colour in image.getcolors(100_000) or []}
    chosen = LOOKS[look]
    wanted = {chosen.ground, chosen.words, chosen.muted, *chosen.tones.values()}
    assert {ImageColor.getrgb(colour) for colour in wanted} <= colours


def test_dark_and_light_are_two_pictures():
    shown = picture(row("Corvid Labs releases Heron-1"))
    dark, light = (drawn(replace(shown, look=look)) for look in (Look.DARK, Look.LIGHT))
    assert dark.size == light.size
    assert dark.getpixel((0, 0)) == ImageColor.getrgb(LOOKS[Look.DARK].ground)
    assert light.getpixel((0, 0)) == ImageColor.getrgb(LOOKS[Look.LIGHT].ground)


@pytest.mark.parametrize(("one", "other"), list(combinations(Tone, 2)))
def test_tones_differ_by_shape_and_not_by_colour_alone(one: Tone, other: Tone):
    apart = ImageChops.difference(mark(one), mark(other)).point(lambda value: 255 * (value > 127))
    assert apart.histogram()[255] >= 25


def test_what_is_planned_is_hollow():
    middle = (mark(Tone.PLANNED).width // 2, mark(Tone.PLANNED).height // 2)
    assert mark(Tone.PLANNED).getpixel(middle) == 0
    assert mark(Tone.HAPPENED).getpixel(middle) == 255


@pytest.mark.parametrize("text", HOSTILE)
def test_a_hostile_text_is_drawn_harmlessly_inside_the_margins(text: str):
    odd = replace(row(text, text, mark=text, note=text), conflicts=(text,) * 20)
    image = drawn(replace(picture(row("Heron-1 is out"), odd, title=text), note=text))
    ground = Image.new("RGB", image.size, LOOKS[Look.DARK].ground)
    inked = ImageChops.difference(image, ground).getbbox()
    assert inked is not None
    left, top, right, bottom = inked
    assert left >= MARGIN - BEYOND
    assert right <= WIDTH - MARGIN + BEYOND
    assert top > 0
    assert bottom < image.height <= TALLEST


def test_a_line_of_ten_thousand_characters_is_cut_with_an_ellipsis(faces: Faces):
    sheet = set_sheet(picture(row("Heron " * 1_700), row("长" * 10_000)), faces)
    lines = [placed.text for placed in sheet.texts if placed.x == TEXT]
    assert [line[-1] for line in lines] == [*"nnnnn…", *"长长长长长…"]


@pytest.mark.parametrize("count", [0, 1, 5, 200])
def test_rows_that_do_not_fit_are_counted_at_the_foot(count: int, faces: Faces):
    sheet = set_sheet(picture(*(row(f"Heron-{number} is released") for number in range(count))), faces)
    shown = sum("is released" in placed.text for placed in sheet.texts)
    assert shown + sheet.left_out == count
    assert len(sheet.dots) == shown
    assert (f"{sheet.left_out} rows missing" in [placed.text for placed in sheet.texts]) == (count == 200)
    assert sheet.height <= TALLEST


def test_the_tallest_picture_stays_small():
    rows = [row(f"第{number}版苍鹭发布，渡鸦实验室说明许可证与用途的变化，并公布参数规模" * 3) for number in range(200)]
    file = png(picture(*rows), LEFT_OUT, FOLDERS)
    assert opened(file).height > TALLEST * 0.8
    assert len(file) < 1_000_000


def test_a_year_stands_once_above_its_rows(faces: Faces):
    dates = ["2022", "early 2023", "18 Jul 2023", "28 Dec 2023 – 3 Jan 2024", "2024", "2020s", "2 May 1500"]
    sheet = set_sheet(picture(*(row(f"Heron-{number}", date) for number, date in enumerate(dates))), faces)
    assert [placed.text for placed in sheet.texts if placed.at_right] == [
        *("2022", "2022"),
        *("2023", "early 2023", "18 Jul", "28 Dec 2023 –", "3 Jan 2024"),
        *("2024", "2024", "2020s", "2 May 1500"),
    ]


def test_everything_a_row_says_is_there(faces: Faces):
    told = row("Heron-1 is released", mark="planned · reported", note="Grebe Weekly\nHeron Post", tone=Tone.PLANNED)
    sheet = set_sheet(replace(picture(replace(told, conflicts=("2B or 3B",))), note="1 row of 1"), faces)
    texts = [placed.text for placed in sheet.texts]
    assert texts[0] == "Timeline of Heron-1"
    assert texts[-1] == "1 row of 1"
    assert {"planned", "reported", "Heron-1 is released", "≠ 2B or 3B", "Grebe Weekly", "Heron Post"} < set(texts)


def test_a_picture_without_small_print_has_no_foot(faces: Faces):
    assert set_sheet(picture(row("Heron-1 is released")), faces).rule == 0


def test_a_row_without_words_keeps_its_place(faces: Faces):
    first, second = set_sheet(picture(row("", ""), row("Heron-1", "")), faces).dots
    assert second.y - first.y > mark(Tone.PLAIN).height


def test_a_machine_with_latin_letters_only_draws_english_and_refuses_chinese(tmp_path: Path):
    latin_font(tmp_path)
    assert png(picture(row("Heron-1")), LEFT_OUT, (tmp_path,))
    with pytest.raises(BadSetting) as refused:
        png(picture(row("渡鸦 Heron-1")), LEFT_OUT, (tmp_path,))
    assert (refused.value.key, refused.value.subject) == ("picture-no-font", "渡鸦")


def test_a_machine_without_any_font_refuses():
    with pytest.raises(BadSetting):
        png(picture(row("Heron-1")), LEFT_OUT, ())


def test_a_character_that_one_font_lacks_is_drawn_with_another(tmp_path: Path):
    latin_font(tmp_path)
    both = Faces((*FOLDERS, tmp_path))
    lent = Faces((tmp_path,))
    odd = next(
        char
        for char in map(chr, range(0x100, 0x2200))
        if lent.has(char, Lang.EN) and not faces_in(FOLDERS).has(char, Lang.EN)
    )
    runs = list(both.runs(f"中{odd}a", Lang.EN, BODY))
    assert [run.text for run in runs] == ["中", odd, "a"]
    assert len({run.font.getname() for run in runs}) > 1


def test_a_file_that_is_no_font_is_passed_over(tmp_path: Path):
    (tmp_path / "NotoSansCJK-Regular.ttc").write_bytes(b"no font")
    assert not Faces((tmp_path,)).has("a", Lang.EN)
    assert Faces((tmp_path, *FOLDERS)).has("中", Lang.HANS)
