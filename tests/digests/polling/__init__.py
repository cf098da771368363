"""Tests of when feeds are asked and what their answers mean."""
