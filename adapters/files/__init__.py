"""Paths and standard input to entries: plain text, pages, feed files, JSON Lines, and folders of these.

How pages and feeds are understood belongs to other rooms; they are handed in as ``PageReader`` and ``FeedReader``.
"""

from adapters.files.options import ReadOptions
from adapters.files.read import FeedReader, PageReader, read_paths
from adapters.files.walk import PassedOver

__all__ = ["FeedReader", "PageReader", "PassedOver", "ReadOptions", "read_paths"]
