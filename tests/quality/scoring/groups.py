"""Groups of articles against the stories they tell."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterator, Sequence

from tests.quality.scoring.base import Row, Score, balance, share


def groups(rows: Sequence[Row], answers: Sequence[Row]) -> Score:
    """Compare groups: B-cubed, all pairs, and, where there are several languages, the pairs of two (``cross``)."""
    wanted, got = [row["story"] for row in rows], [answer["story"] for answer in answers]
    langs = [row.get("lang", "") for row in rows]
    metrics = _b_cubed(wanted, got) | _of_pairs("pair", wanted, got, range(len(rows)))
    metrics |= _of_pairs("cross", wanted, got, langs) if len(set(langs)) > 1 else {}
    return Score(metrics, [*_mixed(rows, got), *_torn(rows, got)])


def _b_cubed(wanted: Sequence[Hashable], got: Sequence[Hashable]) -> dict[str, float]:
    """Bagga and Baldwin 1998: the mean over all articles of how pure and how whole each one's group is."""
    both, ours, theirs = Counter(zip(wanted, got, strict=True)), Counter(got), Counter(wanted)
    pure = sum(n * n / ours[mine] for (_, mine), n in both.items())
    whole = sum(n * n / theirs[story] for (story, _), n in both.items())
    precision, recall = share(pure, len(wanted)), share(whole, len(wanted))
    return {"b3P": precision, "b3R": recall, "b3F": balance(precision, recall)}


def _of_pairs(
    name: str, wanted: Sequence[Hashable], got: Sequence[Hashable], sides: Sequence[Hashable]
) -> dict[str, float]:
    right = _pairs(list(zip(wanted, got, strict=True)), sides)
    precision, recall = share(right, _pairs(got, sides)), share(right, _pairs(wanted, sides))
    return {f"{name}P": precision, f"{name}R": recall, f"{name}F": balance(precision, recall)}


def _pairs(keys: Sequence[Hashable], sides: Sequence[Hashable]) -> int:
    """Return how many pairs of two sides have one key."""
    same, own = Counter(keys), Counter(zip(keys, sides, strict=True))
    return sum(map(_choose_two, same.values())) - sum(map(_choose_two, own.values()))


def _choose_two(among: int) -> int:
    return among * (among - 1) // 2


def _mixed(rows: Sequence[Row], got: Sequence[Hashable]) -> Iterator[str]:
    """Yield the groups that hold several stories."""
    for group in dict.fromkeys(got):
        told = [row for row, mine in zip(rows, got, strict=True) if mine == group]
        if len({row["story"] for row in told}) > 1:
            yield "wrongly one story: " + " / ".join(f"[{row['story']}] {row['title']}" for row in told)


def _torn(rows: Sequence[Row], got: Sequence[Hashable]) -> Iterator[str]:
    """Yield the stories that lie in several groups."""
    for story in dict.fromkeys(row["story"] for row in rows):
        parts: dict[Hashable, list[str]] = {}
        for row, mine in zip(rows, got, strict=True):
            if row["story"] == story:
                parts.setdefault(mine, []).append(row["title"])
        if len(parts) > 1:
            yield f"kept apart [{story}]: " + " // ".join(" / ".join(part) for part in parts.values())
