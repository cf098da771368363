"""Every request against the official description of Discord's HTTP API, key by key, and against the documented limits.

The description lies in ``specs/discord/openapi.json`` of the shared folder; without it a small extract of our own
(``extract.json``) serves. Lengths are counted in UTF-16 units, the strictest reading of "characters". What discord.py
sends beside the description is tolerated, and nothing else: see ``_without_quirks``.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator, Mapping
from copy import deepcopy
from functools import cache
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator, ValidationError, validators
from referencing import Registry
from referencing.jsonschema import DRAFT202012

from tests.standin.discord.command_limits import command_faults
from tests.standin.discord.limits import callback_faults, message_faults

Json = dict[str, Any]
Validator = Any
"""A validator of jsonschema's, whose ``descend`` its protocol does not tell of."""
_ROOT = Path(__file__).resolve().parents[3]
_EXTRACT = Path(__file__).with_name("extract.json")
_FORM = "application/json"
_NAME = "urn:discord"
_TEMPLATES = "/channels/{channel_id}/messages", "/webhooks/{webhook_id}/{webhook_token}"
_CALLBACK = "/interactions/{interaction_id}/{interaction_token}/callback"
_MESSAGE_EDITS = (
    "/channels/{channel_id}/messages/{message_id}",
    "/webhooks/{webhook_id}/{webhook_token}/messages/@original",
    "/webhooks/{webhook_id}/{webhook_token}/messages/{message_id}",
)


def official() -> Path | None:
    """Return where the official description lies, or None where it does not."""
    found = Path(os.environ.get("LLAMAWIRE_SHARED", _ROOT.parent / "shared")) / "specs/discord/openapi.json"
    return found if found.is_file() else None


@cache
def checks(description: Path | None = None) -> Checks:
    """Return the checks by a description, made once for each; None takes the official one, else the extract."""
    chosen = description or official() or _EXTRACT
    return Checks(json.loads(chosen.read_text("utf-8")))


class Checks:
    """Checks of requests by a description in the form of OpenAPI 3.1."""

    def __init__(self, description: Json) -> None:
        closed = _closed(description)
        self.paths: Mapping[str, Json] = closed["paths"]
        whole = Registry[Any]().with_resource(_NAME, DRAFT202012.create_resource(closed)).resolver()
        self._target = cache(lambda ref: whole.lookup(ref).contents)
        self._strict = _strict(self._target)
        self._by_size: dict[int, list[str]] = {}
        for template in sorted(self.paths, key=lambda path: path.count("{")):  # literal paths win
            self._by_size.setdefault(template.count("/"), []).append(template)
        self._validators: dict[str, Validator] = {}

    def template(self, path: str) -> str | None:
        """Return the description's template of a path such as ``/channels/1/messages``."""
        parts = path.split("/")
        near = self._by_size.get(path.count("/"), ())
        return next((template for template in near if _fits(template.split("/"), parts)), None)

    def faults(
        self,
        method: str,
        path: str,
        body: object = None,
        *,
        query: Mapping[str, str] | None = None,
        files: frozenset[str] = frozenset(),
        was_v2: bool = False,
    ) -> list[str]:
        """Return what is wrong with a request, each as ``where: what``; ``files`` are the names of those uploaded.

        ``was_v2`` tells of an edit that the message has components of version 2.
        """
        template = self.template(path)
        operation = self.paths.get(template or "", {}).get(method.lower())
        if template is None or operation is None:
            return [f"{method} {path}: not in the description"]
        found = list(self._parameter_faults(template, path, method, query or {}))
        return found + self._body_faults(method, template, body, files, was_v2=was_v2)

    def _body_faults(
        self, method: str, template: str, body: object, files: frozenset[str], *, was_v2: bool
    ) -> list[str]:
        described = self.paths[template][method.lower()].get("requestBody")
        if described is None:
            return ["body: none is taken here"] if body not in (None, {}) else []
        if body is None:
            return ["body: missing"] if described.get("required") else []
        cleaned = _without_quirks(method, template, body)
        errors = self._validator(method, template).iter_errors(cleaned)
        found = [_told(error) for error in errors]
        return found or list(_limit_faults(method, template, cleaned, files, was_v2=was_v2))

    def _parameter_faults(self, template: str, path: str, method: str, query: Mapping[str, str]) -> Iterator[str]:
        shared = self.paths[template].get("parameters", [])
        described = {
            (one["in"], one["name"]): one for one in shared + self.paths[template][method.lower()].get("parameters", [])
        }
        given = {("path", name): value for name, value in _named(template, path)}
        given |= {("query", name): value for name, value in query.items()}
        for (kind, name), value in given.items():
            if (kind, name) not in described:
                yield f"{name}: not a parameter in the {kind}"
                continue
            yield from (f"{name}: {error.message}" for error in self._parameter_errors(described[kind, name], value))

    def _parameter_errors(self, described: Json, value: str) -> list[ValidationError]:
        schema = described["schema"]
        validator = self._made(json.dumps(schema, sort_keys=True), schema)
        return list(validator.iter_errors(_typed(value, schema.get("type"))))

    def _validator(self, method: str, template: str) -> Validator:
        place = f"#/paths/{_pointer(template)}/{method.lower()}/requestBody/content/{_pointer(_FORM)}/schema"
        return self._made(place, {"$ref": f"{_NAME}{place}"})

    def _made(self, key: str, schema: Json) -> Validator:
        if key not in self._validators:
            self._validators[key] = self._strict(schema)
        return self._validators[key]


