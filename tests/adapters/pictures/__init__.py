"""Tests of adapters.pictures: a test looks at the pixels."""
