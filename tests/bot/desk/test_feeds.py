"""A tenant's own feeds in a chat: looked at, shown, kept, hidden, taken over; and nothing of them for others."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from bot.desk.desk import NewsDesk
from bot.newsroom.fetch import fetch
from bot.newsroom.for_tenants import poll_for_tenants
from bot.newsroom.read import read_in
from bot.newsroom.room import Room
from digests.article import Entry
from digests.change import Holds
from digests.desk import OPERATOR, Asker, Question
from digests.errors import BadInput, NotFound, Refusal, Unreachable
from digests.feed import Feed, Found, Parsed, shown_address
from digests.language import Lang
from digests.limits import Allowed
from digests.own_feeds import mark_in
from digests.page import Buttons, Choice, Page
from digests.subscription import Channel
from digests.when import Granularity, Published
from tests.bot.conftest import NOW
from tests.bot.desk.admins import ADMIN, OTHER, ask, record, refused, saved
from tests.bot.newsroom.feeds import an_rss_item, reach_of, rss
from tests.bot.reports import LLAMA_31_EN, MISTRAL_EN
from tests.fakes.clock import FakeClock
from tests.fakes.store import FakeStore
from tests.fakes.web import ScoringWeb, ServedFeed, response

URL = "https://grebe.example/feed"
SECRET = f"{URL}?token=s3cret-of-ours"
SHARED = Feed("https://dunlin.example/feed", "Dunlin Post")


def an_entry(title: str, days: int = 0, host: str = "grebe.example") -> Entry:
    at = NOW - timedelta(days=days)
    told = f"{title}. Corvid Labs released Heron-1 with 70 billion parameters, it said in a long statement of its own."
    url = f"https://{host}/{title.replace(' ', '-').lower()}"
    return Entry(title, told, url, published=Published(at.date(), Granularity.DAY, at))


@dataclass
class FakeLook:
    """Finds what it is told; notes what it was asked."""

    found: dict[str, Found | Refusal] = field(default_factory=dict)
    lists: dict[str, Sequence[Feed]] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)

    async def look(self, url: str) -> Found:
        """Return or raise what was set; 404 where nothing was."""
        self.asked.append(url)
        answer = self.found.get(url, BadInput("feed-not-there", shown_address(url), status=404))
        if isinstance(answer, Refusal):
            raise answer
        return answer

    async def listed(self, url: str) -> Sequence[Feed]:
        """Return the list that was set."""
        self.asked.append(url)
        return self.lists[url]

    def as_list(self, feeds: Iterable[Feed]) -> str:
        """Return an address a line."""
        return "\n".join(shown_address(feed.url) for feed in feeds)


def holding(url: str, *entries: Entry, name: str = "Grebe") -> Found:
    return Found(Feed(url, name, Lang.EN), Parsed(entries, name, Lang.EN, None, frozenset(), frozenset()))


@pytest.fixture
def look() -> FakeLook:
    old, new = an_entry("Heron-1 is out", 2), an_entry("Heron-0 was out", 30)
    return FakeLook({one: holding(one, old, new) for one in (URL, SECRET)})


@pytest.fixture
async def desk(desk: NewsDesk, look: FakeLook, store: FakeStore) -> NewsDesk:
    await store.save_feeds([SHARED])
    return NewsDesk(replace(desk.context, platforms=("terminal", "discord"), look=look))


async def added(desk: NewsDesk, url: str = URL, asker: Asker = ADMIN, **options: Any) -> Page:  # noqa: ANN401  whatever is typed
    return await saved(desk, await ask(desk, "feeds add", asker, address=url, **options), asker)


async def listed(desk: NewsDesk, asker: Asker = ADMIN) -> dict[str, dict[str, Any]]:
    return {feed["url"]: feed for feed in record(await ask(desk, "feeds list", asker))["feeds"]}


@pytest.mark.parametrize("lang", [Lang.EN, Lang.HANS, Lang.HANT])
async def test_a_feed_is_looked_at_once_shown_with_what_it_would_have_brought_and_then_kept(
    desk: NewsDesk, look: FakeLook, lang: Lang
):
    shown = await ask(desk, "feeds add", ADMIN, lang, address="grebe.example/feed")
    assert (record(shown)["done"], record(shown)["brought"], record(shown)["entries"]) == ("added-if-saved", 1, 2)
    assert record(shown)["titles"] == ["Heron-1 is out"]
    assert URL not in await listed(desk)
    assert record(await saved(desk, shown))["done"] == "added"
    assert (await listed(desk))[URL]["own"]
    assert look.asked == [URL]
    assert URL not in await listed(desk, OTHER)
    assert URL not in await listed(desk, OPERATOR)


async def test_a_test_keeps_nothing_and_counts_what_is_known_already(desk: NewsDesk, room: Room):
    await read_in(room, [an_entry("Heron-1 is out", 2)])
    tested = record(await ask(desk, "feeds test", address=URL))
    assert (tested["done"], tested["brought"], tested["known"]) == ("tested", 1, 1)
    assert [*await listed(desk)] == [SHARED.url]


async def test_of_a_page_the_feed_that_it_names_is_kept(desk: NewsDesk, look: FakeLook):
    look.found["https://grebe.example/"] = holding(URL)
    shown = await ask(desk, "feeds add", address="https://grebe.example/", name="Our Grebe")
    assert "Our Grebe" in shown.title
    await saved(desk, shown)
    assert (await listed(desk))[URL]["outlet"] == "Our Grebe"


@pytest.mark.parametrize(
    "refusal",
    [
        BadInput("feed-login", URL),
        BadInput("feed-locked", URL, status=403),
        BadInput("feed-not-there", URL, status=404),
        BadInput("feed-not-public", URL),
        BadInput("feed-too-large", URL),
        BadInput("no-feed", URL),
    ],
    ids=lambda refusal: refusal.key,
)
async def test_what_is_no_feed_is_refused_with_a_way_out_and_nothing_is_kept(
    desk: NewsDesk, look: FakeLook, refusal: Refusal
):
    look.found[URL] = refusal
    for verb in ("feeds add", "feeds test"):
        found = await refused(desk, verb, address=URL)
        assert found.key == refusal.key
        assert all(words.way_out(found) for words in desk.context.words.values())
    assert [*await listed(desk)] == [SHARED.url]


async def test_of_a_page_that_names_several_feeds_one_is_chosen(desk: NewsDesk, look: FakeLook):
    page = "https://grebe.example/"
    look.found[page] = BadInput("feed-choose", page, feeds=(URL, f"{URL}/zh"))
    for verb, done in (("feeds test", "tested"), ("feeds add", "added-if-saved")):
        shown = await ask(desk, verb, address=page)
        (choice,) = (block for block in shown.blocks if isinstance(block, Choice))
        assert [act.label for act in choice.acts] == [URL, f"{URL}/zh"]
        chosen = choice.acts[0].ask
        assert record(await ask(desk, chosen.verb, **chosen.options))["done"] == done
    assert all(words.say("act.choose-feed") for words in desk.context.words.values())


async def test_a_page_that_leads_to_a_hidden_feed_of_all_shows_it_again(desk: NewsDesk, look: FakeLook):
    look.found["https://dunlin.example/"] = holding(SHARED.url)
    await saved(desk, await ask(desk, "feeds remove", feed="Dunlin Post"))
    assert await listed(desk) == {}
    assert record(await added(desk, "https://dunlin.example/"))["done"] == "restored"
    assert [*await listed(desk)] == [SHARED.url]
    assert await desk.context.ledger.held(Holds.FEED, "discord", "guild") == ()


@pytest.mark.parametrize(
    ("address", "key"),
    [
        ("https://grebe.example/" + "a" * 10_000, "option-too-long"),
        ("ftp://grebe.example/feed", "no-web-address"),
        ("what is this", "no-web-address"),
        ("https://me:s3cret@grebe.example/feed", "web-user"),
        ("<@1234>", "web-user"),
    ],
)
async def test_what_is_no_address_is_never_asked(desk: NewsDesk, look: FakeLook, address: str, key: str):
    found = await refused(desk, "feeds add", address=address)
    assert found.key == key
    assert "s3cret" not in str(found)
    assert look.asked == []


async def test_a_feed_with_a_name_that_never_ends_or_pings_is_shown_and_kept_within_limits(
    desk: NewsDesk, look: FakeLook
):
    look.found[URL] = holding(URL, name="<@1234> @everyone " + "a" * 10_000 + " ∷aaaaaaaa")
    shown = await ask(desk, "feeds add", address=URL)
    await saved(desk, shown)
    kept = (await listed(desk))[URL]["outlet"]
    assert len(kept) <= 120
    assert max(len(shown.title), len(str(shown.blocks))) < 2_000
    assert (await refused(desk, "feeds add", address=SECRET, name="a" * 10_000)).key == "option-too-long"


async def test_what_is_read_already_is_not_added_twice(desk: NewsDesk, look: FakeLook):
    assert (await refused(desk, "feeds add", address=SHARED.url)).key == "feed-known"
    await added(desk)
    assert (await refused(desk, "feeds add", address=URL)).key == "feed-known"
    assert look.asked == [URL]


async def test_a20_a_tenant_has_so_many_feeds_and_no_more(desk: NewsDesk, look: FakeLook):
    look.lists[URL] = [Feed(f"{URL}/{n}", f"Grebe {n}") for n in range(Allowed().feeds + 1)]
    assert (await refused(desk, "feeds import", address=URL)).key == "feeds-too-many"
    look.lists[URL] = look.lists[URL][: Allowed().feeds]
    await saved(desk, await ask(desk, "feeds import", address=URL))
    look.found[SECRET] = holding(SECRET)
    assert (await refused(desk, "feeds add", address=SECRET)).key == "feeds-too-many"
    assert (await refused(desk, "feeds remove", feed="Dunlin Post")).key == "feeds-too-many"


async def test_a_list_is_shown_before_it_is_taken_over_and_each_feed_is_a_change(desk: NewsDesk, look: FakeLook):
    look.lists[URL] = [Feed(f"{URL}/{n}", f"Grebe {n}") for n in range(25)] + [SHARED]
    shown = await ask(desk, "feeds import", address=URL)
    assert (record(shown)["added"], record(shown)["known"]) == (25, 1)
    assert len(await listed(desk)) == 1
    assert record(await saved(desk, shown))["added"] == 25
    assert len(await listed(desk)) == 26
    assert look.asked == [URL]
    assert len(record(await ask(desk, "audit", max=100))["changes"]) == 25
    again = await ask(desk, "feeds import", address=URL)
    assert not any(isinstance(block, Buttons) for block in again.blocks)


async def test_of_two_admins_at_once_the_second_is_told_and_nothing_is_lost(desk: NewsDesk, look: FakeLook):
    second = replace(ADMIN, user="9")
    look.lists[URL] = [Feed(URL, "Grebe"), Feed(f"{URL}/2", "Grebe too")]
    one = await ask(desk, "feeds add", address=URL)
    same = await ask(desk, "feeds add", second, address=URL, name="Another name")
    several = await ask(desk, "feeds import", second, address=URL)
    await saved(desk, one)
    with pytest.raises(BadInput, match="feed-known"):
        await saved(desk, same, second)
    assert record(await saved(desk, several, second))["added"] == 1
    assert (await listed(desk))[URL]["outlet"] == "Grebe"
    gone, again = await ask(desk, "feeds remove", feed=URL), await ask(desk, "feeds remove", second, feed=URL)
    await saved(desk, gone)
    with pytest.raises(NotFound, match="no-such-feed"):
        await saved(desk, again, second)
    assert f"{URL}/2" in await listed(desk)


async def test_an_own_feed_is_removed_and_comes_back_with_undo(desk: NewsDesk):
    await added(desk)
    assert (await refused(desk, "feeds remove", OTHER, feed=URL)).key == "no-such-feed"
    await saved(desk, await ask(desk, "feeds remove", feed="grebe"))
    assert [*await listed(desk)] == [SHARED.url]
    await saved(desk, await ask(desk, "undo"))
    assert URL in await listed(desk)


async def test_a_feed_that_is_to_go_is_proposed_by_its_name_or_address_and_only_where_it_is_read(desk: NewsDesk):
    await added(desk, SECRET, name="Our Grebe")
    for typed, outlets in (("", 2), ("our g", 1), ("grebe.ex", 1), ("dunlin", 1), ("curlew", 0)):
        found = await desk.suggest(Question("feeds remove", {}, Lang.EN, "", ADMIN), "feed", typed)
        assert len(found) == outlets
        assert "s3cret" not in str(found)
    (mine,) = await desk.suggest(Question("feeds remove", {}, Lang.EN, "", ADMIN), "feed", "our")
    assert await desk.suggest(Question("feeds remove", {}, Lang.EN, "", OTHER), "feed", "our") == ()
    await saved(desk, await ask(desk, "feeds remove", feed=mine.value))
    assert [*await listed(desk)] == [SHARED.url]


async def test_of_several_feeds_of_one_name_the_one_meant_is_asked_for(desk: NewsDesk, look: FakeLook):
    look.lists[URL] = [Feed(f"{URL}/1", "Grebe"), Feed(f"{URL}/2", "Grebe")]
    await saved(desk, await ask(desk, "feeds import", address=URL))
    assert (await refused(desk, "feeds remove", feed="Grebe")).key == "feed-several"
    await saved(desk, await ask(desk, "feeds remove", feed=f"{URL}/2"))
    assert f"{URL}/1" in await listed(desk)


async def test_what_goes_with_a_feed_is_counted_before_it_goes(desk: NewsDesk, room: Room, web: ScoringWeb):
    await read_in(room, [replace(an_entry("Heron-0 is out", 1), outlet="Dunlin Post"), MISTRAL_EN])
    await added(desk, name="Dunlin Post")
    await polled(desk, room, web)
    for name in (SHARED.url, URL):
        page = await ask(desk, "feeds remove", feed=name)
        assert "It brought 1 report in the last 7 days." in str(page.blocks)


async def test_a_shared_feed_that_is_removed_hides_its_outlet_from_that_tenant_alone(desk: NewsDesk, room: Room):
    await read_in(room, [replace(an_entry("Heron-1 is out", 1), outlet="Dunlin Post"), MISTRAL_EN])
    before = record(await ask(desk, "latest", OTHER))["stories"]
    await saved(desk, await ask(desk, "feeds remove", feed="dunlin post"))
    page = record(await ask(desk, "feeds list"))
    assert (page["feeds"], page["hidden"]) == ([], ["Dunlin Post"])
    assert "Heron-1" not in str((await ask(desk, "latest")).blocks)
    assert "Mistral" in str((await ask(desk, "latest")).blocks)
    assert record(await ask(desk, "latest", OTHER))["stories"] == before
    assert [*await listed(desk, OTHER)] == [SHARED.url]
    assert "Dunlin Post" in str((await ask(desk, "audit")).blocks)
    assert record(await saved(desk, await ask(desk, "feeds add", address=SHARED.url)))["done"] == "restored"
    assert "Heron-1" in str((await ask(desk, "latest")).blocks)


async def test_a08_a_secret_in_an_address_is_shown_to_nobody(desk: NewsDesk):
    pages = [await ask(desk, "feeds test", address=SECRET), await ask(desk, "feeds add", address=SECRET)]
    pages.append(await saved(desk, pages[-1]))
    pages += [await ask(desk, verb) for verb in ("feeds list", "feeds export", "audit", "sources")]
    (change,) = record(pages[-2])["changes"]
    pages.append(await ask(desk, "audit", id=change["id"]))
    pages.append(await ask(desk, "feeds remove", feed=shown_address(SECRET)))
    assert all("s3cret" not in str(page.blocks) + str(page.record) + page.title for page in pages)
    assert "grebe.example" in str(pages[4].blocks)
    assert "grebe.example" not in str((await ask(desk, "feeds export", OTHER)).blocks)


@pytest.fixture
def web(clock: FakeClock) -> ScoringWeb:
    web = ScoringWeb(clock)
    told = "Corvid Labs released Heron-1 with 70 billion parameters, it said in a long statement of its own."
    item = an_rss_item("Heron-1 is out", NOW - timedelta(hours=1), text=told)
    web.pages[URL] = ServedFeed(URL, rss([item]))
    web.pages[SHARED.url] = response(SHARED.url, 500)
    return web


async def polled(desk: NewsDesk, room: Room, web: ScoringWeb) -> None:
    await poll_for_tenants(room.store, desk.context.ledger)
    await fetch(room, reach_of(web))


async def test_a08_a_feed_of_two_tenants_is_asked_once_and_each_has_its_own_name_for_it(
    desk: NewsDesk, room: Room, web: ScoringWeb, clock: FakeClock
):
    await added(desk, name="Ours")
    await added(desk, asker=OTHER, name="Theirs")
    await polled(desk, room, web)
    assert len(web.asked(URL)) == 1
    for asker, name, foreign in ((ADMIN, "Ours", "Theirs"), (OTHER, "Theirs", "Ours")):
        pages = [await ask(desk, verb, asker) for verb in ("feeds list", "latest", "sources")]
        assert all(name in str(page.blocks) and foreign not in str(page.blocks) for page in pages)
    third = Asker("discord", "third", "7", Channel("discord", "third", "3"), manages=True)
    clock.advance(timedelta(minutes=5))
    await added(desk, asker=third)
    its = (await listed(desk, third))[URL]
    assert (its["last_success"], its["total"], its["entries"]) == (None, 0, 0)
    assert (await listed(desk))[URL]["entries"] == 1
    answered = [record(await ask(desk, "status", asker))["feeds"] for asker in (third, ADMIN)]
    assert answered[0] != answered[1]
    assert clock.now().isoformat() not in str(answered)


async def test_what_an_own_feed_brought_is_shown_to_tenants_that_have_it_and_to_nobody_else(
    desk: NewsDesk, room: Room, web: ScoringWeb, store: FakeStore
):
    await added(desk)
    await read_in(room, [LLAMA_31_EN])
    await polled(desk, room, web)
    (article,) = [one for one in await store.newest(10) if mark_in(one.outlet)]
    (story,) = await store.stories_of([article.id])
    asks: list[tuple[str, dict[str, Any]]] = [
        ("latest", {}),
        ("search", {"query": "billion"}),
        ("digest", {"days": 7}),
        ("latest", {"max": 1}),
    ]
    for verb, options in asks:
        assert "Heron-1" in str((await ask(desk, verb, **options)).blocks)
        for stranger in (OTHER, OPERATOR):
            assert "Heron-1" not in str((await ask(desk, verb, stranger, **options)).blocks)
    for verb, name in (("story", story.id), ("story", article.id), ("why", article.id), ("why", story.id)):
        assert (await ask(desk, verb, id=name)).blocks
        for stranger in (OTHER, OPERATOR):
            with pytest.raises(NotFound):
                await ask(desk, verb, stranger, id=name)
    assert mark_in(article.outlet) not in str([(await ask(desk, verb)).blocks for verb in ("latest", "sources")])


async def test_what_an_own_feed_dates_and_counts_is_in_that_tenants_timelines_and_figures_alone(
    desk: NewsDesk, room: Room, web: ScoringWeb
):
    told = "Meta released Llama 3.1 on 23 July 2024. Llama 3.1 has 405 billion parameters. Meta said so in a statement."
    web.pages[URL] = ServedFeed(URL, rss([an_rss_item("Meta releases Llama 3.1", NOW, text=told)]))
    await added(desk, name="Our Grebe")
    await polled(desk, room, web)
    for verb, options, there in (
        ("timeline", {"topic": "llama", "quotes": True}, "rows"),
        ("figures", {"entity": "llama", "quotes": True}, "figures"),
    ):
        assert record(await ask(desk, verb, **options))[there]
        assert "Our Grebe" in str((await ask(desk, verb, **options)).blocks)
        assert not record(await ask(desk, verb, OTHER, **options))[there]


async def test_what_was_brought_stays_hidden_from_all_once_nobody_has_the_feed(
    desk: NewsDesk, room: Room, web: ScoringWeb, store: FakeStore
):
    await added(desk)
    await polled(desk, room, web)
    await saved(desk, await ask(desk, "feeds remove", feed=URL))
    await polled(desk, room, web)
    assert await store.feeds() == (SHARED,)
    for asker in (ADMIN, OTHER, OPERATOR):
        assert "Heron-1" not in str((await ask(desk, "latest", asker)).blocks)


async def test_an_own_feed_neither_changes_nor_takes_the_place_of_what_others_report(
    desk: NewsDesk, room: Room, web: ScoringWeb
):
    link = "https://dunlin.example/heron"
    true = replace(an_entry("Heron-1 is delayed", 1), url=link, outlet="Dunlin Post")
    forged = an_rss_item(
        "Heron-1 is a lie", NOW, url=link, text="Heron-1 is a lie, somebody claims at some length here."
    )
    same = an_rss_item(true.title, NOW, url="https://grebe.example/same", text=true.text)
    await added(desk)
    web.pages[URL] = ServedFeed(URL, rss([forged]))
    await read_in(room, [true])
    await polled(desk, room, web)
    assert "delayed" in str((await ask(desk, "latest", OTHER)).blocks)
    assert "lie" not in str((await ask(desk, "latest", OTHER)).blocks)
    web.pages["https://grebe.example/2"] = ServedFeed("https://grebe.example/2", rss([same]))
    look = desk.context.look
    assert isinstance(look, FakeLook)
    look.found["https://grebe.example/2"] = holding("https://grebe.example/2")
    await added(desk, "https://grebe.example/2")
    await polled(desk, room, web)
    again = replace(true, url="https://heron.example/first", outlet="Heron News")
    await read_in(room, [again])
    assert "grebe" not in str((await ask(desk, "story", OTHER, id=link, quotes=True)).blocks).casefold()


async def test_the_trouble_of_an_own_feed_tells_nothing_of_the_operators_network(
    desk: NewsDesk, room: Room, web: ScoringWeb, look: FakeLook
):
    look.lists[URL] = [Feed("http://intranet.example/feed", "Intranet")]
    await saved(desk, await ask(desk, "feeds import", address=URL))
    inside = Unreachable("web-not-public", "http://intranet.example/feed", address="10.0.0.1", network="10.0.0.0/8")
    web.pages["http://intranet.example/feed"] = inside
    await polled(desk, room, web)
    page = await ask(desk, "feeds list")
    assert "http://intranet.example/feed is not an address of the public web." in str(page.blocks)
    assert "10.0" not in str(page.blocks) + str(page.record)


async def test_an_own_feed_that_moves_stays_at_the_address_that_its_tenant_knows(
    desk: NewsDesk, room: Room, web: ScoringWeb, clock: FakeClock
):
    await added(desk)
    for _ in range(6):
        clock.advance(timedelta(days=1))
        await polled(desk, room, web)
    assert URL in {feed.url for feed in await room.store.feeds()}


async def test_a_feed_that_is_asked_no_more_is_asked_anew_once_a_tenant_has_found_it_again(
    desk: NewsDesk, room: Room, web: ScoringWeb, clock: FakeClock
):
    await added(desk)
    there, web.pages[URL] = web.pages[URL], response(URL, 410)
    for _ in range(3):
        clock.advance(timedelta(days=1))
        await polled(desk, room, web)
    assert len(web.asked(URL)) == 1
    assert (await listed(desk))[URL]["stopped"]
    web.pages[URL] = there
    await saved(desk, await ask(desk, "feeds remove", feed=URL))
    clock.advance(timedelta(minutes=1))
    await added(desk)
    await polled(desk, room, web)
    assert (await listed(desk))[URL]["entries"] == 1
    await polled(desk, room, web)
    assert len(web.asked(URL)) == 2


async def test_where_nothing_of_the_web_is_asked_the_answer_says_so(desk: NewsDesk):
    quiet = NewsDesk(replace(desk.context, look=None))
    assert (await refused(quiet, "feeds test", address=URL)).key == "feeds-not-looked-at"


async def test_what_is_held_of_feeds_is_told_without_whose_it_is(desk: NewsDesk):
    await added(desk)
    await added(desk, asker=OTHER)
    every = await desk.context.ledger.every_held(Holds.FEED)
    assert [one.name for one in every] == [URL, URL]
    await desk.context.ledger.depart("discord", "guild", datetime(2024, 7, 24, tzinfo=UTC))
    assert len(await desk.context.ledger.every_held(Holds.FEED)) == 1
