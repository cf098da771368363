"""The page of a verdict on the grouping, and what is pressed on a story to give one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import tzinfo
from types import MappingProxyType

from digests.article import Article
from digests.ask import Ask
from digests.draft import Brief
from digests.layout import acts
from digests.layout.lists import topic_name
from digests.layout.sources import SEPARATOR, Dates, article_line, one_line
from digests.layout.stories import brief_record, open_story, story_row
from digests.page import Act, Block, Bullets, Heading, Page, Text
from digests.topic import Topic
from digests.verdicts import Said
from digests.words import Words

MOST_REPORTS = 8
"""Of a story that are named; the rest is counted."""


def story_acts(story_id: str, words: Words) -> tuple[Block, ...]:
    """Return what admins press on a story: the rest is on a page that they alone see."""
    return acts.buttons(acts.act("correct-story", "stories open", words, id=story_id))


def open_page(brief: Brief, articles: Sequence[Article], topics: Sequence[Topic], words: Words, zone: tzinfo) -> Page:
    """Return a story with what admins say of it; ``topics`` are those that it counts as being about.

    Its record: ``{"version": 1, "kind": "verdict", "outcome": "", "topic": "", "stories"}``.
    """
    page = verdict_page([(brief, articles)], "", "", words, zone)
    return replace(page, blocks=(*page.blocks, *verdict_acts(brief.story.id, articles, topics, words)))


def verdict_acts(
    story_id: str, articles: Sequence[Article], topics: Sequence[Topic], words: Words
) -> tuple[Block, ...]:
    """Return what is said of a story: a report that belongs elsewhere, a topic it is not about, another to merge."""
    splits = [_splitting(story_id, article, words) for article in articles] if len(articles) > 1 else []
    rejects = [_rejecting(story_id, topic, words) for topic in topics]
    merge = acts.act("same-story", "stories merge", words, typed="other", id=story_id)
    choices = (*acts.choice("wrong-group", splits, words), *acts.choice("not-this-topic", rejects, words))
    return (*choices, *acts.buttons(merge))


def _splitting(story_id: str, article: Article, words: Words) -> Act:
    ask = Ask("stories split", MappingProxyType({"id": story_id, "articles": (article.id,)}))
    return Act(acts.cut(_report(article, words)), ask)


def _rejecting(story_id: str, topic: Topic, words: Words) -> Act:
    ask = Ask("stories reject", MappingProxyType({"id": story_id, "topic": topic.slug}))
    return Act(acts.cut(topic_name(topic, words)), ask)


def verdict_page(
    seen: Sequence[tuple[Brief, Sequence[Article]]], outcome: str, topic: str, words: Words, zone: tzinfo
) -> Page:
    """Return what was or would be said of the stories, with their reports, the first of them in words.

    ``outcome`` is a key of ``[verdicts-done]``, empty where nothing is said yet; ``topic`` is a slug.

    Its record: ``{"version": 1, "kind": "verdict", "outcome", "topic", "stories"}``.
    """
    title = words.say("verdicts.title")
    briefs = [brief for brief, _ in seen]
    published = {article.id: article.published for _, articles in seen for article in articles}
    done = words.say(f"verdicts-done.{outcome or 'open'}", topic=topic)
    rows = [block for brief, articles in seen for block in _row(brief, articles, words, zone, published)]
    opened = open_story(briefs, words) if outcome in set(Said) else ()
    record = {
        "version": 1,
        "kind": "verdict",
        "outcome": outcome,
        "topic": topic,
        "stories": [brief_record(brief, published, words) for brief in briefs],
    }
    return Page(title, (Heading(title, 1), Text(done), *rows, *opened), record)


def _row(brief: Brief, articles: Sequence[Article], words: Words, zone: tzinfo, published: Dates) -> tuple[Block, ...]:
    """Return a story, and its reports where it has several."""
    row = story_row(brief, words, zone, published)
    lines = [_report(article, words) for article in articles[:MOST_REPORTS]]
    left = len(articles) - len(lines)
    more = [words.say("verdicts.more", count=left)] if left else []
    return (row, Bullets((*lines, *more))) if len(articles) > 1 else (row,)


def _report(article: Article, words: Words) -> str:
    """Return what tells a report from others of its story, though they have one title."""
    return SEPARATOR.join(filter(None, (one_line(article.outlet or ""), article_line(article, words))))
