"""What readers see, in three languages: looked at once, and from then on the same.

``python -m tests.adapters.slack.test_golden`` writes the pages anew and prints them, to be looked at: a file has what a
reader sees, then the line beside it, then the payload.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, time
from pathlib import Path

import pytest

from adapters.slack.render import MESSAGE, Rendered, message, size, view_blocks
from bot.desk.commands import COMMANDS
from config.catalogues import load_words
from digests.article import Article
from digests.ask import Ask
from digests.editing import make
from digests.errors import BadInput
from digests.event import Status
from digests.language import Lang
from digests.layout.chat_words import ChatWords
from digests.layout.commands import help_page
from digests.layout.home import Coming, Home, home_page
from digests.layout.search import search_page
from digests.layout.stories import story_page
from digests.layout.timeline import timeline_page
from digests.page import Act, Page, Rating, Text, Tone
from digests.subscription import Schedule, Slot, Subscription, channel_typed
from digests.when import Granularity
from tests.adapters.discord.test_golden import LANGS, MORE, NAMES, OTHER, OWN, a_brief
from tests.adapters.slack.payload import check, check_view, faults
from tests.adapters.slack.reader import heard, read
from tests.digests.layout import samples as s

GOLDEN = Path(__file__).resolve().parents[2] / "golden" / "slack"
HELPED = ("digest", "latest", "timeline", "schedules set")
"""Commands that stand in the help that is looked at."""
QUERY = {Lang.EN: "Heron", Lang.HANS: "苍鹭", Lang.HANT: "蒼鷺"}


def digest(lang: Lang) -> Page:
    due = datetime(2024, 4, 19, tzinfo=UTC)
    schedule = Schedule((time(8),), "Asia/Taipei")
    order = Subscription("sub1", channel_typed("terminal:news"), ("heron",), schedule, lang, due)
    planned = s.happened(MORE, at=s.when(date(2024, 4, 25)), status=Status.PLANNED)
    draft = s.draft(a_brief(OWN[lang]), a_brief(OTHER[lang], "s00000002"), upcoming=(planned,), lang=lang)
    words, slot = load_words(lang), Slot("sub1", date(2024, 4, 19), 0, due)
    named, coming = [NAMES[lang]], [s.verbatim(MORE)]
    made = make(draft, order, slot, (), words, s.PUBLISHED, MESSAGE, due, topic_names=named, upcoming=coming, size=size)
    assert made
    return made(127).parts[0].page


def story(lang: Lang) -> Page:
    words, happened = load_words(lang), (s.moment(s.happened(OWN[lang])),)
    told = story_page(a_brief(OWN[lang]), happened, (s.article("a1"),), (), words=words, zone=UTC)
    one, other = (Act(name, Ask("rate", {"id": "s00000001", "as": name})) for name in ("useful", "not-useful"))
    return replace(told, blocks=(*told.blocks, Rating(one, other)), ask=Ask("story", {"id": "s00000001"}))


def timeline(lang: Lang) -> Page:
    rival = s.happened(OTHER[lang], at=s.when(date(2024, 4, 19)))
    moments = (
        s.moment(s.happened(OWN[lang], OTHER[lang], rivals=(rival,))),
        s.moment(s.happened(OTHER[lang], at=s.when(date(2024, 7, 1), Granularity.QUARTER), status=Status.PLANNED)),
    )
    line, ask = s.line_of(*moments, left_out=3), Ask("timeline", {"topic": "heron"})
    words, lexicon = load_words(lang), s.LEXICON
    return replace(
        timeline_page(line, NAMES[lang], words, s.PUBLISHED, lexicon=lexicon, ask=ask, by_month=True), ask=ask
    )


def home(lang: Lang) -> Page:
    due = datetime(2024, 4, 20, tzinfo=UTC)
    channel = channel_typed("slack:T0MARSH/C0NEWS")
    order = Subscription("sub1", channel, ("heron",), Schedule((time(8),), "Asia/Taipei"), lang, due)
    briefs, coming = (a_brief(OWN[lang]), a_brief(OTHER[lang], "s00000002")), [Coming(due, order, is_seen=True)]
    languages = [(one, load_words(one).say(f"lang.{one}")) for one in LANGS]
    found = Home((), briefs, s.PUBLISHED, coming)
    return home_page(found, {"heron": NAMES[lang]}, languages, load_words(lang), UTC)


def search(lang: Lang) -> Page:
    articles: list[Article] = [s.article("a1"), s.article("a3")]
    return replace(search_page(QUERY[lang], articles, load_words(lang), UTC), ask=Ask("search", {"query": QUERY[lang]}))


def helped(lang: Lang) -> Page:
    commands = [command for command in COMMANDS if command.verb in HELPED]
    return help_page(commands, "llama", load_words(lang))


def refusal(lang: Lang) -> Page:
    return Page("", (Text(CHAT.refusal(BadInput("no-such-id", "s0"), load_words(lang)), Tone.WARNING),))


CHAT = ChatWords(COMMANDS, "llama")
PAGES: tuple[Callable[[Lang], Page], ...] = (digest, story, timeline, home, search, helped, refusal)


def rendered(page: Callable[[Lang], Page], lang: Lang) -> Rendered:
    words, shown = load_words(lang), CHAT.page(page(lang))
    if page is home:
        return Rendered(view_blocks(shown, words), "-")
    return message(shown, words, private=page is search, owner="U0READER" if page is search else "")


def written(page: Callable[[Lang], Page], lang: Lang) -> str:
    made = rendered(page, lang)
    beside = "\n".join(heard(made.text).lines)
    payload = json.dumps(made.blocks, ensure_ascii=False, indent=1)
    return f"{read(made.blocks).shown.strip()}\n\n=== text\n{beside}\n\n=== blocks\n{payload}\n"


def path(page: Callable[[Lang], Page], lang: Lang) -> Path:
    return GOLDEN / f"{page.__name__}.{lang}.txt"


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("page", PAGES)
def test_a_page_looks_as_it_was_looked_at(page: Callable[[Lang], Page], lang: Lang):
    assert written(page, lang) == path(page, lang).read_text("utf-8")
    made = rendered(page, lang)
    check_view(made.blocks) if page is home else check(made.blocks, made.text)


@pytest.mark.parametrize("page", PAGES)
def test_slacks_own_types_hold_what_was_looked_at(page: Callable[[Lang], Page], shared_dir: Path):
    assert faults(rendered(page, Lang.EN).blocks, shared_dir) == []


if __name__ == "__main__":
    GOLDEN.mkdir(parents=True, exist_ok=True)
    for one in PAGES:
        for reader in LANGS:
            path(one, reader).write_text(written(one, reader), "utf-8")
            print(written(one, reader).partition("=== blocks")[0])  # noqa: T201  it is to be looked at
