"""What may be meant by a value while it is typed: prefixes of names in three scripts, shown in the reader's words."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import islice

from bot.desk.context import Asked, followed_by
from bot.desk.feeds import feeds_there
from bot.desk.regrouped import stories_of
from bot.desk.sifting import filters_of
from bot.desk.subjects import outlets_known
from bot.desk.tracked import topics_of, tracked_names
from digests.desk import Option, Suggestion, Suggests
from digests.feed import shown_address
from digests.following import Sort, Subject
from digests.layout.lists import topic_name
from digests.layout.sources import SEPARATOR, article_line, one_line
from digests.layout.zones import zones_like
from digests.lexicon import EntityType, Lexicon
from digests.text.script import fold

MOST = 25
"""Suggestions at once: what Discord shows (discord-api-docs, Autocomplete)."""
LONGEST_LABEL = 100
"""Characters of a label at most, likewise."""
_LOOKED_AT = 100
"""Newest articles among whose stories one is looked for."""
_OF_EACH_SORT = 10
"""Topics, outlets and stories each at most, so that none of them crowds the others out."""
_NAMED = frozenset({EntityType.COMPANY, EntityType.LAB, EntityType.PERSON, EntityType.MODEL, EntityType.PRODUCT})
Found = Iterable[Suggestion]


async def suggested(asked: Asked, option: Option, typed: str) -> tuple[Suggestion, ...]:
    """Return what may be meant by what is typed of an option, the likeliest first.

    Of an option that takes many, the last of them is being typed, and the others stay.
    """
    before, comma, last = typed.replace("，", ",").rpartition(",") if option.many else ("", "", typed)
    wanted = fold(last.strip())
    found = _choices(asked, option, wanted) if option.choices else await _found(asked, option.suggests, wanted)
    fits = (one for one in found if len(one.value) <= option.longest)
    distinct = {one.value: one for one in fits}.values()
    return tuple(_joined(f"{before}{comma}", one) for one in islice(distinct, MOST))


def _joined(before: str, one: Suggestion) -> Suggestion:
    label = one_line(f"{before} {one.label}" if before else one.label)
    shown = label if len(label) <= LONGEST_LABEL else f"{label[: LONGEST_LABEL - 1]}…"
    return Suggestion(shown, f"{before}{one.value}")


async def _found(asked: Asked, suggests: Suggests | None, wanted: str) -> Found:
    return await _SOURCES[suggests](asked, wanted) if suggests else ()


def _choices(asked: Asked, option: Option, wanted: str) -> Found:
    phrases = asked.words.phrases
    labels = {
        choice: phrases.get(f"choice.{choice}") or phrases.get(f"kind.{choice}", choice) for choice in option.choices
    }
    return (Suggestion(label, choice) for choice, label in labels.items() if _begins(wanted, choice, label))


async def _topics(asked: Asked, wanted: str) -> list[Suggestion]:
    """Return the tracked topics of which a name begins so."""
    topics = await topics_of(asked)
    return [
        Suggestion(topic_name(topic, asked.words), topic.slug)
        for topic in topics
        if _begins(wanted, topic.slug, *topic.name.values())
    ]


async def _names(asked: Asked, wanted: str) -> list[Suggestion]:
    """Return names of companies, models and persons that begin so; those of the topics, before anything is typed."""
    lexicon = asked.context.lexicon
    if not wanted:
        topics = await topics_of(asked)
        ids: Iterable[str] = (entity for topic in topics for entity in topic.entities if entity in lexicon.entities)
    else:
        ids = _named(wanted, lexicon)
    return [Suggestion(lexicon.entities[entity].shown(asked.question.lang), entity) for entity in islice(ids, MOST)]


async def _topics_and_names(asked: Asked, wanted: str) -> list[Suggestion]:
    topics = await _topics(asked, wanted)
    shown = {one.label for one in topics}
    return topics + [one for one in await _names(asked, wanted) if one.label not in shown]


async def _stories(asked: Asked, wanted: str) -> list[Suggestion]:
    """Return the newest stories of which a title holds that, or whose id begins so."""
    store = asked.context.store
    newest = await store.newest(_LOOKED_AT)
    found = [a for a in newest if wanted in fold(a.title or "")] or (await store.search(wanted, MOST) if wanted else ())
    homes = {a: story for story in await stories_of(asked, [a.id for a in newest or found]) for a in story.articles}
    return [Suggestion(article_line(a, asked.words), homes[a.id].id) for a in found if a.id in homes]


async def _subjects(asked: Asked, wanted: str) -> list[Suggestion]:
    """Return what can be followed: topics, outlets, and the newest stories."""
    outlets = sorted({feed.outlet for feed in await asked.context.store.feeds()})
    found = {
        Sort.TOPIC: await _topics(asked, wanted),
        Sort.OUTLET: [Suggestion(one, fold(one)) for one in outlets if wanted and _begins(wanted, one)],
        Sort.STORY: await _stories(asked, wanted),
    }
    several = ((sort, one) for sort, every in found.items() for one in every[:_OF_EACH_SORT])
    return [Suggestion(one.label, Subject(sort, one.value).key) for sort, one in several]


async def _followed(asked: Asked, wanted: str) -> list[Suggestion]:
    """Return what the asker follows or has muted."""
    asker, lexicon = asked.question.asker, asked.context.lexicon
    own = await followed_by(asked.context.ledger, asker)
    names = {entity.id: entity.shown(asked.question.lang) for entity in lexicon.entities.values()}
    names |= await tracked_names(asked)
    every = (subject for one in own if one.wanted for subject in one.wanted.every)
    called = ((subject.key, subject.name or names.get(subject.id, subject.id)) for subject in every)
    return [Suggestion(one_line(name), key) for key, name in called if _begins(wanted, name, key)]


async def _outlets(asked: Asked, wanted: str) -> list[Suggestion]:
    return [Suggestion(one_line(one), one) for one in sorted(await outlets_known(asked)) if _begins(wanted, one)]


async def _feeds(asked: Asked, wanted: str) -> list[Suggestion]:
    """Return the feeds that are read there, of which the outlet or a part of the address begins so."""
    feeds = [(one_line(feed.outlet), shown_address(feed.url)) for feed in (await feeds_there(asked)).values()]
    fits = (one for one in feeds if _begins(wanted, *one) or (wanted and wanted in fold(one[1])))
    return [Suggestion(f"{outlet}{SEPARATOR}{address}", address) for outlet, address in fits]


async def _filters(asked: Asked, wanted: str) -> list[Suggestion]:
    return [Suggestion(one_line(one.name), one.name) for one in await filters_of(asked) if _begins(wanted, one.name)]


async def _zones(asked: Asked, wanted: str) -> list[Suggestion]:
    return [Suggestion(label, zone) for label, zone in zones_like(wanted, asked.question.lang)]


_SOURCES: Mapping[Suggests, Callable[[Asked, str], Awaitable[Sequence[Suggestion]]]] = {
    Suggests.TOPIC: _topics_and_names,
    Suggests.TRACKED: _topics,
    Suggests.NAME: _names,
    Suggests.STORY: _stories,
    Suggests.SUBJECT: _subjects,
    Suggests.FOLLOWED: _followed,
    Suggests.ZONE: _zones,
    Suggests.OUTLET: _outlets,
    Suggests.FILTER: _filters,
    Suggests.FEED: _feeds,
}


def _begins(wanted: str, *names: str) -> bool:
    """Say whether one of the names, or a word of it, begins with what is wanted."""
    return any(_place(wanted, fold(name)) is not None for name in names)


def _place(wanted: str, name: str) -> int | None:
    """Return 0 where the name begins so, 1 where a word of it does; None where none does."""
    if name.startswith(wanted):
        return 0
    return 1 if f" {wanted}" in name.replace("-", " ") else None


def _named(wanted: str, lexicon: Lexicon) -> list[str]:
    """Return the entities of which a name begins so: whole names before later words, short ones before long ones."""
    ranked = (
        (place, len(name), name, entity)
        for name, entity in _spellings(lexicon)
        if (place := _place(wanted, name)) is not None
    )
    return list(dict.fromkeys(entity for *_, entity in sorted(ranked)))


@lru_cache(maxsize=2)
def _spellings(lexicon: Lexicon) -> tuple[tuple[str, str], ...]:
    """Return every folded spelling of who and what is asked about, beside whose it is."""
    asked_about = (entity for entity in lexicon.entities.values() if entity.type in _NAMED)
    return tuple((fold(name), entity.id) for entity in asked_about for name in entity.names)
