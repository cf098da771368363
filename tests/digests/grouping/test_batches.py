"""A placing run, batch by batch."""

from __future__ import annotations

from config.lexicon import load_lexicon
from digests.grouping.batches import order_of, place_batch
from digests.grouping.index import StoryIndex
from digests.understand import understand
from tests.builders import SEEN, an_article, published


def test_articles_are_ordered_by_the_time_they_may_date_from_and_then_by_id() -> None:
    month, day = (an_article(published=published(text), id="b") for text in ("2024-05", "2024-05-16"))
    same = an_article(published=published("2024-05-16"), id="a")
    assert sorted((day, same, month), key=order_of) == [month, same, day]


def test_a_batch_tells_what_changed_and_keeps_the_index_in_step() -> None:
    titles = ("Meta releases Llama 3.1 with 405 billion parameters", "Meta releases Llama 3.1 405B", "Rain in Grebe")
    articles = [an_article("", title=title, url=f"https://x.example/{n}") for n, title in enumerate(titles)]
    index = StoryIndex((), load_lexicon())
    placed = place_batch([understand(article, load_lexicon()) for article in articles], index, load_lexicon(), SEEN)
    homes = [index.home(article.id) for article in articles]
    assert homes[0] == homes[1] != homes[2]
    assert {story.id for story in placed.stories} == {home.id for home in homes if home} == set(index.stories)
    assert not placed.gone & set(index.stories)
    assert [decision.subject for decision in placed.decisions][:3] == [article.id for article in articles]
    assert {decision.at for decision in placed.decisions} == {SEEN}
