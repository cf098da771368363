"""A page as a message of Discord's: one container of texts, lines between stories, and what can be pressed.

Discord's limits are those of discord-api-docs, Components, and of its OpenAPI document.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache, partial

import discord
from discord import ui

from adapters.discord.forms import READABLE
from adapters.discord.ids import Press, choice_id, id_of
from adapters.discord.looks import BACK, ON, accent
from adapters.discord.markdown import SMALL, markdown
from adapters.discord.text import escaped
from digests.ask import Ask, ask_text
from digests.delivery import Budget
from digests.editing.fit import Turn, sheets, turn
from digests.layout.numbers import counted
from digests.page import (
    Act,
    Block,
    Buttons,
    Choice,
    Footer,
    Heading,
    Page,
    Pick,
    Picks,
    Picture,
    Rating,
    Row,
    Table,
)
from digests.text.graphemes import shorten, units
from digests.text.visible import plain
from digests.words import Words

MESSAGE = Budget(characters=3_800, blocks=35)
"""What the blocks of one message may take. Of the 4,000 units of text and 40 components that Discord allows, the
container itself and some 5 % are kept back."""
SHEET = Budget(characters=3_600, blocks=28)
"""The same for a sheet of an answer, which has buttons of its own beneath."""
PICTURE = "timeline.png"
"""The name of the file that a page's picture is attached as."""
_ALT, _LABEL, _PLACEHOLDER, _OPTION = 1024, 80, 150, 100
"""UTF-16 units of a picture's description, a button's label, a select's first line and one of its options."""
_OPTIONS, _SIDE_BY_SIDE = 25, 5
_COUNTED = {"latest": "stories", "digest": "stories", "search": "articles"}
"""What the rows of a page are, by its kind."""
_BACK = {"latest": "newer", "search": "newer", "timeline": "earlier"}
_STORY = 2
"""The level of headings that begin a story or a part of a page."""
_MONTH = 4
"""That of headings which stand with the row beneath them."""
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
"""Kinds of pages that name channels; no more than headlines of strangers stands there."""
_CHANNEL = re.compile(r"discord\\?:\d{15,20}/(\d{15,20})")
_PERSON = re.compile(r"\b(user|role)\\?:(\d{15,20})")
_MENTIONS = {"user": "@", "role": "@&"}

_NOTHING = "…"
"""What a page shows of which nothing can be seen: Discord takes no empty message."""

_remembered = lru_cache(maxsize=1024)(markdown)
"""Cutting a page into sheets asks for the same blocks many times."""

Piece = ui.Item[ui.LayoutView]


def layout(
    page: Page, words: Words, *, private: bool = False, number: int = 1, in_thread: bool = False
) -> ui.LayoutView:
    """Return a page as a message; where it does not fit into one, the sheet of that number, counted from 1.

    A page that answers an ask has buttons to turn it and, ``private``, to share it or, in public outside of threads, to
    put it into one. Its picture is referred to as ``PICTURE``; whoever sends it attaches it (``picture_of``). The view
    is stopped: discord.py does not keep it.
    """
    every = sheets(page, SHEET if page.ask else MESSAGE, partial(size, opened=page.opened))
    at = turn(every, number)
    shown = every[at.number - 1]
    pieces = list(_pieces(shown.blocks, opened=page.opened)) or [ui.TextDisplay(escaped(page.title) or _NOTHING)]
    pieces = [_named(piece, page) for piece in pieces]
    pieces += _navigation(page, at, words, private=private, in_thread=in_thread)
    view = ui.LayoutView(timeout=None)
    view.add_item(ui.Container(*_once(pieces), accent_colour=accent(shown.blocks)))
    view.stop()
    return view


