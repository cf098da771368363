"""Tests of the desk: questions in, pages out."""
