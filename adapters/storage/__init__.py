"""Keeps the newsroom's memory in SQLite: ``engine.open_store`` gives a ``digests.ports.Store``.

::

    engine      the address in a setting → a file → connections with the right manners → an open store
    schema      which revision a database is at; a new one is laid out here, an old one by ``migrate``
    session     one transaction of a store; what the database reports, said to a person (``failures``)
    tables      the tables, portable SQL only, save the search index
    rows, feed_rows    nouns to rows and back
    articles, findings, stories, topics, feeds, store    the promises of the port, by what they keep
    search      what is indexed, and how a query is read
    migrate     ``db upgrade``: Alembic, imported only there, on ``migrations/``
"""
