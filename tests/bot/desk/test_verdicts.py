"""What a tenant's admins say of the grouping: shown first, kept, respected from then on, and in no other tenant."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.desk.desk import NewsDesk
from bot.newsroom.read import read_in
from bot.newsroom.room import Room
from digests.ask import ask_text
from digests.change import Holds
from digests.desk import OPERATOR, Asker, Question
from digests.language import Lang
from digests.limits import Allowed
from digests.page import Act, Bullets, Buttons, Choice, Page
from digests.story import Story
from tests.bot.desk.admins import ADMIN, HERE, OTHER, READER, ask, record, refused, saved
from tests.bot.reports import LLAMA_31_EN, LLAMA_31_HANS, MISTRAL_EN
from tests.fakes.store import FakeStore


@pytest.fixture(autouse=True)
async def stocked(room: Room) -> None:
    await read_in(room, [LLAMA_31_EN, LLAMA_31_HANS, MISTRAL_EN])


@pytest.fixture
def desk(desk: NewsDesk) -> NewsDesk:
    return NewsDesk(replace(desk.context, platforms=("terminal", "discord")))


async def grouped(desk: NewsDesk, asker: Asker = ADMIN) -> set[frozenset[str]]:
    """Return the articles of each of the latest stories, as the asker sees them."""
    return {frozenset(story["articles"]) for story in record(await ask(desk, "latest", asker))["stories"]}


@pytest.fixture
async def llama(store: FakeStore) -> Story:
    return next(
        story for story in await store.stories_of(a.id for a in await store.newest(9)) if len(story.articles) > 1
    )


@pytest.fixture
async def mistral(store: FakeStore) -> Story:
    return next(s for s in await store.stories_of(a.id for a in await store.newest(9)) if len(s.articles) == 1)


async def merged(desk: NewsDesk, one: Story, other: Story) -> Page:
    return await saved(desk, await ask(desk, "stories merge", id=one.id, other=other.id))


async def test_a_merge_is_shown_first_then_kept_for_that_tenant_alone(desk: NewsDesk, llama: Story, mistral: Story):
    before = await grouped(desk)
    shown = await ask(desk, "stories merge", id=mistral.id, other=llama.articles[0])
    assert record(shown)["outcome"] == "merge-if-saved"
    assert [set(story["articles"]) for story in record(shown)["stories"]] == [{*llama.articles, *mistral.articles}]
    (reports,) = (block.lines for block in shown.blocks if isinstance(block, Bullets))
    assert reports[-1] == "Model Gazette · Mistral AI releases Mistral Large 2"
    assert len(reports) == 3
    assert await grouped(desk) == before
    assert record(await saved(desk, shown))["outcome"] == "merge"
    assert await grouped(desk) == {frozenset((*llama.articles, *mistral.articles))}
    assert [await grouped(desk, asker) for asker in (OTHER, OPERATOR)] == [before, before]


async def test_a_merged_story_opens_by_both_ids_and_everything_else_tells_it_as_one(
    desk: NewsDesk, llama: Story, mistral: Story
):
    await merged(desk, llama, mistral)
    opened = [record(await ask(desk, "story", id=name)) for name in (llama.id, mistral.id, *mistral.articles)]
    assert {len(page["articles"]) for page in opened} == {3}
    assert len({page["story"]["id"] for page in opened}) == 1
    assert len(record(await ask(desk, "digest", days=7))["stories"]) == 1
    assert len(record(await ask(desk, "digest", OTHER, days=7))["stories"]) == 2
    proposed = await desk.suggest(Question("story", {}, Lang.EN, "", ADMIN), "id", "")
    assert {one.value for one in proposed} == {opened[0]["story"]["id"]}
    assert len(record(await ask(desk, "story", OTHER, id=mistral.id))["articles"]) == 1
    told = record(await ask(desk, "which", text=f"{llama.id} {mistral.id}"))
    assert (told["kind"], len(told["articles"])) == ("story", 3)
    assert record(await ask(desk, "why", id=mistral.id))["subject"]["id"] == opened[0]["story"]["id"]


async def test_why_tells_what_was_said_here_and_nowhere_else(desk: NewsDesk, llama: Story, mistral: Story):
    await merged(desk, llama, mistral)
    await saved(desk, await ask(desk, "stories reject", id=llama.id, topic="llama"))
    for lang in (Lang.EN, Lang.HANS, Lang.HANT):
        page = await ask(desk, "why", ADMIN, lang, id=mistral.articles[0])
        said = [decision for decision in record(page)["decisions"] if decision["stage"] == "said"]
        assert [decision["outcome"] for decision in said] == ["merged", "rejected"]
        assert "llama" in said[1]["reason"]["said"]
    there = record(await ask(desk, "why", OTHER, id=mistral.articles[0]))["decisions"]
    assert "said" not in {decision["stage"] for decision in there}


async def test_it_holds_when_all_stories_are_grouped_anew_and_for_later_reports(
    desk: NewsDesk, store: FakeStore, llama: Story, mistral: Story
):
    await merged(desk, llama, mistral)
    whole = frozenset((*llama.articles, *mistral.articles))
    first, *rest = llama.articles
    anew = [replace(mistral, id="s99999999"), replace(llama, id="s88888888", articles=(first,))]
    await store.save_stories([*anew, replace(llama, id="s77777777", articles=tuple(rest))], [llama.id, mistral.id])
    assert await grouped(desk) == {whole}
    assert len(await grouped(desk, OTHER)) == 3


async def test_it_holds_in_a_memory_that_is_built_anew_from_the_same_reports(
    desk: NewsDesk, room: Room, llama: Story, mistral: Story
):
    await merged(desk, llama, mistral)
    (first, second) = llama.articles
    await saved(desk, await ask(desk, "stories split", id=llama.id, articles=(second,)))
    await saved(desk, await ask(desk, "stories reject", id=mistral.id, topic="mistral"))
    whole = {frozenset((first, *mistral.articles)), frozenset({second})}
    assert await grouped(desk) == whole
    anew = FakeStore()
    await anew.save_topics(await desk.context.store.topics())
    for entries in ([MISTRAL_EN], [LLAMA_31_HANS], [LLAMA_31_EN]):  # in another order, each alone
        await read_in(replace(room, store=anew), entries)
    rebuilt = NewsDesk(replace(desk.context, store=anew))
    assert await grouped(rebuilt) == whole
    assert len(await grouped(rebuilt, OTHER)) == 2
    assert record(await ask(rebuilt, "timeline", topic="mistral"))["rows"] == []


async def test_a_split_takes_reports_out_and_each_part_opens_by_its_own_id(desk: NewsDesk, llama: Story):
    first, second = llama.articles
    shown = await ask(desk, "stories split", id=llama.id, articles=(second,))
    assert record(shown)["outcome"] == "split-if-saved"
    await saved(desk, shown)
    assert {frozenset({first}), frozenset({second})} < await grouped(desk)
    stories = [story["id"] for story in record(shown)["stories"]]
    opened = [record(await ask(desk, "story", id=name)) for name in stories]
    assert [page["story"]["id"] for page in opened] == stories
    assert sorted(page["articles"][0]["id"] for page in opened) == sorted(llama.articles)
    assert frozenset(llama.articles) in await grouped(desk, OTHER)
    assert (
        await refused(desk, "story", OTHER, id=next(name for name in stories if name != llama.id))
    ).key == "no-such-id"


async def test_a_rejected_story_is_not_told_under_the_topic_but_under_all_others(desk: NewsDesk, llama: Story):
    topics = ("llama", "meta")
    before = [record(await ask(desk, "timeline", topic=topic))["rows"] for topic in topics]
    assert all(before)
    shown = await ask(desk, "stories reject", id=llama.id, topic="llama")
    assert (record(shown)["outcome"], record(shown)["topic"]) == ("reject-if-saved", "llama")
    await saved(desk, shown)
    assert record(await ask(desk, "timeline", topic="llama"))["rows"] == []
    assert record(await ask(desk, "timeline", topic="meta"))["rows"] == before[1]
    assert record(await ask(desk, "timeline", OTHER, topic="llama"))["rows"] == before[0]
    told = [record(await ask(desk, "digest", asker, topics=("llama",), days=7))["stories"] for asker in (ADMIN, OTHER)]
    assert [len(stories) for stories in told] == [0, 1]
    assert len(record(await ask(desk, "digest", topics=topics, days=7))["stories"]) == 1
    tried = [record(await ask(desk, "topics test", asker, topic="llama"))["trial"]["about"] for asker in (ADMIN, OTHER)]
    assert tried == [0, 1]
    assert (await refused(desk, "stories reject", id=llama.id, topic="llama")).key == "rejected-already"


async def test_the_own_page_shows_no_rejected_story_among_those_of_the_topics_here(desk: NewsDesk, llama: Story):
    await saved(desk, await ask(desk, "topics add", name="Grebe Watch", words=("Mistral",)))
    await ask(desk, "schedules set", OPERATOR, channel=str(HERE), topics=("llama", "grebe-watch"), at="08:00")
    assert llama.id in str((await ask(desk, "home")).blocks)
    await saved(desk, await ask(desk, "stories reject", id=llama.id, topic="llama"))
    assert llama.id not in str((await ask(desk, "home")).blocks)


async def test_what_was_said_stands_in_the_audit_and_is_taken_back(desk: NewsDesk, llama: Story, mistral: Story):
    before = await grouped(desk)
    await merged(desk, llama, mistral)
    await saved(desk, await ask(desk, "stories reject", id=llama.id, topic="llama"))
    for lang in (Lang.EN, Lang.HANS, Lang.HANT):
        page = await ask(desk, "audit", ADMIN, lang)
        assert "Llama 3.1" in str(page.blocks)
        for change in record(page)["changes"]:
            assert "–" in str((await ask(desk, "audit", ADMIN, lang, id=change["id"])).blocks)
    assert record(await ask(desk, "audit", OTHER))["changes"] == []
    await saved(desk, await ask(desk, "undo"))
    assert record(await ask(desk, "timeline", topic="llama"))["rows"]
    await saved(desk, await ask(desk, "undo"))
    assert await grouped(desk) == before
    assert await desk.context.ledger.held(Holds.VERDICT, "discord", "guild") == ()


async def test_a_later_split_stands_against_a_merge(desk: NewsDesk, llama: Story, mistral: Story):
    before = await grouped(desk)
    await merged(desk, llama, mistral)
    await saved(desk, await ask(desk, "stories split", id=mistral.id, articles=mistral.articles))
    assert await grouped(desk) == before
    await merged(desk, llama, mistral)
    assert len(await grouped(desk)) == 1


async def test_in_the_terminal_it_is_kept_at_once_and_shown(desk: NewsDesk, llama: Story, mistral: Story):
    page = await ask(desk, "stories merge", OPERATOR, id=llama.id, other=mistral.id)
    assert record(page)["outcome"] == "merge"
    assert len(await grouped(desk, OPERATOR)) == 1
    assert len(await grouped(desk)) == 2


async def test_what_makes_no_sense_is_refused_and_nothing_is_kept(desk: NewsDesk, llama: Story, mistral: Story):
    first, second = llama.articles
    assert (await refused(desk, "stories merge", id=first, other=second)).key == "one-story-already"
    assert (await refused(desk, "stories merge", id=first, other="sffffffff")).key == "no-such-id"
    assert (await refused(desk, "stories split", id=llama.id, articles=(first, second))).key == "split-leaves-nothing"
    assert (await refused(desk, "stories split", id=llama.id, articles=mistral.articles)).key == "no-such-report"
    assert (await refused(desk, "stories split", id=llama.id, articles=("@everyone",))).key == "no-such-report"
    assert (await refused(desk, "stories reject", id=llama.id, topic="gossip")).key.startswith("no-such-topic")
    for verb in ("stories merge", "stories split", "stories reject"):
        assert (await refused(desk, verb, READER, id=llama.id)).key == "not-allowed"
    assert await desk.context.ledger.changes(None, "", 9) == ()


async def test_so_much_may_be_said_and_no_more(desk: NewsDesk, llama: Story, mistral: Story):
    desk = NewsDesk(replace(desk.context, allowed=Allowed(verdicts=1)))
    await saved(desk, await ask(desk, "stories reject", id=mistral.id, topic="llama"))
    assert (await refused(desk, "stories reject", id=llama.id, topic="llama")).key == "verdicts-too-many"


async def test_admins_press_on_a_story_what_belongs_elsewhere_and_readers_are_shown_nothing_of_it(
    desk: NewsDesk, llama: Story
):
    pages = [await ask(desk, "story", asker, id=llama.id) for asker in (READER, ADMIN, OPERATOR)]
    pressed = [[act for act in _acts(page) if act.ask.verb.startswith("stories ")] for page in pages]
    assert [len(acts) for acts in pressed] == [0, 1, 0]
    assert (await refused(desk, pressed[1][0].ask.verb, READER, **pressed[1][0].ask.options)).key == "not-allowed"
    said = _said_of(await ask(desk, pressed[1][0].ask.verb, **pressed[1][0].ask.options))
    assert [act.label.split(" · ")[0] for act in said[:2]] == ["Open Weights Weekly", "晨光科技报"]
    *splits, of_llama, of_open, merge = said
    assert {act.ask.options["articles"] for act in splits} == {(article,) for article in llama.articles}
    assert [act.ask.options["topic"] for act in (of_llama, of_open)] == ["llama", "open-models"]
    assert merge.typed == "other"
    assert all(map(ask_text, [act.ask for act in said]))
    shown = await ask(desk, splits[0].ask.verb, **splits[0].ask.options)
    assert record(shown)["outcome"] == "split-if-saved"
    await saved(desk, await ask(desk, of_llama.ask.verb, **of_llama.ask.options))
    left = [act.ask.options.get("topic") for act in _said_of(await ask(desk, "stories open", id=llama.id))]
    assert list(filter(None, left)) == ["open-models"]


def _said_of(page: Page) -> list[Act]:
    return [act for act in _acts(page) if act.ask.verb.startswith("stories ")]


def _acts(page: Page) -> list[Act]:
    return [act for block in page.blocks if isinstance(block, Buttons | Choice) for act in block.acts]