def _limit_faults(method: str, template: str, body: Any, files: frozenset[str], *, was_v2: bool) -> Iterator[str]:  # noqa: ANN401  JSON
    """Yield what the documents say and the description does not."""
    if template.endswith("/commands") and method == "PUT":
        yield from command_faults(body or [])
    elif template == _CALLBACK:
        yield from callback_faults(body, files, was_v2=was_v2)
    elif template in _TEMPLATES and method == "POST":
        yield from message_faults(body, files, private=template == _TEMPLATES[1])
    elif template in _MESSAGE_EDITS and method == "PATCH":
        yield from message_faults(body, files, edits=True, was_v2=was_v2)


def _without_quirks(method: str, template: str, body: object) -> Any:  # noqa: ANN401  JSON
    """Return a body without what discord.py 2.7 sends beside the description: see each line."""
    cleaned: Any = deepcopy(body)
    if template.endswith("/commands") and isinstance(cleaned, list):
        for command in cleaned:
            command.pop("nsfw", None)  # documented, and forgotten in the description
    if not isinstance(cleaned, dict):
        return cleaned
    message = cleaned.get("data") if template == _CALLBACK else cleaned
    if not isinstance(message, dict):
        return cleaned
    if (template in _MESSAGE_EDITS and method == "PATCH") or cleaned.get("type") == 7:
        message.pop("tts", None)
    for embed in message.get("embeds") or ():
        if embed.get("flags") == 0:
            del embed["flags"]
    return cleaned


def _closed(description: Json) -> Json:
    """Return a description in which no object takes a key that it does not name, save where parts are put together."""
    closed = deepcopy(description)
    closed["components"]["schemas"]["SnowflakeType"]["type"] = ["string", "integer"]  # the platform takes either
    _close(closed["components"]["schemas"])
    _close(closed["paths"])
    return closed


def _close(node: object, *, whole: bool = True) -> None:
    """Close a part of the description in place; a part of an ``allOf`` is not ``whole`` and stays open."""
    if isinstance(node, list):
        for one in node:
            _close(one, whole=whole)
    elif isinstance(node, dict):
        if isinstance(node.get("$ref"), str):
            node["$ref"] = _NAME + node["$ref"].removeprefix(_NAME)
        if whole and isinstance(node.get("properties"), dict) and "allOf" not in node:
            node.setdefault("additionalProperties", False)
        for key, one in node.items():
            _close(one, whole=key != "allOf")


def _fits(template: list[str], parts: list[str]) -> bool:
    return all(
        (expected.startswith("{") and bool(part)) or expected == part
        for expected, part in zip(template, parts, strict=True)
    )


def _named(template: str, path: str) -> Iterator[tuple[str, str]]:
    for expected, part in zip(template.split("/"), path.split("/"), strict=True):
        if expected.startswith("{"):
            yield expected[1:-1], part


def _pointer(key: str) -> str:
    return key.replace("~", "~0").replace("/", "~1").replace("{", "%7B").replace("}", "%7D")


def _typed(value: str, kind: object) -> str | int | bool:
    """Return a parameter as its kind has it: in an address everything is text."""
    if kind == "integer" and value.lstrip("-").isdigit():
        return int(value)
    if kind == "boolean" and value.lower() in ("0", "1", "true", "false"):
        return value.lower() in ("1", "true")
    return value


def _told(error: ValidationError) -> str:
    """Return the error that names the cause best: of a choice the deepest of its branches."""
    while error.context:
        error = max(error.context, key=lambda one: (len(one.absolute_path), one.validator != "type"))
    where = ".".join(str(step) for step in error.absolute_path) or "body"
    return f"{where}: {error.message[:300]}"


def _longest(_: Validator, most: int, instance: object, __: Json) -> Iterator[ValidationError]:
    if isinstance(instance, str) and len(instance.encode("utf-16-le", "surrogatepass")) // 2 > most:
        yield ValidationError(f"{instance[:40]!r}… is longer than {most} characters")


def _strict(target: Callable[[str], Json]) -> type[Validator]:
    """Return a validator that looks references up by ``target``, and chooses by ``type`` where that decides."""

    def kinds(choice: Json) -> frozenset[int]:
        described = target(choice["$ref"]) if "$ref" in choice else choice
        return frozenset(described.get("properties", {}).get("type", {}).get("enum", ()))

    def one_of(validator: Validator, choices: list[Json], instance: object, schema: Json) -> Iterator[ValidationError]:
        if all("const" in choice for choice in choices):
            if instance not in [choice["const"] for choice in choices]:
                yield ValidationError(f"{instance!r} is none of the values known")
            return
        known = [choice for choice in choices if choice != {"type": "null"}]
        if len(known) < len(choices) and (instance is None or len(known) == 1):
            yield from () if instance is None else validator.descend(instance, known[0])
            return
        if isinstance(instance, dict) and "type" in instance:
            fitting = [choice for choice in choices if instance["type"] in kinds(choice)]
            if len(fitting) == 1:
                yield from validator.descend(instance, fitting[0])
                return
            if all(kinds(choice) for choice in choices):
                yield ValidationError(f"type {instance['type']!r} has no place here")
                return
        keyword = Draft202012Validator.VALIDATORS["oneOf" if choices is schema.get("oneOf") else "anyOf"]
        yield from keyword(validator, choices, instance, schema)

    def ref(validator: Validator, ref: str, instance: object, _: Json) -> Iterator[ValidationError]:
        yield from validator.descend(instance, target(ref))

    more = {"maxLength": _longest, "oneOf": one_of, "anyOf": one_of, "$ref": ref}
    made: type[Validator] = validators.extend(Draft202012Validator, more)
    return made
