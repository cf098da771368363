"""The tables. Every type is portable; only the search index at the end is made for each kind of database."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    DDL,
    JSON,
    Boolean,
    Column,
    Date,
    Dialect,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    TypeDecorator,
    event,
)
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import GenericTypeCompiler


@compiles(String, "postgresql")
@compiles(Text, "postgresql")
def _by_code_point(kind: String, compiler: GenericTypeCompiler, **how: Any) -> str:  # noqa: ANN401  SQLAlchemy's own
    """Let every column of text sort as SQLite and Python do, whatever the locale of the server: ids are cut by it."""
    name = compiler.visit_text(kind, **how) if isinstance(kind, Text) else compiler.visit_string(kind, **how)
    return f'{name} COLLATE "C"' if isinstance(how.get("type_expression"), Column) else name


class Instant(TypeDecorator[datetime]):
    """An aware instant, as ISO 8601 text in UTC with microseconds: of one width, so that it sorts as time does.

    Raises ValueError (inside SQLAlchemy's StatementError) for an instant without a zone.
    """

    impl = String(32)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> str | None:  # noqa: ARG002  one text for all
        """Return the text that is stored."""
        if value is None:
            return None
        if value.tzinfo is None:
            msg = f"an instant must carry a time zone: {value.isoformat()}"
            raise ValueError(msg)
        return value.astimezone(UTC).isoformat(timespec="microseconds")

    def process_result_value(self, value: str | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002  one text for all
        """Return the instant, in UTC."""
        return None if value is None else datetime.fromisoformat(value)


metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(referred_table_name)s",
        "ix": "ix_%(table_name)s_%(column_0_name)s",
    }
)


def _article_columns() -> list[Column[object]]:
    """Return the columns that an article has at every revision, identity aside."""
    return [
        Column("url", Text),
        Column("outlet", Text),
        Column("title", Text, nullable=False),
        Column("text", Text, nullable=False),
        Column("lang", String(16), nullable=False),
        Column("published_day", Date),
        Column("published_granularity", String(16)),
        Column("published_at", Instant),
        Column("first_seen", Instant, nullable=False),
        Column("fingerprint", Text, nullable=False),
        Column("noise", JSON, nullable=False),
        Column("at", Instant, nullable=False),  # publication, first sight where undated: what "newest" sorts by
    ]


def _period_columns(prefix: str, *, nullable: bool) -> list[Column[object]]:
    """Return the columns of a ``When``."""
    return [
        Column(f"{prefix}_start", Date, nullable=nullable),
        Column(f"{prefix}_end", Date, nullable=nullable),
        Column(f"{prefix}_granularity", String(16), nullable=nullable),
        Column(f"{prefix}_qualifier", String(16)),
        Column(f"{prefix}_basis", String(16), nullable=nullable),
    ]


def _finding_columns() -> list[Column[object]]:
    """Return where something was found: in which article, as its how manieth, and the quote with its source.

    The quote's article is ``article``; the revision is kept beside it, because offsets are true of that one only.
    """
    return [
        Column("article", String(16), ForeignKey("articles.id"), primary_key=True),
        Column("number", Integer, primary_key=True, autoincrement=False),
        Column("revision", Integer, nullable=False),
        Column("quote_start", Integer, nullable=False),
        Column("quote_end", Integer, nullable=False),
        Column("quote_text", Text, nullable=False),
        Column("lang", String(16), nullable=False),
        Column("outlet", Text),
        Column("url", Text),
    ]


articles = Table(
    "articles",
    metadata,
    Column("id", String(16), primary_key=True),
    Column("revision", Integer, nullable=False),
    *_article_columns(),
)
"""Every article at its newest revision."""

Index("ix_articles_url", articles.c.url)
Index("ix_articles_fingerprint", articles.c.fingerprint)
Index("ix_articles_at", articles.c.at)

article_revisions = Table(
    "article_revisions",
    metadata,
    Column("id", String(16), ForeignKey("articles.id"), primary_key=True),
    Column("revision", Integer, primary_key=True, autoincrement=False),
    *_article_columns(),
)
"""The revisions before the newest: what old quotes were taken from."""

copies = Table(
    "copies",
    metadata,
    Column("article", String(16), primary_key=True),
    Column("place", Text, primary_key=True),  # the address, else the outlet: the same place twice is one row
    Column("url", Text),
    Column("outlet", Text),
    Column("lang", String(16), nullable=False),
    Column("first_seen", Instant, nullable=False),
)

stories = Table(
    "stories",
    metadata,
    Column("id", String(16), primary_key=True),
    Column("terms", JSON, nullable=False),
    Column("first", Instant, nullable=False),
    Column("last", Instant, nullable=False, index=True),
)

story_articles = Table(
    "story_articles",
    metadata,
    Column("story", String(16), ForeignKey("stories.id"), primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("article", String(16), nullable=False, index=True),
)

events = Table(
    "events",
    metadata,
    *_finding_columns(),
    Column("id", Text, nullable=False),
    *_period_columns("when", nullable=False),
    Column("status", String(16), nullable=False),
    Column("kind", String(16), nullable=False),
    Column("act", Text),
    Column("actors", JSON, nullable=False),
    Column("objects", JSON, nullable=False),
    Column("about", JSON, nullable=False),
    Column("hedge", String(16)),
    Column("complete", Boolean, nullable=False),
    Column("qualifiers", JSON, nullable=False),
    Column("thing", Text, nullable=False),
)

event_entities = Table(
    "event_entities",
    metadata,
    Column("article", String(16), primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("entity", Text, primary_key=True, index=True),
    ForeignKeyConstraint(["article", "number"], ["events.article", "events.number"]),
)
"""The index of ``events.about``."""

figures = Table(
    "figures",
    metadata,
    *_finding_columns(),
    Column("metric", Text, nullable=False),
    Column("subject", Text, nullable=False, index=True),
    Column("value", Text, nullable=False),  # a decimal number as written: no binary float comes near it
    Column("unit", Text, nullable=False),
    Column("comparator", String(16), nullable=False),
    *_period_columns("as_of", nullable=True),
    Column("speaker", Text),
    Column("flags", JSON, nullable=False),
)

decisions = Table(
    "decisions",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("subject", Text, nullable=False, index=True),
    Column("stage", Text, nullable=False),
    Column("outcome", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("at", Instant, nullable=False),
    Column("other", Text),
)

topics = Table(
    "topics",
    metadata,
    Column("slug", Text, primary_key=True),
    Column("name", JSON, nullable=False),
    Column("entities", JSON, nullable=False),
    Column("words", JSON, nullable=False),
    Column("exclude", JSON, nullable=False),
)

feeds = Table(
    "feeds",
    metadata,
    Column("url", Text, primary_key=True),
    Column("outlet", Text, nullable=False),
    Column("lang", String(16)),
    Column("kind", String(16), nullable=False),
    Column("full_text", Boolean, nullable=False),
)

feed_states = Table(
    "feed_states",
    metadata,
    Column("url", Text, ForeignKey("feeds.url"), primary_key=True),
    Column("next_try", Instant),
    Column("interval", Integer, nullable=False),  # seconds
    Column("etag", Text, nullable=False),
    Column("last_modified", Text, nullable=False),
    Column("body_hash", Text, nullable=False),
    Column("last_try", Instant),
    Column("last_success", Instant),
    Column("trouble", JSON),
    Column("failures", Integer, nullable=False),
    Column("failing_since", Instant),
    Column("told_to_wait", Instant),
    Column("entries", Integer, nullable=False),
    Column("total", Integer, nullable=False),
    Column("ttl_minutes", Integer),
    Column("skip_hours", JSON, nullable=False),
    Column("skip_days", JSON, nullable=False),
    Column("gap", Integer),  # seconds
    Column("newest", Instant),
    Column("moving", JSON),
    Column("moved_from", Text, nullable=False),
    Column("stopped", JSON),
)
"""What is remembered of a feed between two askings."""

introductions = Table(
    "introductions",
    metadata,
    Column("chinese", Text, primary_key=True),
    Column("latin", Text, primary_key=True),
    Column("outlet", Text, primary_key=True),
    Column("certain", Boolean, nullable=False),
)
"""Where an outlet gave two names of one thing."""

notes = Table("notes", metadata, Column("name", Text, primary_key=True))
"""What was done once and is never to be done again, such as putting in the starter feeds."""

search_texts = Table(
    "search_texts",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("article", String(16), ForeignKey("articles.id"), nullable=False, index=True),
    Column("at", Instant, nullable=False),  # the article's: hits are put in order without fetching the articles
    Column("terms", Text, nullable=False),
)
"""What an article can be found by (``search.indexed``), kept as it was indexed, so that it can be taken out again."""

SEARCH_INDEX = (
    """
    CREATE VIRTUAL TABLE search_index USING fts5(
        terms, content='search_texts', content_rowid='number', tokenize="unicode61 remove_diacritics 0 tokenchars '.'"
    )
    """,
    """
    CREATE TRIGGER search_texts_added AFTER INSERT ON search_texts BEGIN
        INSERT INTO search_index (rowid, terms) VALUES (new.number, new.terms);
    END
    """,
    """
    CREATE TRIGGER search_texts_removed AFTER DELETE ON search_texts BEGIN
        INSERT INTO search_index (search_index, rowid, terms) VALUES ('delete', old.number, old.terms);
    END
    """,
)
"""SQLite's full-text index over ``search_texts``, which is added to and removed from, never updated.

The terms are cut and folded already; the tokenizer only has to leave them whole ("3.1" is one).
"""

SEARCH_WORDS = "(string_to_array(terms, ' ') || string_to_array(regexp_replace(terms, '[ -~]', '', 'g'), NULL))"
"""What Postgres indexes of a row of ``search_texts``: its terms, and every character beyond ASCII by itself."""

WORD_INDEX = f"CREATE INDEX ix_search_texts_words ON search_texts USING gin ({SEARCH_WORDS})"

for _kind, _statements in (("sqlite", SEARCH_INDEX), ("postgresql", (WORD_INDEX,))):
    for _statement in _statements:
        event.listen(metadata, "after_create", DDL(_statement).execute_if(dialect=_kind))  # type: ignore[no-untyped-call]  # its constructor lacks hints
