"""Sentences of the same story that tell a happening in a language in which it has no line yet."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import timedelta

from digests.article import Article, Quote
from digests.chronicle.accord import act_class
from digests.chronicle.acts import verbs_of
from digests.chronicle.choice import acts_in, in_order, names_object, speaks, wanders
from digests.chronicle.cues import DENIED, EXPLAINS, HYPOTHETICAL, NEGATED_BEFORE, REPORTED, TALKS, WHETHER
from digests.chronicle.idle import is_idle
from digests.chronicle.phrasing import reads_alone
from digests.chronicle.sayings import figures_in, figures_meet, figures_of
from digests.chronicle.statuses import RELEASES
from digests.chronicle.wording import contains_name
from digests.entities import find_mentions
from digests.event import Citation, Event, Hedge, Status
from digests.language import Lang
from digests.lexicon import Lexicon
from digests.reading import Sentence
from digests.text.script import fold
from digests.text.sentences import sentences_of

_EARLY, _LATE = timedelta(days=2), timedelta(days=14)
"""How long before and after its date reports tell a happening as news."""
_FEW = 6
"""Sentences at the head of a report in which it tells its news."""
_SURE = frozenset({None, Hedge.ANNOUNCED})
_DOUBTS = (WHETHER, DENIED, TALKS, REPORTED, HYPOTHETICAL, EXPLAINS)
_AHEAD = re.compile(
    r"\b(?:will|to|plans?|planned|planning|expects?|expected|set|aims?|may|intends?|about)\s+(?:\w+\s+){0,2}$"
    r"|(?:将|拟|即将|计划|预计|准备|打算|有望|或)[^,，。]{0,8}$"
)
"""Before a verb: it has not happened yet."""
_LANGS = (Lang.EN, Lang.HANS)


def with_story(event: Event, reports: Iterable[Article], lexicon: Lexicon) -> Event:
    """Return the happening with a citation from each further report of its story that states it.

    Only reports in a language in which the happening has no sentence that can be its line are read, so that readers
    of every language see the same witnesses. They must name what it is about and its act, without doubt, in title or
    lead, near its date.
    """
    if event.act is None or event.status is not Status.HAPPENED or event.hedge not in _SURE:
        return event
    lacking = [lang for lang in _LANGS if not has_line(event, lang, lexicon)]
    cited = {c.quote.article for c in event.citations}
    fresh = (a for a in reports if a.id not in cited and any(speaks(a.lang, lang) for lang in lacking))
    found = [c for article in fresh if (c := _statement(event, article, lexicon))]
    return replace(event, citations=(*event.citations, *found)) if found else event


def has_line(event: Event, lang: Lang, lexicon: Lexicon) -> bool:
    """Say whether a citation can be the event's line for a reader of that language as it stands."""
    best = in_order(event, lang, lexicon)[0]
    return speaks(best.lang, lang) and reads_alone(best.quote.text, best.lang) and names_object(best, event, lexicon)


def _statement(event: Event, article: Article, lexicon: Lexicon) -> Citation | None:
    """Return the first sentence of the report that states the happening."""
    told = article.published
    if told is None or told.when.end < event.when.start - _EARLY or told.when.start > event.when.end + _LATE:
        return None
    head = sentences_of(article)[:_FEW]
    return next((_cited(article, s) for s in head if _states(event, article, s, lexicon)), None)


def _states(event: Event, article: Article, sentence: Sentence, lexicon: Lexicon) -> bool:
    """Say whether a sentence tells the happening, as one that has happened, and can stand alone."""
    text = fold(sentence.text)
    if sentence.speaker or not reads_alone(sentence.text, article.lang) or is_idle(sentence, article.title):
        return False
    if wanders(text) or any(cue.search(text) for cue in _DOUBTS) or not _names(event, sentence.text, lexicon):
        return False
    own, given = figures_of(event), figures_in(sentence.text)
    return any(_tells_act(event, text, lexicon)) and not (own and given and not figures_meet(own, given))


def _tells_act(event: Event, text: str, lexicon: Lexicon) -> Iterator[bool]:
    """Give for each form of the event's act in a folded text whether it is told as done."""
    wanted = RELEASES if act_class(event) == "release" else {event.act}
    for start, act in acts_in(text, verbs_of(lexicon)):
        ahead = _AHEAD.search(text[:start]) or NEGATED_BEFORE.search(text[:start])
        yield act.id in wanted and not ahead


def _names(event: Event, text: str, lexicon: Lexicon) -> bool:
    """Say whether a sentence names what the event is about: the object, or the thing and doer, or doer and figure."""
    named = {m.entity for m in find_mentions(text, lexicon)}
    citation = Citation(Quote("", 1, 0, 0, text), Lang.EN, None, None)
    if event.objects:
        return names_object(citation, event, lexicon) and (bool(named & {*event.actors}) or not event.actors)
    if event.thing:
        return contains_name(event.thing, text) and bool(named & event.about)
    telling = figures_meet(figures_of(event), figures_in(text))
    return telling and bool(named & ({*event.actors} or event.about))


def _cited(article: Article, sentence: Sentence) -> Citation:
    quote = Quote(article.id, article.revision, sentence.start, sentence.end, sentence.text)
    return Citation(quote, article.lang, article.outlet, article.url)
