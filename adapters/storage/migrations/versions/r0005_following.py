"""What readers follow, and who ordered a subscription."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the columns, and find subscriptions by where they are read and by whom they were ordered."""
    op.add_column("subscriptions", sa.Column("wanted", sa.JSON))
    op.add_column("subscriptions", sa.Column("ordered_by", sa.Text, nullable=False, server_default=""))
    op.create_index("ix_subscriptions_channel", "subscriptions", ["channel"])
    op.create_index("ix_subscriptions_ordered_by", "subscriptions", ["ordered_by", "channel"])
    order = sa.text("wanted IS NULL")
    op.create_index("ix_subscriptions_orders", "subscriptions", ["channel"], sqlite_where=order, postgresql_where=order)


def downgrade() -> None:
    """Forget them."""
    op.drop_index("ix_subscriptions_orders", "subscriptions")
    op.drop_index("ix_subscriptions_ordered_by", "subscriptions")
    op.drop_index("ix_subscriptions_channel", "subscriptions")
    op.drop_column("subscriptions", "ordered_by")
    op.drop_column("subscriptions", "wanted")
