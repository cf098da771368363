"""The stages of the newsroom."""
