"""Tests of how answers are laid out."""
