"""The history of the schema, for Alembic.

A new revision is a file in ``versions`` with the next number; ``schema.REVISION`` and ``tables`` change with it. It
says what it does with ``op`` alone and never imports ``tables``, which go on changing after it.
"""