def _named(piece: Piece, page: Page) -> Piece:
    """Return a text of a page in the bot's own words with channels and people as Discord shows them, by their names.

    That calls nobody: the bot's messages let no mention do so.
    """
    if isinstance(piece, ui.TextDisplay) and page.record.get("kind") in _OUR_WORDS:
        named = _CHANNEL.sub(r"<#\1>", piece.content)
        piece.content = _PERSON.sub(lambda found: f"<{_MENTIONS[found[1]]}{found[2]}>", named)
    return piece


def picture_of(page: Page, number: int = 1) -> Picture | None:
    """Return the picture that the sheet of that number shows: it stands on the first."""
    return next((block for block in page.blocks if isinstance(block, Picture)), None) if number <= 1 else None


def size(blocks: Sequence[Block], *, opened: bool = False) -> Budget:
    """Return what blocks take of a message: every text in UTF-16 units, and components with those inside others."""
    pieces = list(_pieces(blocks, opened=opened, started=True))  # beneath other blocks it has a line above it
    components = sum(len(_whole(piece)) for piece in pieces)
    characters = sum(_characters(part) for piece in pieces for part in _whole(piece))
    return Budget(characters + len(pieces), components)  # a text may be joined to the one above by a line feed


def _pieces(blocks: Iterable[Block], *, opened: bool, started: bool = False) -> Iterator[Piece]:
    """Yield what stands in the container: the texts of a story as one, others each for itself.

    ``started`` tells that other blocks stand above.
    """
    texts: list[str] = []
    before: Block | None = None
    select = 0
    for block in blocks:
        if texts and _begins(block, before):
            yield ui.TextDisplay("\n".join(texts))
            texts = []
        if started and _is_ruled(block):
            yield ui.Separator()
        started = started or not (isinstance(block, Heading) and block.level != _STORY)
        if isinstance(block, Buttons | Choice | Pick | Rating | Picture):
            yield from _pressed(block, select)
            select += isinstance(block, Choice)
        elif text := _remembered(block, opened=opened):
            texts.append(text)
        before = block
    if texts:
        yield ui.TextDisplay("\n".join(texts))


def _begins(block: Block, before: Block | None) -> bool:
    """Say whether a block stands apart from what is above it; small print stays together."""
    if isinstance(block, Footer) and isinstance(before, Footer):
        return False
    if isinstance(block, Row) and isinstance(before, Heading) and before.level == _MONTH:
        return False
    return isinstance(block, Heading | Row | Table | Footer | Buttons | Choice | Pick | Rating | Picture)


def _is_ruled(block: Block) -> bool:
    return isinstance(block, Heading) and block.level == _STORY


def _pressed(block: Buttons | Choice | Pick | Rating | Picture, number: int) -> Iterator[Piece]:
    """Yield the picture, and what can be pressed or chosen."""
    match block:
        case Picture(alt=alt):
            item = discord.MediaGalleryItem(f"attachment://{PICTURE}", description=shorten(plain(alt), _ALT) or None)
            yield ui.MediaGallery(item)
        case Choice(label=label, acts=acts):
            if options := _options(acts):
                placeholder = shorten(plain(label), _PLACEHOLDER)
                yield ui.ActionRow(ui.Select(custom_id=choice_id(number), placeholder=placeholder, options=options))
        case Pick():
            yield from _picking(block)
        case Rating(useful=useful, not_useful=not_useful):
            yield from _rows([button for act in (useful, not_useful) if (button := _button(act))])
        case Buttons(acts=acts):
            buttons = [button for act in acts if (button := _button(act))]
            yield from _rows(buttons)


def _picking(block: Pick) -> Iterator[Piece]:
    """Yield Discord's own list of channels, or of people and roles; nothing for an ask that none can hold."""
    custom_id, shown = id_of(Press.PICK, block.act.ask, block.act.typed), shorten(plain(block.act.label), _PLACEHOLDER)
    if custom_id is None:
        return
    if block.of is Picks.CHANNEL:
        yield ui.ActionRow(ui.ChannelSelect(custom_id=custom_id, placeholder=shown, channel_types=READABLE))
    else:
        yield ui.ActionRow(ui.MentionableSelect(custom_id=custom_id, placeholder=shown))


