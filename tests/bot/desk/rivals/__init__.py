"""Two tenants on one desk and one database, and what would tell that something of the one came to the other."""
