"""Tests of grouping: terms, placing, merging."""
