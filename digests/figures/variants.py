"""Metrics of which a subject has many values: the sizes of a family's members, and what only a sentence makes clear."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from digests.figure import Figure

SIZE = "parameters"
VARIANTS = "variant_parameters"
SIZES = frozenset((SIZE, VARIANTS))

VAGUE = frozenset(("share", "amount", "units", "value_growth", "value_decrease", "value_change", "people"))
"""Metrics that only their sentence makes clear: a share of what, people who did what? Two of them cannot contradict."""


def as_variants(figures: Sequence[Figure]) -> list[Figure]:
    """Return the figures of a sentence; several sizes of one subject are told as those of its variants."""
    sizes = {(figure.subject, figure.value) for figure in figures if figure.metric in SIZES}
    subjects = [subject for subject, _ in sizes]
    return [
        replace(figure, metric=VARIANTS) if figure.metric in SIZES and subjects.count(figure.subject) > 1 else figure
        for figure in figures
    ]
