"""``setup``: from nothing to the first digest, one question at a time; what was answered is kept for a day."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from itertools import islice
from types import MappingProxyType

from bot.desk.changing import KEPT_FOR, short_id
from bot.desk.commands import LANGS
from bot.desk.context import Asked
from bot.desk.ordering import channel_named, topics_named
from bot.desk.schedules import answer_set
from bot.desk.settled import settled_for
from bot.desk.tracked import topics_of, tracked_names
from digests.change import Proposal
from digests.errors import NotFound
from digests.language import Lang
from digests.layout.lists import topic_name
from digests.layout.schedules import shown_topics
from digests.layout.setup import STEPS, Answers, Offers, setup_page
from digests.layout.zones import zone_shown
from digests.page import Page
from digests.schedule.typed import times_typed
from digests.schedule.zones import zone_typed

TIMES = ("08:00", "12:00", "18:00", "08:00,18:00")
ZONES = (
    "America/Los_Angeles",
    "America/Chicago",
    "America/New_York",
    "America/Sao_Paulo",
    "Europe/London",
    "Europe/Berlin",
    "Europe/Moscow",
    "Africa/Johannesburg",
    "Asia/Dubai",
    "Asia/Kolkata",
    "Asia/Shanghai",
    "Asia/Hong_Kong",
    "Asia/Taipei",
    "Asia/Singapore",
    "Asia/Tokyo",
    "Australia/Sydney",
    "UTC",
)
"""One or two of every region, from west to east; any other can be typed."""
MOST_TOPICS = 24
"""That are offered beside all news."""
_SET = "schedules set"


async def answer_setup(asked: Asked) -> Page:
    """Begin with what was typed or is settled already, and ask for the first thing that is missing. Raises Refusal."""
    asker, settled = asked.question.asker, await settled_for(asked)
    its = short_id("setup", asker.platform, asker.tenant, asker.user, asked.now)
    known = {"zone": settled.zone, "lang": settled.lang and settled.lang.value}
    told = {name: value for name, value in known.items() if value}
    return await _asking(asked, its, {**told, **asked.question.options})


async def answer_step(asked: Asked) -> Page:
    """Take an answer of whoever began ``id``, and ask for what is missing still. Raises Refusal."""
    asker, its = asked.question.asker, asked.needed("id")
    begun = await asked.context.ledger.proposed(asker.platform, asker.tenant, asker.user, its, asked.now)
    if begun is None:
        raise NotFound("no-such-setup", its)
    given = {name: value for name, value in asked.question.options.items() if name != "id"}
    return await _asking(asked, its, {**begun.options, **given})


async def _asking(asked: Asked, its: str, told: Mapping[str, object]) -> Page:
    """Keep what was told, and ask for what is missing; where nothing is, show the schedule before it is saved."""
    known = replace(asked, question=replace(asked.question, verb=_SET, options=MappingProxyType(dict(told))))
    answers = await _answers(known)
    missing = next((step for step in STEPS if step not in told), None)
    asker = asked.question.asker
    kept = Proposal(its, asker.platform, asker.tenant, asker.user, "setup", asked.now + KEPT_FOR, dict(told))
    await asked.context.ledger.propose(kept, asked.now)
    if missing is None:
        return await answer_set(known)
    return setup_page(its, missing, answers, await _offers(asked), asked.words)


async def _answers(known: Asked) -> Answers:
    """Return what was told so far, as it is shown. Raises Refusal for what cannot be."""
    options, shown = known.question.options, {}
    channel = channel_named(known) if "channel" in options else None
    if "topics" in options:
        shown["topics"] = shown_topics(await topics_named(known, channel), await tracked_names(known), known.words)
    if channel:
        shown["channel"] = str(channel)
    if "at" in options:
        times = times_typed(known.needed("at"))
        shown["at"] = known.words.say("list.next").join(f"{at:%H:%M}" for at in times)
    if "zone" in options:
        shown["zone"] = zone_typed(known.needed("zone"))
    if "lang" in options:
        shown["lang"] = known.words.say(f"lang.{known.needed('lang')}")
    return shown


async def _offers(asked: Asked) -> Offers:
    """Return what can be pressed at each step, by what stands on it."""
    words, place = asked.words, asked.question.asker.place
    topics = {topic_name(one, words): one.slug for one in islice(await topics_of(asked), MOST_TOPICS)}
    lang = asked.question.lang
    zones = dict.fromkeys((asked.question.zone, *ZONES))
    is_channel = place is not None and not place.name.startswith("@")
    return {
        "topics": {words.say("schedules.all-news"): "all", **topics},
        "channel": {words.say("stepping.here"): str(place)} if is_channel else {},
        "at": {words.say("list.next").join(times.split(",")): times for times in TIMES},
        "zone": {zone_shown(zone, lang): zone for zone in zones},
        "lang": {asked.context.words[one].say(f"lang.{one}"): one.value for one in map(Lang, LANGS)},
    }
