"""Payloads of Slack's as one page of HTML that looks about as Slack shows them, light and dark beside each other.

It is for looking at what would be sent, without a workspace. Everything is escaped; the page has no script, asks for
nothing from anywhere, and its policy forbids both.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from html import escape
from importlib.resources import files
from typing import Any

Json = Mapping[str, Any]

_NAME, _LETTERS = "Llamawire", "LW"
_STYLES = {"bold": "b", "italic": "i", "strike": "s", "code": "code"}
_SIDES = (("positive_button", "👍"), ("negative_button", "👎"))


@dataclass(frozen=True, slots=True)
class Exhibit:
    """A payload as it is sent, with what it is an example of."""

    title: str
    payload: Json
    """A message with ``blocks``, or a view with its ``type``: ``modal`` or ``home``."""


def preview(exhibits: Iterable[Exhibit], title: str, lang: str) -> str:
    """Return a page that shows the payloads under its title; ``lang`` is the language of their words."""
    style = files("adapters.slack").joinpath("preview.css").read_text("utf-8")
    digest = b64encode(sha256(style.encode()).digest()).decode()
    shown = "".join(map(_exhibit, exhibits))
    return (
        f'<!doctype html>\n<html lang="{escape(lang)}">\n<head>\n<meta charset="utf-8">\n'
        f"<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'sha256-{digest}'\">\n"
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="referrer" content="no-referrer">\n'
        f"<title>{escape(title)}</title>\n<style>{style}</style>\n</head>\n"
        f"<body>\n<h1>{escape(title)}</h1>\n{shown}</body>\n</html>\n"
    )


def _exhibit(one: Exhibit) -> str:
    surface = str(one.payload.get("type", "message"))
    inside = {"modal": _modal, "home": _home}.get(surface, _message)(one.payload)
    sides = "".join(_tag("div", inside, f"slack {look} {surface}") for look in ("light", "dark"))
    return f"{_tag('h2', escape(one.title))}\n{_tag('div', sides, 'pair')}\n"


def _message(payload: Json) -> str:
    by = _tag("b", _NAME) + _tag("span", "APP", "app") + _tag("time", "9:00")
    body = _tag("div", by, "by") + _blocks(payload["blocks"])
    return _tag("div", _LETTERS, "avatar") + _tag("div", body, "body")


def _home(view: Json) -> str:
    return _tag("div", _tag("b", _NAME), "bar") + _tag("div", _blocks(view["blocks"]), "body")


def _modal(view: Json) -> str:
    foot = ((view[name], look) for name, look in (("close", ""), ("submit", "primary")) if name in view)
    buttons = "".join(_tag("span", _text(words), f"button {look}") for words, look in foot)
    head = _tag("b", _text(view["title"])) + _tag("span", "✕", "x")
    return _tag("div", head, "bar") + _tag("div", _blocks(view["blocks"]), "body") + _tag("div", buttons, "foot")


def _blocks(blocks: Sequence[Json]) -> str:
    return "".join(_tag("div", _block(block), block["type"]) for block in blocks)


def _block(block: Json) -> str:
    match block["type"]:
        case "header" | "section":
            texts = [one for one in (block.get("text"), *block.get("fields", ())) if one]
            return "<br>".join(map(_text, texts)) + _elements([block["accessory"]] if "accessory" in block else [])
        case "rich_text":
            return "".join(map(_part, block["elements"]))
        case "context":
            return "".join(_tag("span", _text(one)) for one in block["elements"])
        case "table":
            return _table(block["rows"])
        case "input":
            hint = _tag("div", _text(block["hint"]), "context") if "hint" in block else ""
            return _tag("div", _text(block["label"]), "label") + _elements([block["element"]]) + hint
    return _elements(block.get("elements", ()))


def _part(part: Json) -> str:
    match part["type"]:
        case "rich_text_quote":
            return _tag("blockquote", _run(part["elements"]))
        case "rich_text_preformatted":
            return _tag("pre", _run(part["elements"]))
        case "rich_text_list":
            return _tag("ul", "".join(_tag("li", _run(one["elements"])) for one in part["elements"]))
    return _tag("p", _run(part["elements"]))


def _run(elements: Iterable[Json]) -> str:
    return "".join(map(_element, elements))


def _element(element: Json) -> str:
    match element["type"]:
        case "text":
            return _styled(_lines(element["text"]), element.get("style") or {})
        case "link" if str(element["url"]).startswith(("https://", "http://")):
            url, words = escape(element["url"]), _lines(element.get("text") or element["url"])
            return f'<a href="{url}" rel="noreferrer noopener">{words}</a>'
        case "channel":
            return _tag("span", f"#{escape(element['channel_id'])}", "channel")
        case "user":
            return _tag("span", f"@{escape(element['user_id'])}", "channel")
    return _lines(str(element.get("text", "")))


def _styled(words: str, style: Json) -> str:
    for name, tag in _STYLES.items():
        words = _tag(tag, words) if style.get(name) else words
    return words


def _table(rows: Sequence[Sequence[Json]]) -> str:
    tagged = (("th" if number == 0 else "td", row) for number, row in enumerate(rows))
    return _tag("table", "".join(_tag("tr", "".join(_tag(tag, _cell(cell)) for cell in row)) for tag, row in tagged))


def _cell(cell: Json) -> str:
    return "".join(map(_part, cell["elements"])) if cell["type"] == "rich_text" else _text(cell)


def _elements(elements: Iterable[Json]) -> str:
    return "".join(map(_pressable, elements))


def _pressable(element: Json) -> str:
    """Return what can be pressed or typed into; a list to choose from can be opened."""
    match element["type"]:
        case "button":
            return _tag("span", _text(element["text"]), f"button {element.get('style', '')}")
        case "feedback_buttons":
            sides = ((_text(element[side]["text"]), sign) for side, sign in _SIDES)
            return "".join(_tag("span", f"{sign} {words}", "thumb") for words, sign in sides)
        case kind if kind.endswith("select"):
            chosen = element.get("initial_option", {}).get("text") or element.get("placeholder", {})
            options = "".join(_tag("li", _text(option["text"])) for option in element.get("options", ()))
            return _tag("details", _tag("summary", _tag("span", _text(chosen))) + _tag("ul", options), "select")
        case "overflow":
            return _tag("span", "⋯", "button")
    return _tag("span", _text(element.get("placeholder", {})), "field")


def _tag(name: str, inside: str, kind: str = "") -> str:
    """Return an element of HTML around what is HTML already."""
    classes = f' class="{escape(kind.strip())}"' if kind else ""
    return f"<{name}{classes}>{inside}</{name}>"


def _text(one: Json) -> str:
    return _lines(str(one.get("text", "")))


def _lines(words: str) -> str:
    return escape(words).replace("\n", "<br>")
