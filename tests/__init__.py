"""The tests, by the rooms they test."""
