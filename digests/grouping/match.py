"""Matching: how the open stories compare with what is to be placed, and which of them it joins."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from math import log

from digests.grouping.clash import (
    CLASH,
    DEED,
    SERIES,
    other_deed,
    other_figure,
    other_happening,
    other_name,
    other_of_series,
    other_subject,
    other_version,
    unnamed,
)
from digests.grouping.index import StoryIndex
from digests.grouping.likeness import Likeness, profile
from digests.story import Reason, Story

THRESHOLD = 0.139
"""Least score for joining; this and the numbers below were measured together on headlines of three kinds."""
FIRST_PAIR = 2.0
"""Two lone articles need this many times the threshold, larger stories less of that on top: most wrong groups are
small, and the fewer the reports, the less is known of what they tell."""
EVIDENCE = 3.0
"""The shared rarity should reach the logarithm of the live articles plus this; else the score is cut by the square."""
BESIDE = 4.0
"""The rarity of about one ordinary word: as much should be shared besides the rarest term."""
BESIDE_ABROAD = 8.0
"""The same across languages, where every common word has a translation: about two ordinary words."""
PROOF = 8.0
"""The proof that is enough across languages: about one rare name or figure; field words are shared any day."""
UNPROVED = 0.4
"""What a score across languages keeps without any: two titles that translate each other word for word need none."""
ALONE = 0.6
"""What a score keeps where nothing is: one name or word in common may be a subject, or chance."""
CROWD = 1.0
"""How often the mean of the fourth to eighth best scores is added: a crowded theme needs a clear winner."""
AGREED = 0.5
"""Share of the threshold for reports that agree on a happening which takes place once."""

MEANT, MEANT_ABROAD = (0.2, 0.7, 0.6, 1.2), (0.4, 0.65, 0.2, 1.0)
"""Where meaning is known: from which nearness to which, and what is left of the score at the one and at the other.

Translations are far nearer each other than two reports in one language, so across languages it can only take away.
"""


@dataclass(frozen=True, slots=True)
class Match:
    """An open story as it compares with what is to be placed; ``clash`` says what keeps the two apart."""

    story: Story
    like: Likeness
    score: float
    clash: Reason | None = None

    @property
    def agrees(self) -> bool:
        """True where both report one happening that takes place once."""
        return any(term[0] == "h" for term in self.like.terms)


def ranked(
    terms: Mapping[str, float], articles: Sequence[str], stories: Sequence[Story], index: StoryIndex
) -> list[Match]:
    """Return the stories as they compare with the terms of some articles (ids), best first; then in order of id."""
    own = profile(terms, index.rarity)
    least = log(index.rarity.articles + 1) + EVIDENCE
    matches = []
    for story in stories:
        like = index.likeness(own, story)
        match = _match(terms, story, like, like.score * _sureness(like, least))
        matches.append(_meant(match, index.nearness(articles, story)) if match.score >= THRESHOLD * AGREED else match)
    return sorted(matches, key=lambda match: (-match.score, match.story.id))


def _sureness(like: Likeness, least: float) -> float:
    """Return the share of the score that the evidence bears; ``least`` is the shared rarity that is enough."""
    enough = BESIDE_ABROAD if like.across else BESIDE
    beside = ALONE + (1.0 - ALONE) * min(1.0, like.beside / enough)
    proof = UNPROVED + (1.0 - UNPROVED) * min(1.0, like.proof / PROOF) if like.across else 1.0
    return beside * proof * min(1.0, like.shared / least) ** 2


def _meant(match: Match, near: float | None) -> Match:
    """Weigh in how near the two are in meaning, where that is known."""
    if near is None:
        return match
    low, high, least, most = MEANT_ABROAD if match.like.across else MEANT
    share = min(1.0, max(0.0, (near - low) / (high - low)))
    return replace(match, score=match.score * (least + (most - least) * share))


def chosen(matches: Sequence[Match], articles: int) -> Match | None:
    """Return the match to join, if any: one that agrees on a happening, else the best where it reaches its bar.

    ``articles`` counts those of what is to be placed. Reports that agree on a happening need only be about it.
    """
    agreed = next((match for match in matches if match.score >= THRESHOLD * AGREED and match.agrees), None)
    if agreed:
        return agreed
    return matches[0] if matches and matches[0].score >= bar(matches, articles) else None


def bar(matches: Sequence[Match], articles: int) -> float:
    """Return what the best match must reach; ``articles`` counts those of what is to be placed."""
    crowd = [match.score for match in matches[3:8]]
    few = (FIRST_PAIR - 1.0) / (articles + len(matches[0].story.articles) - 1)
    return (THRESHOLD + CROWD * sum(crowd) / max(1, len(crowd))) * (1.0 + few)


def _match(terms: Mapping[str, float], story: Story, like: Likeness, score: float) -> Match:
    """Weigh clashes in, where the score is worth it."""
    plain = Match(story, like, score)
    if score < THRESHOLD * AGREED or (score < THRESHOLD and not plain.agrees):
        return plain
    left, clash = _clash(terms, story)
    if like.across and unnamed(terms, story.terms):
        left, clash = left * CLASH, clash or Reason("another-subject", {"story": story.id})
    if not plain.agrees and other_deed(terms, story.terms):
        left *= DEED
    return Match(story, like, score * left, clash)


def _clash(terms: Mapping[str, float], story: Story) -> tuple[float, Reason | None]:
    """Return what keeps the terms and the story apart, if anything does, and the share of the score it leaves."""
    name = other_version(terms, story.terms)
    if name:
        return 0.0, Reason("another-version", {"story": story.id, "name": name})
    series = other_of_series(terms, story.terms)
    if series:
        return SERIES, Reason("another-stock" if series == "stock" else "another-day", {"story": story.id})
    unit = other_figure(terms, story.terms)
    if other_subject(terms, story.terms) or (unit and other_name(terms, story.terms)):
        return SERIES, Reason("another-subject", {"story": story.id})
    act = other_happening(terms, story.terms)
    if act:
        return CLASH, Reason("another-happening", {"story": story.id, "act": (f"h:{act}",)})
    return (CLASH, Reason("another-figure", {"story": story.id, "unit": (f"n:{unit}",)})) if unit else (1.0, None)
