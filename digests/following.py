"""What a reader follows and has muted: stories, topics and outlets, wherever the reader is told of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

MOST = 50
"""Things that one reader may follow, and as many muted: who follows more wants a channel's digest."""


class Sort(StrEnum):
    """What sort of thing is followed or muted."""

    STORY = "story"
    TOPIC = "topic"
    OUTLET = "outlet"


@dataclass(frozen=True, slots=True)
class Subject:
    """One thing that can be followed or muted."""

    sort: Sort
    id: str
    """Of a story its id; of a topic its slug, or the id of a company, model or person; of an outlet its folded name."""
    name: str = ""
    """How it was called when it was named: a story's headline, an outlet's own spelling. Topics are called anew."""
    since: datetime | None = None
    """Since when a story is followed: what was read before is known. Aware, UTC; None for all others."""
    articles: tuple[str, ...] = ()
    """Some of a story's articles then: by any of them it is known again when it was merged into another."""

    @property
    def key(self) -> str:
        """Its identity, as it is typed where a name alone may mean several things: ``topic:llama``."""
        return f"{self.sort}:{self.id}"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a personal subscription tells of. Both are sorted; nothing is in both."""

    followed: tuple[Subject, ...] = ()
    muted: tuple[Subject, ...] = ()

    @property
    def every(self) -> tuple[Subject, ...]:
        """What is followed, then what is muted."""
        return (*self.followed, *self.muted)


def is_same(one: Subject, other: Subject) -> bool:
    """Say whether both are one thing; stories are, where they have an article in common."""
    is_named_alike = one.key == other.key
    return is_named_alike or (one.sort is other.sort and not set(one.articles).isdisjoint(other.articles))


def with_followed(wanted: Wanted, subject: Subject) -> Wanted:
    """Return it with the subject followed, and no longer muted."""
    rest = without(wanted, subject)
    return replace(rest, followed=_sorted((*rest.followed, subject)))


def with_muted(wanted: Wanted, subject: Subject) -> Wanted:
    """Return it with the subject muted, and no longer followed."""
    rest = without(wanted, subject)
    return replace(rest, muted=_sorted((*rest.muted, subject)))


def without(wanted: Wanted, subject: Subject) -> Wanted:
    """Return it with the subject neither followed nor muted."""
    followed = (one for one in wanted.followed if not is_same(one, subject))
    return Wanted(_sorted(followed), _sorted(one for one in wanted.muted if not is_same(one, subject)))


def _sorted(subjects: Iterable[Subject]) -> tuple[Subject, ...]:
    return tuple(sorted(subjects, key=lambda one: one.key))
