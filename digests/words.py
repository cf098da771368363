"""The bot's own words in one language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from digests.errors import Refusal
from digests.language import Lang
from digests.lexicon import Kind
from digests.story import Reason


@dataclass(frozen=True, slots=True)
class Words:
    """A catalogue: key to phrase, loaded from ``config/words``; every language has the same keys."""

    lang: Lang
    phrases: Mapping[str, str]

    def say(self, key: str, **values: object) -> str:
        """Return the phrase with its ``{names}`` filled in. Raises KeyError for an unknown key."""
        return self.phrases[key].format(**values)

    def refusal(self, refusal: Refusal) -> str:
        """Return what cannot be done and the way out, which stands on a line of its own below several sentences."""
        problem, way_out = self.problem(refusal), self.way_out(refusal)
        gap = "\n" if "\n" in problem else "" if self.lang.is_chinese else " "
        return f"{problem}{gap}{way_out}" if way_out else problem

    def problem(self, refusal: Refusal) -> str:
        """Return what cannot be done: one sentence, or one a line where several things are wrong."""
        return self._filled(self.phrases[f"refusal.{refusal.key}"], refusal)

    def way_out(self, refusal: Refusal) -> str:
        """Return what the reader can do now; nothing, where there is no way out."""
        return self._filled(self.phrases.get(f"way-out.{refusal.key}", ""), refusal)

    def reason(self, reason: Reason) -> str:
        """Return the grounds of a decision: a fragment of a sentence. Index terms in it are shown as they are."""
        values = {name: self._shown(value) for name, value in reason.values.items()}
        return self.say(f"reason.{reason.key}", **values)

    def _filled(self, phrase: str, refusal: Refusal) -> str:
        values = {name: self._shown(value) for name, value in refusal.values.items()}
        return phrase.format(subject=refusal.subject, **values)

    def _shown(self, value: object) -> str:
        if isinstance(value, Refusal):
            return self.problem(value)
        if isinstance(value, Kind):
            return self.phrases[f"kind.{value}"]
        if not isinstance(value, tuple):
            return str(value)
        between = "\n" if any(isinstance(one, Refusal) for one in value) else self.phrases["list.next"]
        return between.join(map(self._shown, value))
