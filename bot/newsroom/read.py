"""Reading in: entries become articles with what was found in them, and find their stories."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

import structlog

from bot.newsroom.names import with_names
from bot.newsroom.place import place_articles
from bot.newsroom.room import Room
from digests.article import Article, Entry
from digests.errors import BadInput, Refusal
from digests.intake import Outcome, Verdict, judge, make_article
from digests.learning import renamed
from digests.reading import Reading
from digests.story import Decision
from digests.understand import understand

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Intake:
    """What became of the entries of one reading-in."""

    new: int
    revised: int
    unchanged: int
    copies: int
    refused: tuple[Refusal, ...]
    stories: int
    """How many stories hold the new articles."""
    outcomes: tuple[Outcome | None, ...] = ()
    """What each of the entries turned out to be, in their order; None for a refused one."""


async def read_in(
    room: Room, entries: Iterable[Entry | Refusal], progress: Callable[[int], None] = lambda _: None
) -> Intake:
    """Take in entries one by one, then place what is new. A refused entry stops nothing.

    Articles that an earlier run stored and did not come to place are placed too.

    Names that articles introduce are learnt: this run is read with those of earlier ones, and placed with its own too.

    ``progress`` is told how many entries were taken in so far.
    """
    untaught, room = room, await with_names(room)
    outcomes: list[Outcome | None] = []
    refused: list[Refusal] = []
    fresh: list[Reading] = []
    for count, entry in enumerate(entries, start=1):
        try:
            verdict = await _take_in(room, _accepted(entry), fresh)
        except BadInput as refusal:
            refused.append(refusal)
            outcomes.append(None)
            log.info("an entry was refused", action="refuse", subject=refusal.subject, key=refusal.key)
        else:
            outcomes.append(verdict.outcome)
        progress(count)
    known = {reading.article.id for reading in fresh}
    left = (_understood(room, a) for a in await room.store.unplaced() if a.id not in known)
    readings = [*filter(None, left), *fresh]
    knowing = await with_names(untaught, (reading.article for reading in readings))
    if knowing.lexicon is not room.lexicon:
        readings = [renamed(reading, knowing.lexicon) for reading in readings]
    stories = await place_articles(knowing, readings)
    tally = {outcome: outcomes.count(outcome) for outcome in Outcome}
    return Intake(
        new=tally[Outcome.NEW],
        revised=tally[Outcome.REVISED],
        unchanged=tally[Outcome.UNCHANGED],
        copies=tally[Outcome.COPY],
        refused=tuple(refused),
        stories=stories,
        outcomes=tuple(outcomes),
    )


def _accepted(entry: Entry | Refusal) -> Entry:
    if isinstance(entry, Refusal):
        raise entry
    return entry


async def _take_in(room: Room, entry: Entry, fresh: list[Reading]) -> Verdict:
    """Store what the entry turns out to be; a new article is also added to ``fresh``."""
    now = room.clock.now()
    article = make_article(entry, now)
    verdict = judge(
        article,
        by_id=await room.store.article(article.id),
        by_fingerprint=await room.store.article_by_fingerprint(article.fingerprint),
        earlier=await room.store.earlier_fingerprints(article.id),
    )
    if verdict.copy is not None:
        await room.store.save_copy(verdict.copy)
    elif verdict.outcome is not Outcome.UNCHANGED:
        reading = await _store(room, verdict.article)
        if verdict.outcome is Outcome.NEW:
            fresh.append(reading)
    subject = article.id if verdict.copy else verdict.article.id
    log.info("an entry was read", action=verdict.outcome.value, subject=subject, reason=verdict.reason.key)
    if verdict.outcome is not Outcome.UNCHANGED:
        other = verdict.copy.article if verdict.copy else None
        decision = Decision(subject, "read", verdict.outcome.value, verdict.reason, now, other)
        await room.store.save_decisions((decision,))
    return verdict


def _understood(room: Room, article: Article) -> Reading | None:
    """Return the reading of an article; None for one that breaks the program, so that it holds up no other."""
    try:
        return understand(article, room.lexicon)
    except Exception:  # the defect is ours, and one article's
        log.exception("an article could not be understood", action="read", subject=article.id)
        return None


async def _store(room: Room, article: Article) -> Reading:
    reading = _understood(room, article)
    if reading is None:
        raise BadInput("article-breaks", article.title or article.id, url=article.url or "–")
    await room.store.save_article(article, reading.events, reading.figures)
    return reading
