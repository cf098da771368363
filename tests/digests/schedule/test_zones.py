"""Zones by their names: the database that comes with the system decides which there are."""

from __future__ import annotations

from digests.schedule.zones import is_zone


def test_a_zone_is_one_that_the_database_has():
    assert is_zone("Asia/Kathmandu")
    assert not is_zone("Mars/Olympus")
    assert not is_zone("Europe")
    assert not is_zone("")
