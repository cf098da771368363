"""What somebody means who names a topic."""

from __future__ import annotations

import pytest

from digests.topic import entity_named, topic_named
from tests.builders import a_topic
from tests.digests.readings import LEXICON

HERON = a_topic("heron")


@pytest.mark.parametrize("name", ["heron", "Heron", "苍鹭", "蒼鷺"])
def test_a_topic_is_called_by_its_slug_or_any_of_its_names(name: str) -> None:
    assert topic_named(name, [HERON], LEXICON) == HERON


@pytest.mark.parametrize("name", ["corvid-labs", "CORVID LABS", "科维德实验室", "科維德實驗室"])
def test_a_name_of_the_field_is_a_topic_of_its_own(name: str) -> None:
    topic = topic_named(name, [HERON], LEXICON)
    assert topic is not None
    assert (topic.slug, topic.entities) == ("corvid-labs", ("corvid-labs",))
    assert entity_named(name, LEXICON) == "corvid-labs"


def test_what_nobody_knows_is_no_topic() -> None:
    assert topic_named("Dunlin", [HERON], LEXICON) is None
    assert entity_named("Dunlin", LEXICON) is None
