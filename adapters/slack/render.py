"""A page as a message of Slack's: headers, rich text a story or row, small print, tables, and what can be pressed.

Limits are those of docs.slack.dev, Block Kit. How Slack counts the characters of a message is not documented
(slackapi/bolt-js#2509, #2867): here all of its JSON counts, which is more than any count of what is shown.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache, partial
from itertools import count, groupby
from typing import Any

from adapters.slack.ids import Press
from adapters.slack.looks import BACK, NOTHING, ON
from adapters.slack.naming import named
from adapters.slack.packing import packed
from adapters.slack.pressing import Pressable, once, pressable, pushing, row
from adapters.slack.rich import SMALL, parts, table
from adapters.slack.short import in_short
from adapters.slack.text import Json, plain_text
from digests.ask import ask_text
from digests.delivery import Budget
from digests.editing.fit import Turn, sheets, turn
from digests.layout.numbers import counted
from digests.page import Block, Footer, Heading, Page, Picture, Row, Table
from digests.text.graphemes import units
from digests.words import Words

MESSAGE = Budget(characters=12_900, blocks=48)
"""What the blocks of one message may take of the 13,200 characters and 50 blocks, less the words of what is left."""
SHEET = Budget(characters=11_600, blocks=46)
"""The same for a sheet of an answer, which has buttons of its own beneath."""
VIEW = Budget(characters=20_000, blocks=80)
"""The same for a modal or the Home tab, less what stands around the page there, of 100 blocks."""
OWNER = "lw:own:"
"""What the block_id of the buttons that turn a page begins with, before the id of whom the answer is for."""
_ROWS, _COLUMNS = 99, 20
"""What a table holds beneath the names of its columns."""
_COUNTED = {"latest": "stories", "digest": "stories", "search": "articles"}
"""What the rows of a page are, by its kind."""
_BACK = {"latest": "newer", "search": "newer", "timeline": "earlier"}
_STORY, _MONTH = 2, 4
"""The level of headings that begin a story or a part of a page, and of those which stand with the row beneath them."""
_IN_THREADS = frozenset({"story", "timeline"})
"""Kinds of pages whose details are offered in a thread."""
_OWN = frozenset({"export", "home"})
"""Verbs whose answer is the reader's own, and nothing to be shared."""
_OUR_WORDS = frozenset(
    {
        *("change", "changes", "deliveries", "delivery", "following", "home"),
        *("roles", "schedule", "schedules", "setup", "status"),
    }
)
"""Kinds of pages on which no stranger's text stands beside a channel."""
_MOST_PRESSED = 100
"""From here the things to press are numbered where a page is measured: no message has more, so no number is longer."""


_JSON = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))

Group = tuple[Block, ...]
"""Blocks of a page that stand together."""


@dataclass(frozen=True, slots=True)
class Rendered:
    """A message: its blocks, and the line that notifications and screen readers have instead of them."""

    blocks: list[Json]
    text: str
    """Escaped, at most 4,000 UTF-16 units, never empty."""


@dataclass(frozen=True, slots=True)
class _Look:
    """How the blocks of a page are shown."""

    opened: bool = False
    tables: bool = True
    """The first table is one of Slack's. Messages alone can hold it, and feedback buttons (docs.slack.dev)."""
    channels: bool = False
    """Channels are shown by their names …"""
    people: bool = False
    """… and people too."""


def message(
    page: Page,
    words: Words,
    *,
    private: bool = False,
    number: int = 1,
    in_thread: bool = False,
    owner: str = "",
) -> Rendered:
    """Return a page as a message; where it does not fit into one, the sheet of that number, counted from 1.

    A page that answers an ask has buttons to turn it and, ``private``, to share it or, in public outside of threads, to
    put it into one. ``owner`` is the id of the user whom the answer is for: ``owner_of`` finds it in the message. Its
    picture is no part of it; whoever sends it uploads it (``picture_of``), in words it is in the ``text``.
    """
    look = replace(_look(page), people=private)
    shown, at = _sheet(page, SHEET if page.ask else MESSAGE, number, look)
    pressed = count()
    blocks = list(_blocks(shown.blocks, look, pressed)) or _nothing(page)
    buttons = [*_turning(page, at, words, pressed)]
    buttons += _sharing(page, words, pressed, private=private, in_thread=in_thread)
    blocks += [*_left(page, at, words, buttons), *row(buttons, f"{OWNER}{owner}" if owner else "")]
    return Rendered(once(blocks), in_short(shown))


