"""What every Store promises about the names that articles introduce."""

from __future__ import annotations

from dataclasses import replace

from digests.learning import Introduction, Pair
from digests.ports import Store
from tests.contracts.test_store import store  # noqa: F401  the fixture is used by its name

WREN = Introduction(Pair("Dana Wren", "雷恩"), "白鹭网", certain=True)
GREBE = Introduction(Pair("Grebe", "格雷布"), "marsh daily", certain=False)


async def test_introductions_come_back_equal_by_pair_and_outlet(store: Store) -> None:  # noqa: F811  the fixture
    assert await store.introductions() == ()
    elsewhere = replace(GREBE, outlet="白鹭网")
    await store.save_introductions([elsewhere, WREN, GREBE])
    assert await store.introductions() == (GREBE, elsewhere, WREN)


async def test_one_pair_of_one_outlet_is_kept_once_and_stays_certain(store: Store) -> None:  # noqa: F811  the fixture
    await store.save_introductions([WREN, WREN])
    await store.save_introductions([replace(WREN, certain=False), replace(GREBE, certain=True), GREBE])
    assert await store.introductions() == (replace(GREBE, certain=True), WREN)


async def test_names_with_broken_characters_are_kept_as_they_can_be(store: Store) -> None:  # noqa: F811  the fixture
    await store.save_introductions([replace(GREBE, outlet="a\ud83d")])
    assert [one.pair for one in await store.introductions()] == [GREBE.pair]
