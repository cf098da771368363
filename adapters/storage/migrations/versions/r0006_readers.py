"""Days in threads, what is done once, readers' languages and ratings."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from adapters.storage.tables import Instant

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the columns, and make the tables."""
    op.add_column("subscriptions", sa.Column("threaded", sa.Boolean, nullable=False, server_default=sa.false()))
    op.add_column("deliveries", sa.Column("under", sa.Text, nullable=False, server_default=""))
    op.create_index("ix_editions_day", "editions", ["subscription", "day"])
    op.create_table(
        "done_once",
        sa.Column("name", sa.Text),
        sa.Column("until", Instant, nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_done_once"),
    )
    op.create_index("ix_done_once_until", "done_once", ["until"])
    op.create_table(
        "languages",
        sa.Column("platform", sa.Text),
        sa.Column("tenant", sa.Text),
        sa.Column("person", sa.Text),
        sa.Column("lang", sa.String(16), nullable=False),
        sa.PrimaryKeyConstraint("platform", "tenant", "person", name="pk_languages"),
    )
    _ratings()


def _ratings() -> None:
    op.create_table(
        "ratings",
        sa.Column("platform", sa.Text),
        sa.Column("tenant", sa.Text),
        sa.Column("person", sa.Text),
        sa.Column("verb", sa.Text),
        sa.Column("id", sa.Text),
        sa.Column("useful", sa.Boolean, nullable=False),
        sa.Column("at", Instant, nullable=False),
        sa.PrimaryKeyConstraint("platform", "tenant", "person", "verb", "id", name="pk_ratings"),
    )
    op.create_index("ix_ratings_at", "ratings", ["at"])


def downgrade() -> None:
    """Forget them."""
    for table in ("ratings", "languages", "done_once"):
        op.drop_table(table)
    op.drop_index("ix_editions_day", "editions")
    op.drop_column("deliveries", "under")
    op.drop_column("subscriptions", "threaded")
