"""A small invented field, and readings of texts about it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from hashlib import sha256

from digests.article import Article
from digests.chronicle import find_events
from digests.dates import find_dates
from digests.entities import find_mentions
from digests.event import Event
from digests.language import Lang
from digests.lexicon import Act, Entity, EntityType, Kind, Lexicon
from digests.numbers import find_quantities
from digests.reading import Reading, Sentence
from digests.text.script import language_of
from digests.topic import Topic
from digests.when import Granularity, Published
from digests.words import Words


def entity(slug: str, kind: EntityType, en: str, *names: str, **more: str) -> Entity:
    shown = {Lang.EN: en} | ({Lang.HANS: more["zh"]} if "zh" in more else {})
    every = (en, *shown.values(), *names)
    return Entity(slug, kind, shown, tuple(dict.fromkeys(every)), more.get("family"), more.get("maker"))


def act(slug: str, kind: Kind, en: str, zh: str, headline: tuple[str, str] | None = None, **types: str) -> Act:
    lines = {Lang.EN: headline[0], Lang.HANS: headline[1], Lang.HANT: headline[1]} if headline else {}
    return Act(
        slug,
        kind,
        {Lang.EN: tuple(en.split("|")), Lang.HANS: tuple(zh.split("|"))},
        {Lang.EN: slug, Lang.HANS: zh.split("|", maxsplit=1)[0]},
        lines,
        frozenset(EntityType(t) for t in types.get("actors", "").split()),
        frozenset(EntityType(t) for t in types.get("objects", "").split()),
    )


_ENTITIES = (
    entity("corvid", EntityType.COMPANY, "Corvid Labs", "Corvid", zh="鸦科公司"),
    entity("grebe", EntityType.COMPANY, "Grebe", zh="鸊鷉公司"),
    entity("wren", EntityType.COMPANY, "Wren Cloud"),
    entity("kite", EntityType.LAB, "Kite Lab", maker="corvid"),
    entity("dana-orr", EntityType.PERSON, "Dana Orr", "Orr", zh="黛娜·奥尔", maker="corvid"),
    entity("board", EntityType.BODY, "Bird Council", zh="鸟类委员会"),
    entity("heron", EntityType.MODEL, "Heron", maker="corvid"),
    entity("heron-1", EntityType.MODEL, "Heron 1", "Heron-1", family="heron"),
    entity("heron-2", EntityType.MODEL, "Heron 2", "Heron-2", family="heron"),
    entity("heron-3", EntityType.MODEL, "Heron 3", "Heron-3", family="heron"),
    entity("heron-3.1", EntityType.MODEL, "Heron 3.1", "Heron-3.1", family="heron"),
    entity("dipper", EntityType.MODEL, "Dipper", maker="grebe"),
    entity("heron-4", EntityType.MODEL, "Heron 4", "Heron-4", family="heron"),
    entity("heron-4-marsh", EntityType.MODEL, "Heron 4 Marsh", family="heron"),
    entity("tern", EntityType.PRODUCT, "Tern Chat", maker="corvid"),
    entity("osprey", EntityType.CHIP, "Osprey", maker="wren"),
)
_MAKERS = "company lab person body"
_ACTS = (
    act(
        "release",
        Kind.RELEASE,
        "release|releases|released|releasing|launch|launches|launched|unveiled|publishes|published",
        "发布|推出|公布|问世|面世",
        ("{actor} releases {object}", "{actor}发布{object}"),
        actors=_MAKERS,
        objects="model product chip",
    ),
    act(
        "open-source",
        Kind.RELEASE,
        "open-source|open-sources|open-sourced",
        "开源",
        ("{actor} open-sources {object}", "{actor}开源{object}"),
        actors=_MAKERS,
        objects="model product",
    ),
    act("deploy", Kind.RELEASE, "deploys|deployed", "部署"),
    act("merge-teams", Kind.PEOPLE, "merges|merged", "整合|合并"),
    act(
        "acquire",
        Kind.DEAL,
        "acquire|acquires|acquired",
        "收购",
        ("{actor} acquires {object}", "{actor}收购{object}"),
        actors="company lab",
        objects="company lab",
    ),
    act(
        "partner",
        Kind.DEAL,
        "partners|partnered|partnering|team up|teams up",
        "合作|携手|联手",
        ("{actor} partners with {object}", "{actor}与{object}合作"),
        actors="company lab",
        objects="company lab",
    ),
    act(
        "raise",
        Kind.DEAL,
        "raise|raises|raised|raising",
        "融资|筹集|募资",
        ("{actor} raises {object}", "{actor}融资{object}"),
        actors="company lab",
    ),
    act(
        "invest",
        Kind.DEAL,
        "invest|invests|invested",
        "投资|注资",
        ("{actor} invests {sum} in {object}", "{actor}向{object}投资{sum}"),
        actors="company lab person body",
        objects="company lab",
    ),
    act(
        "sue",
        Kind.POLICY,
        "sues|sued",
        "起诉",
        ("{actor} sues {object}", "{actor}起诉{object}"),
        actors="company lab person body",
        objects="company lab person body",
    ),
    act(
        "lay-off",
        Kind.PEOPLE,
        "lays off|laid off",
        "裁员",
        ("{actor} lays off {object}", "{actor}裁员{object}"),
        actors="company lab",
    ),
    act("write-to", Kind.POLICY, "wrote to|writes to", "致信"),
    act("leak", Kind.INCIDENT, "leaks|leaked", "泄露"),
    act("say", Kind.STATEMENT, "says|said|announced|announces", "表示|称|宣布|指出"),
    act("criticise", Kind.STATEMENT, "criticises|criticised", "批评"),
    act("plan", Kind.STATEMENT, "plan|plans|planned|expects to", "计划|预计"),
    act("reach", Kind.FIGURE, "reached|exceeded", "突破|超过"),
    act(
        "join",
        Kind.PEOPLE,
        "joins|joined",
        "加入",
        ("{actor} joins {object}", "{actor}加入{object}"),
        actors="person",
        objects="company lab body",
    ),
    act(
        "update",
        Kind.RELEASE,
        "updates|updated",
        "更新|升级",
        ("{actor} updates {object}", "{actor}更新{object}"),
        actors="company lab",
        objects="model product",
    ),
    act("fall", Kind.FIGURE, "fell|falls", "大跌|蒸发"),
)
LEXICON = Lexicon(
    entities={e.id: e for e in _ENTITIES},
    acts={a.id: a for a in _ACTS},
    primary_outlets=frozenset({"corvid newsroom"}),
)
HERON = Topic("heron", {Lang.EN: "Heron"}, ("heron",), words=("heron licence",), exclude=("heron pond",))

_PHRASES = {
    "status.planned": "planned",
    "status.statement": "statement",
    "status.snapshot": "as of then",
    "hedge.announced": "announced",
    "hedge.reported": "reported",
    "hedge.talks": "in talks",
    "hedge.denied": "denied",
    "hedge.not": "not",
    "hedge.asked": "asked whether",
    "qualifier.free-commercial-use": "free for commercial use",
    "qualifier.open-source": "open source",
    "qualifier.research-only": "research only",
    "headline.planned": "planned · {headline}",
    "headline.announced": "announced · {headline}",
    "headline.price": " for {value}",
    "headline.valuation": " at a {value} valuation",
    "headline.post-money": " at a {value} post-money valuation",
    "headline.valuation-of": " at a valuation of {value}",
    "headline.post-money-of": " at a post-money valuation of {value}",
    "headline.together": " with {names}",
    "headline.headcount": "{value} people",
    "headline.share": "{value}% of its staff",
    "headline.parameters": "{value} parameters",
    "qualifier.round-b": "Series B",
    "figure.approx": "about {value}",
    "figure.gt": "more than {value}",
    "unit.users": "{value} users",
} | {f"kind.{k}": k.value for k in Kind}
WORDS = {lang: Words(lang, _PHRASES) for lang in (Lang.EN, Lang.HANS, Lang.HANT)}

DAY = date(2025, 11, 20)
_ENDS = re.compile(r"(?<=[。！？?!])|(?<=[.] )(?=[A-Z“])")


def article(text: str, *, title: str = "", day: date | None = DAY, outlet: str | None = "Marsh Wire") -> Article:
    width = Granularity.DAY
    return Article(
        id=sha256(f"{title}|{text}|{day}|{outlet}".encode()).hexdigest()[:12],
        revision=1,
        url=None,
        outlet=outlet,
        title=title,
        text=text,
        lang=language_of(title + text),
        published=Published(day, width) if day else None,
        first_seen=datetime(2025, 12, 1, tzinfo=UTC),
        fingerprint="",
    )


def sentences(made: Article, speaker: str | None = None) -> Iterator[Sentence]:
    start, index = 0, 0
    for paragraph, line in enumerate(made.content.split("\n")):
        for piece in _ENDS.split(line):
            text = piece.strip()
            at = made.content.index(text, start) if text else start
            if text:
                titled = bool(made.title) and paragraph == 0
                yield Sentence(at, at + len(text), text, paragraph, index, is_title=titled, speaker=speaker)
                index += 1
            start = at + len(text)


def reading(made: Article, speaker: str | None = None) -> Reading:
    return Reading(
        article=made,
        sentences=tuple(sentences(made, speaker)),
        mentions=find_mentions(made.content, LEXICON),
        expressions=find_dates(made.content, made.published),
        quantities=find_quantities(made.content),
    )


def events(
    text: str,
    *,
    title: str = "",
    day: date | None = DAY,
    outlet: str | None = "Marsh Wire",
    speaker: str | None = None,
) -> tuple[Event, ...]:
    return find_events(reading(article(text, title=title, day=day, outlet=outlet), speaker), LEXICON)


def event(text: str, **more: object) -> Event:
    found = events(text, **more)  # type: ignore[arg-type]  # passed through
    assert len(found) == 1, [(e.act, e.when, e.citations[0].quote.text) for e in found]
    return found[0]


def foreign(made: Event) -> Event:
    """Return the event as if its source were in a language the reader cannot read."""
    return replace(made, citations=tuple(replace(c, lang=Lang.OTHER) for c in made.citations))
