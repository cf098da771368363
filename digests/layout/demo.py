"""What is said before and after the demonstration."""

from __future__ import annotations

from datetime import UTC, datetime

from digests.layout.dates import shown_instant
from digests.page import Bullets, Heading, Page, Text
from digests.words import Words

NEXT = ("read", "digest", "timeline")


def demo_start(now: datetime, words: Words) -> Page:
    """Return the words before: what is real and what is made up, and what time it is taken to be (aware)."""
    title = words.say("demo.title")
    return Page(title, (Heading(title, 1), Text(words.say("demo.start", now=shown_instant(now, UTC, words)))))


def demo_end(words: Words) -> Page:
    """Return the words after: three things to type next."""
    title = words.say("demo.next")
    return Page(title, (Heading(title, 2), Bullets(tuple(words.say(f"demo.next.{name}") for name in NEXT))))
