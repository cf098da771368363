"""Tests of the room that makes editions."""
