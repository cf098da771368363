"""Carries work to whoever is free: in memory for one process, over Postgres for many; both by PgQueuer."""
