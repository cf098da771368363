"""The pages of stories: the latest ones, and one story opened."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import tzinfo

from digests.article import Article, Copy
from digests.ask import Ask
from digests.draft import Brief
from digests.event import Event
from digests.layout import acts
from digests.layout.dates import shown_instant, shown_published
from digests.layout.lines import (
    citation_records,
    happening,
    happening_record,
    marked,
    original,
    text_lines,
    when_record,
)
from digests.layout.numbers import counted
from digests.layout.reasons import reason_record, shown_reasons
from digests.layout.sources import (
    SEPARATOR,
    Dates,
    article_line,
    article_note,
    citation_record,
    language_name,
    one_line,
    outlets_note,
    published_record,
    quoted,
    web_address,
)
from digests.page import Block, Bullets, Buttons, Choice, Heading, Page, Quoted, Row, Text, Tone
from digests.story import Story
from digests.timeline import Moment
from digests.words import Words


def latest_page(
    briefs: Sequence[Brief],
    words: Words,
    zone: tzinfo,
    published: Dates,
    *,
    title: str = "latest.title",
    ask: Ask | None = None,
) -> Page:
    """Return stories as rows in the order given, each dated by its latest report.

    ``title`` is the phrase above them, and ``ask`` what is answered.

    Its record: ``{"version": 1, "kind": "latest", "stories"}``.
    """
    headed = words.say(title)
    blocks: list[Block] = [story_row(brief, words, zone, published) for brief in briefs]
    if not briefs:
        blocks.append(Text(words.say("latest.empty"), Tone.QUIET))
    record = {"version": 1, "kind": "latest", "stories": [brief_record(brief, published, words) for brief in briefs]}
    blocks += [*open_story(briefs, words), *acts.buttons(acts.search(words), acts.quotes(ask, words))]
    return Page(headed, (Heading(headed, 1), *blocks), record)


def open_story(briefs: Sequence[Brief], words: Words) -> tuple[Choice, ...]:
    """Return the list from which one of the stories is opened."""
    return acts.choice("open-story", (acts.opening(_marked(brief, words), brief.story.id) for brief in briefs), words)


def story_page(
    brief: Brief,
    moments: Sequence[Moment],
    articles: Sequence[Article],
    copies: Sequence[Copy],
    *,
    words: Words,
    zone: tzinfo,
    ask: Ask | None = None,
    subject: str | None = None,
) -> Page:
    """Return one story opened: its summary, its happenings in order of date, every report and every copy of one.

    ``ask`` is what is answered, and ``subject`` the id of the name the story is mostly about.

    Its record: ``{"version": 1, "kind": "story", "story", "events", "articles", "copies"}``.
    """
    published = {article.id: article.published for article in articles}
    title = _marked(brief, words)
    blocks: list[Block] = [Heading(title, 1), Text(note(brief, words), Tone.QUIET), *summary(brief, published, words)]
    if moments:
        blocks.append(Heading(words.say("story.events"), 2))
        blocks += [happening(m.event, m.headline, published, words, reprints=m.reprints) for m in moments]
    blocks.append(Heading(counted("reports", len(articles), words), 2))
    blocks += [article_row(article, words, zone) for article in articles]
    if copies:
        blocks += [Heading(counted("copies", len(copies), words), 2), Bullets(_copy_lines(copies, words, zone))]
    blocks += _lead_on(brief.story, ask, subject, words, zone)
    return Page(title, tuple(blocks), _story_record(brief, moments, articles, copies, words))


def _lead_on(story: Story, ask: Ask | None, subject: str | None, words: Words, zone: tzinfo) -> tuple[Buttons, ...]:
    """Return where a reader may go from a story."""
    began = story.first.astimezone(zone).date().isoformat()
    return acts.buttons(
        acts.act("timeline", "timeline", words, topic=subject) if subject else None,
        acts.act("timeline-from-here", "timeline", words, topic=subject, from_=began) if subject else None,
        acts.quotes(ask, words),
        acts.act("follow", "follow", words, subject=f"story:{story.id}"),
        acts.act("why", "why", words, id=story.id),
    )


def numbered(number: int, brief: Brief, words: Words) -> str:
    """Return a story's headline with its place in a digest."""
    return f"{number}. {_marked(brief, words)}"


def summary(brief: Brief, published: Dates, words: Words) -> Iterator[Quoted]:
    """Yield the sentences of a summary; not again the one that is the headline, and one address once."""
    proof = original(brief.headline, words)
    seen = {one_line(brief.headline.text)}
    cited = (brief.headline.citation, *brief.summary.sentences) if proof else brief.summary.sentences
    addresses: set[str | None] = set()
    for citation in cited:
        block = quoted(citation, published, words)
        if block.text not in seen:
            yield replace(block, url=None) if block.url in addresses else block
        seen.add(block.text)
        addresses.add(block.url)


