"""``topics`` and its verbs: what a tenant tracks, tried on the last days before it is kept."""

from __future__ import annotations

from dataclasses import dataclass, replace

from bot.desk.changing import WAS, draft, is_chat, offer, settle
from bot.desk.commands import ANY
from bot.desk.context import Asked
from bot.desk.tracked import topics_of, unknown
from bot.desk.trying import tried
from digests.change import Change, Holds, Value
from digests.errors import BadInput
from digests.language import Lang
from digests.layout.lists import topics_page
from digests.layout.panel import topic_acts
from digests.layout.topics import topic_page
from digests.lexicon import Kind
from digests.page import Page
from digests.topic import Topic, topic_named, topic_value
from digests.topic_typed import Typed, slug_typed, topic_changed, topic_made
from digests.tracked import HIDDEN, is_hidden

SHOWN = 8
"""Stories that a trial shows at most."""
TOO_WIDE, FEW = 0.9, 20
"""A topic that so large a part of the stories is about is none, unless they are fewer."""


@dataclass(frozen=True, slots=True)
class _Wish:
    """A change, and the topic as it would be; as it was, where it is taken away."""

    change: Change
    topic: Topic
    outcome: str
    """What was done then: a key of ``[topics-done]``."""


async def answer_topics(asked: Asked) -> Page:
    """Answer with the tracked topics, which of them are the tenant's own, and which shared ones it does not want."""
    held = await _held(asked)
    own = {slug for slug, value in held.items() if not is_hidden(value)}
    shared = {topic.slug for topic in await asked.context.store.topics()}
    hidden = sorted(held.keys() - own & shared)
    return topics_page(await topics_of(asked), asked.context.lexicon, asked.words, own=own, hidden=hidden)


async def answer_topic_test(asked: Asked) -> Page:
    """Answer with what ``topic``, one that is there or a new name, would have brought, changed as the options say."""
    name, lexicon = asked.needed("topic"), asked.context.lexicon
    known = await _tracked(asked, name)
    typed = _typed(asked, None if known else name)
    most = asked.context.allowed.words
    topic = topic_changed(known, typed, lexicon, most) if known else topic_made(typed, lexicon, most)
    page = topic_page(topic, "tested", lexicon, asked.words, asked.zone, trial=await tried(asked, (topic,), SHOWN))
    is_there = known is not None and is_chat(asked)
    return replace(page, blocks=(*page.blocks, *topic_acts(topic.slug, asked.words))) if is_there else page


async def answer_topic_add(asked: Asked) -> Page:
    """Show the topic of that ``name``, and what it would have brought.

    Options: ``words``, ``entities``, ``exclude``, ``languages``, ``kinds``.
    """
    return await _shown(asked, await _adding(asked))


async def save_topic_add(asked: Asked) -> Page:
    """Track it from now on. Raises Refusal."""
    return await _saved(asked, await _adding(asked))


async def answer_topic_edit(asked: Asked) -> Page:
    """Show ``topic`` with what is named changed: ``name``, and the options of ``answer_topic_add``."""
    return await _shown(asked, await _editing(asked))


async def save_topic_edit(asked: Asked) -> Page:
    """Keep ``topic`` as it was changed. Raises Refusal."""
    return await _saved(asked, await _editing(asked))


async def answer_topic_remove(asked: Asked) -> Page:
    """Show which ``topic`` would not be tracked any more, and whose digests are of it."""
    return await _shown(asked, await _removing(asked))


async def save_topic_remove(asked: Asked) -> Page:
    """Track ``topic`` no longer. Raises Refusal."""
    return await _saved(asked, await _removing(asked))


async def _adding(asked: Asked) -> _Wish:
    typed, lexicon = _typed(asked, asked.needed("name")), asked.context.lexicon
    slug, held = slug_typed(asked.needed("name"), lexicon), await _held(asked)
    topic = topic_made(typed, lexicon, asked.context.allowed.words)
    if taken := await _tracked(asked, slug) or await _tracked(asked, asked.needed("name")):
        raise BadInput("topic-taken", asked.needed("name"), topic=taken.slug)
    shared = {one.slug: one for one in await asked.context.store.topics()}
    if slug in shared and typed == Typed(typed.name):  # it was taken away, and is wanted again
        return _Wish(draft(asked, Holds.TOPIC, slug, held.get(slug), None), shared[slug], "restored")
    return await _kept(asked, topic, "added")


