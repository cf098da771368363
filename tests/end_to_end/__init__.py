"""The whole program as a person runs it, in an empty folder: what it answers, and how it says that it cannot."""
