"""What tenants have set for themselves, every change of it, what was proposed; and tenants that the bot has left."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from adapters.storage.tables import Instant

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "holdings",
        *(sa.Column(name, sa.Text) for name in ("platform", "tenant")),
        sa.Column("holds", sa.String(16)),
        sa.Column("name", sa.Text),
        sa.Column("value", sa.JSON, nullable=False),
        sa.PrimaryKeyConstraint("platform", "tenant", "holds", "name", name="pk_holdings"),
    )
    _changes()
    op.create_table(
        "proposals",
        sa.Column("id", sa.Text),
        *(sa.Column(name, sa.Text, nullable=False) for name in ("platform", "tenant", "person", "verb")),
        sa.Column("until", Instant, nullable=False),
        sa.Column("options", sa.JSON, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_proposals"),
    )
    op.create_index("ix_proposals_until", "proposals", ["until"])
    op.create_table(
        "departures",
        sa.Column("platform", sa.Text),
        sa.Column("tenant", sa.Text),
        sa.Column("since", Instant, nullable=False),
        sa.PrimaryKeyConstraint("platform", "tenant", name="pk_departures"),
    )
    op.create_index("ix_departures_since", "departures", ["since"])


def _changes() -> None:
    op.create_table(
        "changes",
        sa.Column("number", sa.Integer),
        *(sa.Column(name, sa.Text, nullable=False) for name in ("id", "platform", "tenant")),
        sa.Column("holds", sa.String(16), nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        *(sa.Column(name, sa.JSON(none_as_null=True)) for name in ("before", "after")),
        *(sa.Column(name, sa.Text, nullable=False) for name in ("verb", "person")),
        sa.Column("at", Instant, nullable=False),
        *(sa.Column(name, sa.Text, nullable=False) for name in ("place", "undoes")),
        sa.PrimaryKeyConstraint("number", name="pk_changes"),
    )
    op.create_index("ix_changes_id", "changes", ["platform", "tenant", "id"], unique=True)
    op.create_index("ix_changes_number", "changes", ["platform", "tenant", "number"])


def downgrade() -> None:
    """Forget them."""
    for table in ("departures", "proposals", "changes", "holdings"):
        op.drop_table(table)
