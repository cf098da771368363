"""What an admin types that cannot be: a sentence with a way out, in a chat and in the terminal, and nothing is kept."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any

import pytest

from adapters.discord.render import layout
from adapters.slack.render import message
from bot.desk.desk import NewsDesk
from bot.newsroom.read import read_in
from bot.newsroom.room import Room
from digests.ask import Ask
from digests.change import Holds
from digests.desk import OPERATOR, Asker, Question
from digests.errors import Refusal
from digests.feed import Feed, Found
from digests.language import Lang
from digests.page import Page, Text, Tone
from digests.subscription import Channel
from digests.words import Words
from tests.bot.desk.saving import acts_of
from tests.bot.reports import LLAMA_31_EN, LLAMA_31_HANS, MISTRAL_EN

HERE = Channel("discord", "1" * 18, "2" * 18)
ADMIN = Asker("discord", HERE.tenant, "8" * 18, HERE, manages=True)
ENDLESS = "heron " * 2_000
CALLS = "<@123456789012345678> @everyone <!channel> <#123456789012345678>"
ORDER: dict[str, Any] = {"channel": str(HERE), "topics": ("llama",), "at": "08:00"}
"""A schedule that could be set."""
WRONG: dict[str, tuple[Any, ...]] = {
    "at": ("25:00", "24:01", "08:60", "8 or so", "-1:00", "08:00,,26:00", ENDLESS, CALLS),
    "zone": ("Europe/Atlantis", "UTC+25", ENDLESS, CALLS),
    "days": ("noday", "Mon-Xyz", ENDLESS),
    "quiet": ("2024-02-30", "2024-13-01", "tomorrowish", CALLS),
    "channel": ("nowhere", ENDLESS, CALLS),
    "topics": (("nobody-known",), (ENDLESS,), (CALLS,)),
    "length": (0, -1, 10_000),
    "lang": ("tlh",),
}
"""What makes one of it that could not."""

BOTH: tuple[tuple[str, dict[str, Any]], ...] = (
    *(("topics add", {"name": name}) for name in (ENDLESS, CALLS, "", " ", "!!!", "all", "a\x00b", "\u202ename", "的")),
    ("topics add", {"name": "Grebe", "words": (ENDLESS,)}),
    ("topics add", {"name": "Grebe", "words": (CALLS,)}),
    ("topics add", {"name": "Grebe", "words": tuple(f"word {n}" for n in range(1_000))}),
    ("topics add", {"name": "Grebe", "entities": ("Nobody Known",)}),
    ("topics add", {"name": "Grebe", "exclude": ("grebe",)}),
    ("topics add", {"name": "Everything", "words": ("meta", "mistral")}),
    ("topics edit", {"topic": "nobody-known", "words": ("heron",)}),
    ("topics edit", {"topic": "llama", "name": ENDLESS}),
    ("topics edit", {"topic": "llama", "words": (CALLS,)}),
    ("topics edit", {"topic": "llama"}),
    ("topics remove", {"topic": CALLS}),
    ("topics test", {"topic": ENDLESS}),
    ("topics test", {"topic": CALLS}),
    *(("schedules set", {**ORDER, name: value}) for name, values in WRONG.items() for value in values),
    ("schedules preview", {**ORDER, "at": "25:00"}),
    ("schedules pause", {"channel": str(HERE)}),
    ("schedules remove", {"channel": CALLS}),
    *(("filters add", {"name": name}) for name in (ENDLESS, CALLS, "!!!", "的")),
    ("filters remove", {"filter": CALLS}),
    ("settings", {"zone": "Europe/Atlantis"}),
    ("settings", {"quiet": "2024-02-30"}),
    ("settings", {"length": 0}),
    ("stories merge", {"id": "nothing", "other": CALLS}),
    ("stories split", {"id": ENDLESS, "articles": ("x",)}),
    ("stories reject", {"id": "nothing", "topic": "llama"}),
    ("audit", {"id": CALLS}),
    ("undo", {"id": ENDLESS}),
    ("deliveries resend", {"delivery": CALLS}),
)
"""What is refused in chats and in the terminal."""
CHATS: tuple[tuple[str, dict[str, Any]], ...] = (
    *(
        (verb, {"address": url})
        for verb in ("feeds add", "feeds test", "feeds import")
        for url in (ENDLESS, CALLS, "ftp://a.example/", "https://me:s3cret@a.example/")
    ),
    ("feeds add", {"address": "https://grebe.example/feed", "name": ENDLESS}),
    ("feeds add", {"address": "https://grebe.example/feed", "name": CALLS}),
    ("feeds remove", {"feed": CALLS}),
    *(
        ("roles grant", {"who": who})
        for who in (CALLS, "@everyone", f"role:{HERE.tenant}", "role:", "user:" + "9" * 60)
    ),
    ("roles revoke", {"who": "user:5"}),
    ("schedules set", {**ORDER, "channel": "discord:9/9"}),
    ("setup", {"at": "25:00"}),
    ("setup", {"zone": CALLS}),
    ("setup", {"topics": (ENDLESS,)}),
    ("step", {"id": CALLS, "at": "08:00"}),
    ("save", {"id": CALLS}),
    ("discard", {"id": ENDLESS[:100]}),
)
"""What is refused in chats; there is no such command in the terminal, or one of its own."""
IN_ITSELF = frozenset({"no-zone-but", "number-out-of-range", "option-no-choice"})
"""Refusals whose one sentence tells what can be done as well."""
LONGEST = 400
"""Characters of what is answered, whatever was typed."""
_CALLING = re.compile(r"(?<!\\)<[@#!]|@(?:everyone|here)\b")


@pytest.fixture(autouse=True)
async def stocked(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    await read_in(room, [LLAMA_31_EN, LLAMA_31_HANS, MISTRAL_EN])
    monkeypatch.setattr("bot.desk.topics.FEW", 2)


@pytest.fixture
def desk(desk: NewsDesk) -> NewsDesk:
    return NewsDesk(replace(desk.context, platforms=("terminal", "discord"), look=Unasked()))


class Unasked:
    """A look at feeds that nobody is to take: what is wrong as it is typed is not asked for."""

    async def look(self, url: str) -> Found:
        """Fail: nobody is to ask."""
        raise AssertionError(url)

    async def listed(self, url: str) -> Sequence[Feed]:
        """Fail: nobody is to ask."""
        raise AssertionError(url)

    def as_list(self, feeds: Iterable[Feed]) -> str:
        """Fail: nobody is to ask."""
        raise AssertionError(feeds)


async def refused(desk: NewsDesk, verb: str, asker: Asker, options: dict[str, Any]) -> Refusal:
    with pytest.raises(Refusal) as told:
        await desk.answer(Question(verb, options, Lang.EN, "", asker))
    return told.value


async def kept(desk: NewsDesk) -> list[object]:
    """Return all that is stored of what admins set."""
    ledger = desk.context.ledger
    held = [one for holds in Holds if holds is not Holds.SCHEDULE for one in await ledger.every_held(holds)]
    changes = [one for asker in (ADMIN, OPERATOR) for one in await ledger.changes(asker.platform, asker.tenant, 9)]
    return [*held, *changes, *await ledger.subscriptions()]


def texts(node: object) -> Iterator[str]:
    """Yield every text that a platform's payload would show as its markup."""
    if isinstance(node, dict):
        yield from (str(value) for name, value in node.items() if name == "content")
        yield from (str(node["text"]) for _ in "m" if node.get("type") == "mrkdwn")
        assert node.get("type") not in {"user", "channel", "broadcast", "usergroup"}
        node = [*node.values()]
    if isinstance(node, list):
        for one in node:
            yield from texts(one)


