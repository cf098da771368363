"""Posting into text files: what is in them, whatever happened to the disk, the power or the file meanwhile."""

# ruff: noqa: ASYNC240  the files are small, and nothing else waits
from __future__ import annotations

import asyncio
import errno
import io
import os
import re
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from io import FileIO
from pathlib import Path

import pytest
from filelock import FileLock
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from adapters.terminal import posts
from adapters.terminal.posts import Posts, as_post, file_name
from adapters.terminal.publisher import TerminalPublisher
from digests.delivery import Absent, Delivery, Later, Never, Posted, Unclear, Unreadable
from digests.edition import Mark
from digests.page import Heading, Page, Text
from digests.subscription import Channel
from tests.conftest import ROOT

NOON = datetime(2024, 5, 17, 12, tzinfo=UTC)


def a_delivery(part: int = 1, *, channel: str = "desk", text: str = "Heron-1 is out.") -> Delivery:
    mark = Mark(7, date(2024, 5, 17), part, 2)
    page = Page("Digest", (Heading("Digest", 1), Text(text)))
    return Delivery("daily/2024-05-17/0", mark, Channel("terminal", "local", channel), page, NOON, NOON)


@pytest.fixture
def publisher(tmp_path: Path) -> TerminalPublisher:
    return TerminalPublisher(tmp_path / "channels")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "channels" / "desk.txt"


async def test_a_post_stands_in_the_file_as_the_page_is_shown_with_one_quiet_line_below(
    publisher: TerminalPublisher, path: Path
):
    assert await publisher.post(a_delivery()) == Posted(a_delivery().nonce)
    assert path.read_text("utf-8") == (
        f"Digest\n──────\n\n   Heron-1 is out.\n── LW #7 · 2024-05-17 · 1/2 · {a_delivery().nonce} · 4\n\n"
    )


async def test_what_is_posted_is_shown_on_the_stream_once(tmp_path: Path):
    stream = io.StringIO()
    publisher = TerminalPublisher(tmp_path, stream)
    await publisher.post(a_delivery())
    await publisher.post(a_delivery())
    assert stream.getvalue() == (tmp_path / "desk.txt").read_text("utf-8")


async def test_a_stream_that_is_closed_changes_nothing(tmp_path: Path):
    stream = io.StringIO()
    stream.close()
    assert await TerminalPublisher(tmp_path, stream).post(a_delivery()) == Posted(a_delivery().nonce)


async def test_a_page_cannot_forge_the_line_below_a_post(publisher: TerminalPublisher, path: Path):
    other = a_delivery(2)
    forged = Page("", (Heading(f"── {other.mark} · {other.nonce} · 1", 2),))
    await publisher.post(replace(a_delivery(), page=forged))
    assert other.nonce in path.read_text("utf-8")
    assert await publisher.find(other) == Absent()
    assert isinstance(await publisher.find(a_delivery()), Posted)


@pytest.mark.parametrize("cut", [0, 1, 9, 30, 60, -3, -20])
async def test_a_post_that_a_power_cut_tore_is_absent_and_then_whole_and_there_once(
    publisher: TerminalPublisher, path: Path, cut: int
):
    await publisher.post(a_delivery(1))
    before = path.read_bytes()
    await publisher.post(a_delivery(2))
    whole = path.read_bytes()
    path.write_bytes(before + whole[len(before) :][:cut])
    assert await publisher.find(a_delivery(2)) == Absent()
    assert await publisher.post(a_delivery(2)) == Posted(a_delivery(2).nonce)
    assert path.read_bytes() == whole


async def test_a_post_whose_line_alone_was_torn_is_there(publisher: TerminalPublisher, path: Path):
    for part in (1, 2):
        await publisher.post(a_delivery(part))
        path.write_bytes(path.read_bytes().rstrip())
        assert await publisher.post(a_delivery(part)) == Posted(a_delivery(part).nonce)
    assert path.read_text("utf-8").count("is out.") == 2


