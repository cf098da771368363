"""What every answer is made from, and what several answers need."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from zoneinfo import ZoneInfo

from bot.desk.languages import Languages
from digests.archive import ArchiveRow
from digests.ask import Ask
from digests.change import Holds
from digests.desk import Asker, Question
from digests.language import Lang
from digests.layout.lists import Check
from digests.lexicon import Lexicon
from digests.limits import Allowed
from digests.ports import Clock, FeedLook, Store
from digests.publishing import Ledger
from digests.settled import settled_held
from digests.subscription import TERMINAL, Channel, Subscription
from digests.typed import typed_period
from digests.when import Published
from digests.words import Words


@dataclass(frozen=True, slots=True)
class Context:
    """The memory, the knowledge, the words of each language and the clock."""

    store: Store
    lexicon: Lexicon
    words: Mapping[Lang, Words]
    clock: Clock
    digest_stories: int
    """How many stories a digest has room for."""
    checks: Callable[[Mapping[str, int]], Sequence[Check]]
    """What ``doctor`` looks at, given what the store counted."""
    archive: Callable[[], Sequence[ArchiveRow]] = tuple
    """Returns what happened before the first article was read; asked only where it is needed."""
    ledger: Ledger = field(kw_only=True)
    """What was ordered; the schedules are kept in it."""
    platforms: tuple[str, ...] = (TERMINAL,)
    """Where a schedule may post to."""
    zone: str = "UTC"
    """The zone of readers of whom none is known, nor of their tenant: an IANA name."""
    command: str = "llama"
    """The command of readers in chats."""
    languages: Languages = field(default_factory=Languages)
    """What readers chose."""
    allowed: Allowed = field(default_factory=Allowed)
    """How much a tenant may have."""
    look: FeedLook | None = None
    """Who looks at feeds that admins name; None where nothing of the web is asked."""


@dataclass(frozen=True, slots=True)
class Asked:
    """One question beside the context it is answered from; its options are those that its command takes."""

    context: Context
    question: Question

    @property
    def words(self) -> Words:
        """The bot's words in the reader's language."""
        return self.context.words[self.question.lang]

    @property
    def zone(self) -> ZoneInfo:
        """The reader's time zone."""
        return ZoneInfo(self.question.zone)

    @property
    def now(self) -> datetime:
        """The present instant, aware, in UTC."""
        return self.context.clock.now()

    @property
    def ask(self) -> Ask:
        """The question as it may be asked again."""
        return Ask(self.question.verb, self.question.options)

    def text(self, option: str) -> str | None:
        """Return an option that is a text; None where it was not given."""
        given = self.question.options.get(option)
        return given if isinstance(given, str) else None

    def needed(self, option: str) -> str:
        """Return an option that is a text and must be given."""
        return str(self.question.options[option])

    def number(self, option: str) -> int | None:
        """Return an option that is a whole number; None where it was not given."""
        given = self.question.options.get(option)
        return given if isinstance(given, int) else None

    def period(self, option: str) -> tuple[date, date] | None:
        """Return the first and last day of an option that is a period; None where it was not given."""
        given = self.text(option)
        return typed_period(given) if given else None

    def texts(self, option: str) -> tuple[str, ...]:
        """Return an option that is several texts; none where it was not given."""
        given = self.question.options.get(option)
        return given if isinstance(given, tuple) else ()

    def is_own(self, channel: Channel) -> bool:
        """Say whether a channel is one of the asker's tenant; all are the operator's."""
        asker = self.question.asker
        return asker.platform == TERMINAL or (channel.platform, channel.tenant) == (asker.platform, asker.tenant)

    def may_see(self, channel: Channel) -> bool:
        """Say whether the asker may be told what is posted there.

        The operator may of all, an admin of all channels of the tenant, a reader of the place where it is asked; what
        is posted to one person is that person's alone.
        """
        asker = self.question.asker
        if asker.platform == TERMINAL or channel in (asker.place, asker.own):
            return True
        return self.is_own(channel) and asker.is_admin and not channel.name.startswith("@")

    async def orders(self) -> tuple[Subscription, ...]:
        """Return the standing orders that the asker may see; what a reader follows is no order."""
        every = await orders_at(self.context, self.question.asker)
        return tuple(one for one in every if self.may_see(one.channel))


async def orders_at(context: Context, asker: Asker) -> tuple[Subscription, ...]:
    """Return the standing orders of the asker's tenant; those of all for the operator."""
    if asker.platform == TERMINAL:
        return await context.ledger.orders()
    return await context.ledger.orders(asker.platform, asker.tenant)


async def followed_by(ledger: Ledger, asker: Asker) -> tuple[Subscription, ...]:
    """Return what the asker follows, by place."""
    found = await ledger.subscriptions_by(asker.platform, asker.user)
    theirs = (one for one in found if asker.circle in ("", one.channel.tenant))
    return tuple(one for one in theirs if one.wanted is not None)


async def zone_of(context: Context, asker: Asker) -> str:
    """Return the time zone of whom no other is known.

    It is that of the place's oldest order, else what the tenant has settled, else that of the tenant's oldest order,
    else that of the program's settings.
    """
    if asker.platform == TERMINAL:
        return context.zone
    orders = await orders_at(context, asker)
    own = sorted(orders, key=lambda one: (one.channel != asker.place, one.created))
    here = own[0].schedule.zone if own and own[0].channel == asker.place else None
    held = await context.ledger.held(Holds.SETTINGS, asker.platform, asker.tenant)
    settled = (settled_held(one.value).zone for one in held)
    return here or next(settled, None) or (own[0].schedule.zone if own else context.zone)


async def published_of(store: Store, articles: Iterable[str]) -> dict[str, Published | None]:
    """Return when each of the articles was published."""
    found = await store.articles(dict.fromkeys(articles))
    return {article.id: article.published for article in found}
