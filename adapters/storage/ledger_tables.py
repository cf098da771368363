"""The tables of the ledger: what was ordered, promised and delivered."""

from __future__ import annotations

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    String,
    Table,
    Text,
    false,
    text,
)

from adapters.storage.tables import Instant, metadata

subscriptions = Table(
    "subscriptions",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("channel", Text, nullable=False),
    Column("topics", JSON, nullable=False),
    Column("times", JSON, nullable=False),
    Column("zone", Text, nullable=False),
    Column("weekdays", JSON, nullable=False),
    Column("quiet_days", JSON, nullable=False),
    Column("lang", String(16), nullable=False),
    Column("created", Instant, nullable=False),
    Column("length", Integer, nullable=False),
    Column("when_empty", String(16), nullable=False),
    Column("alerts", Integer, nullable=False),
    Column("paused", Boolean, nullable=False),
    Column("next_run", Instant),
    Column("wanted", JSON(none_as_null=True)),
    Column("ordered_by", Text, nullable=False, server_default=""),
    Column("threaded", Boolean, nullable=False, server_default=false()),
)
Index("ix_subscriptions_next_run", subscriptions.c.paused, subscriptions.c.next_run)
Index("ix_subscriptions_channel", subscriptions.c.channel)
Index("ix_subscriptions_ordered_by", subscriptions.c.ordered_by, subscriptions.c.channel)
_order = text("wanted IS NULL")
Index("ix_subscriptions_orders", subscriptions.c.channel, sqlite_where=_order, postgresql_where=_order)

slots = Table(
    "slots",
    metadata,
    Column("subscription", String(32), primary_key=True),
    Column("day", Date, primary_key=True),
    Column("ordinal", Integer, primary_key=True, autoincrement=False),
    Column("due", Instant, nullable=False),
    Column("state", String(16), nullable=False),
)
"""One row for each appointed posting; its key is what makes an edition exist once. Outlives its subscription."""
Index("ix_slots_state", slots.c.state, slots.c.due)

channels = Table(
    "channels",
    metadata,
    Column("channel", Text, primary_key=True),
    Column("last_number", Integer, nullable=False),
)
"""How far the editions of a channel are numbered."""

editions = Table(
    "editions",
    metadata,
    Column("id", Text, primary_key=True),
    Column("subscription", String(32), nullable=False),
    Column("day", Date, nullable=False),
    Column("ordinal", Integer, nullable=False),
    Column("due", Instant, nullable=False),
    Column("channel", Text, nullable=False),
    Column("number", Integer, nullable=False),
    Column("frozen_at", Instant, nullable=False),
    Column("window_start", Instant, nullable=False),
    Column("window_end", Instant, nullable=False),
    Column("late", Boolean, nullable=False),
)
Index("ix_editions_channel", editions.c.channel, editions.c.number, unique=True)
Index("ix_editions_day", editions.c.subscription, editions.c.day)