def note(brief: Brief, words: Words) -> str:
    """Return the small print of a story: outlets, languages, why it stands where it stands, id."""
    parts = [outlets_note(len(brief.outlets), brief.langs, words)]
    if reasons := shown_reasons(brief.reasons, words):
        parts.append(words.say("story.why", reasons=reasons))
    return SEPARATOR.join((*parts, brief.story.id))


def article_row(article: Article, words: Words, zone: tzinfo, excerpt: Quoted | None = None) -> Row:
    """Return an article as a row; one without a date shows when it was first seen."""
    seen = words.say("article.seen", date=shown_instant(article.first_seen, zone, words))
    return Row(
        id=article.id,
        date=shown_published(article.published, words) or seen,
        line=article_line(article, words),
        tone=Tone.PLAIN,
        original=excerpt,
        note=article_note(article, words),
    )


def article_record(article: Article) -> dict[str, object]:
    """Return an article as plain values, without its text."""
    return {
        "id": article.id,
        "revision": article.revision,
        "title": article.title,
        "outlet": article.outlet,
        "url": article.url,
        "lang": str(article.lang),
        "published": published_record(article.published),
        "first_seen": article.first_seen.isoformat(),
    }


def brief_record(brief: Brief, published: Dates, words: Words) -> dict[str, object]:
    """Return a story of a list as plain values."""
    return {
        "id": brief.story.id,
        "line": brief.headline.text,
        "origin": str(brief.headline.origin),
        "proof": citation_record(brief.headline.citation, published),
        "summary": [citation_record(citation, published) for citation in brief.summary.sentences],
        "events": [
            {"id": event.id, **when_record(event), "status": str(event.status), "kind": str(event.kind)}
            | {"citations": citation_records(event, published)}
            for event in brief.events
        ],
        "outlets": list(brief.outlets),
        "langs": [str(lang) for lang in brief.langs],
        "articles": list(brief.story.articles),
        "first": brief.story.first.isoformat(),
        "last": brief.story.last.isoformat(),
        "score": brief.score,
        "reasons": [reason_record(reason, words.reason(reason)) for reason in brief.reasons],
    }


def story_row(brief: Brief, words: Words, zone: tzinfo, published: Dates) -> Row:
    """Return a story as a row that opens to its summary."""
    told = _told(brief)
    mark, line = marked(told, brief.headline, words)
    return Row(
        id=brief.story.id,
        date=_latest_report(brief, words, zone, published),
        line=line,
        tone=Tone(told.status) if told else Tone.PLAIN,
        mark=mark,
        original=original(brief.headline, words),
        note=SEPARATOR.join((outlets_note(len(brief.outlets), brief.langs, words), brief.story.id)),
        quotes=tuple(quoted(citation, published, words) for citation in brief.summary.sentences),
    )


def short_row(brief: Brief, words: Words, zone: tzinfo, published: Dates) -> Row:
    """Return a story as a row of one line, the original where that is bare tags, and who tells it."""
    long = story_row(brief, words, zone, published)
    return replace(long, note=outlets_note(len(brief.outlets), brief.langs, words), quotes=())


def _latest_report(brief: Brief, words: Words, zone: tzinfo, published: Dates) -> str:
    """Return when the latest dated report was published, no finer than known; else when a report was first seen."""
    dated = [date for article in brief.story.articles if (date := published.get(article))]
    if not dated:
        return words.say("article.seen", date=shown_instant(brief.story.last, zone, words))
    latest = max(dated, key=lambda date: date.latest)
    return shown_instant(latest.at, zone, words) if latest.at else shown_published(latest, words)


def _marked(brief: Brief, words: Words) -> str:
    """Return a story's headline after the mark of its leading event."""
    mark, line = marked(_told(brief), brief.headline, words)
    return words.say("line.marked", mark=mark, line=line) if mark else line


def _told(brief: Brief) -> Event | None:
    """Return the event the headline of a story tells; a title that is no event's words tells none."""
    return next((event for event in brief.events if brief.headline.citation in event.citations), None)


def _copy_lines(copies: Sequence[Copy], words: Words, zone: tzinfo) -> tuple[str, ...]:
    """Return a line for each copy: outlet, language, when it was seen, address."""
    return text_lines(
        SEPARATOR.join(
            filter(
                None,
                (
                    copy.outlet,
                    language_name(copy.lang, words),
                    words.say("article.seen", date=shown_instant(copy.first_seen, zone, words)),
                    web_address(copy.url),
                ),
            )
        )
        for copy in copies
    )


def _story_record(
    brief: Brief, moments: Sequence[Moment], articles: Sequence[Article], copies: Sequence[Copy], words: Words
) -> dict[str, object]:
    published = {article.id: article.published for article in articles}
    return {
        "version": 1,
        "kind": "story",
        "story": brief_record(brief, published, words),
        "events": [happening_record(moment.event, moment.headline, published) for moment in moments],
        "articles": [article_record(article) for article in articles],
        "copies": [
            {
                "article": c.article,
                "outlet": c.outlet,
                "url": c.url,
                "lang": str(c.lang),
                "first_seen": c.first_seen.isoformat(),
            }
            for c in copies
        ],
    }
