"""The summary of a story: at most two verbatim sentences, chosen by cues of news more than by averageness.

The cues and their order of effect come from a trial by reading: whole graph methods pick long average opinions, while
an event verb, a date near the publication, names and the lead pick what happened. Nearness to the centre of all that
the reports tell weighs as much as standing first: it finds what the story is about, the cues what happened in it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from math import exp, sqrt

from digests.central import Rarity, content_words, nearness
from digests.chronicle.cues import ANECDOTE, OPENS_DANGLING, QUESTION
from digests.draft import Summary
from digests.event import Event, Status
from digests.language import Lang
from digests.reading import Reading, Sentence
from digests.text.cuts import ends_whole
from digests.text.script import fold
from digests.titles import speaks

SENTENCES = 2
REPEATS_TITLE = 0.75
"""A sentence this like its title says nothing that the headline does not."""
TOO_ALIKE = 0.55
"""A further sentence must be less like those chosen, and like what was told, than this."""
ADDITIONS = 0.5
"""Weight of what a further sentence adds."""
DANGLING = 1.5
"""What it costs a sentence to lean on another that is not shown."""
UNRELATED = 1.5
"""What it costs a further sentence to share no word with the one before or with a title."""
NEAR_DAYS = 60
"""A date counts as news up to this many days from publication."""
HAN_LENGTHS = (20, 105)
WORD_LENGTHS = (8, 45)

_CUT_OFF = re.compile(r"(?:…|\.\.\.|\[…\]|\[\.\.\.\])\W*$")
"""How a feed that gives only the beginning of a text ends it."""
_HAN = re.compile(r"[\u3400-\u9fff]")
_WORD = re.compile(r"[^\W_]+")
_LATIN = re.compile(r"[A-Za-z0-9][\w.,-]*")
_BACKGROUND = re.compile(
    r"\bhad (?:\w+ )?(?:\w+ed|been|begun|come|gone|made|put|said|taken)\b|此前|之前|早前|曾经?[^\W\d]"
)
"""What lay before the news; on folded text."""
_QUOTE_MARK = re.compile(r"[\"“”「」『』]")
_CONSEQUENCE = re.compile(
    r"\b(?:will|would|means|allows?|as a result|because|after|following)\b|"
    r"导致|導致|意味|将|將|使得|允许|允許|由于|由於",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Candidate:
    reading: Reading
    sentence: Sentence
    terms: frozenset[str]
    score: float
    adds: float
    """What it brings as a further sentence: a number, a party, a consequence."""
    dangles: bool
    """It opens with a word that leans on the sentence before ("It has …")."""

    def follows(self, other: _Candidate) -> bool:
        """Say whether it is the next sentence of the same report."""
        apart = self.sentence.index - other.sentence.index
        return self.reading is other.reading and apart == 1

    def concerns(self, other: _Candidate) -> bool:
        """Say whether it speaks of anything that the other, or the title of either, speaks of."""
        titles = _content_terms(f"{self.reading.article.title} {other.reading.article.title}")
        return any(not term.isdigit() for term in self.terms & (other.terms | titles))


def summarise(readings: Sequence[Reading], lang: Lang, told: Sequence[str] = (), *, limit: int = SENTENCES) -> Summary:
    """Return at most ``limit`` sentences of the story, best first, none like another nor like what was ``told``.

    Sentences come from reports in the reader's language where there are any (either Chinese script counts as
    Chinese), else from all. Titles are never repeated; a story of bare titles has an empty summary.
    """
    native = [reading for reading in readings if speaks(reading.article.lang, lang)]
    candidates = _candidates(native, told) or _candidates(readings, told)
    chosen: list[_Candidate] = []
    known = [_content_terms(sentence) for sentence in told]
    while len(chosen) < limit:
        fresh = [c for c in candidates if all(alike(c.terms, terms) < TOO_ALIKE for terms in known)]
        if not fresh:
            break
        best = max(fresh, key=lambda c: (_worth(c, chosen), c.reading.article.id, -c.sentence.index))
        chosen.append(best)
        known.append(best.terms)
    return Summary(tuple(c.reading.citation(c.sentence) for c in chosen))


def alike(one: frozenset[str], other: frozenset[str]) -> float:
    """Return how alike two sets of terms are: the cosine of their memberships, 0 to 1."""
    return len(one & other) / sqrt(len(one) * len(other)) if one and other else 0.0


def _worth(candidate: _Candidate, chosen: Sequence[_Candidate]) -> float:
    """Return what a sentence is worth after those chosen; what leans on the one before may only stand after it."""
    follows = any(candidate.follows(one) for one in chosen)
    score = candidate.score - DANGLING * (candidate.dangles and not follows)
    if not chosen:
        return score
    related = follows or any(candidate.concerns(one) for one in chosen)
    return score + ADDITIONS * candidate.adds - UNRELATED * (not related)


def _content_terms(text: str) -> frozenset[str]:
    return frozenset(content_words(text))


def _candidates(readings: Sequence[Reading], told: Sequence[str]) -> list[_Candidate]:
    """Return the sentences fit to be shown, with their scores, repeats within the story left out."""
    known = [_content_terms(sentence) for sentence in told]
    sentences = [(r, s, _content_terms(s.text)) for r in readings for s in r.sentences if _fit(r, s)]
    near = nearness((s.text for _, s, _ in sentences), Rarity(s.text for r in readings for s in r.sentences))
    newest = max((r.article.published.day for r in readings if r.article.published), default=None)
    unique = {s.text: (r, s, terms) for r, s, terms in reversed(sentences)}
    return [
        _Candidate(
            reading=r,
            sentence=s,
            terms=terms,
            score=3.0 * near[s.text] + _lateness(r, newest) + _cues(r, s, terms, known),
            adds=_additions(r, s),
            dangles=bool(OPENS_DANGLING.search(fold(s.text))),
        )
        for r, s, terms in unique.values()
    ]


def _fit(reading: Reading, sentence: Sentence) -> bool:
    """Say whether a sentence may be shown at all: no title nor its repeat, no speech, nothing foreign or cut off."""
    terms = _content_terms(sentence.text)
    foreign = reading.article.lang.is_chinese and not _HAN.search(sentence.text)
    whole = _closed(sentence.text) and ends_whole(sentence.text) and not _CUT_OFF.search(sentence.text)
    if sentence.is_title or sentence.speaker or foreign or not terms or not whole:
        return False
    return alike(terms, _content_terms(reading.article.title)) <= REPEATS_TITLE


def _closed(text: str) -> bool:
    """Say whether every quotation mark has its partner."""
    pairs = ("“”", "「」", "『』", "《》", "()", "（）")
    return text.count('"') % 2 == 0 and all(text.count(pair[0]) == text.count(pair[1]) for pair in pairs)


def _cues(reading: Reading, sentence: Sentence, terms: frozenset[str], told: Sequence[frozenset[str]]) -> float:
    """Return the sum of the news cues less the penalties."""
    events = _events_in(reading, sentence)
    score = 1.5 * any(event.act and event.status is not Status.STATEMENT for event in events)
    score += 0.8 * _newness(reading, sentence)
    score += 0.15 * min(4, len({mention.entity for mention in reading.mentions_in(sentence)}))
    score += 3.0 * exp(-sentence.index / 4)
    score += 0.6 * alike(terms, _content_terms(reading.article.title))
    score += 0.2 * bool(reading.quantities_in(sentence))
    return score - _penalties(reading, sentence) - 0.5 * max((alike(terms, one) for one in told), default=0.0)


def _additions(reading: Reading, sentence: Sentence) -> float:
    parties = len({mention.entity for mention in reading.mentions_in(sentence)})
    score = 0.8 * bool(reading.quantities_in(sentence))
    score += 0.2 * min(2, parties)
    return score + 0.3 * bool(_CONSEQUENCE.search(sentence.text))


def _penalties(reading: Reading, sentence: Sentence) -> float:
    text = sentence.text
    shortest, longest = HAN_LENGTHS if reading.article.lang.is_chinese else WORD_LENGTHS
    length = _length(text, reading.article.lang)
    penalty = 0.6 * bool(_QUOTE_MARK.search(text))
    penalty += 1.5 * bool(QUESTION.search(text))
    penalty += 1.0 * bool(ANECDOTE.search(fold(text)))
    penalty += 1.5 * bool(_BACKGROUND.search(fold(text)))
    return penalty + 1.0 * (length < shortest) + 1.0 * (length > longest)


def _length(text: str, lang: Lang) -> int:
    """Return the length in words; in Chinese in characters, a Latin word or number counting as two."""
    if not lang.is_chinese:
        return len(_WORD.findall(text))
    return len(_HAN.findall(text)) + 2 * len(_LATIN.findall(text))


def _events_in(reading: Reading, sentence: Sentence) -> list[Event]:
    return [
        event
        for event in reading.events
        if any(sentence.start <= c.quote.start and c.quote.end <= sentence.end for c in event.citations)
    ]


def _newness(reading: Reading, sentence: Sentence) -> float:
    """Return 1 for a date on the day of publication, less the farther away, 0 without a date near it."""
    published = reading.article.published
    if published is None:
        return 0.0
    dates = (e.when.end for e in reading.expressions_in(sentence) if e.when)
    return max((_nearness(day, published.day) for day in dates), default=0.0)


def _lateness(reading: Reading, newest: date | None) -> float:
    """Return 1 for the newest report, less the older: what happened last comes first."""
    published = reading.article.published
    return exp(-(newest - published.day).days / 3) if newest and published else 0.0


def _nearness(day: date, published: date) -> float:
    apart = abs((published - day).days)
    return exp(-apart / 30) if apart <= NEAR_DAYS else 0.0
