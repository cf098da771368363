"""What a digest would have brought, as a part of the page on what it is of."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import tzinfo

from digests.draft import Draft
from digests.layout.sources import Dates
from digests.layout.stories import brief_record, story_row
from digests.page import Block, Heading, Text, Tone
from digests.words import Words


@dataclass(frozen=True, slots=True)
class Trial:
    """What a digest would have brought."""

    draft: Draft
    published: Dates
    about: int
    """Stories of the window that belong into it, those too for which the draft has no room."""
    stories: int
    """All stories of the window."""
    days: int
    """Of the window."""


def trial_blocks(trial: Trial, of: str, words: Words, zone: tzinfo, spoken: Words | None = None) -> Iterator[Block]:
    """Yield what it would have brought; ``of`` is the table of the phrases that count it.

    ``spoken`` are the words of the digest, where they are not the reader's.
    """
    yield Heading(words.say("topics.tried", days=trial.days))
    if not trial.stories:
        yield Text(words.say("topics.tried-nothing"), Tone.QUIET)
        return
    said, tone = ("some", Tone.QUIET) if trial.about else ("none", Tone.WARNING)
    yield Text(words.say(f"{of}.tried-{said}", about=trial.about, stories=trial.stories), tone)
    for brief in trial.draft.briefs:
        yield story_row(brief, spoken or words, zone, trial.published)


def trial_record(trial: Trial | None, words: Words) -> dict[str, object] | None:
    """Return it as plain values."""
    if trial is None:
        return None
    return {
        "from": trial.draft.start.isoformat(),
        "to": trial.draft.end.isoformat(),
        "about": trial.about,
        "of": trial.stories,
        "stories": [brief_record(brief, trial.published, words) for brief in trial.draft.briefs],
    }
