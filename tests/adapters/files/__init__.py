"""Tests of adapters.files."""
