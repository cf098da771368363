"""What Discord's documents demand of a message beyond its description (discord-api-docs, Create Message, Components).

Our own house rule is among it: every message with words forbids mentions, ``allowed_mentions: {"parse": []}``.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Any
from urllib.parse import urlsplit

from tests.standin.discord.reading import BUTTON, CONTAINER, DISPLAY, INPUT, ROW, SECTION, SELECTS, components_in

Json = dict[str, Any]
CONTENT, EMBEDS_SUM, COMPONENTS, TEXTS_SUM, ROWS = 2000, 6000, 40, 4000, 5
V2_FLAG, EPHEMERAL_FLAG, SUPPRESS_EMBEDS, SILENT = 1 << 15, 1 << 6, 1 << 2, 1 << 12
_V2_TYPES = frozenset({SECTION, DISPLAY, 11, 12, 13, 14, CONTAINER})
_LINK, _PREMIUM = 5, 6
_BLANK = frozenset({"content", "label", "title", "placeholder", "description", "name"})


def units(text: str) -> int:
    """Return the UTF-16 units of a text."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def callback_faults(body: Json, files: frozenset[str], *, was_v2: bool = False) -> Iterator[str]:
    """Yield what is wrong with an answer to an interaction."""
    shown = body.get("data") or {}
    match body.get("type"):
        case 4:
            yield from message_faults(shown, files, private=True)
        case 5:
            if set(shown) - {"flags"} or (shown.get("flags") or 0) & ~EPHEMERAL_FLAG:
                yield "data: a deferred answer says only whether it is ephemeral"
        case 6:
            if shown:
                yield "data: a deferred change has none"
        case 7:
            yield from message_faults(shown, files, edits=True, was_v2=was_v2)
        case 8:
            yield from _choice_faults(shown.get("choices") or [])
        case 9:
            yield from _modal_faults(shown)


def message_faults(
    body: Json, files: frozenset[str], *, edits: bool = False, was_v2: bool = False, private: bool = False
) -> Iterator[str]:
    """Yield what is wrong with a message; ``private`` ones may be ephemeral."""
    components = list(components_in(body.get("components") or ()))
    flags = body.get("flags") or 0
    v2 = bool(flags & V2_FLAG) or was_v2
    yield from _string_faults(body, "message")
    yield from _body_faults(body, files, edits=edits)
    yield from _flag_faults(flags, edits=edits, private=private)
    yield from _v2_faults(body, components) if v2 else _legacy_faults(body, components)
    yield from component_faults(components)
    yield from _media_faults(body, components, files, v2=v2)
    yield from _mention_faults(body, components)


def component_faults(components: list[Json]) -> Iterator[str]:
    """Yield what is wrong with components, all nested ones among them."""
    for name in ("custom_id", "id"):
        counted = Counter(one[name] for one in components if one.get(name) not in (None, 0))
        yield from (f"components: {name} {value!r} is there {n} times" for value, n in counted.items() if n > 1)
    for one in components:
        if one["type"] == ROW:
            yield from _row_faults(one["components"])
        elif one["type"] == BUTTON:
            yield from _button_faults(one)
        elif one["type"] in SELECTS:
            yield from _select_faults(one)


def _body_faults(body: Json, files: frozenset[str], *, edits: bool) -> Iterator[str]:
    if units(body.get("content") or "") > CONTENT:
        yield f"content: longer than {CONTENT} characters"
    nonce = body.get("nonce")
    if isinstance(nonce, str) and not 0 < len(nonce) <= 25:
        yield "nonce: 1 to 25 characters"
    if body.get("enforce_nonce") and nonce is None:
        yield "enforce_nonce: there is no nonce"
    filled = any(body.get(name) for name in ("content", "embeds", "components", "sticker_ids", "poll"))
    if not (filled or files or edits):
        yield "message: empty"
    size = sum(_embed_size(embed) for embed in body.get("embeds") or ())
    if size > EMBEDS_SUM:
        yield f"embeds: {size} characters in all, {EMBEDS_SUM} are allowed"


def _embed_size(embed: Json) -> int:
    words = [embed.get("title"), embed.get("description")]
    words += [(embed.get("footer") or {}).get("text"), (embed.get("author") or {}).get("name")]
    words += [text for one in embed.get("fields") or () for text in (one["name"], one["value"])]
    return sum(units(text) for text in words if text)


def _flag_faults(flags: int, *, edits: bool, private: bool) -> Iterator[str]:
    allowed = V2_FLAG | SUPPRESS_EMBEDS | (0 if edits else SILENT) | (EPHEMERAL_FLAG if private else 0)
    if flags & ~allowed:
        yield f"flags: {flags & ~allowed} cannot be set here"


def _v2_faults(body: Json, components: list[Json]) -> Iterator[str]:
    yield from (
        f"{name}: not with components of version 2"
        for name in ("content", "embeds", "poll", "sticker_ids")
        if body.get(name)
    )
    if len(components) > COMPONENTS:
        yield f"components: {len(components)} in all, {COMPONENTS} are allowed"
    size = sum(units(one["content"]) for one in components if one["type"] == DISPLAY)
    if size > TEXTS_SUM:
        yield f"components: {size} characters of text in all, {TEXTS_SUM} are allowed"


