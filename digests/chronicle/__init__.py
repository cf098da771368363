"""The chronicle: the dated happenings of an article, merged over articles, given a line, ranked into a timeline."""

from digests.chronicle.extract import find_events
from digests.chronicle.headlines import headline
from digests.chronicle.merging import merge
from digests.chronicle.timelines import timeline

__all__ = ["find_events", "headline", "merge", "timeline"]