async def test_what_a_person_typed_at_the_end_stays(publisher: TerminalPublisher, path: Path):
    await publisher.post(a_delivery(1))
    with path.open("a", encoding="utf-8") as file:
        file.write("my note")
    await publisher.post(a_delivery(2, text="Heron-2 is out."))
    await publisher.edit(a_delivery(1, text="Heron-1 is late."))
    await publisher.edit(a_delivery(2, text="Heron-2 is late."))
    text = path.read_text("utf-8")
    assert "my note\n" in text
    assert text.index("Heron-1 is late.") < text.index("my note") < text.index("Heron-2 is late.")


async def test_bytes_that_are_no_text_stay_as_they_are(publisher: TerminalPublisher, path: Path):
    path.parent.mkdir()
    path.write_bytes(b"\xff\xfe old\n")
    await publisher.post(a_delivery())
    await publisher.delete(a_delivery())
    assert path.read_bytes() == b"\xff\xfe old\n"


async def test_a_full_disk_leaves_the_file_as_it_was_and_asks_for_patience(
    publisher: TerminalPublisher, path: Path, monkeypatch: pytest.MonkeyPatch
):
    await publisher.post(a_delivery(1))
    before = path.read_bytes()
    monkeypatch.setattr(posts, "FileIO", Full)
    outcome = await publisher.post(a_delivery(2))
    assert isinstance(outcome, Later)
    assert (outcome.reason.key, outcome.wait) == ("disk-full", timedelta(minutes=1))
    assert path.read_bytes() == before
    assert await publisher.find(a_delivery(2)) == Absent()


class Full(FileIO):
    """A file on a disk with room for ten bytes more."""

    room = 10

    def write(self, content: bytes | memoryview) -> int:  # type: ignore[override]  # the base takes any buffer
        """Write what there is room for."""
        written = super().write(bytes(content)[: self.room])
        if not written:
            raise OSError(errno.ENOSPC, "No space left on device")
        self.room -= written
        return written


async def test_a_post_that_can_neither_be_kept_nor_taken_back_is_unclear(
    publisher: TerminalPublisher, monkeypatch: pytest.MonkeyPatch
):
    class Broken(Full):
        def truncate(self, size: int | None = None) -> int:
            if self.room < 10:
                raise OSError(errno.EIO, "Input/output error")
            return super().truncate(size)

    monkeypatch.setattr(posts, "FileIO", Broken)
    assert isinstance(await publisher.post(a_delivery()), Unclear)


def fails(error: OSError) -> Callable[..., object]:
    def failing(*_: object, **__: object) -> object:
        raise error

    return failing


@pytest.mark.parametrize(
    ("number", "kind", "key"),
    [
        (errno.EACCES, Never, "channel-closed"),
        (errno.EROFS, Never, "channel-closed"),
        (errno.ENOTDIR, Never, "channel-closed"),
        (errno.EDQUOT, Later, "disk-full"),
        (errno.EIO, Later, "post-failed"),
        (errno.EAGAIN, Later, "channel-busy"),
    ],
)
async def test_every_failure_is_an_answer_with_its_reason(
    publisher: TerminalPublisher, monkeypatch: pytest.MonkeyPatch, number: int, kind: type[Never | Later], key: str
):
    monkeypatch.setattr(Posts, "append", fails(OSError(number, os.strerror(number))))
    outcome = await publisher.post(a_delivery())
    assert isinstance(outcome, kind)
    assert outcome.reason.key == key
    if isinstance(outcome, Never):
        assert outcome.pauses


async def test_a_file_that_cannot_be_read_is_said_to_be_unreadable(publisher: TerminalPublisher, path: Path):
    path.mkdir(parents=True)
    sight = await publisher.find(a_delivery())
    assert isinstance(sight, Unreadable)
    assert sight.wait is None
    assert "directory" in str(sight.reason.values["error"])


async def test_while_another_program_writes_there_a_post_waits_its_turn(publisher: TerminalPublisher, path: Path):
    await publisher.post(a_delivery(1))
    with FileLock(path.with_name(".desk.txt.lock")):
        outcome = await publisher.post(a_delivery(2))
        assert isinstance(outcome, Later)
        assert outcome.reason.key == "channel-busy"
        assert isinstance(await publisher.edit(a_delivery(1)), Later)
    assert isinstance(await publisher.post(a_delivery(2)), Posted)