async def _editing(asked: Asked) -> _Wish:
    known = await _known(asked)
    typed, context = _typed(asked, asked.text("name")), asked.context
    changed = topic_changed(known, typed, context.lexicon, context.allowed.words)
    if topic_value(changed) == topic_value(known):
        raise BadInput("nothing-changed", known.slug)
    return await _kept(asked, changed, "edited")


async def _kept(asked: Asked, topic: Topic, outcome: str) -> _Wish:
    """Return the wish that the tenant have that topic."""
    held = await _held(asked)
    return _Wish(draft(asked, Holds.TOPIC, topic.slug, held.get(topic.slug), topic_value(topic)), topic, outcome)


async def _removing(asked: Asked) -> _Wish:
    known, held = await _known(asked), await _held(asked)
    is_shared = known.slug in {topic.slug for topic in await asked.context.store.topics()}
    after = dict(HIDDEN) if is_shared else None
    return _Wish(draft(asked, Holds.TOPIC, known.slug, held.get(known.slug), after), known, "removed")


async def _shown(asked: Asked, wish: _Wish) -> Page:
    """Answer with what would be; in the terminal it is kept at once."""
    if not is_chat(asked):
        return await _saved(asked, wish)
    return await offer(asked, wish.change, await _page(asked, wish, f"{wish.outcome}-if-saved"))


async def _saved(asked: Asked, wish: _Wish) -> Page:
    """Keep the change. What was shown already is not tried again."""
    tries = asked.text(WAS) is None
    page = await _page(asked, wish, wish.outcome, tries=tries)
    await settle(asked, wish.change)
    return page


async def _page(asked: Asked, wish: _Wish, outcome: str, *, tries: bool = True) -> Page:
    """Return the page of what would be, or is. Raises BadInput where nearly every story belongs to the topic."""
    is_gone, topic = wish.outcome == "removed", wish.topic
    trial = await tried(asked, (topic,), SHOWN) if tries and not is_gone else None
    if trial and trial.stories >= FEW and trial.about >= TOO_WIDE * trial.stories:
        raise BadInput("topic-too-wide", topic.slug, about=trial.about, stories=trial.stories)
    orders = [one.channel for one in await asked.orders() if is_gone and topic.slug in one.topics]
    return topic_page(topic, outcome, asked.context.lexicon, asked.words, asked.zone, trial=trial, ordered_in=orders)


def _typed(asked: Asked, name: str | None) -> Typed:
    """Return the options as they were typed; none for those that were not."""
    words, entities, exclude = (asked.texts(option) or None for option in ("words", "entities", "exclude"))
    langs, kinds = (asked.texts(option) for option in ("languages", "kinds"))
    return Typed(
        name,
        words,
        entities,
        exclude,
        tuple(Lang(one) for one in langs if ANY not in langs) if langs else None,
        tuple(Kind(one) for one in kinds if ANY not in kinds) if kinds else None,
    )


async def _held(asked: Asked) -> dict[str, Value]:
    """Return what the tenant keeps of topics, by slug."""
    asker = asked.question.asker
    return {one.name: one.value for one in await asked.context.ledger.held(Holds.TOPIC, asker.platform, asker.tenant)}


async def _known(asked: Asked) -> Topic:
    """Return the tracked topic that is meant. Raises NotFound."""
    name = asked.needed("topic")
    return await _tracked(asked, name) or unknown(name, await topics_of(asked))


async def _tracked(asked: Asked, name: str) -> Topic | None:
    """Return the tracked topic of that slug or name; None where there is none, though something be called so."""
    topics = await topics_of(asked)
    found = topic_named(name, topics, asked.context.lexicon)
    return found if found in topics else None
