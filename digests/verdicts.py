"""What a tenant's admins say of the grouping. ``digests.regrouping`` lays it over the stories that all tenants share.

A verdict names articles and no story: it holds as before when all stories are grouped anew.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from digests.change import Held, Value
from digests.story import Decision, Reason, Story


class Said(StrEnum):
    """What a verdict says."""

    MERGE = "merge"
    SPLIT = "split"
    REJECT = "reject"


@dataclass(frozen=True, slots=True)
class Verdict:
    """What was said of articles, as they stood in the stories that were meant."""

    said: Said
    articles: tuple[str, ...]
    """Those that are one story; of a split, those that stayed; of a rejection, those that are not about ``topic``."""
    since: datetime
    """Aware, UTC; a later verdict stands against an earlier one that says otherwise."""
    apart: tuple[str, ...] = ()
    """Those that a split made another story."""
    topic: str = ""
    """The slug, of a rejection."""
    about: str = ""
    """A title of what was meant, for whoever reads of it."""

    @property
    def name(self) -> str:
        """What it is called among the tenant's things: the same for what takes the place of it."""
        return ":".join(filter(None, (self.said, self.topic, *self.apart[:1], *self.articles[:1])))

    @property
    def parts(self) -> tuple[tuple[str, ...], ...]:
        """The articles by story: those of one part are one, those of different parts are not."""
        return () if self.said is Said.REJECT else tuple(filter(None, (self.articles, self.apart)))


def verdict_value(verdict: Verdict) -> dict[str, object]:
    """Return a verdict as JSON-ready values."""
    return {
        "verdict": verdict.said.value,
        "topic": verdict.topic,
        "about": verdict.about,
        "articles": list(verdict.articles),
        "apart": list(verdict.apart),
        "since": verdict.since.isoformat(),
    }


def verdicts_held(held: Iterable[Held]) -> tuple[Verdict, ...]:
    """Return the verdicts of such values, oldest first; KeyError or ValueError for others."""
    found = (_verdict_of(one.value) for one in held)
    return tuple(sorted(found, key=lambda verdict: (verdict.since, verdict.name)))


def reached(articles: Iterable[str], verdicts: Iterable[Verdict]) -> frozenset[str]:
    """Return the articles, and those that verdicts put into one story with any of them."""
    known, parts = {*articles}, [{*part} for verdict in verdicts for part in verdict.parts]
    while joined := [part for part in parts if not known.isdisjoint(part) and not part <= known]:
        known.update(*joined)
    return frozenset(known)


def rejected_of(story: Story, verdicts: Iterable[Verdict]) -> frozenset[str]:
    """Return the slugs of the topics that the story is said not to be about: any of its articles is enough."""
    said, articles = (verdict for verdict in verdicts if verdict.said is Said.REJECT), frozenset(story.articles)
    return frozenset(verdict.topic for verdict in said if not articles.isdisjoint(verdict.articles))


def as_decisions(verdicts: Iterable[Verdict], articles: Collection[str]) -> tuple[Decision, ...]:
    """Return what was said of any of the articles as decisions, each about the first of them that it names."""
    named = ((one, next((a for a in (*one.apart, *one.articles) if a in articles), "")) for one in verdicts)
    return tuple(Decision(of, "said", _OUTCOMES[one.said], _reason(one), one.since) for one, of in named if of)


_OUTCOMES: Mapping[Said, str] = {Said.MERGE: "merged", Said.SPLIT: "split", Said.REJECT: "rejected"}


def _reason(verdict: Verdict) -> Reason:
    return Reason("said-not-of-topic", {"topic": verdict.topic}) if verdict.topic else Reason("said-here")


def _verdict_of(value: Value) -> Verdict:
    return Verdict(
        Said(str(value["verdict"])),
        _texts(value, "articles"),
        datetime.fromisoformat(str(value["since"])),
        _texts(value, "apart"),
        str(value["topic"]),
        str(value["about"]),
    )


def _texts(value: Mapping[str, object], side: str) -> tuple[str, ...]:
    given = value[side]
    return tuple(map(str, given)) if isinstance(given, list | tuple) else ()
