"""The log goes to standard error, quiet unless asked."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest
import structlog

from bot.cli.logs import set_up


@pytest.fixture(autouse=True)
def _as_it_was() -> Iterator[None]:
    yield
    structlog.reset_defaults()


def test_a_line_for_machines_is_json(capsys: pytest.CaptureFixture[str]) -> None:
    set_up("info", "json")
    structlog.get_logger().info("read", article="a1", title="发布")
    structlog.get_logger().debug("unheard")
    out, err = capsys.readouterr()
    assert out == ""
    (line,) = err.splitlines()
    told = json.loads(line)
    assert (told["event"], told["level"], told["title"]) == ("read", "info", "发布")
    assert told["timestamp"].endswith("Z")


def test_a_line_for_people_is_text_without_colour_in_a_file(capsys: pytest.CaptureFixture[str]) -> None:
    set_up("warning", "text")
    structlog.get_logger().info("unheard")
    structlog.get_logger().warning("read", article="a1")
    err = capsys.readouterr().err
    assert "unheard" not in err
    assert "article=a1" in err
    assert "\x1b" not in err
