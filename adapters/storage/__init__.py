"""Keeps the newsroom's memory in SQLite or Postgres: ``engine.open_store`` gives a ``digests.ports.Store``.

::

    address     the text in a setting → a file or a server
    engine      a file or a server → connections with the manners of its kind → an open store
    sqlite, postgres    those manners: all that differs between the two, save the search index and the failures
    schema      which revision a database is at; a new one is laid out here, an old one by ``migrate``
    copying, backup    a whole database into another, into a file, and back
    session     one transaction of a store; what the database reports, said to a person (``failures``)
    tables      the tables, portable SQL only, save the search index
    rows, feed_rows    nouns to rows and back
    articles, findings, stories, topics, feeds, store    the promises of the port, by what they keep
    search      what is indexed, and how a query is read
    migrate     ``db upgrade``: Alembic, imported only there, on ``migrations/``
"""
