"""What is proposed while one types into a field of a form."""

from __future__ import annotations

import pytest

from adapters.slack.proposing import options
from digests.desk import Suggestion
from digests.language import Lang
from digests.text.graphemes import units
from tests.adapters.slack.windows.desk import NAUGHTY
from tests.adapters.slack.windows.talk import Talk, opened
from tests.standin.slack import User


@pytest.mark.asyncio(loop_scope="module")
async def test_at_most_a_hundred_are_proposed_that_slack_can_show(talk: Talk, reader: User) -> None:
    form = await opened(talk, reader, "Timeline")
    proposed = await reader.suggest(form.view, "lw_field", "hero")
    assert proposed[0] == ("timeline topic hero en", "first")
    assert len(proposed) == 100
    assert all(units(label) <= 75 and units(value) <= 150 for label, value in proposed)


@pytest.mark.asyncio(loop_scope="module")
async def test_what_was_typed_may_be_chosen_as_it_is(talk: Talk, reader: User) -> None:
    form = await opened(talk, reader, "Timeline")
    assert (await reader.suggest(form.view, "lw_field", "Corvid Labs"))[-1] == ("Corvid Labs", "Corvid Labs")


@pytest.mark.asyncio(loop_scope="module")
@pytest.mark.parametrize("typed", ["nothing", "broken"])
async def test_where_the_desk_cannot_only_what_was_typed_is_proposed(talk: Talk, reader: User, typed: str) -> None:
    form = await opened(talk, reader, "Timeline")
    assert await reader.suggest(form.view, "lw_field", typed) == [(typed, typed)]


@pytest.mark.asyncio(loop_scope="module")
async def test_where_the_desk_is_slow_slack_does_not_wait(talk: Talk, reader: User) -> None:
    talk.desk.gate.clear()
    form = await opened(talk, reader, "Timeline")
    assert await reader.suggest(form.view, "lw_field", "slow") == [("slow", "slow")]


@pytest.mark.asyncio(loop_scope="module")
async def test_nothing_typed_proposes_no_nothing(talk: Talk, reader: User) -> None:
    form = await opened(talk, reader, "Timeline")
    assert "" not in dict(await reader.suggest(form.view, "lw_field", "")).values()


@pytest.mark.asyncio(loop_scope="module")
async def test_proposals_are_in_the_readers_language(talk: Talk) -> None:
    lin = talk.slack.user("Lin", locale="zh-TW")
    form = await opened(talk, lin, "Timeline")
    assert (await lin.suggest(form.view, "lw_field", "x"))[0][0].endswith(Lang.HANT)


def test_each_value_is_proposed_once_under_its_first_label_and_labels_are_plain() -> None:
    suggested = (("Heron", "h"), ("Heron again", "h"), ("", "e"), (NAUGHTY, "n"))
    found = options((Suggestion(*one) for one in suggested), "h")
    assert [one["value"] for one in found] == ["h", "n"]
    assert found[0]["text"] == {"type": "plain_text", "text": "Heron", "emoji": False}
