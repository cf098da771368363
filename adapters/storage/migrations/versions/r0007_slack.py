"""Where the bot is installed on Slack: the tables of slack-sdk's installation store."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "slack_bots",
        sa.Column("id", sa.Integer),
        *_texts("client_id", "app_id", needed=True),
        *_texts("enterprise_id", "enterprise_name", "team_id", "team_name"),
        *_texts("bot_token", "bot_id", "bot_user_id", "bot_scopes", "bot_refresh_token"),
        sa.Column("bot_token_expires_at", sa.DateTime),
        sa.Column("is_enterprise_install", sa.Boolean, nullable=False),
        sa.Column("installed_at", sa.DateTime, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_slack_bots"),
    )
    op.create_index("ix_slack_bots_team", "slack_bots", ["client_id", "team_id"])
    _installations()
    op.create_table(
        "slack_oauth_states",
        sa.Column("id", sa.Integer),
        *_texts("state", needed=True),
        sa.Column("expire_at", sa.DateTime, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_slack_oauth_states"),
    )
    op.create_index("ix_slack_oauth_states_state", "slack_oauth_states", ["state"])


def _installations() -> None:
    op.create_table(
        "slack_installations",
        sa.Column("id", sa.Integer),
        *_texts("client_id", "app_id", needed=True),
        *_texts("enterprise_id", "enterprise_name", "enterprise_url", "team_id", "team_name"),
        *_texts("bot_token", "bot_id", "bot_user_id", "bot_scopes", "bot_refresh_token"),
        sa.Column("bot_token_expires_at", sa.DateTime),
        *_texts("user_id", needed=True),
        *_texts("user_token", "user_scopes", "user_refresh_token"),
        sa.Column("user_token_expires_at", sa.DateTime),
        *_texts("incoming_webhook_url", "incoming_webhook_channel", "incoming_webhook_channel_id"),
        *_texts("incoming_webhook_configuration_url"),
        sa.Column("is_enterprise_install", sa.Boolean, nullable=False),
        *_texts("token_type"),
        sa.Column("installed_at", sa.DateTime, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_slack_installations"),
    )
    op.create_index("ix_slack_installations_team", "slack_installations", ["client_id", "team_id"])


def _texts(*names: str, needed: bool = False) -> list[sa.Column[str]]:
    return [sa.Column(name, sa.Text, nullable=not needed) for name in names]


def downgrade() -> None:
    """Forget them."""
    for table in ("slack_oauth_states", "slack_installations", "slack_bots"):
        op.drop_table(table)