def view_blocks(page: Page, words: Words, number: int = 1) -> list[Json]:
    """Return a page, or the sheet of that number, as blocks of a modal or of the Home tab: at most 82."""
    look = replace(_look(page), tables=False, people=True)
    shown, at = _sheet(page, VIEW, number, look)
    pressed = count()
    blocks = list(_blocks(shown.blocks, look, pressed)) or _nothing(page)
    buttons = [*_turning(page, at, words, pressed)]
    return once([*blocks, *_left(page, at, words, buttons), *row(buttons)])


def picture_of(page: Page, number: int = 1) -> Picture | None:
    """Return the picture that the sheet of that number shows: it stands on the first."""
    return next((block for block in page.blocks if isinstance(block, Picture)), None) if number <= 1 else None


def owner_of(message: Mapping[str, Any]) -> str:
    """Return the id of the user whom an answer is for; nothing, where the message does not say so."""
    ids = (str(block.get("block_id", "")) for block in message.get("blocks") or ())
    return next((block_id.removeprefix(OWNER) for block_id in ids if block_id.startswith(OWNER)), "")


def size(blocks: Sequence[Block]) -> Budget:
    """Return what blocks take of a message, rather more than less: characters of JSON, and blocks."""
    return _size(blocks, _Look())


def _look(page: Page) -> _Look:
    return _Look(opened=page.opened, channels=_kind(page) in _OUR_WORDS)


def _sheet(page: Page, budget: Budget, number: int, look: _Look) -> tuple[Page, Turn]:
    every = sheets(page, budget, partial(_size, look=look))
    at = turn(every, number)
    return every[at.number - 1], at


def _size(blocks: Sequence[Block], look: _Look) -> Budget:
    """Return what blocks take beneath others."""
    every = [_taken(group, look) for group in _groups(blocks)]
    return Budget(sum(one.characters for one in every), sum(one.blocks for one in every))


def _taken(group: Group, look: _Look) -> Budget:
    first = group[0]
    if isinstance(first, Pressable):
        return _weight(pressable(first, count(_MOST_PRESSED), feedback=look.tables))
    return _taken_by_words(group, look)


@lru_cache(maxsize=2048)
def _taken_by_words(group: Group, look: _Look) -> Budget:
    """Return what takes most: a table as one of Slack's, or in lines. Cutting asks for the same blocks many times."""
    told = _weight((*_line_above(group), *_told(group, look)))
    (whole, *_) = [_weight([table(one)]) for one in group if isinstance(one, Table) and look.tables] or [told]
    return Budget(max(told.characters, whole.characters), max(told.blocks, whole.blocks))


def _weight(blocks: Iterable[Json]) -> Budget:
    each = [units(_JSON.encode(block)) + 1 for block in blocks]
    return Budget(sum(each), len(each))


def _blocks(blocks: Iterable[Block], look: _Look, pressed: Iterator[int]) -> Iterator[Json]:
    """Yield the blocks of a message; ``pressed`` numbers what is pressed."""
    started, has_table = False, False
    for group in _groups(blocks):
        first = group[0]
        if started:
            yield from _line_above(group)
        started = started or not all(isinstance(one, Heading) and one.level != _STORY for one in group)
        if isinstance(first, Pressable):
            yield from pressable(first, pressed, feedback=look.tables)
        elif isinstance(first, Table) and look.tables and not has_table and _fits(first):
            has_table = True
            yield _named(table(first), look)
        else:
            yield from map(dict, _told(group, look))  # whoever gets them may name them: what is remembered stays


def _line_above(group: Group) -> Iterator[Json]:
    """Yield what divides a story from the one above."""
    if isinstance(group[0], Heading) and group[0].level == _STORY:
        yield {"type": "divider"}


