"""Tests of the room that says when a digest is due."""
