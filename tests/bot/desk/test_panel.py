"""The parts of the home page that are for admins: what there is, and what can be done to it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from bot.desk.commands import TABS
from bot.desk.desk import NewsDesk
from bot.newsroom.read import read_in
from bot.newsroom.room import Room
from digests.ask import Ask, ask_text
from digests.desk import Asker, Question
from digests.errors import BadInput, NotFound
from digests.feed import Feed, FeedState, Trouble
from digests.language import Lang
from digests.page import Buttons, Choice, Page, Pick, Picks, Table
from digests.subscription import Channel
from tests.bot.desk.saving import acts_of, answered
from tests.bot.desk.test_feeds import FakeLook
from tests.bot.reports import LLAMA_31_EN, LLAMA_31_HANS, MISTRAL_EN

HERE = Channel("slack", "T1", "C1")
READER = Asker("slack", "T1", "U1", HERE)
ADMIN = replace(READER, user="U8", manages=True)
LANGS = (Lang.EN, Lang.HANS, Lang.HANT)


@pytest.fixture(autouse=True)
async def stocked(room: Room) -> None:
    await read_in(room, [LLAMA_31_EN, LLAMA_31_HANS, MISTRAL_EN])


@pytest.fixture
def desk(desk: NewsDesk) -> NewsDesk:
    return NewsDesk(replace(desk.context, platforms=("terminal", "slack"), look=FakeLook()))


async def ask(desk: NewsDesk, verb: str, asker: Asker = ADMIN, lang: Lang = Lang.EN, /, **options: Any) -> Page:  # noqa: ANN401  whatever is typed
    return await answered(desk, Question(verb, options, lang, "Asia/Taipei", asker))


async def follow(desk: NewsDesk, ask_: Ask, lang: Lang = Lang.EN) -> Page:
    return await ask(desk, ask_.verb, ADMIN, lang, **ask_.options)


def chosen(page: Page) -> dict[str, str | None]:
    choices = [block for block in page.blocks if isinstance(block, Choice)]
    assert len({choice.label for choice in choices}) == 1
    return {act.label: ask_text(act.ask) for choice in choices for act in choice.acts}


def pressed(page: Page) -> dict[str, tuple[str | None, str]]:
    """Return what the buttons of the page ask, and what is typed for it; without those that lead to the tabs."""
    every = [act for block in page.blocks if isinstance(block, Buttons) for act in block.acts]
    return {act.label: (ask_text(act.ask), act.typed) for act in every if act.ask.verb != "home"}


def tabs(page: Page) -> list[str | None]:
    every = [act for block in page.blocks if isinstance(block, Buttons) for act in block.acts]
    return [ask_text(act.ask) for act in every if act.ask.verb == "home"]


async def order(desk: NewsDesk) -> str:
    page = await ask(desk, "schedules set", topics=("llama",), at="18:00")
    return str(page.record["schedule"]["id"])  # type: ignore[index]  # plain values


async def test_only_admins_have_the_tabs_and_every_one_leads_to_all(desk: NewsDesk):
    assert tabs(await ask(desk, "home", READER)) == []
    for tab in TABS:
        page = await ask(desk, "home", ADMIN, tab=tab)
        assert tabs(page) == [f"home;tab={one}" for one in TABS]
        assert page.ask == Ask("home", {"tab": tab})
    shown = await ask(desk, "roles grant", ADMIN, who=f"user:{READER.user}")
    await follow(desk, acts_of(shown)["Save"])
    assert tabs(await ask(desk, "home", READER)) == [f"home;tab={one}" for one in TABS]


@pytest.mark.parametrize("tab", TABS[1:])
async def test_readers_and_guests_are_refused_the_tabs_of_admins(desk: NewsDesk, tab: str):
    for asker in (READER, replace(ADMIN, guest=True)):
        with pytest.raises(BadInput, match="not-allowed"):
            await ask(desk, "home", asker, tab=tab)


@pytest.mark.parametrize("lang", LANGS)
async def test_everything_on_the_tabs_can_be_asked_in_every_language(desk: NewsDesk, lang: Lang):
    await order(desk)
    for tab in TABS[1:]:
        page = await ask(desk, "home", ADMIN, lang, tab=tab)
        acts = [act for block in page.blocks if isinstance(block, Buttons | Choice) for act in block.acts]
        assert acts
        assert all(ask_text(act.ask) for act in acts)
        one_of_each = {act.ask.verb: act.ask for act in acts if not act.typed}
        for asked in one_of_each.values():
            assert (await follow(desk, asked, lang)).title


async def test_the_topics_are_listed_each_is_opened_and_another_is_added(desk: NewsDesk):
    page = await ask(desk, "home", tab="topics")
    assert [block for block in page.blocks if isinstance(block, Table)]
    assert chosen(page)["Llama"] == "topics test;topic=llama"
    assert pressed(page) == {"New topic…": ("topics add", "name"), "Filters": ("filters list", "")}
    opened = await ask(desk, "topics test", topic="llama")
    assert pressed(opened) == {
        "Name…": ("topics edit;topic=llama", "name"),
        "Words…": ("topics edit;topic=llama", "words"),
        "Companies, models, people…": ("topics edit;topic=llama", "entities"),
        "Leave out…": ("topics edit;topic=llama", "exclude"),
        "Remove": ("topics remove;topic=llama", ""),
    }
    assert pressed(await ask(desk, "topics test", topic="Nothing Tracked")) == {}


async def test_the_feeds_are_listed_those_in_trouble_first_each_is_opened_and_another_is_added(desk: NewsDesk):
    feeds = [Feed("https://dunlin.example/feed?key=abc", "The Dunlin"), Feed("https://grebe.example/feed", "The Grebe")]
    await desk.context.store.save_feeds(feeds)
    failing = FeedState("https://grebe.example/feed", trouble=Trouble("feed-login", "https://grebe.example/feed"))
    await desk.context.store.save_feed_states([failing])
    page = await ask(desk, "home", tab="feeds")
    first, second = chosen(page).items()
    assert first[0] == "The Grebe · in trouble · not read yet"
    assert pressed(page) == {
        "New feed…": ("feeds add", "address"),
        "Try a feed…": ("feeds test", "address"),
        "As a list": ("feeds export", ""),
    }
    assert "abc" not in str(second[1])
    its = {"id": str(second[1]).partition("=")[2]}
    opened = await ask(desk, "feeds open", **its)
    assert opened.title == "The Dunlin"
    assert pressed(opened) == {"Remove": (f"feeds change;id={its['id']};do=remove", "")}
    shown = await ask(desk, "feeds change", **its, do="remove")
    await follow(desk, acts_of(shown)["Save"])
    assert [*chosen(await ask(desk, "home", tab="feeds"))] == [first[0]]
    for verb, more in (("feeds open", {}), ("feeds change", {"do": "remove"})):
        with pytest.raises(NotFound, match="no-such-feed"):
            await ask(desk, verb, **its, **more)


async def test_more_feeds_than_a_list_holds_are_in_lists_of_one_name(desk: NewsDesk):
    await desk.context.store.save_feeds([Feed(f"https://grebe.example/{n}", f"Grebe {n:02}") for n in range(60)])
    page = await ask(desk, "home", tab="feeds")
    assert [len(block.acts) for block in page.blocks if isinstance(block, Choice)] == [25, 25, 10]
    assert len(chosen(page)) == 60


async def test_who_may_do_this_is_picked_from_the_platforms_own_list_by_those_whom_it_names(desk: NewsDesk):
    (pick,) = [block for block in (await ask(desk, "roles list")).blocks if isinstance(block, Pick)]
    assert (pick.act.ask, pick.act.typed, pick.of) == (Ask("roles grant"), "who", Picks.GRANTEE)
    shown = await ask(desk, "roles grant", who="user:U1")
    assert not [block for block in shown.blocks if isinstance(block, Pick)]
    await follow(desk, acts_of(shown)["Save"])
    assert chosen(await ask(desk, "roles list")) == {"user:U1": "roles revoke;who=user:U1"}
    granted = await ask(desk, "roles list", READER)
    assert not [block for block in granted.blocks if isinstance(block, Pick | Choice)]


async def test_the_schedules_are_listed_each_is_opened_and_another_is_set_up(desk: NewsDesk):
    empty = await ask(desk, "home", tab="schedules")
    assert pressed(empty) == {"Set up a digest": ("setup", ""), "Settings": ("settings", "")}
    its = await order(desk)
    assert chosen(await ask(desk, "home", tab="schedules")) == {
        "Llama · every day 18:00 (Asia/Taipei)": f"schedules open;id={its}"
    }
    opened = await ask(desk, "schedules open", id=its)
    assert pressed(opened) == {
        "Time…": (f"schedules change;id={its};do=set", "at"),
        "Time zone…": (f"schedules change;id={its};do=set", "zone"),
        "Length…": (f"schedules change;id={its};do=set", "length"),
        "Pause": (f"schedules change;id={its};do=pause", ""),
        "Remove": (f"schedules change;id={its};do=remove", ""),
    }
    await ask(desk, "schedules change", id=its, do="pause")
    assert "Resume" in pressed(await ask(desk, "schedules open", id=its))


async def test_the_changes_are_listed_and_each_is_opened_to_be_taken_back(desk: NewsDesk):
    await order(desk)
    ((label, opens),) = chosen(await ask(desk, "home", tab="changes")).items()
    assert label.endswith("schedule set: llama")
    assert str(opens).startswith("audit;id=")
    assert "Undo" in pressed(await ask(desk, "audit", id=str(opens).partition("=")[2]))
