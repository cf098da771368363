"""Tests of adapters.feeds."""
