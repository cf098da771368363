"""Every call against the schemas made of Slack's own types, against slack_sdk's models, and the documented limits.

The schemas lie in ``specs/slack/slack-types.schema.json`` of the shared folder; without it a small extract of our own
(``extract.json``) serves. What slack_sdk and bolt send beside the types is tolerated, and nothing else: see ``QUIRKS``.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any
from urllib.parse import unquote

from jsonschema import Draft7Validator, ValidationError, validators
from slack_sdk.errors import SlackObjectFormationError
from slack_sdk.models.blocks import Block
from slack_sdk.models.views import View

from tests.standin.slack.limits import call_faults, message_faults, options_faults, view_faults

Json = dict[str, Any]
Validator = Any
"""A validator of jsonschema's, whose ``descend`` its protocol does not tell of."""
_ROOT = Path(__file__).resolve().parents[3]
_EXTRACT = Path(__file__).with_name("extract.json")
_REF = "#/definitions/"
REMEMBERED = 500
"""Values that were judged, which are not judged again."""

QUIRKS: Mapping[str, Mapping[str, Json]] = MappingProxyType(
    {
        "*": {"team_id": {"type": "string"}},
        "files.getUploadURLExternal": {"alt_txt": {"type": "string", "maxLength": 1000}},
    }
)
"""Arguments beside the types: bolt adds its workspace everywhere; the page of the method says ``alt_txt``."""
BESIDE: Json = {
    "P_conversations_members": {
        "type": "object",
        "additionalProperties": False,
        "required": ["channel"],
        "properties": {"channel": {"type": "string"}, "cursor": {"type": "string"}, "limit": {"type": "number"}},
    }
}
"""Methods that the types leave out, as the page of each has it."""
ANSWER: Json = {
    "required": [],
    "properties": {
        "text": {"type": "string"},
        "blocks": {"$ref": f"{_REF}Blocks"},
        "response_type": {"enum": ["ephemeral", "in_channel"]},
        "replace_original": {"type": "boolean"},
        "delete_original": {"type": "boolean"},
        "thread_ts": {"type": "string"},
        "mrkdwn": {"type": "boolean"},
        "unfurl_links": {"type": "boolean"},
        "unfurl_media": {"type": "boolean"},
        "metadata": {"$ref": f"{_REF}MessageMetadata"},
    },
}
"""What a response_url takes (docs.slack.dev, Handling user interaction, and what slack_sdk's webhook client sends)."""


def official() -> Path | None:
    """Return where the schemas lie, or None where they do not."""
    shared = Path(os.environ.get("LLAMAWIRE_SHARED", _ROOT.parent / "shared"))
    found = shared / "specs/slack/slack-types.schema.json"
    return found if found.is_file() else None


@cache
def checks(description: Path | None = None) -> Checks:
    """Return the checks by schemas, made once for each; None takes the official ones, else the extract."""
    chosen = description or official() or _EXTRACT
    return Checks(json.loads(chosen.read_text("utf-8"))["definitions"])


