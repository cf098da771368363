"""The pages that ask for one thing after another until a digest can be ordered."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from digests.ask import Ask, ask_text
from digests.layout import acts
from digests.layout.sources import one_line
from digests.page import Act, Block, Bullets, Buttons, Choice, Heading, Page, Pick, Picks, Text
from digests.words import Words

STEPS = ("topics", "channel", "at", "zone", "lang")
"""What is asked for, in this order: options of ``setup`` and of ``step``."""
_LISTED = frozenset({"topics", "zone"})
"""Steps with so many answers that one is chosen from a list."""
_CLOSED = frozenset({"channel", "lang"})
"""Steps at which nothing else is typed: a channel is picked."""

Answers = Mapping[str, str]
"""What was told so far, by step, as it is shown."""
Offers = Mapping[str, Mapping[str, str]]
"""The answers that can be pressed, by step: what stands on each, and its value."""


def setup_page(its: str, step: str, answers: Answers, offers: Offers, words: Words) -> Page:
    """Return the page that asks for one thing; ``its`` is the id under which the answers are kept.

    Its record: ``{"version": 1, "kind": "setup", "id", "step", "answers"}``.
    """
    title = words.say("stepping.title", step=STEPS.index(step) + 1, of=len(STEPS))
    told = tuple(words.say(f"stepping.told-{name}", value=answers[name]) for name in STEPS if name in answers)
    blocks: list[Block] = [Heading(title, 1), *([Bullets(told)] if told else [])]
    blocks += [Text(words.say(f"stepping.ask-{step}")), *_offered(its, step, offers[step], words)]
    record = {"version": 1, "kind": "setup", "id": its, "step": step, "answers": dict(answers)}
    return Page(title, tuple(blocks), record)


def _offered(its: str, step: str, offers: Mapping[str, str], words: Words) -> Iterator[Choice | Buttons | Pick]:
    """Yield the answers that can be pressed, and what has another typed or picked."""
    every = [_answer(its, step, label, value) for label, value in offers.items()]
    other = () if step in _CLOSED else (acts.act(f"setup-{step}", "step", words, typed=step, id=its),)
    new = (acts.act("add-topic", "topics add", words, typed="name"),) if step == "topics" else ()
    if step in _LISTED:
        yield from acts.choice("choose", [act for act in every if ask_text(act.ask)], words)
        yield from acts.buttons(*other, *new)
    else:
        yield from acts.buttons(*every, *other, *new)
    if step == "channel":
        yield Pick(acts.act("pick-channel", "step", words, typed="channel", id=its), Picks.CHANNEL)


def _answer(its: str, step: str, label: str, value: str) -> Act:
    given: object = (value,) if step == "topics" else value
    return Act(one_line(label)[: acts.LONGEST_LABEL], Ask("step", MappingProxyType({"id": its, step: given})))
