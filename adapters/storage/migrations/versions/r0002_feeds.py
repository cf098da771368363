"""Feeds, what is remembered of them, and notes of what was done once."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

WORD = sa.String(16)
INSTANT = sa.String(32)


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "feeds",
        sa.Column("url", sa.Text),
        sa.Column("outlet", sa.Text, nullable=False),
        sa.Column("lang", WORD),
        sa.Column("kind", WORD, nullable=False),
        sa.Column("full_text", sa.Boolean, nullable=False),
        sa.PrimaryKeyConstraint("url", name="pk_feeds"),
    )
    _states()
    op.create_table("notes", sa.Column("name", sa.Text), sa.PrimaryKeyConstraint("name", name="pk_notes"))


def downgrade() -> None:
    """Forget the feeds."""
    for table in ("notes", "feed_states", "feeds"):
        op.drop_table(table)


def _states() -> None:
    op.create_table(
        "feed_states",
        sa.Column("url", sa.Text),
        sa.Column("next_try", INSTANT),
        sa.Column("interval", sa.Integer, nullable=False),
        sa.Column("etag", sa.Text, nullable=False),
        sa.Column("last_modified", sa.Text, nullable=False),
        sa.Column("body_hash", sa.Text, nullable=False),
        sa.Column("last_try", INSTANT),
        sa.Column("last_success", INSTANT),
        sa.Column("trouble", sa.JSON),
        sa.Column("failures", sa.Integer, nullable=False),
        sa.Column("failing_since", INSTANT),
        sa.Column("told_to_wait", INSTANT),
        sa.Column("entries", sa.Integer, nullable=False),
        sa.Column("total", sa.Integer, nullable=False),
        sa.Column("ttl_minutes", sa.Integer),
        sa.Column("skip_hours", sa.JSON, nullable=False),
        sa.Column("skip_days", sa.JSON, nullable=False),
        sa.Column("gap", sa.Integer),
        sa.Column("newest", INSTANT),
        sa.Column("moving", sa.JSON),
        sa.Column("moved_from", sa.Text, nullable=False),
        sa.Column("stopped", sa.JSON),
        sa.ForeignKeyConstraint(["url"], ["feeds.url"], name="fk_feed_states_feeds"),
        sa.PrimaryKeyConstraint("url", name="pk_feed_states"),
    )
