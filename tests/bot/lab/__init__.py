"""Tests of the batch verbs."""
