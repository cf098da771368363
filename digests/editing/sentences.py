"""The sentences of a story that an edition shows."""

from __future__ import annotations

from collections.abc import Sequence

from digests.editing.novelty import Fresh
from digests.edition import Told
from digests.event import Citation, Event
from digests.headline import Origin
from digests.language import Lang
from digests.titles import speaks

SENTENCES = 2
"""As many as a summary has."""


def sentences_of(story: Fresh, told: Sequence[Told], lang: Lang) -> tuple[Citation, ...]:
    """Return what is shown beneath a story's headline: of an update first what changed, then what was not shown yet.

    A headline that is not a source's own words stands above the sentence that proves it.
    """
    brief, headline = story.brief, story.brief.headline
    proof = () if headline.origin is Origin.SOURCE else (headline.citation,)
    changed = tuple(_told_best(event, lang) for event in story.changes[:1])
    seen = {quote.text for one in told for quote in one.quotes} if story.is_update else set()
    rest = (citation for citation in brief.summary.sentences if citation.quote.text not in seen)
    unique = {citation.quote.text: citation for citation in reversed((*changed, *proof, *rest))}
    unique.pop(headline.citation.quote.text if not proof else "", None)
    kept = tuple(reversed(unique.values()))
    return kept[: max(SENTENCES, len(changed) + len(proof))]


def _told_best(event: Event, lang: Lang) -> Citation:
    """Return the citation that the reader can read; of those the last, which knows most."""
    readable = [citation for citation in event.citations if speaks(citation.lang, lang)]
    return (readable or list(event.citations))[-1]
