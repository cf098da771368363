"""Prints the table: ``python -m tests.benchmarks`` (about a minute; nothing is asserted)."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator, Sequence
from functools import partial
from itertools import count
from pathlib import Path

from bot.cli.logs import set_up
from config.lexicon import load_lexicon
from digests.article import Entry
from digests.lexicon import Lexicon
from tests.benchmarks import ours, simple
from tests.benchmarks.corpora import articles, corpora
from tests.benchmarks.delivery import delivery
from tests.benchmarks.measure import Row, rate, typical
from tests.benchmarks.polling import polling

HEAD = ("what", "material", "unit", "ours", "simple", "ours/simple", "the simple thing is")


def main() -> None:
    """Measure and print, a line as soon as it is known."""
    set_up("error", "text")
    sys.stdout.write(_line(HEAD))
    for row in measured():
        numbers = (f"{row.ours:,.4g}", f"{row.simple:,.4g}", f"{row.ratio:.3g}")
        sys.stdout.write(_line((row.what, row.material, row.unit, *numbers, row.simple_is)))
        sys.stdout.flush()


def measured() -> Iterator[Row]:
    """Yield every row of the table."""
    yield from processes()
    lexicon, found = load_lexicon(), corpora()
    for name, entries in found.items():
        yield from understanding(name, entries, lexicon)
    most = "stream" if "stream" in found else "demo"
    yield grouping(most, found[most], lexicon)
    yield dating(most, found[most], lexicon)
    yield reading_in("demo", found["demo"])
    yield from polling(most, found[most])
    yield from delivery("demo", found["demo"])


def processes() -> Iterator[Row]:
    """Yield what whole runs of the program take beside an empty run of Python."""
    python = typical(("-c", "pass"), 5)
    start = typical(("-m", "bot", "--help"), 5)
    demo = typical(("-m", "bot", "demo"), 3)
    empty = "python -c pass"
    yield Row("llamawire --help", "none", "s", start.seconds, python.seconds, empty)
    yield Row("llamawire demo", "demo", "s", demo.seconds, python.seconds, empty)
    yield Row("llamawire demo", "demo", "MB at most", demo.megabytes, python.megabytes, empty)


def understanding(name: str, entries: Sequence[Entry], lexicon: Lexicon) -> Iterator[Row]:
    """Yield how fast articles are understood."""
    read = articles(entries)
    names = simple.Names(lexicon)
    measure, compared = partial(ours.readings, read, lexicon), partial(names.find, read)
    number, characters = len(read), sum(len(article.content) for article in read)
    mine, theirs = rate(measure, number), rate(compared, number)
    told = "one regular expression of all names"
    yield Row("understanding", name, "articles/s", mine, theirs, told)
    scale = characters / number
    yield Row("understanding", name, "characters/s", mine * scale, theirs * scale, told)


def grouping(name: str, entries: Sequence[Entry], lexicon: Lexicon) -> Row:
    """Return how fast understood articles are put into stories."""
    read = ours.readings(articles(entries), lexicon)
    titles = [reading.article.title for reading in read]
    mine, theirs = partial(ours.group, read, lexicon), partial(simple.groups, titles)
    told = "TF-IDF over titles, one pass"
    return Row("grouping", name, "articles/s", rate(mine, len(read)), rate(theirs, len(read)), told)


def dating(name: str, entries: Sequence[Entry], lexicon: Lexicon) -> Row:
    """Return how fast dates are found in sentences."""
    read = ours.readings(articles(entries), lexicon)
    dated = [(sentence.text, reading.article.published) for reading in read for sentence in reading.sentences]
    mine, theirs = partial(ours.dates, dated), partial(simple.dates, [text for text, _ in dated])
    told = "one regular expression of dates"
    return Row("dates", name, "sentences/s", rate(mine, len(dated)), rate(theirs, len(dated)), told)


def reading_in(name: str, entries: Sequence[Entry]) -> Row:
    """Return how fast entries are read into a new database, from entry to story."""
    read = articles(entries)
    with tempfile.TemporaryDirectory() as folder:
        fresh = (Path(folder) / f"{number}.db" for number in count())
        mine = rate(lambda: ours.read_in(next(fresh), entries), len(entries))
        theirs = rate(lambda: simple.store(next(fresh), read), len(entries))
    return Row("reading in", name, "articles/s", mine, theirs, "sqlite3 inserts of the texts alone")


def _line(cells: Sequence[str]) -> str:
    what, material, unit, *numbers, told = cells
    return f"{what:<18}{material:<10}{unit:<14}{''.join(f'{number:>12}' for number in numbers)}  {told}\n"


if __name__ == "__main__":
    main()
