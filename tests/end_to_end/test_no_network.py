"""Nothing is fetched, whatever a document names: the program, and the child it parses in, without any network."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.end_to_end.program import Done, llamawire, python

NO_NETWORK = """\
import os, socket

def forbidden(*_, **__):
    with open(os.environ["TRIED"], "a", encoding="utf-8") as tried:
        tried.write("a connection\\n")
    raise OSError("there is no network here")

socket.socket.connect = socket.socket.connect_ex = socket.getaddrinfo = socket.gethostbyname = forbidden
"""
"""What Python runs at every start, in children too (``sitecustomize``)."""
TEMPTING = """\
<?xml version="1.0"?><!DOCTYPE {root} [<!ENTITY more SYSTEM "http://outside.example/more">
<!ENTITY % dtd SYSTEM "http://outside.example/x.dtd"> %dtd;]>
"""
FEED = """\
<?xml-stylesheet href="http://outside.example/style.xsl" type="text/xsl"?>
<rss version="2.0"><channel><title>Dunlin</title><link>http://outside.example/</link>
<item><title>Heron-3 comes later</title><link>http://outside.example/heron-3</link>
<description>Corvid Labs delayed Heron-3 to July 2024. &lt;img src="http://outside.example/i.png"&gt;</description>
<enclosure url="http://outside.example/sound.mp3" length="1" type="audio/mpeg"/></item></channel></rss>
"""
PAGE = """\
<html><head><title>Heron-2</title><base href="http://outside.example/"><link rel="canonical" href="/heron-2">
<script src="http://outside.example/x.js"></script></head><body><iframe src="http://outside.example/frame"></iframe>
<article><h1>Heron-2 is out</h1><p>Corvid Labs released Heron-2 on 20 May 2024 and kept its licence.</p>
<p>It has 12 billion parameters.<img src="http://outside.example/i.png"></p></article></body></html>
"""


@pytest.fixture
def island(tmp_path: Path) -> dict[str, str]:
    """An environment in which Python cannot connect to anything, and every attempt leaves a line in a file."""
    (tmp_path / "island").mkdir()
    (tmp_path / "island" / "sitecustomize.py").write_text(NO_NETWORK, "utf-8")
    return {"PYTHONPATH": f"{tmp_path / 'island'}{os.pathsep}{ROOT}", "TRIED": str(tmp_path / "tried")}


def attempts(island: dict[str, str]) -> bool:
    return Path(island["TRIED"]).exists()


def test_the_demonstration_needs_no_network(tmp_path: Path, island: dict[str, str]):
    done = llamawire(tmp_path, "demo", **island)
    assert (done.returncode, done.stderr) == (0, "")
    assert "Digest · " in done.stdout
    assert "What to type next" in done.stdout
    assert "\x1b" not in done.stdout
    assert not attempts(island)


def test_pages_and_feeds_full_of_addresses_are_read_without_visiting_any(tmp_path: Path, island: dict[str, str]):
    (tmp_path / "feed.xml").write_text(FEED, "utf-8")
    (tmp_path / "page.html").write_text(PAGE, "utf-8")
    (tmp_path / "entities.xml").write_text(TEMPTING.format(root="rss") + FEED.split("\n", 1)[1], "utf-8")
    done = llamawire(tmp_path, "read feed.xml page.html entities.xml --json", **island)
    assert "Traceback" not in done.stderr
    assert json.loads(done.stdout)["new"] >= 2
    assert not attempts(island)


def test_the_island_is_one(tmp_path: Path, island: dict[str, str]):
    done: Done = python(tmp_path, ("-c", "import socket; socket.create_connection(('127.0.0.1', 9))"), **island)
    assert "there is no network here" in done.stderr
    assert attempts(island)