def _fits(block: Table) -> bool:
    return len(block.rows) <= _ROWS and 0 < len(block.columns) <= _COLUMNS


def _named(part: Json, look: _Look) -> Json:
    return named(part, people=look.people) if look.channels else part


def _groups(blocks: Iterable[Block]) -> Iterator[Group]:
    """Yield what stands together in one block of rich text: a story's blocks, a row with what is beneath it."""
    group: Group = ()
    for block in blocks:
        if group and _begins(block, group[-1]):
            yield group
            group = ()
        group += (block,)
    if group:
        yield group


_BEGINNING = Heading | Row | Footer | Table | Picture | Pressable


def _begins(block: Block, before: Block) -> bool:
    """Say whether a block stands apart from what is above it; small print stays together."""
    if isinstance(block, Footer) and isinstance(before, Footer):
        return False
    return isinstance(before, Pressable | Table) or isinstance(
        block, Heading | Row | Footer | Table | Picture | Pressable
    )


@lru_cache(maxsize=2048)
def _told(group: Group, look: _Look) -> tuple[Json, ...]:
    """Return the words of a group as blocks."""
    made = (_named(part, look) for block in group for part in parts(block, opened=look.opened))
    return tuple(_laid_out(made))


def _laid_out(made: Iterable[Json]) -> Iterator[Json]:
    """Yield parts as blocks: rich text together as far as it goes, small print beneath each other in one context."""
    for kind, run in groupby(made, key=lambda part: part["type"].partition("_")[0]):
        if kind == "rich":
            yield from packed(run)
        elif kind == SMALL:
            yield from _context("\n".join(part["text"] for part in run))
        else:
            yield from run


def _context(words: str) -> Iterator[Json]:
    """Yield small print in blocks that are not too long."""
    for block in packed([{"type": "rich_text_section", "elements": [{"type": "text", "text": words}]}]):
        (section,) = block["elements"]
        yield {"type": "context", "elements": [plain_text(element["text"]) for element in section["elements"]]}


def _turning(page: Page, at: Turn, words: Words, pressed: Iterator[int]) -> Iterator[Json]:
    """Yield the buttons that turn an answer."""
    if page.ask is None:
        return
    back = BACK + words.say(f"sheet.{_BACK.get(_kind(page), 'back')}")
    ways = ((at.number > 1, back, -1), (at.number < at.of, _rest(page, at, words) + ON, 1))
    for there, shown, step in ways:
        if there and (button := pushing(Press.TURN, shown, replace(page.ask, sheet=at.number + step), pressed)):
            yield button


def _sharing(page: Page, words: Words, pressed: Iterator[int], *, private: bool, in_thread: bool) -> Iterator[Json]:
    """Yield the button that shows a private answer to the channel, or puts a public one into a thread."""
    threaded = not private and not in_thread and _kind(page) in _IN_THREADS
    press, phrase = (Press.SHARE, "share") if private else (Press.THREAD, "thread")
    if page.ask and (private or threaded) and page.ask.verb not in _OWN:
        yield from filter(None, (pushing(press, words.say(f"sheet.{phrase}"), page.ask, pressed),))


def _left(page: Page, at: Turn, words: Words, turning: Sequence[Json]) -> Iterator[Json]:
    """Yield how much stands on later sheets, where no button says it."""
    on = page.ask and ask_text(replace(page.ask, sheet=at.number + 1))
    if at.number < at.of and not (on and on in [button["value"] for button in turning]):
        yield from _context(_rest(page, at, words))


def _rest(page: Page, at: Turn, words: Words) -> str:
    """Return how much stands on later sheets, in words."""
    mixed = _kind(page) == "digest" and any(isinstance(block, Row) for block in page.blocks)  # then what is planned
    noun = "entries" if mixed else _COUNTED.get(_kind(page), "entries")
    return counted(f"sheet.{noun}", at.left, words) if at.left else words.say("sheet.on")


def _kind(page: Page) -> str:
    return str(page.record.get("kind", ""))


def _nothing(page: Page) -> list[Json]:
    """Return the blocks of a page of which nothing can be seen."""
    return list(_laid_out(parts(Heading(page.title, _STORY), opened=False))) or list(_context(NOTHING))
