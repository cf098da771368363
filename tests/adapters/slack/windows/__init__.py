"""Tests of modals, the Home and menus."""
