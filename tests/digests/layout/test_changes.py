"""The pages on changes, of every kind of thing."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from config.catalogues import load_words
from digests import filters
from digests.change import Change, Holds
from digests.language import Lang
from digests.layout.changes import change_page, changes_page, discarded_page, thing_named
from digests.page import Choice, Footer, Row, Table, Text
from digests.verdicts import Said, Verdict, verdict_value

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)
BIRDS = {"name": {"en": "Birds", "zh-Hant": "鳥"}, "entities": [], "words": ["heron", "鷺"], "exclude": []}
MADE = Change("made2345", "slack", "T1", Holds.TOPIC, "birds", None, BIRDS, "topics add", "U1", NOON, "slack:T1/C1")
HIDDEN = replace(MADE, id="hidden23", before=BIRDS, after={"hidden": True}, by="U2")
GRANT = replace(MADE, id="grant234", holds=Holds.GRANT, name="user:U3", after={"by": "U1"}, where="")
_LEFT_OUT = filters.Filter("Quiet", NOON, words=("heron",), langs=(Lang.EN, Lang.HANT))
FILTER = replace(MADE, id="filter23", holds=Holds.FILTER, name="quiet", after=filters.filter_value(_LEFT_OUT))
_SAID = Verdict(Said.REJECT, ("a1b2c3d4",), NOON, topic="birds", about="Herons land")
VERDICT = replace(MADE, id="verdict2", holds=Holds.VERDICT, name=_SAID.name, after=verdict_value(_SAID))
BACK = replace(GRANT, id="back2345", before=GRANT.after, after=None, undoes="grant234")


@pytest.mark.parametrize("lang", [Lang.EN, Lang.HANS, Lang.HANT])
def test_every_kind_of_change_has_its_words_in_every_language(lang: Lang):
    words = load_words(lang)
    page = changes_page([BACK, GRANT, HIDDEN, MADE, FILTER, VERDICT], {"grant234"}, UTC, words)
    lines = [block.line for block in page.blocks if isinstance(block, Row)]
    assert len(set(lines)) == 6
    for change in (HIDDEN, MADE, FILTER, VERDICT):
        tables = [block for block in change_page(change, (), UTC, words).blocks if isinstance(block, Table)]
        assert len(tables) == (change.holds is not Holds.GRANT)  # who and when stand in the line above
        assert all(all(row) for table in tables for row in table.rows)
    assert not [block for block in change_page(GRANT, (), UTC, words).blocks if isinstance(block, Table)]
    assert discarded_page(words).title


def test_what_was_taken_back_is_marked_and_not_offered_to_be_taken_back_again():
    page = changes_page([BACK, GRANT], {"grant234"}, UTC, load_words(Lang.EN))
    rows = [block for block in page.blocks if isinstance(block, Row)]
    assert [(row.line, row.mark) for row in rows] == [
        ("grant revoked: user:U3", ""),
        ("granted: user:U3", "taken back"),
    ]
    assert rows[0].note == "by user:U1 · slack:T1 · takes grant234 back · back2345"
    (choice,) = [block for block in page.blocks if isinstance(block, Choice)]
    assert [act.label for act in choice.acts] == ["back2345 grant revoked: user:U3"]


def test_of_a_change_only_what_differs_is_shown():
    longer = replace(MADE, before=BIRDS, after={**BIRDS, "words": ["heron"], "exclude": ["crane"]})
    page = change_page(longer, (), UTC, load_words(Lang.EN))
    (table,) = [block for block in page.blocks if isinstance(block, Table)]
    assert table.rows == (("words", "heron, 鷺", "heron"), ("left out", "–", "crane"))
    assert not any(isinstance(block, Footer) for block in page.blocks)
    done = change_page(longer, {"made2345"}, UTC, load_words(Lang.EN), "undone")
    assert done.blocks[-1] == Footer("Taken back: all is as it was before.")


def test_where_nothing_was_changed_that_is_said():
    page = changes_page([], (), UTC, load_words(Lang.EN))
    assert [block.text for block in page.blocks if isinstance(block, Text)] == ["Nothing was changed yet."]


def test_a_thing_is_called_as_its_readers_call_it():
    assert thing_named(MADE, load_words(Lang.HANT)) == "鳥"
    assert thing_named(MADE, load_words(Lang.HANS)) == "Birds"
    assert thing_named(HIDDEN, load_words(Lang.EN)) == "Birds"
    assert thing_named(GRANT, load_words(Lang.EN)) == "user:U3"
