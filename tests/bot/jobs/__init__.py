"""The jobs, on a ledger, a queue and a platform in memory."""
