"""The page that tells what became of an article or a story, and on what grounds."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import tzinfo

from digests.article import Article, Noise
from digests.layout import acts
from digests.layout.dates import shown_instant
from digests.layout.reasons import reason_record, said
from digests.layout.sources import in_script
from digests.layout.stories import article_record, article_row
from digests.lexicon import Lexicon
from digests.page import Block, Bullets, Heading, Page, Table, Text, Tone
from digests.story import Decision, Story
from digests.words import Words

_LONGEST_SPAN = 60


def why_page(
    subject: Article | Story, decisions: Sequence[Decision], lexicon: Lexicon, words: Words, zone: tzinfo
) -> Page:
    """Return the decisions about an article or a story, and of an article what was not read as part of the report.

    Its record: ``{"version": 1, "kind": "why", "subject", "decisions", "noise"}``.
    """
    title = words.say("why.title", id=subject.id)
    noise = subject.noise if isinstance(subject, Article) else ()
    blocks: list[Block] = [Heading(title, 1)]
    if isinstance(subject, Article):
        blocks.append(article_row(subject, words, zone))
    first = "at" if isinstance(subject, Article) else "report"
    reasons = [said(decision.reason, words, lexicon) for decision in decisions]
    blocks.append(
        _decisions(decisions, reasons, first, words, zone) if decisions else Text(words.say("why.empty"), Tone.QUIET)
    )
    if isinstance(subject, Article) and noise:
        lines = tuple(_noise_line(subject, span, words) for span in noise)
        blocks += [Heading(words.say("why.noise"), 2), Bullets(lines)]
    blocks += acts.buttons(acts.act("story", "story", words, id=subject.id))
    return Page(title, tuple(blocks), _record(subject, decisions, reasons, noise))


def _decisions(decisions: Sequence[Decision], reasons: Sequence[str], first: str, words: Words, zone: tzinfo) -> Table:
    """Return decisions as a table, oldest first; its first column says when (``at``) or about which ``report``."""
    columns = tuple(words.say(f"why.{column}") for column in (first, "stage", "outcome", "reason"))
    rows = tuple(
        (
            shown_instant(decision.at, zone, words) if first == "at" else decision.subject,
            words.phrases.get(f"stage.{decision.stage}", decision.stage),
            words.phrases.get(f"outcome.{decision.outcome}", decision.outcome),
            f"{reason} ({decision.other})" if decision.other else reason,
        )
        for decision, reason in zip(decisions, reasons, strict=True)
    )
    return Table(columns, rows)


def _noise_line(article: Article, span: Noise, words: Words) -> str:
    """Return what was passed over, and why."""
    text = in_script(article.content[span.start : span.end], article.lang, words)
    shown = text if len(text) <= _LONGEST_SPAN else f"{text[:_LONGEST_SPAN]}…"
    return words.say("why.noise.line", kind=words.say(f"noise.{span.kind.name.lower()}"), text=shown)


def _record(
    subject: Article | Story, decisions: Sequence[Decision], reasons: Sequence[str], noise: Sequence[Noise]
) -> dict[str, object]:
    return {
        "version": 1,
        "kind": "why",
        "subject": article_record(subject)
        if isinstance(subject, Article)
        else {"id": subject.id, "articles": list(subject.articles)},
        "decisions": [
            {
                "subject": decision.subject,
                "stage": decision.stage,
                "outcome": decision.outcome,
                "reason": reason_record(decision.reason, reason),
                "at": decision.at.isoformat(),
                "other": decision.other,
            }
            for decision, reason in zip(decisions, reasons, strict=True)
        ],
        "noise": [{"start": span.start, "end": span.end, "kind": span.kind.name.lower()} for span in noise],
    }
