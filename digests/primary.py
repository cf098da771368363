"""Primary sources: outlets and addresses that publish their own news, such as labs, repositories and regulators."""

from __future__ import annotations

from functools import lru_cache

from digests.errors import BadInput
from digests.lexicon import Lexicon
from digests.urls import host_of


def is_primary(outlet: str | None, url: str | None, lexicon: Lexicon) -> bool:
    """Say whether the outlet publishes its own news, or the address lies with one that does.

    An aggregator's entry that points at a repository is the repository's word.
    """
    return (outlet or "").casefold() in lexicon.primary_outlets or any(
        host in lexicon.primary_outlets for host in _hosts(url)
    )


@lru_cache(maxsize=4096)
def _hosts(url: str | None) -> tuple[str, ...]:
    """Return the host of an address and the domains it belongs to."""
    try:
        host = host_of(url) if url else ""
    except BadInput:
        return ()
    labels = host.split(".")
    return tuple(".".join(labels[at:]) for at in range(len(labels) - 1))
