"""What appointed posting needs of the world, as Protocols: who posts, what was promised, who carries work and wakes."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Protocol

from digests.change import Change, Held, Holds, Proposal
from digests.delivery import Budget, Delivery, Outcome, Pace, Sight, State
from digests.edition import Edition, Told
from digests.language import Lang
from digests.notice import Notice
from digests.page import Block, Page
from digests.rated import Rated
from digests.subscription import Channel, Claim, Slot, SlotState, Subscription
from digests.upkeep import Backlog, Turn


class Publisher(Protocol):
    """Posts on one platform. It decides nothing: it tries once, and tells what came of it."""

    @property
    def platform(self) -> str:
        """The word before the colon of a channel."""
        ...

    @property
    def budget(self) -> Budget:
        """What one message may hold."""
        ...

    @property
    def repeats_for(self) -> timedelta:
        """For how long after a first try a second with the same nonce is known as the same message; zero for never."""
        ...

    def paces(self, channel: Channel) -> tuple[Pace, ...]:
        """Return the limits that a post into the channel counts against."""
        ...

    def looks(self, channel: Channel) -> tuple[Pace, ...]:
        """Return the limits that clearing counts against: a look into the channel, or a repeat of a post."""
        ...

    def size(self, blocks: Sequence[Block]) -> Budget:
        """Return what the blocks take of a message, exactly or rather more."""
        ...

    async def post(self, delivery: Delivery) -> Outcome:
        """Try once, within 12 seconds. Every failure is an answer, none an exception."""
        ...

    async def find(self, delivery: Delivery) -> Sight:
        """Look whether the channel holds the delivery, by its nonce or mark, from its first try on."""
        ...

    async def edit(self, delivery: Delivery) -> Outcome:
        """Put the delivery's page in place of what its message shows. Twice is once."""
        ...

    async def delete(self, delivery: Delivery) -> Outcome:
        """Take its message away. One that is gone is Posted too."""
        ...


