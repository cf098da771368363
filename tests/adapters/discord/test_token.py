"""A token is passed on and never shown."""

from __future__ import annotations

import traceback

import pytest

from adapters.discord.token import Token

CANARY = "canary.canary.canary"


def test_a_token_stands_in_no_picture_of_it():
    token = Token(CANARY)
    assert token.value == CANARY
    assert CANARY not in f"{token} {token!r} {[token]} {{'a': {token!r}}}"


def _failing(token: Token) -> None:
    raise ValueError(token)


def test_a_token_stands_in_no_traceback():
    with pytest.raises(ValueError, match=r"\*\*\*") as raised:
        _failing(Token(CANARY))
    told = traceback.TracebackException.from_exception(raised.value, capture_locals=True)
    assert f"Token({CANARY}" not in "".join(told.format())