def payloads(sentence: str, words: Words) -> tuple[object, ...]:
    """Return the sentence as Discord and Slack are told it."""
    page = Page("", (Text(sentence, Tone.WARNING),))
    return layout(page, words, private=True, in_thread=True).to_components(), message(page, words, private=True).blocks


async def wrong_with(desk: NewsDesk, verb: str, options: dict[str, Any], asker: Asker) -> list[object]:
    """Return what is wrong with the answer to what cannot be."""
    refusal = await refused(desk, verb, asker, options)
    found: list[object] = await kept(desk)
    for words in desk.context.words.values():
        said = words.refusal(refusal)
        found += [] if words.way_out(refusal) or refusal.key in IN_ITSELF else [f"{refusal.key}: no way out"]
        found += [said] if len(said) > LONGEST else []
        found += [text for payload in payloads(said, words) for text in texts(payload) if _CALLING.search(text)]
    return found


@pytest.mark.parametrize(("asker", "cases"), [(ADMIN, BOTH + CHATS), (OPERATOR, BOTH)], ids=["chat", "terminal"])
async def test_what_cannot_be_is_told_in_one_sentence_with_a_way_out_and_nothing_is_kept(
    desk: NewsDesk, asker: Asker, cases: Sequence[tuple[str, dict[str, Any]]]
):
    wrong = [(verb, options, await wrong_with(desk, verb, options, asker)) for verb, options in cases]
    assert [one for one in wrong if one[2]] == []


@pytest.mark.parametrize("lang", [Lang.EN, Lang.HANS, Lang.HANT])
async def test_a_topic_that_nothing_is_about_is_shown_as_that_with_what_to_do_and_not_kept_before_it_is_saved(
    desk: NewsDesk, lang: Lang
):
    question = Question("topics add", {"name": "Grebe Nine"}, lang, "", ADMIN)
    page: Any = await desk.answer(question)
    assert (page.record["trial"]["about"], page.record["trial"]["stories"]) == (0, [])
    warned = [block.text for block in page.blocks if isinstance(block, Text) and block.tone is Tone.WARNING]
    assert warned == [desk.context.words[lang].say("topics.tried-none", about=0, stories=2)]
    assert await kept(desk) == []
    await desk.answer(replace(question, verb="discard", options=saving(page).options))
    assert await kept(desk) == []


def saving(page: Page) -> Ask:
    return next(ask for ask in acts_of(page).values() if ask.verb == "save")


async def test_the_terminal_is_told_the_same_of_a_topic_that_nothing_is_about_and_takes_it_back(desk: NewsDesk):
    page = await desk.answer(Question("topics add", {"name": "Grebe Nine"}, Lang.EN, "", OPERATOR))
    told = desk.context.words[Lang.EN].say("topics.tried-none", about=0, stories=2)
    assert told in [block.text for block in page.blocks if isinstance(block, Text)]
    await desk.answer(Question("undo", {}, Lang.EN, "", OPERATOR))
    assert await desk.context.ledger.held(Holds.TOPIC, OPERATOR.platform, OPERATOR.tenant) == ()
