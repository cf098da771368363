"""Tests of digests, room by room."""
