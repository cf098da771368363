"""Several real processes on one database: one killed, one stopped, three under one limit."""
