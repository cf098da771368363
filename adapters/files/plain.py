"""A plain text file to an entry."""

from __future__ import annotations

from adapters.files.options import ReadOptions, stated_over
from digests.article import Entry
from digests.errors import BadInput
from digests.stated import storable

_TITLE_LIMIT = 120
_SENTENCE_ENDS = tuple(".!?;:,。！？…；：，、")


def plain_entry(text: str, origin: str, options: ReadOptions) -> Entry:
    """Return the text as an entry; its first line is the title where it looks like one.

    A title is short, is followed by further lines and does not end as a sentence does. Raises BadInput for a text
    that holds nothing but white space.
    """
    whole = storable(text).strip()
    if not whole:
        raise BadInput("file-empty", origin)
    first, _, rest = whole.partition("\n")
    if options.title == first.strip() or (not options.title and _is_title(first, rest)):
        return stated_over(Entry(title=first.strip(), text=rest.strip(), origin=origin), options)
    return stated_over(Entry(title="", text=whole, origin=origin), options)


def _is_title(line: str, rest: str) -> bool:
    return bool(rest.strip()) and len(line) < _TITLE_LIMIT and not line.rstrip().endswith(_SENTENCE_ENDS)
