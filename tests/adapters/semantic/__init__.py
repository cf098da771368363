"""Tests of adapters.semantic."""
