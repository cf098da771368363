"""Editing: a draft becomes what one subscription is posted in one slot, and stays true after it was posted."""

from digests.editing.alerts import alert
from digests.editing.corrections import corrected
from digests.editing.make import make
from digests.editing.novelty import Fresh, fresh

__all__ = ["Fresh", "alert", "corrected", "fresh", "make"]