class Checks:
    """Checks of calls by definitions in the manner of JSON Schema, draft 7."""

    def __init__(self, definitions: Json) -> None:
        self._definitions = BESIDE | definitions
        self._strict = _strict(self.target)
        self._arguments: dict[str, list[Json]] = {}
        self._judged: dict[str, list[str]] = {}
        """What was found in blocks and views: fifty answers of the same page are looked at once."""

    def target(self, ref: str) -> Json:
        """Return what a reference points to; a block without a known type is none."""
        name = unquote(ref.removeprefix(_REF))
        found: Json = self._definitions["KnownBlock" if name == "AnyBlock" else name]
        return found

    def typed(self, name: str, given: Mapping[str, str]) -> Json:
        """Return the text of a query or form as a method's types have it; what cannot be read stays text."""
        known = self._known(name)
        return {key: _typed(value, self._kinds(known.get(key, []))) for key, value in given.items()}

    def faults(self, name: str, given: Json) -> list[str]:
        """Return what is wrong with the arguments of a method, each as ``where: what``."""
        found = list(self._argument_faults(name, given))
        if found:
            return found
        found += list(call_faults(name, given))
        if "view" in given:
            return found + self.view(given["view"], home=name == "views.publish")
        if name.startswith("chat.post") or name == "chat.update":
            edits, alone = name == "chat.update", name == "chat.postEphemeral"
            found += list(message_faults(given, edits=edits, alone=alone)) + self._formed(given.get("blocks") or [])
        return found

    def answer(self, given: Json) -> list[str]:
        """Return what is wrong with a message for a response_url or an acknowledgement."""
        if given.get("delete_original"):
            return [f"{key}: not with delete_original" for key in given if key != "delete_original"]
        found = list(self._branch_faults([ANSWER], given))
        alone = given.get("response_type") == "ephemeral" or bool(given.get("replace_original"))
        return found or [*message_faults(given, alone=alone), *self._formed(given.get("blocks") or [])]

    def view(self, view: Json, *, home: bool = False) -> list[str]:
        """Return what is wrong with a view."""
        found = [f"view.{told}" for told in self._value_faults([{"$ref": f"{_REF}View"}], view)]
        if found:
            return found
        if (view["type"] == "home") != home:
            return [f"view: a view of type {view['type']} has no place here"]
        try:
            View(**view).to_dict()
        except SlackObjectFormationError as error:
            found.append(f"view: slack_sdk: {error}")
        return [*found, *view_faults(view), *self._formed(view["blocks"])]

    def options(self, ack: object) -> list[str]:
        """Return what is wrong with an answer to somebody who types into an external select."""
        if not isinstance(ack, dict) or set(ack) not in ({"options"}, {"option_groups"}):
            return ["options: neither options nor option_groups"]
        groups = ack.get("option_groups") or [ack]
        each = [option for group in groups for option in group["options"]]
        found = [told for option in each for told in self._value_faults([{"$ref": f"{_REF}PlainTextOption"}], option)]
        return found or list(options_faults(ack))

    def _known(self, name: str) -> dict[str, list[Json]]:
        """Return the arguments of a method with the schemas that its variants have for them."""
        known: dict[str, list[Json]] = {}
        for branch in self._branches(name):
            for key, schema in branch["properties"].items():
                if schema not in known.setdefault(key, []):
                    known[key].append(schema)
        return known

    def _branches(self, name: str) -> list[Json]:
        if name not in self._arguments:
            entry = self._definitions.get(f"P_{name.replace('.', '_')}", {"type": "object"})
            more = {**QUIRKS["*"], **QUIRKS.get(name, {})}
            branches = [branch for branch in self._spread(entry) if "properties" in branch] or [{"properties": {}}]
            self._arguments[name] = [
                {"required": branch.get("required", []), "properties": {**branch["properties"], **more}}
                for branch in branches
            ]
            for branch in self._arguments[name]:
                branch["properties"].pop("token", None)  # it stands in the header alone
        return self._arguments[name]

    def _spread(self, schema: Json) -> Iterator[Json]:
        if "$ref" in schema:
            yield from self._spread(self.target(schema["$ref"]))
        elif "anyOf" in schema:
            for one in schema["anyOf"]:
                yield from self._spread(one)
        else:
            yield schema

    def _argument_faults(self, name: str, given: Json) -> Iterator[str]:
        yield from self._branch_faults(self._branches(name), given)

    def _branch_faults(self, branches: list[Json], given: Json) -> Iterator[str]:
        """Yield what is wrong: keys that no variant knows, values that fit none, and what is missing in all."""
        known: dict[str, list[Json]] = {}
        for branch in branches:
            for key, schema in branch["properties"].items():
                known.setdefault(key, []).append(schema)
        unknown = [key for key in given if key not in known]
        yield from (f"{key}: not an argument" for key in unknown)
        for key in given:
            schemas = {json.dumps(one, sort_keys=True): one for one in known.get(key, ())}
            yield from self._value_faults(list(schemas.values()), given[key], key)
        given = {key: value for key, value in given.items() if key in known}
        fitting = [branch for branch in branches if set(given) <= set(branch["properties"])]
        missing = [sorted(set(branch["required"]) - set(given)) for branch in fitting]
        if not missing:
            yield f"{', '.join(sorted(given))}: not together"
        elif all(missing):
            yield f"{min(missing, key=len)[0]}: missing"

    def _known_or(self, key: str, find: Callable[[], list[str]]) -> list[str]:
        """Return what was found before, else what is found now."""
        if key not in self._judged:
            if len(self._judged) >= REMEMBERED:
                self._judged.clear()
            self._judged[key] = find()
        return self._judged[key]

    def _value_faults(self, schemas: list[Json], value: object, where: str = "") -> list[str]:
        def find() -> list[str]:
            each = [list(self._strict(schema).iter_errors(value)) for schema in schemas]
            return [_told(error, where) for error in min(each, key=len, default=[])]

        return self._known_or(json.dumps([where, schemas, value]), find)

    def _kinds(self, schemas: list[Json]) -> set[str]:
        return {str(one.get("type", "")) for schema in schemas for one in self._spread(schema)}

    def _formed(self, blocks: list[Json]) -> list[str]:
        """Return what slack_sdk's models say against blocks."""
        return self._known_or(json.dumps(["slack_sdk", blocks]), lambda: list(_formed(blocks)))


