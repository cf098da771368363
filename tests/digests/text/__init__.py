"""Tests of the reading of raw text."""
