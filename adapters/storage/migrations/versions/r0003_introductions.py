"""Names that articles introduce."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "introductions",
        sa.Column("chinese", sa.Text),
        sa.Column("latin", sa.Text),
        sa.Column("outlet", sa.Text),
        sa.Column("certain", sa.Boolean, nullable=False),
        sa.PrimaryKeyConstraint("chinese", "latin", "outlet", name="pk_introductions"),
    )


def downgrade() -> None:
    """Forget the names."""
    op.drop_table("introductions")
