"""The tables of slack-sdk's installation store, which reads and writes them itself on our engine.

Tokens are encrypted before they come here, so text has no length: an encrypted token is longer than slack-sdk's 200.
"""

from __future__ import annotations

from sqlalchemy import Boolean, Column, DateTime, Index, Integer, Table, Text

from adapters.storage.tables import metadata


def _texts(*names: str, needed: bool = False) -> list[Column[str]]:
    return [Column(name, Text, nullable=not needed) for name in names]


bots = Table(
    "slack_bots",
    metadata,
    Column("id", Integer, primary_key=True),
    *_texts("client_id", "app_id", needed=True),
    *_texts("enterprise_id", "enterprise_name", "team_id", "team_name"),
    *_texts("bot_token", "bot_id", "bot_user_id", "bot_scopes", "bot_refresh_token"),
    Column("bot_token_expires_at", DateTime),
    Column("is_enterprise_install", Boolean, nullable=False),
    Column("installed_at", DateTime, nullable=False),
)
Index("ix_slack_bots_team", bots.c.client_id, bots.c.team_id)
installations = Table(
    "slack_installations",
    metadata,
    Column("id", Integer, primary_key=True),
    *_texts("client_id", "app_id", needed=True),
    *_texts("enterprise_id", "enterprise_name", "enterprise_url", "team_id", "team_name"),
    *_texts("bot_token", "bot_id", "bot_user_id", "bot_scopes", "bot_refresh_token"),
    Column("bot_token_expires_at", DateTime),
    *_texts("user_id", needed=True),
    *_texts("user_token", "user_scopes", "user_refresh_token"),
    Column("user_token_expires_at", DateTime),
    *_texts("incoming_webhook_url", "incoming_webhook_channel", "incoming_webhook_channel_id"),
    *_texts("incoming_webhook_configuration_url"),
    Column("is_enterprise_install", Boolean, nullable=False),
    *_texts("token_type"),
    Column("installed_at", DateTime, nullable=False),
)
Index("ix_slack_installations_team", installations.c.client_id, installations.c.team_id)
states = Table(
    "slack_oauth_states",
    metadata,
    Column("id", Integer, primary_key=True),
    *_texts("state", needed=True),
    Column("expire_at", DateTime, nullable=False),
)
Index("ix_slack_oauth_states_state", states.c.state)
