"""Whole days of many channels on a fake clock, with faults drawn from a seed: what a reader sees is counted."""
