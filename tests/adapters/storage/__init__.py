"""SQLite itself: opening, refusing, migrating, surviving."""
