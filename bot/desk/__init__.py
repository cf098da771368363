"""The desk: answers questions with pages, the same on every platform."""
