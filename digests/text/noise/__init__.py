"""Noise: the parts of a captured text that are not the report.

Pages are captured with their credits, captions, related links, promotions and footers, and re-published texts carry
junk put in by their thieves. Each kind has a module that marks it, by cues that stand for themselves (strong) or by a
suspicion (weak). Nothing is rewritten: a mark is a span of the content.
"""

from __future__ import annotations

from digests.article import Noise
from digests.language import Lang
from digests.text.noise.glued import find_glued
from digests.text.noise.heads import find_heads
from digests.text.noise.junk import find_junk
from digests.text.noise.lines import find_lines
from digests.text.noise.notices import find_notices
from digests.text.noise.paragraphs import Page
from digests.text.noise.promotions import find_promotions
from digests.text.noise.stamps import find_stamps
from digests.text.noise.tails import find_labelled_tail, find_links, find_stray_tail

_MOST_ON_SUSPICION = 0.4
"""Share of an article that weak cues may mark; beyond it they are taken for a misunderstanding."""


def find_noise(title: str, text: str, lang: Lang) -> tuple[Noise, ...]:
    """Return the spans of the content (title, line feed, text; only the text where there is no title) that are noise.

    In order and apart from each other. Cues exist for English and Chinese; for other languages only those of English
    apply.
    """
    page = Page.of(title, text, chinese=lang.is_chinese)
    finders = (find_heads, find_lines, find_stamps, find_notices, find_promotions, find_links, find_junk)
    strong = [span for find in finders for span in find(page)]
    weak = [*find_glued(page), *find_labelled_tail(page), *find_stray_tail(page)]
    if sum(n.end - n.start for n in weak) > _MOST_ON_SUSPICION * len(text):
        weak = []
    return _apart([*strong, *weak])


def _apart(noise: list[Noise]) -> tuple[Noise, ...]:
    """Return the spans in order, each cut back to what no earlier one covers."""
    kept: list[Noise] = []
    reached = 0
    for span in sorted(noise, key=lambda n: (n.start, -n.end)):
        start = max(span.start, reached)
        if start < span.end:
            kept.append(Noise(start, span.end, span.kind))
            reached = span.end
    return tuple(kept)
