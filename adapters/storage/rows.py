"""Nouns to rows and back: what goes in comes out equal."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import RowMapping

from digests.article import Article, Copy, Noise, NoiseKind, Quote
from digests.event import Amount, Citation, Event, Hedge, Role, Status
from digests.figure import Comparator, Figure, Flag
from digests.language import Lang
from digests.lexicon import Kind
from digests.story import Decision, Reason, Story
from digests.topic import Topic
from digests.when import Basis, Granularity, Published, Qualifier, When

Values = dict[str, Any]
"""One row to be written, by column."""


def dated(article: Article) -> datetime:
    """Return what an article is sorted by: its publication, or its first sight where it is undated."""
    return article.published.latest if article.published else article.first_seen


def article_row(article: Article) -> Values:
    """Return the row of an article at its revision."""
    published = article.published
    return {
        "id": article.id,
        "revision": article.revision,
        "url": article.url,
        "outlet": article.outlet,
        "title": article.title,
        "text": article.text,
        "lang": article.lang,
        "published_day": published and published.day,
        "published_granularity": published and published.granularity,
        "published_at": published and published.at,
        "first_seen": article.first_seen,
        "fingerprint": article.fingerprint,
        "noise": [[n.start, n.end, n.kind] for n in article.noise],
        "at": dated(article),
    }


def article_of(row: RowMapping) -> Article:
    """Return the article of a row."""
    return Article(
        id=row["id"],
        revision=row["revision"],
        url=row["url"],
        outlet=row["outlet"],
        title=row["title"],
        text=row["text"],
        lang=Lang(row["lang"]),
        published=_published_of(row),
        first_seen=row["first_seen"],
        fingerprint=row["fingerprint"],
        noise=tuple(Noise(start, end, NoiseKind(kind)) for start, end, kind in row["noise"]),
    )


def _published_of(row: RowMapping) -> Published | None:
    if row["published_day"] is None:
        return None
    return Published(row["published_day"], Granularity(row["published_granularity"]), row["published_at"])


def copy_row(copy: Copy) -> Values:
    """Return the row of a copy."""
    return {
        "article": copy.article,
        "place": copy.url or copy.outlet or "",
        "url": copy.url,
        "outlet": copy.outlet,
        "lang": copy.lang,
        "first_seen": copy.first_seen,
    }


def copy_of(row: RowMapping) -> Copy:
    """Return the copy of a row."""
    return Copy(row["article"], row["url"], row["outlet"], Lang(row["lang"]), row["first_seen"])


def event_row(article: Article, number: int, event: Event) -> Values:
    """Return the row of the ``number``-th event of an article, unmerged. Raises ValueError for a merged one."""
    if event.rivals:
        msg = f"a merged event is not for storing: {event.id}"
        raise ValueError(msg)
    (citation,) = event.citations
    return _finding_row(article, number, citation) | {
        "id": event.id,
        **_period_row("when", event.when),
        "status": event.status,
        "kind": event.kind,
        "act": event.act,
        "actors": event.actors,
        "objects": event.objects,
        "about": sorted(event.about),
        "hedge": event.hedge,
        "complete": event.complete,
        "qualifiers": [*event.qualifiers, *_roles_row(event)],
        "thing": event.thing,
    }


def event_of(row: RowMapping) -> Event:
    """Return the event of a row, with its one citation."""
    return Event(
        id=row["id"],
        when=_required(_period_of("when", row)),
        status=Status(row["status"]),
        kind=Kind(row["kind"]),
        act=row["act"],
        actors=tuple(row["actors"]),
        objects=tuple(row["objects"]),
        about=frozenset(row["about"]),
        citations=(_citation_of(row),),
        hedge=row["hedge"] and Hedge(row["hedge"]),
        complete=row["complete"],
        qualifiers=tuple(each for each in row["qualifiers"] if isinstance(each, str)),
        thing=row["thing"],
        partners=tuple(each["partner"] for each in row["qualifiers"] if isinstance(each, dict) and "partner" in each),
        amounts=tuple(_amount_of(each) for each in row["qualifiers"] if isinstance(each, dict) and "role" in each),
    )


def _roles_row(event: Event) -> list[dict[str, str]]:
    """Return partners and amounts, which stand behind the qualifiers in their column: few events have one."""
    amounts = (
        {"role": a.role, "value": str(a.value), "unit": a.unit, "comparator": a.comparator} for a in event.amounts
    )
    return [*({"partner": partner} for partner in event.partners), *amounts]


def _amount_of(row: Mapping[str, str]) -> Amount:
    return Amount(Role(row["role"]), Decimal(row["value"]), row["unit"], Comparator(row["comparator"]))


def figure_row(article: Article, number: int, figure: Figure) -> Values:
    """Return the row of the ``number``-th figure of an article."""
    return _finding_row(article, number, figure.citation) | {
        "metric": figure.metric,
        "subject": figure.subject,
        "value": str(figure.value),
        "unit": figure.unit,
        "comparator": figure.comparator,
        **_period_row("as_of", figure.as_of),
        "speaker": figure.speaker,
        "flags": sorted(figure.flags),
    }


def figure_of(row: RowMapping) -> Figure:
    """Return the figure of a row."""
    return Figure(
        metric=row["metric"],
        subject=row["subject"],
        value=Decimal(row["value"]),
        unit=row["unit"],
        comparator=Comparator(row["comparator"]),
        as_of=_period_of("as_of", row),
        speaker=row["speaker"],
        citation=_citation_of(row),
        flags=frozenset(map(Flag, row["flags"])),
    )


def story_row(story: Story) -> Values:
    """Return the row of a story, its articles aside."""
    return {"id": story.id, "terms": dict(story.terms), "first": story.first, "last": story.last}


def story_of(row: RowMapping, article_ids: tuple[str, ...]) -> Story:
    """Return the story of a row with those articles."""
    return Story(row["id"], article_ids, row["terms"], row["first"], row["last"])


def decision_row(decision: Decision) -> Values:
    """Return the row of a decision."""
    return {
        "subject": decision.subject,
        "stage": decision.stage,
        "outcome": decision.outcome,
        "reason": reason_column(decision.reason),
        "at": decision.at,
        "other": decision.other,
    }


def decision_of(row: RowMapping) -> Decision:
    """Return the decision of a row."""
    return Decision(row["subject"], row["stage"], row["outcome"], reason_in(row["reason"]), row["at"], row["other"])


def reason_column(reason: Reason) -> str:
    """Return a reason as one column of text."""
    return json.dumps({"key": reason.key, "values": dict(reason.values)}, ensure_ascii=False)


def reason_in(column: str) -> Reason:
    """Return the reason of such a column."""
    kept = json.loads(column)
    values = {name: tuple(value) if isinstance(value, list) else value for name, value in kept["values"].items()}
    return Reason(kept["key"], values)


def topic_row(topic: Topic) -> Values:
    """Return the row of a topic."""
    return {
        "slug": topic.slug,
        "name": dict(topic.name),
        "entities": topic.entities,
        "words": topic.words,
        "exclude": topic.exclude,
    }


def topic_of(row: RowMapping) -> Topic:
    """Return the topic of a row."""
    name: Mapping[Lang, str] = {Lang(lang): shown for lang, shown in row["name"].items()}
    return Topic(row["slug"], name, tuple(row["entities"]), tuple(row["words"]), tuple(row["exclude"]))


def _finding_row(article: Article, number: int, citation: Citation) -> Values:
    """Return where something was found. Raises ValueError for a quote from elsewhere: it would be stored as another."""
    quote = citation.quote
    if (quote.article, quote.revision) != (article.id, article.revision):
        msg = f"a quote of {quote.article} revision {quote.revision} among those of {article.id}/{article.revision}"
        raise ValueError(msg)
    return {
        "article": article.id,
        "number": number,
        "revision": quote.revision,
        "quote_start": quote.start,
        "quote_end": quote.end,
        "quote_text": quote.text,
        "lang": citation.lang,
        "outlet": citation.outlet,
        "url": citation.url,
    }


def _citation_of(row: RowMapping) -> Citation:
    quote = Quote(row["article"], row["revision"], row["quote_start"], row["quote_end"], row["quote_text"])
    return Citation(quote, Lang(row["lang"]), row["outlet"], row["url"])


def _period_row(prefix: str, when: When | None) -> Values:
    return {
        f"{prefix}_start": when and when.start,
        f"{prefix}_end": when and when.end,
        f"{prefix}_granularity": when and when.granularity,
        f"{prefix}_qualifier": when and when.qualifier,
        f"{prefix}_basis": when and when.basis,
    }


def _period_of(prefix: str, row: RowMapping) -> When | None:
    if row[f"{prefix}_start"] is None:
        return None
    qualifier = row[f"{prefix}_qualifier"]
    return When(
        row[f"{prefix}_start"],
        row[f"{prefix}_end"],
        Granularity(row[f"{prefix}_granularity"]),
        qualifier and Qualifier(qualifier),
        Basis(row[f"{prefix}_basis"]),
    )


def _required(when: When | None) -> When:
    """Return the period of a column that the database keeps from being empty."""
    if when is None:
        raise AssertionError
    return when
