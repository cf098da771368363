"""Pictures are painted in another process, which may hang or die without harm."""

from __future__ import annotations

import asyncio
import multiprocessing
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from adapters.pictures.fonts import packaged
from adapters.pictures.left_out import LeftOut
from adapters.pictures.painter import LIMITS, PillowPainter, drawn
from adapters.pictures.sheet import WIDTH
from adapters.worker import Limits, Worker
from config.catalogues import load_words
from digests.errors import BadInput, BadSetting, Refusal
from digests.language import Lang
from digests.page import Look, Picture
from digests.ports import Painter
from tests.adapters.pictures.pictures import latin_font, opened, picture, row

SPOKEN = (Lang.EN, Lang.HANS, Lang.HANT)
WORDS = {lang: load_words(lang) for lang in SPOKEN}
SHOWN = picture(row("Corvid Labs releases Heron-1"), row("渡鸦实验室发布苍鹭一号"), row("渡鴉實驗室發表蒼鷺一號"))


@pytest.fixture(scope="module")
def worker() -> Iterator[Worker]:
    with Worker(LIMITS) as worker:
        yield worker


def painter_with(worker: Worker, folders: tuple[Path, ...]) -> Painter:
    return PillowPainter(worker, WORDS, folders)


async def test_a_picture_is_painted_the_same_each_time(worker: Worker):
    painter = painter_with(worker, packaged())
    first, second = await asyncio.gather(painter.paint(SHOWN), painter.paint(SHOWN))
    assert first == second
    assert first.startswith(b"\x89PNG")
    assert opened(first).width == WIDTH
    assert await painter.paint(replace(SHOWN, look=Look.LIGHT)) != first


async def test_the_fonts_of_the_machine_serve_by_themselves(worker: Worker):
    assert opened(await PillowPainter(worker, WORDS).paint(SHOWN)).width == WIDTH


@pytest.mark.parametrize(
    ("title", "lines"),
    [
        ("Timeline of Heron-1", ["Corvid Labs releases Heron-1"]),
        ("苍鹭的时间线", ["渡鸦实验室发布苍鹭一号"]),
        ("蒼鷺的時間軸", ["渡鴉實驗室發表蒼鷺一號"]),
    ],
)
async def test_rows_that_do_not_fit_are_said_in_every_language(worker: Worker, title: str, lines: list[str]):
    many = Picture(title, tuple(row(line) for line in lines * 300), alt=title)
    assert await painter_with(worker, packaged()).paint(many)


async def test_missing_fonts_are_refused_in_plain_words(worker: Worker, tmp_path: Path):
    latin_font(tmp_path)
    with pytest.raises(BadSetting) as refused:
        await painter_with(worker, (tmp_path,)).paint(SHOWN)
    for lang in SPOKEN:
        told = WORDS[lang].refusal(refused.value)
        assert "渡鸦" in told
        assert "llamawire[pictures]" in told


async def test_a_hang_is_ended_and_the_painter_refuses(tmp_path: Path):
    os.mkfifo(tmp_path / "DejaVuSans.ttf")  # whoever opens it waits for ever
    before = multiprocessing.active_children()
    with Worker(Limits(seconds=3.0)) as worker:
        with pytest.raises(BadInput) as refused:
            await painter_with(worker, (tmp_path,)).paint(SHOWN)
        assert multiprocessing.active_children() == before
    assert (refused.value.key, refused.value.subject) == ("picture-not-drawn", SHOWN.title)
    assert isinstance(refused.value.__cause__, Refusal)
    assert SHOWN.title in WORDS[Lang.EN].refusal(refused.value)


def test_the_worker_is_given_all_that_it_draws():
    left_out = {lang: LeftOut("{count}", "{count}") for lang in SPOKEN}
    assert opened(drawn(b"", "", picture=SHOWN, left_out=left_out, folders=packaged())).width == WIDTH


def test_pillow_stays_out_of_the_bots_own_process():
    code = "import sys, adapters.pictures.painter; sys.exit('PIL' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
