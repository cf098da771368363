"""Subscriptions, slots, editions, deliveries, what was told, limits and notices."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from adapters.storage.tables import Instant

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

_TABLES = (
    "turns",
    "notices",
    "pacing",
    "told_quotes",
    "told",
    "deliveries",
    "editions",
    "channels",
    "slots",
    "subscriptions",
)


def upgrade() -> None:
    """Make the tables."""
    _ordered()
    _promised()
    _delivered()
    _told()
    _kept_to()


def _ordered() -> None:
    op.create_table(
        "subscriptions",
        sa.Column("id", sa.String(32)),
        sa.Column("channel", sa.Text, nullable=False),
        sa.Column("topics", sa.JSON, nullable=False),
        sa.Column("times", sa.JSON, nullable=False),
        sa.Column("zone", sa.Text, nullable=False),
        sa.Column("weekdays", sa.JSON, nullable=False),
        sa.Column("quiet_days", sa.JSON, nullable=False),
        sa.Column("lang", sa.String(16), nullable=False),
        sa.Column("created", Instant, nullable=False),
        sa.Column("length", sa.Integer, nullable=False),
        sa.Column("when_empty", sa.String(16), nullable=False),
        sa.Column("alerts", sa.Integer, nullable=False),
        sa.Column("paused", sa.Boolean, nullable=False),
        sa.Column("next_run", Instant),
        sa.PrimaryKeyConstraint("id", name="pk_subscriptions"),
    )
    op.create_index("ix_subscriptions_next_run", "subscriptions", ["paused", "next_run"])
    op.create_table(
        "slots",
        sa.Column("subscription", sa.String(32)),
        sa.Column("day", sa.Date),
        sa.Column("ordinal", sa.Integer, autoincrement=False),
        sa.Column("due", Instant, nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        sa.PrimaryKeyConstraint("subscription", "day", "ordinal", name="pk_slots"),
    )
    op.create_index("ix_slots_state", "slots", ["state", "due"])


def _promised() -> None:
    op.create_table(
        "channels",
        sa.Column("channel", sa.Text),
        sa.Column("last_number", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("channel", name="pk_channels"),
    )
    op.create_table(
        "editions",
        sa.Column("id", sa.Text),
        sa.Column("subscription", sa.String(32), nullable=False),
        sa.Column("day", sa.Date, nullable=False),
        sa.Column("ordinal", sa.Integer, nullable=False),
        sa.Column("due", Instant, nullable=False),
        sa.Column("channel", sa.Text, nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("frozen_at", Instant, nullable=False),
        sa.Column("window_start", Instant, nullable=False),
        sa.Column("window_end", Instant, nullable=False),
        sa.Column("late", sa.Boolean, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_editions"),
    )
    op.create_index("ix_editions_channel", "editions", ["channel", "number"], unique=True)


def _delivered() -> None:
    op.create_table(
        "deliveries",
        sa.Column("edition", sa.Text),
        sa.Column("part", sa.Integer, autoincrement=False),
        sa.Column("parts", sa.Integer, nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("day", sa.Date, nullable=False),
        sa.Column("platform", sa.Text, nullable=False),
        sa.Column("channel", sa.Text, nullable=False),
        sa.Column("page", sa.JSON, nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("promised", Instant, nullable=False),
        sa.Column("due", Instant, nullable=False),
        sa.Column("attempts", sa.Integer, nullable=False),
        sa.Column("lost", sa.Integer, nullable=False),
        sa.Column("first_try", Instant),
        sa.Column("owner", sa.Text, nullable=False),
        sa.Column("fence", sa.Integer, nullable=False),
        sa.Column("lease", Instant),
        sa.Column("message", sa.Text, nullable=False),
        sa.Column("reason", sa.Text),
        sa.PrimaryKeyConstraint("edition", "part", name="pk_deliveries"),
        sa.ForeignKeyConstraint(["edition"], ["editions.id"], name="fk_deliveries_editions"),
    )
    op.create_index("ix_deliveries_due", "deliveries", ["platform", "state", "due"])


def _told() -> None:
    op.create_table(
        "told",
        sa.Column("edition", sa.Text),
        sa.Column("story", sa.Text),
        sa.Column("subscription", sa.String(32), nullable=False),
        sa.Column("part", sa.Integer, nullable=False),
        sa.Column("at", Instant, nullable=False),
        sa.Column("headline", sa.Text, nullable=False),
        sa.Column("events", sa.JSON, nullable=False),
        sa.Column("outlets", sa.Integer, nullable=False),
        sa.Column("place", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("edition", "story", name="pk_told"),
        sa.ForeignKeyConstraint(["edition"], ["editions.id"], name="fk_told_editions"),
    )
    op.create_index("ix_told_subscription", "told", ["subscription", "at"])
    op.create_table(
        "told_quotes",
        sa.Column("edition", sa.Text),
        sa.Column("story", sa.Text),
        sa.Column("place", sa.Integer, autoincrement=False),
        sa.Column("article", sa.String(64), nullable=False),
        sa.Column("revision", sa.Integer, nullable=False),
        sa.Column("quote_start", sa.Integer, nullable=False),
        sa.Column("quote_end", sa.Integer, nullable=False),
        sa.Column("quote_text", sa.Text, nullable=False),
        sa.Column("compared", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("edition", "story", "place", name="pk_told_quotes"),
        sa.ForeignKeyConstraint(["edition"], ["editions.id"], name="fk_told_quotes_editions"),
    )
    op.create_index("ix_told_quotes_article", "told_quotes", ["article"])


def _kept_to() -> None:
    op.create_table(
        "pacing",
        sa.Column("bucket", sa.Text),
        sa.Column("free_at", sa.BigInteger, nullable=False),
        sa.PrimaryKeyConstraint("bucket", name="pk_pacing"),
    )
    op.create_table(
        "notices",
        sa.Column("key", sa.Text),
        sa.Column("subject", sa.Text, nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("since", Instant, nullable=False),
        sa.Column("told", Instant),
        sa.Column("over", Instant),
        sa.PrimaryKeyConstraint("key", name="pk_notices"),
    )
    op.create_table(
        "turns",
        sa.Column("name", sa.Text),
        sa.Column("owner", sa.Text, nullable=False),
        sa.Column("until", Instant, nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_turns"),
    )


def downgrade() -> None:
    """Forget them."""
    for table in _TABLES:
        op.drop_table(table)
