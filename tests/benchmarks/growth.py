"""Whether placing an article stays as cheap in a long stream: ``python -m tests.benchmarks.growth [ARTICLES]``.

The real stream (without the shared data the demonstration) is lengthened to 50,000 articles: each copy lies later by
the length of the whole, and the ends of its capitalised words are changed, so that names differ from copy to copy. Read
is what was understood of the original; its happenings keep their dates. Prints the rate and the cost of each tenth.
"""

from __future__ import annotations

import re
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import timedelta
from itertools import count, islice

from config.lexicon import load_lexicon
from digests.grouping.batches import BATCH, order_of, place_batch
from digests.grouping.index import StoryIndex
from digests.lexicon import Lexicon
from digests.reading import Reading
from digests.when import Published
from tests.benchmarks import ours
from tests.benchmarks.corpora import LATER, articles, whole_stream

ARTICLES = 50_000
TENTHS = 10
_NAME = re.compile(r"\b[A-Z][a-z]{2,}\b")


def main() -> None:
    """Measure and print, a tenth as soon as it is placed."""
    wanted = int(sys.argv[1]) if len(sys.argv) > 1 else ARTICLES
    lexicon = load_lexicon()
    read = sorted(ours.readings(articles(whole_stream()), lexicon), key=lambda reading: order_of(reading.article))
    costs = []
    for seconds, stories in tenths(lengthened(read), wanted // TENTHS, lexicon):
        costs.append(seconds)
        sys.stdout.write(
            f"tenth {len(costs):>2}{wanted // TENTHS / seconds:>10,.0f} articles/s{stories:>10,} stories\n"
        )
        sys.stdout.flush()
    sys.stdout.write(f"the last tenth costs {costs[-1] / costs[0]:.2f} times the first\n")


def tenths(readings: Iterator[Reading], size: int, lexicon: Lexicon) -> Iterator[tuple[float, int]]:
    """Place ten times ``size`` readings; yield each tenth's seconds of the processor, and the stories so far."""
    index = StoryIndex((), lexicon)
    for _ in range(TENTHS):
        placed, seconds = 0, 0.0
        while placed < size:
            batch = list(islice(readings, min(BATCH, size - placed)))
            start = time.process_time()
            place_batch(batch, index, lexicon, LATER)
            seconds += time.process_time() - start
            placed += len(batch)
        yield seconds, len(index.stories)


def lengthened(readings: Sequence[Reading]) -> Iterator[Reading]:
    """Yield the readings, in order of publication, again and again: later, and of other names."""
    first, last = (order_of(reading.article)[0] for reading in (readings[0], readings[-1]))
    days = (last - first).days + 1
    for copy in count():
        yield from (_varied(reading, copy, timedelta(days=copy * days)) for reading in readings)


def _varied(reading: Reading, copy: int, later: timedelta) -> Reading:
    """Return the reading of a later article of the same length, so that every place in it still holds."""
    article = reading.article
    varied = replace(
        article,
        id=f"{copy:x}-{article.id}",
        title=_renamed(article.title, copy),
        text=_renamed(article.text, copy),
        published=article.published and _shifted(article.published, later),
        first_seen=article.first_seen + later,
    )
    return replace(reading, article=varied)


def _renamed(text: str, copy: int) -> str:
    """Return the text with the last two letters of its names moved on through the alphabet."""
    one, other = divmod(copy % 676, 26)
    return _NAME.sub(lambda name: name[0][:-2] + _moved(name[0][-2], one) + _moved(name[0][-1], other), text)


def _moved(letter: str, places: int) -> str:
    return chr((ord(letter) - ord("a") + places) % 26 + ord("a"))


def _shifted(published: Published, later: timedelta) -> Published:
    return replace(published, day=published.day + later, at=published.at and published.at + later)


if __name__ == "__main__":
    main()
