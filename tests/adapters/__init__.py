"""Tests of adapters, room by room."""
