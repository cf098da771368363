"""What is under way in a channel is found quickly: its editions are posted in their order."""

from __future__ import annotations

from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the index."""
    op.create_index("ix_deliveries_channel", "deliveries", ["channel", "state", "number"])


def downgrade() -> None:
    """Drop it."""
    op.drop_index("ix_deliveries_channel", "deliveries")
