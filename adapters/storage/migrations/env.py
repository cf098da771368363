"""Run by Alembic, by its path: migrates on the connection and in the transaction that ``migrate`` handed over."""

from __future__ import annotations

from alembic import context

from adapters.storage.tables import metadata

context.configure(connection=context.config.attributes["connection"], target_metadata=metadata)
context.run_migrations()
