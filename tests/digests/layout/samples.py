"""Invented news for the pages: small nouns, built with only what a test is about."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime

from digests.article import Article, Noise, Quote
from digests.draft import Brief, Draft, Summary
from digests.event import Citation, Event, Hedge, Status
from digests.headline import Headline, Origin
from digests.language import Lang
from digests.lexicon import Entity, EntityType, Kind, Lexicon
from digests.story import Reason, Story
from digests.timeline import Moment, Timeline
from digests.when import Granularity, Published, Qualifier, When, period_of

NOON = datetime(2024, 4, 18, 12, 0, tzinfo=UTC)
PUBLISHED = {"a1": Published(date(2024, 4, 18)), "a2": Published(date(2024, 4, 19)), "a3": None}

ENGLISH = "Grebe released Heron-2 on Thursday, free for commercial use."
SIMPLIFIED = "格里布周四发布了苍鹭二代，可免费商用。"
TRADITIONAL = "格里布週四發布了蒼鷺二代，可免費商用。"


def cite(
    text: str = ENGLISH,
    lang: Lang = Lang.EN,
    outlet: str | None = "Marsh Daily",
    url: str | None = "https://marsh.example/heron-2",
    article: str = "a1",
) -> Citation:
    """Return a citation."""
    return Citation(Quote(article, 1, 0, len(text), text), lang, outlet, url)


CHINESE = cite(SIMPLIFIED, Lang.HANS, "湿地报", "https://shidi.example/2", "a2")
TAIWANESE = cite(TRADITIONAL, Lang.HANT, "濕地報", "https://shidi-tw.example/2", "a3")


def when(
    day: date = date(2024, 4, 18), granularity: Granularity = Granularity.DAY, qualifier: Qualifier | None = None
) -> When:
    """Return the period of that width that holds the day."""
    return When(*period_of(day, granularity), granularity, qualifier)


def happened(
    *citations: Citation,
    at: When | None = None,
    status: Status = Status.HAPPENED,
    hedge: Hedge | None = None,
    rivals: tuple[Event, ...] = (),
) -> Event:
    """Return an event about Heron-2."""
    return Event(
        id="e1",
        when=at or when(),
        status=status,
        kind=Kind.RELEASE,
        act="release",
        actors=("grebe",),
        objects=("heron-2",),
        about=frozenset({"grebe", "heron-2"}),
        citations=citations or (cite(),),
        hedge=hedge,
        rivals=rivals,
    )


def verbatim(citation: Citation) -> Headline:
    """Return a headline in a source's own words."""
    return Headline(citation.quote.text, Origin.SOURCE, citation.lang, citation)


def composed(text: str, lang: Lang, citation: Citation) -> Headline:
    """Return a headline built from a clause."""
    return Headline(text, Origin.COMPOSED, lang, citation)


def moment(event: Event, headline: Headline | None = None) -> Moment:
    """Return a row of a timeline."""
    return Moment(event, headline or verbatim(event.citations[0]), 1.5, ("release",))


def line_of(*moments: Moment, left_out: int = 0) -> Timeline:
    """Return a timeline."""
    return Timeline("heron", moments, left_out)


def story(story_id: str = "s00000001", articles: Sequence[str] = ("a1", "a2")) -> Story:
    """Return a story."""
    return Story(story_id, tuple(articles), {}, NOON, NOON)


def brief(
    headline: Headline | None = None,
    sentences: tuple[Citation, ...] = (),
    events: tuple[Event, ...] = (),
    reasons: tuple[Reason, ...] = (
        Reason("outlets", {"count": 2}),
        Reason("kind", {"kind": Kind.RELEASE}),
        Reason("newest", {"hours": 3}),
        Reason("topic-in-title"),
        Reason("primary-source"),
        Reason("english-and-chinese"),
    ),
) -> Brief:
    """Return a story's place in a digest."""
    return Brief(
        story=story(),
        headline=headline or verbatim(cite()),
        summary=Summary(sentences),
        events=events,
        outlets=("Marsh Daily", "湿地报"),
        langs=(Lang.EN, Lang.HANS),
        score=2.0,
        reasons=reasons,
    )


def draft(*briefs: Brief, upcoming: tuple[Event, ...] = (), lang: Lang = Lang.EN) -> Draft:
    """Return the draft of 17 and 18 April 2024, UTC."""
    start, end = datetime(2024, 4, 18, tzinfo=UTC), datetime(2024, 4, 19, tzinfo=UTC)
    return Draft(("heron",), lang, start, end, briefs, upcoming, articles_read=23)


def article(
    article_id: str = "a1",
    title: str = "Grebe opens Heron-2",
    text: str = f"{ENGLISH}\nIt has 70 billion parameters.",
    *,
    noise: tuple[Noise, ...] = (),
    published: Published | None = PUBLISHED["a1"],
    url: str | None = "https://marsh.example/heron-2",
    lang: Lang = Lang.EN,
) -> Article:
    """Return an article."""
    return Article(
        id=article_id,
        revision=1,
        url=url,
        outlet="Marsh Daily",
        title=title,
        text=text,
        lang=lang,
        published=published,
        first_seen=NOON,
        fingerprint="f",
        noise=noise,
    )


LEXICON = Lexicon(
    entities={
        "grebe": Entity("grebe", EntityType.COMPANY, {Lang.EN: "Grebe", Lang.HANS: "格里布"}, ("Grebe", "格里布")),
        "heron-2": Entity("heron-2", EntityType.MODEL, {Lang.EN: "Heron-2"}, ("Heron-2",)),
    },
    acts={},
)