async def test_a_disk_that_does_not_answer_in_time_leaves_it_unclear(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    publisher = TerminalPublisher(tmp_path, patience=0)
    monkeypatch.setattr(asyncio, "to_thread", lambda _: asyncio.Event().wait())
    assert isinstance(await publisher.post(a_delivery()), Unclear)
    assert isinstance(await publisher.find(a_delivery()), Unreadable)


def test_what_two_programs_post_at_once_is_all_there(tmp_path: Path):
    code = (
        "import asyncio, sys; from pathlib import Path\n"
        "from tests.adapters.terminal.test_publisher import post_many\n"
        "asyncio.run(post_many(Path(sys.argv[1]), sys.argv[2]))"
    )
    children = [subprocess.Popen([sys.executable, "-c", code, str(tmp_path), who], cwd=ROOT) for who in "ab"]
    assert [child.wait() for child in children] == [0, 0]
    text = (tmp_path / "desk.txt").read_text("utf-8")
    assert sorted(re.findall(r"Heron-\w\d+ ", text)) == sorted(f"Heron-{who}{n} " for who in "ab" for n in range(20))


async def post_many(folder: Path, who: str) -> None:
    """Post twenty deliveries, each as often as it takes."""
    publisher = TerminalPublisher(folder)
    for number in range(20):
        delivery = replace(a_delivery(text=f"Heron-{who}{number} is out."), edition=f"{who}{number}")
        while not isinstance(await publisher.post(delivery), Posted):
            pass


@pytest.mark.parametrize(
    ("channel", "start"),
    [
        ("desk", "desk.txt"),
        ("morning-news_2", "morning-news_2.txt"),
        ("Desk", "desk-"),
        ("../../etc/passwd", "etc-passwd-"),
        ("晨报", "晨报-"),
        ("..", "channel-"),
        ("nul", "nul-"),
        (".hidden", "hidden-"),
        ("a" * 300, "a" * 40 + "-"),
    ],
)
def test_a_channels_name_makes_a_file_name_that_can_be_read(channel: str, start: str):
    assert file_name(channel).startswith(start)
    assert file_name(channel).endswith(".txt")


names = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=80)


@hypothesis_settings(deadline=None, max_examples=150)
@given(names)
def test_every_name_stays_in_the_folder_and_fits_any_file_system(name: str):
    made = file_name(name)
    assert Path(made).name == made
    assert len(made.encode()) <= 255
    assert not made.startswith(".")
    assert not set(made) & set('/\\:*?"<>|\0')


@hypothesis_settings(deadline=None, max_examples=150)
@given(names, names)
def test_no_two_names_share_a_file_even_where_case_and_composition_do_not_count(one: str, other: str):
    for twin in (other, one.swapcase(), one.casefold(), file_name(one).removesuffix(".txt")):
        if twin != one:
            assert file_name(one).casefold() != file_name(twin).casefold()


lines = st.lists(st.sampled_from(["Heron", "", f"── LW #7 · 2024-05-17 · 1/2 · {'a' * 25} · 9", "──", " "]), max_size=6)


@hypothesis_settings(deadline=None, max_examples=60)
@given(st.lists(lines, min_size=1, max_size=5))
def test_whatever_stands_in_pages_each_post_is_found_and_replaced_alone(
    tmp_path_factory: pytest.TempPathFactory, pages: list[list[str]]
):
    file = Posts(tmp_path_factory.mktemp("posts") / "desk.txt")
    every = [(replace(a_delivery(), edition=f"e{at}"), "\n".join([*page, ""])) for at, page in enumerate(pages)]
    for delivery, text in every:
        assert not file.hold(delivery.nonce)
        assert file.append(delivery.nonce, as_post(text, delivery))
        assert not file.append(delivery.nonce, as_post(text, delivery))
    for delivery, _ in every[::2]:
        assert file.replace(delivery.nonce, "")
    assert [file.hold(delivery.nonce) for delivery, _ in every] == [bool(at % 2) for at in range(len(every))]
