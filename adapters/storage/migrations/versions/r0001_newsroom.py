"""The newsroom: articles, stories, findings, decisions, topics and the search index."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

KEY = sa.String(16)
WORD = sa.String(16)
INSTANT = sa.String(32)

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

WORD_INDEX = """
    CREATE INDEX ix_search_texts_words ON search_texts USING gin (
        (string_to_array(terms, ' ') || string_to_array(regexp_replace(terms, '[ -~]', '', 'g'), NULL))
    )
"""


def upgrade() -> None:
    """Make the tables."""
    _articles()
    _stories()
    _findings()
    _desk()
    _search()


def downgrade() -> None:
    """Refuse: there is nothing before the first revision."""
    raise NotImplementedError


def _article_columns() -> list[sa.Column[object]]:
    return [
        sa.Column("url", sa.Text),
        sa.Column("outlet", sa.Text),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("lang", WORD, nullable=False),
        sa.Column("published_day", sa.Date),
        sa.Column("published_granularity", WORD),
        sa.Column("published_at", INSTANT),
        sa.Column("first_seen", INSTANT, nullable=False),
        sa.Column("fingerprint", sa.Text, nullable=False),
        sa.Column("noise", sa.JSON, nullable=False),
        sa.Column("at", INSTANT, nullable=False),
    ]


def _articles() -> None:
    op.create_table(
        "articles",
        sa.Column("id", KEY, nullable=False),
        sa.Column("revision", sa.Integer, nullable=False),
        *_article_columns(),
        sa.PrimaryKeyConstraint("id", name="pk_articles"),
    )
    for column in ("url", "fingerprint", "at"):
        op.create_index(f"ix_articles_{column}", "articles", [column])
    op.create_table(
        "article_revisions",
        sa.Column("id", KEY, nullable=False),
        sa.Column("revision", sa.Integer, nullable=False),
        *_article_columns(),
        sa.PrimaryKeyConstraint("id", "revision", name="pk_article_revisions"),
        sa.ForeignKeyConstraint(["id"], ["articles.id"], name="fk_article_revisions_articles"),
    )
    op.create_table(
        "copies",
        sa.Column("article", KEY, nullable=False),
        sa.Column("place", sa.Text, nullable=False),
        sa.Column("url", sa.Text),
        sa.Column("outlet", sa.Text),
        sa.Column("lang", WORD, nullable=False),
        sa.Column("first_seen", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("article", "place", name="pk_copies"),
    )


def _stories() -> None:
    op.create_table(
        "stories",
        sa.Column("id", KEY, nullable=False),
        sa.Column("terms", sa.JSON, nullable=False),
        sa.Column("first", INSTANT, nullable=False),
        sa.Column("last", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_stories"),
    )
    op.create_index("ix_stories_last", "stories", ["last"])
    op.create_table(
        "story_articles",
        sa.Column("story", KEY, nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("article", KEY, nullable=False),
        sa.PrimaryKeyConstraint("story", "number", name="pk_story_articles"),
        sa.ForeignKeyConstraint(["story"], ["stories.id"], name="fk_story_articles_stories"),
    )
    op.create_index("ix_story_articles_article", "story_articles", ["article"])


def _finding_columns() -> list[sa.Column[object]]:
    return [
        sa.Column("article", KEY, nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("revision", sa.Integer, nullable=False),
        sa.Column("quote_start", sa.Integer, nullable=False),
        sa.Column("quote_end", sa.Integer, nullable=False),
        sa.Column("quote_text", sa.Text, nullable=False),
        sa.Column("lang", WORD, nullable=False),
        sa.Column("outlet", sa.Text),
        sa.Column("url", sa.Text),
    ]


def _period_columns(prefix: str, *, nullable: bool) -> list[sa.Column[object]]:
    return [
        sa.Column(f"{prefix}_start", sa.Date, nullable=nullable),
        sa.Column(f"{prefix}_end", sa.Date, nullable=nullable),
        sa.Column(f"{prefix}_granularity", WORD, nullable=nullable),
        sa.Column(f"{prefix}_qualifier", WORD),
        sa.Column(f"{prefix}_basis", WORD, nullable=nullable),
    ]


def _findings() -> None:
    op.create_table(
        "events",
        *_finding_columns(),
        sa.Column("id", sa.Text, nullable=False),
        *_period_columns("when", nullable=False),
        sa.Column("status", WORD, nullable=False),
        sa.Column("kind", WORD, nullable=False),
        sa.Column("act", sa.Text),
        sa.Column("actors", sa.JSON, nullable=False),
        sa.Column("objects", sa.JSON, nullable=False),
        sa.Column("about", sa.JSON, nullable=False),
        sa.Column("hedge", WORD),
        sa.Column("complete", sa.Boolean, nullable=False),
        sa.Column("qualifiers", sa.JSON, nullable=False),
        sa.Column("thing", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("article", "number", name="pk_events"),
        sa.ForeignKeyConstraint(["article"], ["articles.id"], name="fk_events_articles"),
    )
    op.create_table(
        "event_entities",
        sa.Column("article", KEY, nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("entity", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("article", "number", "entity", name="pk_event_entities"),
        sa.ForeignKeyConstraint(
            ["article", "number"], ["events.article", "events.number"], name="fk_event_entities_events"
        ),
    )
    op.create_index("ix_event_entities_entity", "event_entities", ["entity"])
    op.create_table(
        "figures",
        *_finding_columns(),
        sa.Column("metric", sa.Text, nullable=False),
        sa.Column("subject", sa.Text, nullable=False),
        sa.Column("value", sa.Text, nullable=False),
        sa.Column("unit", sa.Text, nullable=False),
        sa.Column("comparator", WORD, nullable=False),
        *_period_columns("as_of", nullable=True),
        sa.Column("speaker", sa.Text),
        sa.Column("flags", sa.JSON, nullable=False),
        sa.PrimaryKeyConstraint("article", "number", name="pk_figures"),
        sa.ForeignKeyConstraint(["article"], ["articles.id"], name="fk_figures_articles"),
    )
    op.create_index("ix_figures_subject", "figures", ["subject"])


def _desk() -> None:
    op.create_table(
        "decisions",
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("subject", sa.Text, nullable=False),
        sa.Column("stage", sa.Text, nullable=False),
        sa.Column("outcome", sa.Text, nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        sa.Column("other", sa.Text),
        sa.PrimaryKeyConstraint("number", name="pk_decisions"),
    )
    op.create_index("ix_decisions_subject", "decisions", ["subject"])
    op.create_table(
        "topics",
        sa.Column("slug", sa.Text, nullable=False),
        sa.Column("name", sa.JSON, nullable=False),
        sa.Column("entities", sa.JSON, nullable=False),
        sa.Column("words", sa.JSON, nullable=False),
        sa.Column("exclude", sa.JSON, nullable=False),
        sa.PrimaryKeyConstraint("slug", name="pk_topics"),
    )


def _search() -> None:
    op.create_table(
        "search_texts",
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("article", KEY, nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        sa.Column("terms", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_search_texts"),
        sa.ForeignKeyConstraint(["article"], ["articles.id"], name="fk_search_texts_articles"),
    )
    op.create_index("ix_search_texts_article", "search_texts", ["article"])
    for statement in SEARCH_INDEX if op.get_bind().dialect.name == "sqlite" else (WORD_INDEX,):
        op.execute(statement)
