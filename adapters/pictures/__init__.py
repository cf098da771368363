"""Pictures: rows of a timeline as PNG, in every script."""