def _formed(blocks: list[Json]) -> Iterator[str]:
    for number, block in enumerate(blocks):
        try:
            for parsed in Block.parse_all([block]):
                parsed.to_dict()
        except SlackObjectFormationError as error:
            yield f"blocks.{number}: slack_sdk: {error}"


def _typed(value: str, kinds: set[str]) -> Any:  # noqa: ANN401  JSON
    if "boolean" in kinds and value.lower() in ("0", "1", "true", "false"):
        return value.lower() in ("1", "true")
    if "number" in kinds and value.isdigit():
        return int(value)
    if kinds & {"array", "object"}:
        try:
            return json.loads(value)
        except ValueError:
            return value
    return value


def _told(error: ValidationError, where: str) -> str:
    """Return the error that names the cause best: of a choice the deepest of its branches."""
    while error.context:
        error = max(error.context, key=lambda one: (len(one.absolute_path), one.validator not in ("type", "const")))
    place = ".".join(str(step) for step in ([where] if where else []) + list(error.absolute_path))
    return f"{place or 'it'}: {error.message[:300]}"


def _strict(target: Callable[[str], Json]) -> Callable[[Json], Validator]:
    """Return a maker of validators that look references up by ``target`` and choose by ``type`` where that decides."""

    @cache
    def kinds_of(ref: str) -> frozenset[str]:
        return kinds(target(ref))

    def kinds(choice: Json) -> frozenset[str]:
        if "$ref" in choice:
            return kinds_of(choice["$ref"])
        if "anyOf" in choice:
            return frozenset().union(*(kinds(one) for one in choice["anyOf"]))
        described = choice.get("properties", {}).get("type", {})
        return frozenset([described["const"]] if "const" in described else described.get("enum", ()))

    def any_of(validator: Validator, choices: list[Json], instance: object, schema: Json) -> Iterator[ValidationError]:
        choices = [one for one in choices if one != {"$ref": f"{_REF}Block"}]  # any type at all: the platform knows few
        if isinstance(instance, dict) and "type" in instance:
            fitting = [choice for choice in choices if instance["type"] in kinds(choice)]
            if len(fitting) == 1:
                yield from validator.descend(instance, fitting[0])
                return
            if not fitting and all(kinds(choice) for choice in choices):
                yield ValidationError(f"type {instance['type']!r} has no place here")
                return
            choices = fitting or choices
        yield from Draft7Validator.VALIDATORS["anyOf"](validator, choices, instance, schema)

    def ref(validator: Validator, ref: str, instance: object, _: Json) -> Iterator[ValidationError]:
        yield from validator.descend(instance, target(ref))

    made: Callable[[Json], Validator] = validators.extend(Draft7Validator, {"anyOf": any_of, "$ref": ref})
    return made
