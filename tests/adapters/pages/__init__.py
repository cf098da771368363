"""Tests of adapters.pages."""