class Ledger(Protocol):
    """What was ordered, what was promised, and what became of it. Every call is one transaction.

    Every call names ``now``; the ledger has no clock. Raises StoreUnusable as the Store does.
    """

    async def subscriptions(self) -> tuple[Subscription, ...]:
        """Return all of them, by channel and age."""
        ...

    async def subscriptions_of(self, slots: Iterable[Slot]) -> tuple[Subscription, ...]:
        """Return those that the slots are of, by channel and age."""
        ...

    async def subscriptions_at(self, platform: str, tenant: str) -> tuple[Subscription, ...]:
        """Return those of the channels there, of direct messages too, by channel and age."""
        ...

    async def subscriptions_by(self, platform: str, person: str) -> tuple[Subscription, ...]:
        """Return those that a person ordered, by channel and age, whichever tenants they are of."""
        ...

    async def subscriptions_in(self, channel: Channel) -> tuple[Subscription, ...]:
        """Return those of the one channel, by age."""
        ...

    async def orders(self, platform: str | None = None, tenant: str = "") -> tuple[Subscription, ...]:
        """Return the standing orders of channels, by channel and age, or those of one tenant.

        What readers follow is none of them, however much there is of it.
        """
        ...

    async def save_subscription(self, subscription: Subscription) -> None:
        """Store it, replacing the one of the same id."""
        ...

    async def remove_subscription(self, subscription_id: str) -> None:
        """Forget it: slots without an edition and deliveries that were not begun are cancelled with it."""
        ...

    async def due_subscriptions(self, now: datetime, limit: int) -> tuple[Subscription, ...]:
        """Return those not paused whose next run is not after ``now``, the longest due first."""
        ...

    async def claim(self, claims: Sequence[Claim]) -> tuple[Slot, ...]:
        """Take slots and move their subscriptions' next runs on, all in one; return the slots that nobody had taken.

        A run that was moved since the subscription was read stays where it is.
        """
        ...

    async def skip(self, slots: Iterable[Slot]) -> None:
        """Note slots whose hour is too long ago; one that is known stays as it is."""
        ...

    async def claimed(self, limit: int) -> tuple[Slot, ...]:
        """Return the slots that wait for their edition, the longest due first."""
        ...

    async def slots(self, state: SlotState, since: datetime) -> tuple[Slot, ...]:
        """Return the slots in that state that were due at ``since`` or later, oldest first."""
        ...

    async def slots_of(self, subscription_id: str, since: datetime) -> tuple[tuple[Slot, SlotState], ...]:
        """Return the subscription's slots that were due at ``since`` or later beside their states, oldest first."""
        ...

    async def taken_slots(self, subscription_id: str, since: datetime) -> frozenset[str]:
        """Return the keys of the subscription's slots that were due at ``since`` or later."""
        ...

    async def close(self, slot: Slot, state: SlotState) -> bool:
        """Finish a claimed slot without an edition; False where it is finished already."""
        ...

    async def freeze(self, slot: Slot, channel: Channel, make: Callable[[int], Edition]) -> Edition | None:
        """Number the edition and store what ``make`` returns for that number, with a delivery for every part.

        None where the slot is finished already or its subscription is gone. ``make`` must be quick and pure.
        """
        ...

    async def told(self, subscription_id: str, since: datetime) -> tuple[Told, ...]:
        """Return what the subscription was told at ``since`` or later, oldest first."""
        ...

    async def told_of(self, articles: Iterable[str]) -> tuple[Told, ...]:
        """Return what anybody was told that quotes one of the articles, oldest first."""
        ...

    async def outdated(self, since: datetime) -> tuple[Told, ...]:
        """Return what was told at ``since`` or later and quotes an article that has changed since it was compared.

        Oldest first.
        """
        ...

    async def compared(self, edition_id: str, revisions: Mapping[str, int]) -> None:
        """Note up to which revision of each article the quotes of an edition were compared with it."""
        ...

    async def editions(self, channel: Channel, limit: int) -> tuple[Edition, ...]:
        """Return the channel's newest editions, newest first."""
        ...

    async def take(self, platform: str, owner: str, now: datetime, until: datetime, limit: int) -> tuple[Delivery, ...]:
        """Mark due deliveries as being sent by ``owner`` and return them, the longest due first.

        Of one edition only the first part that is not sent yet is given. Each comes back with its fence moved on.

        Where the subscription is threaded, it comes back ``under`` the first message of its local day; as long as what
        may become that message is on its way or parked, nothing after it is given.
        """
        ...

    async def retake(
        self, platform: str, owner: str, now: datetime, until: datetime, limit: int
    ) -> tuple[Delivery, ...]:
        """Take over deliveries whose sender was not heard of within its lease; likewise fenced, ``lost`` counted up."""
        ...

    async def record(self, deliveries: Sequence[Delivery]) -> tuple[bool, ...]:
        """Store what became of deliveries: each only where its fence is still the newest. Says for each whether."""
        ...

    async def decide(self, key: str, state: State, now: datetime) -> Delivery | None:
        """Let an admin's word stand for a parked delivery: DUE to resend, SENT or DEAD. None where none is parked.

        With one that is given up, the parts after it are given up too.
        """
        ...

    async def deliveries(
        self, state: State, limit: int, platform: str | None = None, tenant: str = ""
    ) -> tuple[Delivery, ...]:
        """Return deliveries in that state, oldest first: all, or those into the channels of one tenant."""
        ...

    async def deliveries_of(self, edition_id: str) -> tuple[Delivery, ...]:
        """Return the deliveries of an edition, by part."""
        ...

    async def replace_page(self, key: str, page: Page) -> None:
        """Note what the message of a sent delivery shows now."""
        ...

    async def tallies(self) -> dict[str, int]:
        """Return how many deliveries are in each state, and how many slots wait for an edition (``claimed``)."""
        ...

    async def backlog(self, now: datetime) -> Backlog:
        """Return what waits: subscriptions due, slots without an edition, deliveries promised and not sent."""
        ...

    async def forget(self, before: datetime, limit: int) -> int:
        """Forget slots that were due and editions that were frozen before an instant, ``limit`` of each; say how many.

        What waits, may have been posted or is parked stays, with its whole edition.
        """
        ...

    async def reserve(self, draws: Mapping[Pace, int], now: datetime) -> dict[Pace, timedelta]:
        """Draw permits and return how long to wait before the first of each; further ones are ``1 / rate`` apart.

        All processes on one database draw from the same buckets (the generic cell rate algorithm of ATM Forum
        TM-4.1, 4.4.2, without tolerance).
        """
        ...

    async def hold(self, bucket: str, until: datetime) -> None:
        """Let nobody draw from the bucket before ``until``."""
        ...

    async def held(self, holds: Holds, platform: str, tenant: str) -> tuple[Held, ...]:
        """Return what the tenant has of that kind, by name."""
        ...

    async def every_held(self, holds: Holds, *, departed: bool = False) -> tuple[Held, ...]:
        """Return what all tenants have of that kind but schedules, those left out that the bot was removed from.

        By platform, tenant and name; who has it is not told. ``departed``: of those too, as long as it is kept.
        """
        ...

    async def change(self, change: Change, next_run: datetime | None = None) -> bool:
        """Put ``after`` in place of ``before`` and keep the change, both or neither.

        False where the thing is no longer as in ``before``, or the id is taken: nothing is changed then. A schedule is
        compared and stored without its next run, which is given beside it.
        """
        ...

    async def changes(self, platform: str | None, tenant: str, limit: int) -> tuple[Change, ...]:
        """Return the tenant's newest changes, newest first; those of all tenants where no platform is named."""
        ...

    async def changed(self, platform: str | None, tenant: str, change_id: str) -> Change | None:
        """Return the tenant's change of that id; None where it has none, whoever else may.

        Where no platform is named, the newest of that id that anybody has.
        """
        ...

    async def propose(self, proposal: Proposal, now: datetime) -> None:
        """Keep it until its time; those whose time is over at ``now`` are forgotten with it."""
        ...

    async def proposed(self, platform: str, tenant: str, by: str, proposal_id: str, now: datetime) -> Proposal | None:
        """Return the person's proposal of that id there, if it is still kept at ``now``."""
        ...

    async def forget_proposal(self, proposal_id: str) -> None:
        """Forget it; one that is gone changes nothing."""
        ...

    async def depart(self, platform: str, tenant: str, at: datetime) -> None:
        """Note that the bot was removed there; where it was noted before, that instant stands."""
        ...

    async def come_back(self, platform: str, tenant: str) -> bool:
        """Note that the bot is there again; say whether it was noted as away."""
        ...

    async def forget_departed(self, before: datetime, limit: int) -> int:
        """Forget all that is of tenants which the bot left before an instant, at most ``limit``; return how many."""
        ...

    async def once(self, name: str, now: datetime, until: datetime) -> bool:
        """Say whether nobody has named this yet, in any process; the name is kept until ``until``."""
        ...

    async def forget_names(self, now: datetime, limit: int) -> int:
        """Forget names whose time is over, at most ``limit``; return how many."""
        ...

    async def language(self, platform: str, tenant: str, person: str) -> Lang | None:
        """Return the language that a person chose; ``tenant`` is empty where a person is the same in all of them."""
        ...

    async def save_language(self, platform: str, tenant: str, person: str, lang: Lang) -> None:
        """Keep what a person chose, in place of what was chosen before."""
        ...

    async def save_rating(self, rated: Rated) -> None:
        """Keep it, in place of what the person said of the same thing before."""
        ...

    async def ratings(self, since: datetime) -> tuple[Rated, ...]:
        """Return what was said at ``since`` or later, oldest first."""
        ...

    async def forget_ratings(self, before: datetime, limit: int) -> int:
        """Forget what was said before an instant, at most ``limit``; return how many."""
        ...

    async def turn(self, name: str, owner: str, now: datetime, until: datetime) -> bool:
        """Take the turn at what only one process may do at a time, or keep it; False while another has it.

        With ``until`` no later than ``now`` it is given back.
        """
        ...

    async def turns(self, now: datetime) -> tuple[Turn, ...]:
        """Return the turns that somebody has now, by name."""
        ...

    async def notices(self) -> tuple[Notice, ...]:
        """Return the notices that are not over, or whose end was not told, oldest first."""
        ...

    async def save_notice(self, notice: Notice) -> None:
        """Store it, replacing the one of the same key."""
        ...

    async def forget_notice(self, key: str) -> None:
        """Forget a notice that is over and told."""
        ...


Handler = Callable[[Sequence[str]], Awaitable[None]]
"""Does a piece of work, which is named by ids only. It may be called twice with the same."""


class Queue(Protocol):
    """Carries work to whoever is free. It is transport: losing all of it loses nothing but time (the sweeper)."""

    async def enqueue(self, work: str, ids: Sequence[str], *, once: str = "") -> None:
        """Ask for a piece of work; with the same ``once`` while it still waits, it is asked for one time only."""
        ...

    def handle(self, work: str, handler: Handler) -> None:
        """Say who does that work in this process. A handler that raises is called again later."""
        ...

    async def run(self) -> None:
        """Do the work as it comes, until ``stop``."""
        ...

    async def stop(self) -> None:
        """Take no more, let what was begun end, and let ``run`` return."""
        ...


class Ticker(Protocol):
    """Wakes jobs at intervals; what is due is asked of the ledger."""

    def every(self, seconds: float, name: str, job: Callable[[], Awaitable[None]]) -> None:
        """Call ``job`` every ``seconds``, never twice at a time; one that raises is called again."""
        ...

    def start(self) -> None:
        """Begin; a job's first call comes when its interval has passed once."""
        ...

    async def stop(self) -> None:
        """Call no more, and let what is under way end."""
        ...