def _options(acts: Iterable[Act]) -> list[discord.SelectOption]:
    """Return lines to choose from, without those whose ask no line can hold."""
    asks = {text: act for act in reversed(list(acts)) if (text := ask_text(act.ask)) and plain(act.label)}
    return [
        discord.SelectOption(label=shorten(plain(act.label), _OPTION), value=text)
        for text, act in reversed(asks.items())
    ][:_OPTIONS]


def _button(act: Act) -> ui.Button[ui.LayoutView] | None:
    """Return a button; None for an ask that none can hold."""
    return _pushing(Press.TYPE if act.typed else Press.ASK, act.label, act.ask, act.typed)


def _pushing(press: Press, label: str, ask: Ask, typed: str = "") -> ui.Button[ui.LayoutView] | None:
    custom_id, shown = id_of(press, ask, typed), shorten(plain(label), _LABEL)
    return ui.Button(label=shown, custom_id=custom_id) if custom_id and shown else None


def _rows(buttons: Sequence[ui.Button[ui.LayoutView]]) -> Iterator[Piece]:
    for start in range(0, len(buttons), _SIDE_BY_SIDE):
        yield ui.ActionRow(*buttons[start : start + _SIDE_BY_SIDE])


def _navigation(page: Page, at: Turn, words: Words, *, private: bool, in_thread: bool) -> Iterator[Piece]:
    """Yield the buttons of an answer; where the next sheet has none, the words that say how much is left."""
    kind = str(page.record.get("kind", ""))
    mixed = kind == "digest" and any(isinstance(block, Row) for block in page.blocks)  # stories, then what is planned
    noun = "entries" if mixed else _COUNTED.get(kind, "entries")
    left = counted(f"sheet.{noun}", at.left, words) if at.left else words.say("sheet.on")
    buttons: list[ui.Button[ui.LayoutView] | None] = []
    if page.ask and at.number > 1:
        before = replace(page.ask, sheet=at.number - 1)
        buttons.append(_pushing(Press.TURN, BACK + words.say(f"sheet.{_BACK.get(kind, 'back')}"), before))
    if at.number < at.of:
        on = _pushing(Press.TURN, left + ON, replace(page.ask, sheet=at.number + 1)) if page.ask else None
        buttons.append(on)
        if on is None:
            yield ui.TextDisplay(f"{SMALL}{escaped(left)}")
    if page.ask and private and page.ask.verb not in _OWN:
        buttons.append(_pushing(Press.SHARE, words.say("sheet.share"), page.ask))
    if page.ask and not private and not in_thread and kind in _IN_THREADS:
        buttons.append(_pushing(Press.THREAD, words.say("sheet.thread"), page.ask))
    yield from _rows([button for button in buttons if button])


def _once(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """Yield the pieces without buttons that another does the same as: Discord takes no custom_id twice."""
    seen: set[str] = set()
    for piece in pieces:
        if isinstance(piece, ui.ActionRow):
            for part in piece.children:
                custom_id = str(getattr(part, "custom_id", ""))
                if custom_id in seen:
                    piece.remove_item(part)
                seen.add(custom_id)
        if not isinstance(piece, ui.ActionRow) or piece.children:
            yield piece


def _whole(piece: Piece) -> list[Piece]:
    """Return a component with those inside it."""
    return [piece, *piece.children] if isinstance(piece, ui.ActionRow) else [piece]


def _characters(piece: Piece) -> int:
    """Return the units of what a component shows; the lines of a select are not counted, as nothing says they are."""
    match piece:
        case ui.TextDisplay(content=content):
            return units(content)
        case ui.Button(label=label):
            return units(label or "")
        case ui.Select(placeholder=placeholder) | ui.ChannelSelect(placeholder=placeholder):
            return units(placeholder or "")
        case ui.MentionableSelect(placeholder=placeholder):
            return units(placeholder or "")
    return 0
