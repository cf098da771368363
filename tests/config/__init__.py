"""Tests of config, room by room."""
