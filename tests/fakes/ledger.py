"""A ledger of plain dicts: the promises of ``digests.publishing.Ledger`` in their simplest form."""

# ruff: noqa: D102  the port says what each method promises

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from digests.delivery import Delivery, Pace, State
from digests.edition import Edition, Told
from digests.language import Lang
from digests.notice import Notice
from digests.page import Page
from digests.rated import Rated
from digests.story import Reason
from digests.subscription import Channel, Claim, Slot, SlotState, Subscription
from digests.upkeep import Backlog, Turn
from tests.fakes.changes import FakeChanges
from tests.fakes.store import FakeStore


class FakeLedger(FakeChanges):
    """A ``Ledger`` in memory. Nothing awaits inside a call, so every call is one transaction."""

    def __init__(self, store: FakeStore | None = None) -> None:
        super().__init__()
        self._store = store or FakeStore()
        self._compared: dict[tuple[str, str], int] = {}
        self._slots: dict[str, tuple[Slot, SlotState]] = {}
        self._editions: dict[str, Edition] = {}
        self._numbers: dict[Channel, int] = {}
        self._deliveries: dict[str, Delivery] = {}
        self._free: dict[str, datetime] = {}
        self._turns: dict[str, tuple[str, datetime]] = {}
        self._notices: dict[str, Notice] = {}
        self._done: dict[str, datetime] = {}
        self._languages: dict[tuple[str, str, str], Lang] = {}
        self._ratings: dict[tuple[str, ...], Rated] = {}

    async def subscriptions(self) -> tuple[Subscription, ...]:
        return tuple(sorted(self._subscriptions.values(), key=lambda one: (str(one.channel), one.created, one.id)))

    async def subscriptions_of(self, slots: Iterable[Slot]) -> tuple[Subscription, ...]:
        wanted = {slot.subscription for slot in slots}
        return tuple(one for one in await self.subscriptions() if one.id in wanted)

    async def subscriptions_at(self, platform: str, tenant: str) -> tuple[Subscription, ...]:
        there = [one for one in await self.subscriptions() if one.channel.platform == platform]
        return tuple(one for one in there if one.channel.tenant == tenant)

    async def subscriptions_by(self, platform: str, person: str) -> tuple[Subscription, ...]:
        theirs = [one for one in await self.subscriptions() if one.ordered_by == person]
        return tuple(one for one in theirs if one.channel.platform == platform)

    async def subscriptions_in(self, channel: Channel) -> tuple[Subscription, ...]:
        return tuple(one for one in await self.subscriptions() if one.channel == channel)

    async def orders(self, platform: str | None = None, tenant: str = "") -> tuple[Subscription, ...]:
        every = await self.subscriptions_at(platform, tenant) if platform else await self.subscriptions()
        return tuple(one for one in every if one.wanted is None)

    async def save_subscription(self, subscription: Subscription) -> None:
        self._subscriptions[subscription.id] = subscription

    async def remove_subscription(self, subscription_id: str) -> None:
        self._subscriptions.pop(subscription_id, None)
        for slot, state in [*self._slots.values()]:
            if slot.subscription == subscription_id and state is SlotState.CLAIMED:
                self._slots[slot.key] = slot, SlotState.CANCELLED
        for one in [*self._deliveries.values()]:
            if self._editions[one.edition].slot.subscription == subscription_id and one.state is State.DUE:
                self._deliveries[one.key] = replace(one, state=State.DEAD, reason=Reason("subscription-gone"))

    async def due_subscriptions(self, now: datetime, limit: int) -> tuple[Subscription, ...]:
        due = [(one.next_run, one.id, one) for one in self._subscriptions.values() if one.next_run and not one.paused]
        return tuple(one for next_run, _, one in sorted(due, key=lambda row: row[:2]) if next_run <= now)[:limit]

    async def claim(self, claims: Sequence[Claim]) -> tuple[Slot, ...]:
        taken = tuple(claim.slot for claim in claims if claim.slot and claim.slot.key not in self._slots)
        self._slots |= {slot.key: (slot, SlotState.CLAIMED) for slot in taken}
        for claim in claims:
            known = self._subscriptions.get(claim.subscription.id)
            if known is not None and known.next_run == claim.subscription.next_run:
                self._subscriptions[known.id] = replace(known, next_run=claim.next_run)
        return taken

    async def skip(self, slots: Iterable[Slot]) -> None:
        for slot in slots:
            self._slots.setdefault(slot.key, (slot, SlotState.SKIPPED))

    async def claimed(self, limit: int) -> tuple[Slot, ...]:
        return tuple(slot for slot, state in self._by_due() if state is SlotState.CLAIMED)[:limit]

    async def slots(self, state: SlotState, since: datetime) -> tuple[Slot, ...]:
        return tuple(slot for slot, its in self._by_due() if its is state and slot.due >= since)

    async def slots_of(self, subscription_id: str, since: datetime) -> tuple[tuple[Slot, SlotState], ...]:
        every = self._by_due()
        return tuple((slot, its) for slot, its in every if slot.subscription == subscription_id and slot.due >= since)

    async def taken_slots(self, subscription_id: str, since: datetime) -> frozenset[str]:
        return frozenset(slot.key for slot, _ in await self.slots_of(subscription_id, since))

    async def close(self, slot: Slot, state: SlotState) -> bool:
        if self._slots.get(slot.key, (slot, None))[1] is not SlotState.CLAIMED:
            return False
        self._slots[slot.key] = slot, state
        return True

    async def freeze(self, slot: Slot, channel: Channel, make: Callable[[int], Edition]) -> Edition | None:
        number = self._numbers.get(channel, 0) + 1
        if self._slots.get(slot.key, (slot, None))[1] is not SlotState.CLAIMED:
            return None
        edition = make(number)
        self._numbers[channel] = number
        self._slots[slot.key] = slot, SlotState.FROZEN
        self._editions[edition.id] = edition
        at = edition.frozen_at
        each = [Delivery(edition.id, part.mark, channel, part.page, promised=at, due=at) for part in edition.parts]
        self._deliveries |= {delivery.key: delivery for delivery in each}
        return edition

    async def told(self, subscription_id: str, since: datetime) -> tuple[Told, ...]:
        return tuple(one for one in self._told() if one.subscription == subscription_id and one.at >= since)

    async def told_of(self, articles: Iterable[str]) -> tuple[Told, ...]:
        wanted = set(articles)
        return tuple(one for one in self._told() if wanted & {quote.article for quote in one.quotes})

    async def outdated(self, since: datetime) -> tuple[Told, ...]:
        now = {a.id: a.revision for a in await self._store.articles(q.article for t in self._told() for q in t.quotes)}
        return tuple(
            one
            for one in self._told()
            if one.at >= since
            and any(
                now.get(quote.article, 0) > self._compared.get((one.edition, quote.article), quote.revision)
                for quote in one.quotes
            )
        )

    async def compared(self, edition_id: str, revisions: Mapping[str, int]) -> None:
        self._compared |= {(edition_id, article): revision for article, revision in revisions.items()}

    async def editions(self, channel: Channel, limit: int) -> tuple[Edition, ...]:
        own = [self._as_posted(edition) for edition in self._editions.values() if edition.channel == channel]
        return tuple(sorted(own, key=lambda edition: -edition.number)[:limit])

    async def take(self, platform: str, owner: str, now: datetime, until: datetime, limit: int) -> tuple[Delivery, ...]:
        due = [one for one in self._oldest(platform, State.DUE) if one.due <= now]
        first = [one for one in due if all(part.state is State.SENT for part in self._earlier_parts(one))]
        first = [one for one in first if not self._earlier_under_way(one)]
        return tuple(
            self._keep(
                replace(
                    one,
                    state=State.SENDING,
                    attempts=one.attempts + 1,
                    first_try=one.first_try or now,
                    owner=owner,
                    fence=one.fence + 1,
                    lease=until,
                    reason=None,
                    under=self._first_of_day(one),
                )
            )
            for one in first[:limit]
        )

    async def retake(
        self, platform: str, owner: str, now: datetime, until: datetime, limit: int
    ) -> tuple[Delivery, ...]:
        unheard = [one for one in self._oldest(platform, State.SENDING) if one.lease and one.lease <= now]
        return tuple(
            self._keep(
                replace(
                    one,
                    lost=one.lost + (one.reason is None),
                    owner=owner,
                    fence=one.fence + 1,
                    lease=until,
                    reason=None,
                )
            )
            for one in unheard[:limit]
        )

    async def record(self, deliveries: Sequence[Delivery]) -> tuple[bool, ...]:
        return tuple(map(self._record, deliveries))

    async def decide(self, key: str, state: State, now: datetime) -> Delivery | None:
        found = self._deliveries.get(key)
        if found is None or found.state is not State.PARKED:
            return None
        decided = self._keep(replace(found, state=state, due=now, lost=0, fence=found.fence + 1))
        self._give_up_rest(decided)
        return decided

    async def deliveries(
        self, state: State, limit: int, platform: str | None = None, tenant: str = ""
    ) -> tuple[Delivery, ...]:
        every = self._oldest(None, state)
        own = (one for one in every if (one.channel.platform, one.channel.tenant) == (platform, tenant))
        return tuple(every if platform is None else own)[:limit]

    async def deliveries_of(self, edition_id: str) -> tuple[Delivery, ...]:
        own = [one for one in self._deliveries.values() if one.edition == edition_id]
        return tuple(sorted(own, key=lambda one: one.mark.part))

    async def replace_page(self, key: str, page: Page) -> None:
        if key in self._deliveries:
            self._deliveries[key] = replace(self._deliveries[key], page=page)

    async def tallies(self) -> dict[str, int]:
        states = [one.state for one in self._deliveries.values()]
        claimed = sum(state is SlotState.CLAIMED for _, state in self._slots.values())
        return {str(state): states.count(state) for state in State} | {str(SlotState.CLAIMED): claimed}

    async def backlog(self, now: datetime) -> Backlog:
        every = self._deliveries.values()
        parked = {one.edition for one in every if one.state is State.PARKED}
        unsent = [one for one in every if one.state in (State.DUE, State.SENDING) and one.edition not in parked]
        waiting = [
            *(one.next_run for one in await self.due_subscriptions(now, len(self._subscriptions)) if one.next_run),
            *(slot.due for slot in await self.claimed(len(self._slots))),
            *(one.promised for one in unsent),
        ]
        tried = [one.first_try for one in every if one.state is State.SENT and one.first_try]
        return Backlog(min(waiting, default=None), max(tried, default=None))

    async def forget(self, before: datetime, limit: int) -> int:
        slots = [slot for slot, state in self._by_due() if state is not SlotState.CLAIMED and slot.due < before]
        open_ = {one.edition for one in self._deliveries.values() if one.state not in (State.SENT, State.DEAD)}
        editions = [one for one in self._editions.values() if one.frozen_at < before and one.id not in open_]
        for slot in slots[:limit]:
            del self._slots[slot.key]
        for edition in editions[:limit]:
            del self._editions[edition.id]
            self._deliveries = {key: one for key, one in self._deliveries.items() if one.edition != edition.id}
        return len(slots[:limit]) + len(editions[:limit])

    async def reserve(self, draws: Mapping[Pace, int], now: datetime) -> dict[Pace, timedelta]:
        waits = {}
        for pace, count in draws.items():
            free = max(now, self._free.get(pace.bucket, now))
            waits[pace] = free - now
            self._free[pace.bucket] = free + timedelta(seconds=count / pace.rate)
        return waits

    async def hold(self, bucket: str, until: datetime) -> None:
        self._free[bucket] = max(until, self._free.get(bucket, until))

    async def once(self, name: str, now: datetime, until: datetime) -> bool:
        if self._done.get(name, now) > now:
            return False
        self._done[name] = until
        return True

    async def forget_names(self, now: datetime, limit: int) -> int:
        over = [name for name, until in self._done.items() if until <= now][:limit]
        for name in over:
            del self._done[name]
        return len(over)

    async def language(self, platform: str, tenant: str, person: str) -> Lang | None:
        return self._languages.get((platform, tenant, person))

    async def save_language(self, platform: str, tenant: str, person: str, lang: Lang) -> None:
        self._languages[platform, tenant, person] = lang

    async def save_rating(self, rated: Rated) -> None:
        self._ratings[rated.platform, rated.tenant, rated.person, rated.verb, rated.id] = rated

    async def ratings(self, since: datetime) -> tuple[Rated, ...]:
        said = sorted(self._ratings.items(), key=lambda one: (one[1].at, one[0]))
        return tuple(rated for _, rated in said if rated.at >= since)

    async def forget_ratings(self, before: datetime, limit: int) -> int:
        old = [key for key, rated in self._ratings.items() if rated.at < before][:limit]
        for key in old:
            del self._ratings[key]
        return len(old)

    async def forget_departed(self, before: datetime, limit: int) -> int:
        gone = [tenant for tenant, since in self._departures.items() if since < before][:limit]
        for platform, tenant in gone:
            self._forget_changes(platform, tenant)
            self._forget_posted(platform, tenant)
        return len(gone)

    def _forget_posted(self, platform: str, tenant: str) -> None:
        there, subject = str(Channel(platform, tenant, "")), f"{platform}:{tenant}"
        ids = {key for key, one in self._subscriptions.items() if str(one.channel).startswith(there)}
        self._subscriptions = {key: one for key, one in self._subscriptions.items() if key not in ids}
        self._slots = {key: row for key, row in self._slots.items() if row[0].subscription not in ids}
        self._editions = {k: one for k, one in self._editions.items() if not str(one.channel).startswith(there)}
        self._deliveries = {k: one for k, one in self._deliveries.items() if not str(one.channel).startswith(there)}
        self._numbers = {one: last for one, last in self._numbers.items() if not str(one).startswith(there)}
        self._notices = {
            key: one
            for key, one in self._notices.items()
            if one.subject != subject and not one.subject.startswith(there)
        }
        self._languages = {key: lang for key, lang in self._languages.items() if key[:2] != (platform, tenant)}
        self._ratings = {key: one for key, one in self._ratings.items() if key[:2] != (platform, tenant)}

    async def turn(self, name: str, owner: str, now: datetime, until: datetime) -> bool:
        holder, end = self._turns.get(name, (owner, now))
        if holder != owner and end > now:
            return False
        self._turns[name] = owner, until
        return True

    async def turns(self, now: datetime) -> tuple[Turn, ...]:
        return tuple(Turn(name, owner, until) for name, (owner, until) in sorted(self._turns.items()) if until > now)

    async def notices(self) -> tuple[Notice, ...]:
        return tuple(sorted(self._notices.values(), key=lambda notice: (notice.since, notice.key)))

    async def save_notice(self, notice: Notice) -> None:
        self._notices[notice.key] = notice

    async def forget_notice(self, key: str) -> None:
        self._notices.pop(key, None)

    def _by_due(self) -> list[tuple[Slot, SlotState]]:
        return sorted(self._slots.values(), key=lambda row: (row[0].due, row[0].subscription, row[0].ordinal))

    def _told(self) -> list[Told]:
        every = (one for edition in self._editions.values() for one in edition.told)
        return sorted(every, key=lambda one: (one.at, one.edition))

    def _as_posted(self, edition: Edition) -> Edition:
        """Return the edition with the pages that its messages show now."""
        pages = {one.mark: one.page for one in self._deliveries.values() if one.edition == edition.id}
        return replace(edition, parts=tuple(replace(part, page=pages[part.mark]) for part in edition.parts))

    def _oldest(self, platform: str | None, state: State) -> list[Delivery]:
        of_state = [one for one in self._deliveries.values() if one.state is state]
        wanted = [one for one in of_state if platform in (None, one.channel.platform)]
        return sorted(wanted, key=lambda one: (one.due, one.edition, one.mark.part))

    def _earlier_parts(self, delivery: Delivery) -> list[Delivery]:
        every = self._deliveries.values()
        return [one for one in every if one.edition == delivery.edition and one.mark.part < delivery.mark.part]

    def _of_day(self, delivery: Delivery) -> list[Delivery]:
        """Return the deliveries of the same day and threaded subscription, by their numbers."""
        slot = self._editions[delivery.edition].slot
        order = self._subscriptions.get(slot.subscription)
        same = {
            e.id for e in self._editions.values() if (e.slot.subscription, e.slot.day) == (slot.subscription, slot.day)
        }
        every = [one for one in self._deliveries.values() if one.edition in same]
        return sorted(every, key=_place) if order and order.threaded else []

    def _first_of_day(self, delivery: Delivery) -> str:
        stand = (one for one in self._of_day(delivery) if one.state is State.SENT and not one.under)
        return next((one.message for one in stand if one.message), "")

    def _earlier_under_way(self, delivery: Delivery) -> bool:
        there = (one for one in self._deliveries.values() if one.channel == delivery.channel)
        return any(o.mark.number < delivery.mark.number and o.state in (State.DUE, State.SENDING) for o in there)

    def _keep(self, delivery: Delivery) -> Delivery:
        self._deliveries[delivery.key] = delivery
        return delivery

    def _record(self, delivery: Delivery) -> bool:
        known = self._deliveries.get(delivery.key)
        if known is None or known.fence != delivery.fence:
            return False
        self._keep(replace(delivery, page=known.page))
        self._give_up_rest(delivery)
        return True

    def _give_up_rest(self, delivery: Delivery) -> None:
        later = [one for one in self._deliveries.values() if one.edition == delivery.edition]
        for one in later if delivery.state is State.DEAD else ():
            if one.mark.part > delivery.mark.part and one.state is State.DUE:
                self._keep(replace(one, state=State.DEAD, reason=Reason("part-before-dead")))


def _place(delivery: Delivery) -> tuple[int, int]:
    return delivery.mark.number, delivery.mark.part
