"""The sentences of an article: what can be quoted, and who is speaking."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from digests.article import Article, Noise
from digests.reading import Sentence
from digests.text.cuts import ends_whole, sentence_spans
from digests.text.excerpts import breaks_off
from digests.text.patterns import late
from digests.text.script import HAN, fold, word_set

_LABEL = late(
    rf"(?:^|(?<=[。！？!?…”」』）)]))\s*([{HAN}·]{{1,10}}|[A-Z][\w.'’-]*(?: [A-Z][\w.'’-]*){{0,3}})\s*[:：]\s*"
)
_ROLES = word_set("主持人 记者 提问 提问者 采访者 问 答 嘉宾 host interviewer moderator q a question answer reporter")
_MIN_TURNS = 4
_MIN_SPEAKERS, _MAX_SPEAKERS = 2, 8
_MIN_SPEECH = 15
"""Mean code points a turn has; the values of a list of properties ("价格：9元") are shorter."""


@dataclass(frozen=True, slots=True)
class _Stretch:
    """A span of content spoken by one voice, inside one paragraph."""

    start: int
    end: int
    speaker: str | None


def sentences_of(article: Article) -> tuple[Sentence, ...]:
    """Return the sentences of an article in order of ``start``.

    No sentence holds noise. A sentence with noise in its middle, or broken off by a feed at the end of its excerpt, is
    left out whole: its halves could lose a denial or the name of who said it. The title is one sentence. A speaker
    label belongs to no sentence; a paragraph without a label has no speaker, since transcripts drop labels and a wrong
    name is worse than none.
    """
    content = article.content
    speakers = _speakers(article.text)
    found: list[Sentence] = []
    for number, (start, end) in enumerate(_paragraphs(content)):
        is_title = bool(article.title) and start == 0
        for stretch in _stretches(content, start, end, frozenset() if is_title else speakers):
            for begin, stop in _clean_spans(content, stretch, article.noise, whole=is_title):
                text = content[begin:stop]
                found.append(Sentence(begin, stop, text, number, len(found), is_title, stretch.speaker))
    told = [sentence.text for sentence in found if not sentence.is_title]
    return tuple(found[:-1] if breaks_off(told, len(article.text)) else found)


def _paragraphs(content: str) -> list[tuple[int, int]]:
    """Return the spans of the lines that hold anything."""
    return [(line.start(), line.end()) for line in re.finditer(r"[^\n]*\S[^\n]*", content)]


def _clean_spans(
    content: str, stretch: _Stretch, noise: tuple[Noise, ...], *, whole: bool
) -> Iterator[tuple[int, int]]:
    """Yield the spans of the sentences of a stretch that no noise touches."""
    start, broken = stretch.start, False
    inside = [n for n in noise if n.start < stretch.end and stretch.start < n.end]
    for stop, after in (*((max(n.start, start), n.end) for n in inside), (stretch.end, stretch.end)):
        breaks = (
            after < stretch.end and bool(content[after : stretch.end].strip()) and not ends_whole(content[start:stop])
        )
        spans = _spans(content[start:stop], whole=whole)
        first, last = (1 if broken else 0), (len(spans) - 1 if breaks else len(spans))
        yield from ((start + a, start + b) for a, b in spans[first:last])
        start, broken = max(start, after), breaks


def _spans(text: str, *, whole: bool) -> tuple[tuple[int, int], ...]:
    """Return the sentence spans of a clean text, or its one span where it is a title."""
    if not whole:
        return sentence_spans(text)
    stripped = text.strip()
    start = text.find(stripped)
    return ((start, start + len(stripped)),) if any(c.isalnum() for c in stripped) else ()


def _stretches(content: str, start: int, end: int, speakers: frozenset[str]) -> list[_Stretch]:
    """Return the paragraph cut at its speaker labels, the labels left out."""
    if not speakers:
        return [_Stretch(start, end, None)]
    stretches: list[_Stretch] = []
    begin, speaker = start, None
    for label in _LABEL.finditer(content[start:end]):
        if fold(label[1]) in speakers:
            stretches.append(_Stretch(begin, start + label.start(), speaker))
            begin, speaker = start + label.end(), label[1]
    return [*stretches, _Stretch(begin, end, speaker)]


def _speakers(text: str) -> frozenset[str]:
    """Return the folded labels that mark turns of speech, empty where the text is no conversation.

    A conversation has at least four turns of at least two voices that come again, and either one of them is a role
    (主持人, Q) or the labelled paragraphs are most of the text.
    """
    if text.count(":") + text.count("：") < _MIN_TURNS:
        return frozenset()
    turns = [
        (fold(label[1]), _speech_length(line, label.end()), label.start() == 0)
        for line in text.split("\n")
        for label in _LABEL.finditer(line)
    ]
    counts = Counter(label for label, _, _ in turns)
    voices = {label for label, count in counts.items() if count > 1 or label in _ROLES}
    spoken = [length for label, length, _ in turns if label in voices]
    if (
        not _MIN_SPEAKERS <= len(voices) <= _MAX_SPEAKERS
        or len(spoken) < _MIN_TURNS
        or sum(spoken) < _MIN_SPEECH * len(spoken)
    ):
        return frozenset()
    led = sum(leads for label, _, leads in turns if label in voices)
    mostly_labelled = 2 * led >= len(_paragraphs(text))
    return frozenset(voices) if voices & _ROLES or mostly_labelled else frozenset()


def _speech_length(line: str, start: int) -> int:
    """Return how many code points follow the label in its line."""
    return len(line) - start
