"""Who publishes its own news."""

from __future__ import annotations

import pytest

from digests.lexicon import Lexicon
from digests.primary import is_primary

LEXICON = Lexicon(entities={}, acts={}, primary_outlets=frozenset({"corvid labs", "corvid.example"}))


@pytest.mark.parametrize(
    ("outlet", "url"),
    [
        ("Corvid Labs", None),
        ("CORVID LABS", "https://elsewhere.example/a"),
        ("Marsh Links", "https://corvid.example/heron-2"),
        (None, "https://blog.corvid.example/heron-2"),
    ],
)
def test_an_outlet_by_its_name_or_the_host_of_the_address_is_primary(outlet: str | None, url: str | None) -> None:
    assert is_primary(outlet, url, LEXICON)


@pytest.mark.parametrize(
    ("outlet", "url"),
    [
        (None, None),
        ("Marsh Daily", "https://notcorvid.example/a"),
        ("Marsh Daily", "https://corvid.example.marsh.example/a"),
        ("Marsh Daily", "javascript:corvid.example"),
    ],
)
def test_nobody_else_is(outlet: str | None, url: str | None) -> None:
    assert not is_primary(outlet, url, LEXICON)
