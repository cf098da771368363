"""The working memory of a placing run, lent to the reports of own feeds and given back as it was."""

from __future__ import annotations

from datetime import timedelta

from config.lexicon import load_lexicon
from digests.grouping.batches import place_batch
from digests.grouping.guests import guests_in, hosts, place_own, stories_of_own, with_guests
from digests.grouping.index import StoryIndex
from digests.grouping.place import WINDOW
from digests.reading import Reading
from digests.understand import understand
from tests.builders import SEEN, a_story, an_article

LEXICON = load_lexicon()
MARK = "aaaaaaaa"


def a_reading(title: str, number: int, mark: str = "") -> Reading:
    length = 8 if mark else 12
    article = an_article(f"{title}. Corvid Labs says so.", title=title, id=f"{number:0{length}}{mark}")
    return understand(article, LEXICON)


def an_index(*titles: str) -> StoryIndex:
    index = StoryIndex((), LEXICON)
    place_batch([a_reading(title, n) for n, title in enumerate(titles, start=1)], index, LEXICON, SEEN)
    return index


def told(index: StoryIndex) -> tuple[object, ...]:
    """Return what an index answers: its stories, who shares what, and how rare words are in it."""
    stories = sorted(index.stories.values(), key=lambda story: story.id)
    words = {term for story in stories for term in story.terms}
    shared = [index.sharing(story.terms) for story in stories]
    return stories, shared, {term: round(index.rarity.of(term), 9) for term in words}


def test_the_index_is_as_before_when_the_reports_of_an_own_feed_are_placed():
    index = an_index("Corvid Labs releases Heron-1 with 70 billion parameters", "Rain over the marsh of Grebe")
    before = told(index)
    own = [
        a_reading("Corvid Labs releases Heron-1 with 70 billion parameters", 1, MARK),
        a_reading("Reed prices fall by half in Dunlin", 2, MARK),
    ]
    stay = place_own(own, (), {}, index, LEXICON, SEEN)
    assert told(index) == before
    assert sum(map(len, stay.guests.values())) == 1
    assert [story.articles for story in stay.own] == [(f"00000002{MARK}",)]
    again = place_own(own, stay.own, stay.guests, index, LEXICON, SEEN)
    assert (again.guests, again.own) == (stay.guests, stay.own)
    assert told(index) == before


def test_guests_are_told_from_their_hosts_and_put_back():
    shared, own = an_article("One."), an_article("Two.", id=f"00000001{MARK}")
    both, alone = a_story(shared, own, id="s0000both"), a_story(own, id="s000alone")
    (host,) = hosts([both, alone])
    assert host.articles == (shared.id,)
    assert with_guests(host, guests_in([both, alone])) == both
    assert stories_of_own([both, alone]) == (alone,)


def test_closed_stories_are_offered_again_once_the_index_is_reopened():
    index = an_index("Corvid Labs releases Heron-1 with 70 billion parameters")
    before = told(index)
    index.close(SEEN + WINDOW + timedelta(days=30))
    assert told(index) != before
    index.reopen()
    assert told(index) == before
