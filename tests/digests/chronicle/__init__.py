"""Tests of events, merging, headlines and timelines."""
