"""What else an event concerns: families, makers, and the model its paragraph speaks of; what is proved of a release."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from datetime import date
from functools import lru_cache

from digests.affiliations import affiliation_at, without_former
from digests.chronicle.cues import FIRST_PERSON, FREE_FOR_BUSINESS, OPEN_SOURCE, RESEARCH_ONLY
from digests.chronicle.line import Line
from digests.lexicon import EntityType, Lexicon
from digests.reading import Reading, Sentence
from digests.text.script import fold

GENERIC = re.compile(r"模型|版本|\b(?:models?|versions?)\b")
"""Words for a model that its sentence does not name."""
_THE_COMPANY = re.compile(r"该公司|公司|\bthe company\b")
_NEGATION = re.compile(r"并未|没有|未|不是|并非|不能|是否|如果|\b(?:not|never|isn't|if|whether|hardly)\b")
_DISPUTED = re.compile(
    r"(?:并非|不是|不算|称不上|未实现|不能|不可|无权)[^,，。]{0,12}(?:开源|开放)"
    r"|\b(?:not|isn't|never|hardly)(?: \w+){0,3} open[- ]source"
)
_POINTS_BACK = re.compile(
    r"^[^,，]{0,12}[,，]?\s?(?:它|该|此|这款|这个|\bit\b|\bthe (?:model|weights|release)\b|\bboth\b|\ball\b)"
)
"""What opens a sentence that goes on about the thing of the one before."""
_PARAGRAPHS_BACK = 2
_SENTENCES_NEAR = 40
_QUALIFIERS = {
    "free-commercial-use": FREE_FOR_BUSINESS,
    "open-source": OPEN_SOURCE,
    "research-only": RESEARCH_ONLY,
}


def concerns(
    reading: Reading, line: Line, lexicon: Lexicon, actors: Iterable[str], objects: Iterable[str]
) -> frozenset[str]:
    """Return every entity the event concerns.

    Those the sentence names, but for the former employers of people; the families of versions; the makers of objects
    and employers of actors at that time; and, where the sentence names no model, the model its paragraph spoke of
    last (for "the model", two paragraphs back at most; else those of the title).
    """
    mentions = reading.mentions_in(line.sentence)
    present = {m.entity for m in without_former(fold(reading.article.content), mentions, lexicon)}
    past = {m.entity for m in mentions} - present
    named = {*present, *actors, *objects}
    if not any(lexicon.entities[e].type is EntityType.MODEL for e in named):
        named |= _spoken_of(reading, line, lexicon)
    if FIRST_PERSON.search(line.text) or _THE_COMPANY.search(line.text):
        named |= _main_company(reading, lexicon) - past
    kin = {lexicon.entities[e].family for e in named}
    kin |= {affiliation_at(lexicon.entities[e], _day_of(line)) for e in (*actors, *objects)} - past
    kin |= {lexicon.entities[f].maker for f in _families(objects, lexicon)}
    return frozenset(named | {e for e in kin if e is not None and e in lexicon.entities})


def _families(ids: Iterable[str], lexicon: Lexicon) -> set[str]:
    """Return the families of those entities that are known themselves."""
    return {f for e in ids if (f := lexicon.entities[e].family) in lexicon.entities and f is not None}


def maker_of(entity: str, lexicon: Lexicon, day: date | None = None) -> str | None:
    """Return who makes a thing or employs a person, on that day if one is given; a version's maker is its family's."""
    known = lexicon.entities.get(entity)
    if known is None:
        return None
    maker = affiliation_at(known, day)
    return maker or (maker_of(known.family, lexicon) if known.family and known.family != entity else None)


def _day_of(line: Line) -> date | None:
    """Return the day of what a sentence tells: that of its only date, else that of its report."""
    dated = {time.when.start for time in line.times if time.when is not None}
    return dated.pop() if len(dated) == 1 else line.published


def _spoken_of(reading: Reading, line: Line, lexicon: Lexicon) -> set[str]:
    """Return the model last named before the sentence, as near as its words allow."""
    paragraph = {s.start: s.paragraph for s in reading.sentences}
    reach = _PARAGRAPHS_BACK if GENERIC.search(line.text) else 0
    starts = sorted(paragraph)
    for mention in reversed(reading.mentions):
        if mention.start >= line.sentence.start or lexicon.entities[mention.entity].type is not EntityType.MODEL:
            continue
        home = max((s for s in starts if s <= mention.start), default=0)
        if line.sentence.paragraph - paragraph.get(home, -9) <= reach:
            return {mention.entity}
        break
    title = len(reading.article.title)
    inside = (m for m in reading.mentions if m.end <= title)
    return {m.entity for m in inside if lexicon.entities[m.entity].type is EntityType.MODEL}


def _main_company(reading: Reading, lexicon: Lexicon) -> set[str]:
    """Return the company the article speaks of most, by its own name, its people or its products."""
    day = reading.article.published.day if reading.article.published else None
    present = without_former(fold(reading.article.content), reading.mentions, lexicon)
    owners = (maker_of(m.entity, lexicon, day) or m.entity for m in present)
    counted = Counter(e for e in owners if e in lexicon.entities and lexicon.entities[e].type is EntityType.COMPANY)
    ranked = sorted(counted.items(), key=lambda pair: (-pair[1], pair[0]))
    return {ranked[0][0]} if ranked else set()


def qualifiers_of(reading: Reading, sentence: Sentence, works: tuple[str, ...], lexicon: Lexicon) -> tuple[str, ...]:
    """Return what the article proves of the released thing.

    Words of the sentence itself count, of any sentence that names the thing and no other model, and of the sentence
    right after the release as long as it opens with "it" or "the model" and names no other. Where the article
    disputes that it is open source, it is not called so.
    """
    if not works:
        return ()
    if _is_disputed(reading.article.content):
        cues = {q: cue for q, cue in _QUALIFIERS.items() if q != "open-source"}
    else:
        cues = _QUALIFIERS
    near = reading.sentences[max(0, sentence.index - _SENTENCES_NEAR) : sentence.index + _SENTENCES_NEAR]
    texts = [t for s in near if (t := _about_only(reading, s, sentence, works, lexicon))]
    return tuple(q for q, cue in cues.items() if any(_states(t, cue) for t in texts))


@lru_cache(maxsize=64)
def _is_disputed(content: str) -> bool:
    """Say whether a text disputes that something is open source."""
    return _DISPUTED.search(fold(content)) is not None


def _states(text: str, cue: re.Pattern[str]) -> bool:
    """Say whether the words stand there and nothing in their clause takes them back."""
    match = cue.search(text)
    return match is not None and not _NEGATION.search(re.split(r"[,，;；.。]", text[: match.start()])[-1])


def _about_only(
    reading: Reading, candidate: Sentence, told: Sentence, works: tuple[str, ...], lexicon: Lexicon
) -> str | None:
    """Return the folded sentence if what it says can only be about those works."""
    models = {m.entity for m in reading.mentions_in(candidate) if lexicon.entities[m.entity].type is EntityType.MODEL}
    follows = candidate.index == told.index + 1 and candidate.paragraph == told.paragraph
    points_back = follows and _POINTS_BACK.search(fold(candidate.text)) and not models - set(works)
    if candidate is told or models == set(works) or points_back:
        return fold(reading.article.content)[candidate.start : candidate.end]
    return None
