"""Answers that are kept while nothing has changed."""

from __future__ import annotations

import asyncio
import threading
from dataclasses import replace

import pytest

from bot.desk import kept
from bot.desk.desk import NewsDesk
from bot.desk.kept import Kept
from bot.desk.thinking import thought
from bot.newsroom.read import read_in
from bot.newsroom.room import Room
from digests.desk import Asker, Question
from digests.errors import BadInput
from digests.language import Lang
from digests.page import Page, Text
from tests.bot.reports import LLAMA_31_EN, MISTRAL_EN
from tests.builders import a_topic
from tests.fakes.store import FakeStore

LATEST = Question("latest")


class Making:
    """Makes a page, or fails, when it is let; counts how often it was asked to."""

    def __init__(self, fails: int = 0, blocks: int = 1) -> None:
        self.begun = 0
        self.let = asyncio.Event()
        self._fails, self._blocks = fails, blocks

    async def __call__(self) -> Page:
        """Make one."""
        self.begun += 1
        await self.let.wait()
        if self.begun <= self._fails:
            raise BadInput("no-file", "x")
        return Page("a page", (Text("a"),) * self._blocks, {})


async def test_what_many_ask_at_once_is_made_once():
    keeping, making = Kept(), Making()
    asking = [asyncio.create_task(keeping.page("key", making)) for _ in range(50)]
    await asyncio.sleep(0)
    making.let.set()
    pages = await asyncio.gather(*asking)
    assert making.begun == 1
    assert len({id(page) for page in pages}) == 1
    assert await keeping.page("key", making) is pages[0]
    assert await keeping.page("other", making) is not pages[0]


async def test_who_stops_waiting_takes_the_page_from_nobody():
    keeping, making = Kept(), Making()
    gone, waits = (asyncio.create_task(keeping.page("key", making)) for _ in range(2))
    await asyncio.sleep(0)
    gone.cancel()
    await asyncio.sleep(0)
    making.let.set()
    assert (await waits).title == "a page"
    assert making.begun == 1


async def test_a_failure_is_told_to_all_who_wait_and_not_kept():
    keeping, making = Kept(), Making(fails=1)
    asking = [asyncio.create_task(keeping.page("key", making)) for _ in range(2)]
    await asyncio.sleep(0)
    making.let.set()
    assert all(isinstance(one, BadInput) for one in await asyncio.gather(*asking, return_exceptions=True))
    assert (await keeping.page("key", making)).title == "a page"


@pytest.mark.parametrize("limits", [{"ANSWERS": 2}, {"BLOCKS": 6}])
async def test_what_was_not_asked_for_lately_is_let_go_of(limits: dict[str, int], monkeypatch: pytest.MonkeyPatch):
    for name, value in limits.items():
        monkeypatch.setattr(kept, name, value)
    keeping, making = Kept(), Making(blocks=3)
    making.let.set()
    for key in ("a", "b", "a", "c", "a", "b"):
        await keeping.page(key, making)
    assert making.begun == 4


async def test_the_same_question_of_two_readers_is_answered_once_until_something_is_read(desk: NewsDesk, room: Room):
    await read_in(room, [LLAMA_31_EN])
    others = [replace(LATEST, asker=Asker("discord", "g", user)) for user in ("ann", "bo")]
    pages = [await desk.answer(question) for question in others]
    assert len({id(page.record) for page in pages}) == 1
    await read_in(room, [MISTRAL_EN])
    assert "Mistral" in str((await desk.answer(LATEST)).record)


async def test_another_language_zone_or_topic_list_is_another_answer(desk: NewsDesk, room: Room, store: FakeStore):
    await read_in(room, [LLAMA_31_EN])
    first = await desk.answer(LATEST)
    for other in (replace(LATEST, lang=Lang.HANS), replace(LATEST, zone="Asia/Taipei")):
        assert (await desk.answer(other)).record is not first.record
    await store.save_topics([a_topic()])
    assert (await desk.answer(LATEST)).record is not first.record


async def test_long_computing_leaves_the_event_loop_free():
    order: list[str] = []

    def slow() -> str:
        done.wait()
        order.append("thought")
        return "found"

    done = threading.Event()
    thinking = asyncio.create_task(thought(slow))
    await asyncio.sleep(0)
    order.append("meanwhile")
    done.set()
    assert await thinking == "found"
    assert order == ["meanwhile", "thought"]
