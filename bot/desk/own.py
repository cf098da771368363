"""``language`` and ``rate``: what a reader chooses, and says of an answer."""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType

from bot.desk.commands import NOT_USEFUL, RATED, USEFUL
from bot.desk.context import Asked
from digests.ask import Ask, ask_text
from digests.language import Lang
from digests.layout.own import language_page, rated_page
from digests.page import Act, Page, Rating
from digests.rated import Rated
from digests.words import Words


async def answer_language(asked: Asked) -> Page:
    """Answer the asker in the language of ``lang`` from now on, this answer too."""
    lang, context = Lang(asked.needed("lang")), asked.context
    await context.languages.choose(asked.question.asker, lang, context.ledger, asked.now)
    return language_page(context.words[lang])


async def answer_rate(asked: Asked) -> Page:
    """Keep whether the answer of ``verb`` about ``id`` was of use: ``as``."""
    asker, useful = asked.question.asker, asked.needed("as") == USEFUL
    said = Rated(asker.platform, asker.tenant, asker.user, asked.needed("verb"), asked.needed("id"), useful, asked.now)
    await asked.context.ledger.save_rating(said)
    return rated_page(asked.needed("as"), asked.words)


def with_rating(page: Page, words: Words) -> Page:
    """Return the page with what asks whether it was of use, where its verb is rated and it is about something."""
    rating = _rating(page.ask, words) if page.ask else None
    return replace(page, blocks=(*page.blocks, rating)) if rating else page


def _rating(ask: Ask, words: Words) -> Rating | None:
    """Return the two things to press; None where a button cannot hold what the answer is about."""
    about = ask.options.get(RATED.get(ask.verb, ""))
    if not about:
        return None
    useful, not_useful = (
        Act(words.say(f"act.{word}"), Ask("rate", MappingProxyType({"verb": ask.verb, "id": about, "as": word})))
        for word in (USEFUL, NOT_USEFUL)
    )
    return Rating(useful, not_useful) if ask_text(not_useful.ask) else None