def _legacy_faults(body: Json, components: list[Json]) -> Iterator[str]:
    strange = sorted({one["type"] for one in components} & _V2_TYPES)
    if strange:
        yield f"components: types {strange} need the flag {V2_FLAG}"
    if len(body.get("components") or ()) > ROWS:
        yield f"components: at most {ROWS} rows"


def _row_faults(inside: list[Json]) -> Iterator[str]:
    kinds = {one["type"] for one in inside}
    if kinds & SELECTS and len(inside) > 1:
        yield "components: a select stands alone in its row"


def _button_faults(button: Json) -> Iterator[str]:
    style, label = button["style"], button.get("label") or ""
    if style == _LINK and (button.get("custom_id") is not None or not button.get("url")):
        yield f"button {label!r}: a link has a url and no custom_id"
    if style not in (_LINK, _PREMIUM) and (button.get("url") is not None or not button.get("custom_id")):
        yield f"button {label!r}: needs a custom_id, and no url"
    if style == _PREMIUM:
        yield f"button {label!r}: we sell nothing"
    if not label and not button.get("emoji"):
        yield "button: needs a label or an emoji"
    if button.get("url") and not _is_address(button["url"], "http", "https", "discord"):
        yield f"button {label!r}: {button['url'][:80]!r} is no address"


def _select_faults(select: Json) -> Iterator[str]:
    name, low, high = select["custom_id"], select.get("min_values"), select.get("max_values")
    least, most = 1 if low is None else low, 1 if high is None else high
    options = select.get("options")
    if least > most or (options is not None and most > len(options)):
        yield f"select {name!r}: {least} to {most} of {len(options or ())} values"
    values = Counter(option["value"] for option in options or ())
    yield from (f"select {name!r}: value {value!r} is there {n} times" for value, n in values.items() if n > 1)
    if sum(bool(option.get("default")) for option in options or ()) > most:
        yield f"select {name!r}: more defaults than may be chosen"


def _media_faults(body: Json, components: list[Json], files: frozenset[str], *, v2: bool) -> Iterator[str]:
    used = {url.removeprefix("attachment://") for url in _media(body, components) if url.startswith("attachment://")}
    kept = {one.get("filename") for one in body.get("attachments") or ()}
    yield from (f"attachment://{name}: not uploaded" for name in sorted(used - files - kept))
    if v2:
        yield from (f"file {name!r}: uploaded, and shown by no component" for name in sorted(files - used))
    for url in _media(body, components):
        if not _is_address(url, "http", "https", "attachment"):
            yield f"media: {url[:80]!r} is no address"


def _media(body: Json, components: list[Json]) -> Iterator[str]:
    for one in components:
        held = [one.get("media"), one.get("file"), *(part.get("media") for part in one.get("items") or ())]
        yield from (media["url"] for media in held if media)
    for embed in body.get("embeds") or ():
        yield from (embed[name]["url"] for name in ("image", "thumbnail") if (embed.get(name) or {}).get("url"))
        yield from (url for url in [embed.get("url")] if url)


def _is_address(url: str, *schemes: str) -> bool:
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.scheme in schemes and bool(parts.netloc) and not any(sign.isspace() for sign in url)


def _mention_faults(body: Json, components: list[Json]) -> Iterator[str]:
    allowed = body.get("allowed_mentions")
    worded = bool(body.get("content") or body.get("embeds") or any(one["type"] == DISPLAY for one in components))
    if allowed is None and worded:
        yield "allowed_mentions: missing, so that words may ping"
    elif allowed is not None and (allowed.get("parse") != [] or allowed.get("users") or allowed.get("roles")):
        yield f"allowed_mentions: {allowed} lets words ping"


def _string_faults(node: object, where: str) -> Iterator[str]:
    """Yield texts that cannot be sent (lone surrogates, NUL) or that Discord trims to nothing."""
    if isinstance(node, str):
        if any("\ud800" <= sign <= "\udfff" or sign == "\0" for sign in node):
            yield f"{where}: holds a lone surrogate or NUL"
        return
    pairs: Iterable[tuple[object, object]] = (
        node.items() if isinstance(node, Mapping) else enumerate(node) if isinstance(node, list) else ()
    )
    for key, value in pairs:
        if key in _BLANK and isinstance(value, str) and value and not value.strip():
            yield f"{where}.{key}: blank"
        yield from _string_faults(value, f"{where}.{key}")


def _choice_faults(choices: list[Json]) -> Iterator[str]:
    yield from _string_faults(choices, "choices")
    for choice in choices:
        if isinstance(choice.get("value"), str) and not 0 < units(choice["value"]) <= 100:
            yield f"choice {choice.get('name')!r}: its value has 1 to 100 characters"


def _modal_faults(modal: Json) -> Iterator[str]:
    yield from _string_faults(modal, "modal")
    rows = modal.get("components") or ()
    if len(rows) > ROWS:
        yield f"modal: at most {ROWS} rows"
    components = list(components_in(rows))
    yield from component_faults(components)
    for one in components:
        if one["type"] == INPUT:
            least, most = one.get("min_length") or 0, one.get("max_length") or 4000
            if least > most or not (one.get("value") is None or units(one["value"]) <= most):
                yield f"input {one['custom_id']!r}: {least} to {most} characters"
