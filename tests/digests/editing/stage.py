"""Invented news for editions: one story of Corvid Labs, and what a subscription is told of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

from config.catalogues import load_words
from digests.article import Quote
from digests.delivery import Budget
from digests.draft import Brief, Draft, Summary
from digests.editing import make
from digests.editing.parts import Measure
from digests.editing.parts import size as plain_size
from digests.edition import Edition, Told
from digests.event import Citation, Event, Hedge, Status
from digests.headline import Headline, Origin
from digests.language import Lang
from digests.lexicon import Kind
from digests.story import Story
from digests.subscription import Schedule, Slot, Subscription, WhenEmpty, channel_typed
from digests.when import Granularity, Published, When

TODAY = date(2026, 11, 21)
DUE = datetime(2026, 11, 21, 7, tzinfo=UTC)
DAY = timedelta(days=1)
ROOMY = Budget(20_000, 200)
SLOT = Slot("sub1", TODAY, 0, DUE)
SUBSCRIPTION = Subscription(
    "sub1", channel_typed("terminal:news"), ("heron",), Schedule((time(8),), "Europe/Berlin"), Lang.EN, DUE - 9 * DAY
)
LANGS = (Lang.EN, Lang.HANS, Lang.HANT)


def cited(text: str, article: str = "a1", lang: Lang = Lang.EN, outlet: str = "Grebe Daily") -> Citation:
    quote = Quote(article, 1, 0, len(text), text)
    return Citation(quote, lang, outlet, f"https://{outlet.lower().replace(' ', '-')}.example/{article}")


def days(day: date, last: date | None = None) -> When:
    return When(day, last or day, Granularity.DAY if last is None else Granularity.RANGE)


def an_event(text: str = "Corvid Labs released Heron-1.", **over: object) -> Event:
    fields: dict[str, object] = {
        "id": "e0000000001",
        "when": days(TODAY),
        "status": Status.HAPPENED,
        "kind": Kind.RELEASE,
        "act": "release",
        "actors": ("corvid-labs",),
        "objects": ("heron-1",),
        "about": frozenset({"corvid-labs", "heron-1"}),
        "citations": (cited(text),),
    }
    return Event(**{**fields, **over})  # type: ignore[arg-type]  # any field of the noun


PLANNED = an_event(
    "Corvid Labs will release Heron-1 this month.", status=Status.PLANNED, when=days(TODAY, date(2026, 11, 30))
)
RELEASED = an_event()
DENIED = an_event("Corvid Labs denies that it released Heron-1.", hedge=Hedge.DENIED)


def a_brief(
    *events: Event,
    story: str = "s00000001",
    articles: Sequence[str] = ("a1",),
    title: str = "Heron-1 is out",
    sentences: Sequence[Citation] | None = None,
    score: float = 5.0,
    outlets: Sequence[str] = ("Grebe Daily", "Dunlin"),
) -> Brief:
    headline = cited(title, articles[0])
    shown = (cited("It has 70 billion parameters.", articles[0]),) if sentences is None else tuple(sentences)
    return Brief(
        story=Story(story, tuple(articles), {}, DUE - DAY, DUE),
        headline=Headline(title, Origin.SOURCE, Lang.EN, headline),
        summary=Summary(shown),
        events=events,
        outlets=tuple(outlets),
        langs=(Lang.EN,),
        score=score,
        reasons=(),
    )


def a_draft(*briefs: Brief, upcoming: Sequence[Event] = (), lang: Lang = Lang.EN) -> Draft:
    return Draft(("heron",), lang, DUE - DAY, DUE, briefs, tuple(upcoming), articles_read=41)


def edition_of(
    draft: Draft,
    told: Sequence[Told] = (),
    *,
    subscription: Subscription = SUBSCRIPTION,
    slot: Slot = SLOT,
    budget: Budget = ROOMY,
    lang: Lang = Lang.EN,
    number: int = 127,
    skipped: Sequence[Slot] = (),
    late: bool = False,
    size: Measure = plain_size,
) -> Edition | None:
    """Return the edition under its number."""
    made = make(
        draft,
        subscription,
        slot,
        told,
        load_words(lang),
        {"a1": Published(TODAY)},
        budget,
        slot.due,
        topic_names=["Heron"],
        upcoming=[Headline(e.citations[0].quote.text, Origin.SOURCE, Lang.EN, e.citations[0]) for e in draft.upcoming],
        skipped=skipped,
        late=late,
        size=size,
    )
    return made(number) if made else None


def told_by(*briefs: Brief, before: timedelta = DAY) -> tuple[Told, ...]:
    """Return what an edition with the stories told, so long ago."""
    edition = edition_of(a_draft(*briefs))
    assert edition is not None
    return tuple(replace(one, at=one.at - before) for one in edition.told)


ONE_LINE = replace(SUBSCRIPTION, when_empty=WhenEmpty.ONE_LINE)