deliveries = Table(
    "deliveries",
    metadata,
    Column("edition", Text, ForeignKey("editions.id"), primary_key=True),
    Column("part", Integer, primary_key=True, autoincrement=False),
    Column("parts", Integer, nullable=False),
    Column("number", Integer, nullable=False),
    Column("day", Date, nullable=False),
    Column("platform", Text, nullable=False),
    Column("channel", Text, nullable=False),
    Column("page", JSON, nullable=False),
    Column("state", String(16), nullable=False),
    Column("promised", Instant, nullable=False),
    Column("due", Instant, nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("lost", Integer, nullable=False),
    Column("first_try", Instant),
    Column("owner", Text, nullable=False),
    Column("fence", Integer, nullable=False),
    Column("lease", Instant),
    Column("message", Text, nullable=False),
    Column("reason", Text),
    Column("under", Text, nullable=False, server_default=""),
)
Index("ix_deliveries_due", deliveries.c.platform, deliveries.c.state, deliveries.c.due)
Index("ix_deliveries_channel", deliveries.c.channel, deliveries.c.state, deliveries.c.number)

told = Table(
    "told",
    metadata,
    Column("edition", Text, ForeignKey("editions.id"), primary_key=True),
    Column("story", Text, primary_key=True),
    Column("subscription", String(32), nullable=False),
    Column("part", Integer, nullable=False),
    Column("at", Instant, nullable=False),
    Column("headline", Text, nullable=False),
    Column("events", JSON, nullable=False),
    Column("outlets", Integer, nullable=False),
    Column("place", Integer, nullable=False),
)
Index("ix_told_subscription", told.c.subscription, told.c.at)

told_quotes = Table(
    "told_quotes",
    metadata,
    Column("edition", Text, ForeignKey("editions.id"), primary_key=True),
    Column("story", Text, primary_key=True),
    Column("place", Integer, primary_key=True, autoincrement=False),
    Column("article", String(64), nullable=False, index=True),
    Column("revision", Integer, nullable=False),
    Column("quote_start", Integer, nullable=False),
    Column("quote_end", Integer, nullable=False),
    Column("quote_text", Text, nullable=False),
    Column("compared", Integer, nullable=False),  # the article's revision that was last looked at for these words
)

pacing = Table(
    "pacing",
    metadata,
    Column("bucket", Text, primary_key=True),
    Column("free_at", BigInteger, nullable=False),  # microseconds since 1970, UTC: reckoned with inside one statement
)

notices = Table(
    "notices",
    metadata,
    Column("key", Text, primary_key=True),
    Column("subject", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("since", Instant, nullable=False),
    Column("told", Instant),
    Column("over", Instant),
)

turns = Table(
    "turns",
    metadata,
    Column("name", Text, primary_key=True),
    Column("owner", Text, nullable=False),
    Column("until", Instant, nullable=False),
)
"""Who does what only one process may do at a time."""

done_once = Table(
    "done_once",
    metadata,
    Column("name", Text, primary_key=True),
    Column("until", Instant, nullable=False),
)
"""What was done and, till then, is not done again by any process."""
Index("ix_done_once_until", done_once.c.until)

languages = Table(
    "languages",
    metadata,
    Column("platform", Text, primary_key=True),
    Column("tenant", Text, primary_key=True),
    Column("person", Text, primary_key=True),
    Column("lang", String(16), nullable=False),
)
"""What readers chose; the tenant is empty where a person is the same in all of them."""

ratings = Table(
    "ratings",
    metadata,
    Column("platform", Text, primary_key=True),
    Column("tenant", Text, primary_key=True),
    Column("person", Text, primary_key=True),
    Column("verb", Text, primary_key=True),
    Column("id", Text, primary_key=True),
    Column("useful", Boolean, nullable=False),
    Column("at", Instant, nullable=False),
)
Index("ix_ratings_at", ratings.c.at)

holdings = Table(
    "holdings",
    metadata,
    Column("platform", Text, primary_key=True),
    Column("tenant", Text, primary_key=True),
    Column("holds", String(16), primary_key=True),
    Column("name", Text, primary_key=True),
    Column("value", JSON, nullable=False),
)
"""What tenants have set for themselves, but their schedules: those are subscriptions."""

changes = Table(
    "changes",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("id", Text, nullable=False),
    Column("platform", Text, nullable=False),
    Column("tenant", Text, nullable=False),
    Column("holds", String(16), nullable=False),
    Column("name", Text, nullable=False),
    Column("before", JSON(none_as_null=True)),
    Column("after", JSON(none_as_null=True)),
    Column("verb", Text, nullable=False),
    Column("person", Text, nullable=False),
    Column("at", Instant, nullable=False),
    Column("place", Text, nullable=False),
    Column("undoes", Text, nullable=False),
)
"""Every change of a tenant's, in the order in which they were made."""
Index("ix_changes_id", changes.c.platform, changes.c.tenant, changes.c.id, unique=True)
Index("ix_changes_number", changes.c.platform, changes.c.tenant, changes.c.number)

proposals = Table(
    "proposals",
    metadata,
    Column("id", Text, primary_key=True),
    Column("platform", Text, nullable=False),
    Column("tenant", Text, nullable=False),
    Column("person", Text, nullable=False),
    Column("verb", Text, nullable=False),
    Column("until", Instant, nullable=False),
    Column("options", JSON, nullable=False),
)
Index("ix_proposals_until", proposals.c.until)

departures = Table(
    "departures",
    metadata,
    Column("platform", Text, primary_key=True),
    Column("tenant", Text, primary_key=True),
    Column("since", Instant, nullable=False),
)
"""From where the bot was removed, and when."""
Index("ix_departures_since", departures.c.since)
