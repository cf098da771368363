"""Who publishes its own news: by the list, and by what its feed is."""

from __future__ import annotations

from pathlib import Path

import pytest

from config.feeds import load_feeds
from config.lexicon import load_lexicon
from config.outlets import PRIMARY_KINDS, read_primary
from digests.errors import BadSetting
from digests.feed import Feed, FeedKind


@pytest.fixture
def outlets(tmp_path: Path) -> Path:
    return tmp_path / "outlets.toml"


def test_a_listed_outlet_is_primary_by_all_its_names_and_hosts_in_any_case(outlets: Path):
    outlets.write_text(
        '[[outlet]]\nname = "Corvid Labs"\nnames = ["鸦科"]\nhosts = ["corvid.example"]\nprimary = true\n'
    )
    assert read_primary(outlets, ()) == {"corvid labs", "鸦科", "corvid.example"}


def test_an_outlet_is_not_primary_unless_the_list_says_so(outlets: Path):
    outlets.write_text('[[outlet]]\nname = "Grebe"\n')
    assert read_primary(outlets, ()) == frozenset()


@pytest.mark.parametrize("kind", FeedKind)
def test_feeds_of_labs_releases_and_papers_make_their_outlet_primary(outlets: Path, kind: FeedKind):
    outlets.write_text("")
    feed = Feed("https://grebe.example/feed", "Grebe", kind=kind)
    assert read_primary(outlets, (feed,)) == ({"grebe"} if kind in PRIMARY_KINDS else frozenset())
    assert {FeedKind.LAB, FeedKind.RELEASES, FeedKind.PAPERS} == PRIMARY_KINDS


def test_the_list_can_deny_what_the_feed_claims(outlets: Path):
    outlets.write_text('[[outlet]]\nname = "Grebe"\nprimary = false\n')
    assert read_primary(outlets, (Feed("https://grebe.example/feed", "Grebe", kind=FeedKind.LAB),)) == frozenset()


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ('name = "A"\nnames = ["b"]\n[[outlet]]\nname = "B"', "'b' stands for 'A' already"),
        ('name = "A"\nhosts = ["two words"]', "'two words' is no host"),
        ('name = "A"\nhosts = ["www.grebe.example"]', "the host 'www.grebe.example' must be written 'grebe.example'"),
        ('name = "A"\nhosts = ["grebe.example/path"]', "the host 'grebe.example/path' must be written"),
        ('name = "A"\ncolour = "blue"', "colour extra inputs are not permitted"),
        ('name = "A"\n[[outlets]]\nname = "B"', "[[outlet]] tables and nothing else"),
    ],
)
def test_a_mistake_in_an_outlet_is_named(outlets: Path, text: str, problem: str):
    outlets.write_text(f"[[outlet]]\n{text}\n")
    with pytest.raises(BadSetting) as refused:
        read_primary(outlets, ())
    assert refused.value.subject == "outlets.toml"
    assert problem in str(refused.value.values["problem"])


@pytest.mark.parametrize(
    "name",
    ["OpenAI", "Hugging Face", "huggingface.co", "arXiv", "github.com", "meta-llama/llama-models", "量子位", "IT之家"],
)
def test_makers_papers_and_repositories_are_primary_and_reporters_are_not(name: str):
    reporters = {"量子位", "IT之家"}
    assert (name.casefold() in load_lexicon().primary_outlets) is (name not in reporters)


def test_no_outlet_of_a_news_feed_is_primary():
    news = {feed.outlet for feed in load_feeds() if feed.kind in {FeedKind.NEWS, FeedKind.NEWSLETTER}}
    assert {outlet for outlet in news if outlet.casefold() in load_lexicon().primary_outlets} == set()
