"""The line that stands for an event: a source's own words, a composed line where it is proved, else tags."""

from __future__ import annotations

from collections.abc import Iterator

from digests.chronicle.choice import in_order, names_object, speaks
from digests.chronicle.phrasing import counted_in, reads_alone, shown_amounts, shown_name
from digests.chronicle.sayings import SAYINGS, FigureKey, figures_in, figures_of
from digests.chronicle.things import in_english, is_latin
from digests.entities import find_mentions
from digests.event import Citation, Event, Status
from digests.headline import Headline, Origin
from digests.language import Lang
from digests.lexicon import EntityType, Kind, Lexicon
from digests.reading import Quantity
from digests.text.script import fold, shown_in
from digests.words import Words

_WITH_AMOUNTS = frozenset({Kind.FIGURE, Kind.DEAL, Kind.BENCHMARK})
_OBJECT_SUFFICES = frozenset({Kind.RELEASE, Kind.LICENCE, Kind.INCIDENT})
"""Acts whose object alone tells it: "release · Llama 2" can be read one way only."""
_KIND_SAYS_IT = frozenset(
    {Kind.POLICY, Kind.INCIDENT, Kind.PEOPLE, Kind.DEAL, Kind.RESEARCH, Kind.LICENCE, Kind.BENCHMARK}
)
_MOST_NAMES = 3
_MOST_AMOUNTS = 2


def headline(event: Event, lang: Lang, lexicon: Lexicon, words: Words) -> Headline:
    """Return the event's line for a reader of that language.

    A sentence in the reader's language that can stand alone is shown verbatim (Chinese in the reader's script). Else
    a line is composed where actor, act and object are proved and no status word would be lost. Else tags, status
    first, with an act only where its actor or what was released is proved.
    """
    ordered = in_order(event, lang, lexicon)
    best = ordered[0]
    readable = speaks(best.lang, lang) and reads_alone(best.quote.text, best.lang)
    if readable and names_object(best, event, lexicon):
        return Headline(shown_in(best.quote.text.strip(), best.lang, lang), Origin.SOURCE, lang, best)
    return _composed(event, lang, lexicon, words) or _tags(event, best, lang, lexicon, words)


def _composed(event: Event, lang: Lang, lexicon: Lexicon, words: Words) -> Headline | None:
    """Return a line built from proved fields, or None where one of them is missing or doubtful."""
    act = lexicon.acts.get(event.act or "")
    template = act.headline.get(lang) if act else None
    whole = event.complete and len(event.actors) == 1 and len(event.objects) == 1
    told = event.status in (Status.HAPPENED, Status.PLANNED) and event.hedge is None
    proof = next((c for c in event.citations if _proves(c, event, lexicon)), None)
    if not (template and whole and told and proof):
        return None
    actor, thing = (shown_name(lexicon.entities[e], lang) for e in (*event.actors, *event.objects))
    line = _spaced(template.format(actor=actor, object=thing), actor, thing, lang) + _bracketed(event, lang, words)
    if event.status is Status.PLANNED:
        line = words.say("headline.planned", headline=line)
    return Headline(line, Origin.COMPOSED, lang, proof)


def _spaced(line: str, actor: str, thing: str, lang: Lang) -> str:
    """Return a Chinese line with spaces between Latin names and characters, as careful outlets set them."""
    if lang.is_chinese:
        for name in {actor, thing}:
            edges = (" " * name[0].isascii(), " " * name[-1].isascii())
            line = line.replace(name, f"{edges[0]}{name}{edges[1]}")
    return line.strip()


def _bracketed(event: Event, lang: Lang, words: Words) -> str:
    """Return the qualifiers in brackets."""
    notes = [words.say(f"qualifier.{q}") for q in event.qualifiers]
    if not notes:
        return ""
    return f"（{'、'.join(notes)}）" if lang.is_chinese else f" ({', '.join(notes)})"


def _proves(citation: Citation, event: Event, lexicon: Lexicon) -> bool:
    """Say whether the quoted words name the actor, the object and a form of the act."""
    named = {m.entity for m in find_mentions(citation.quote.text, lexicon)}
    act = lexicon.acts.get(event.act or "")
    text = fold(citation.quote.text)
    forms = (f for each in (act.forms.values() if act else ()) for f in each)
    return {*event.actors, *event.objects} <= named and any(f in text for f in forms)


def _tags(event: Event, citation: Citation, lang: Lang, lexicon: Lexicon, words: Words) -> Headline:
    """Return status, names, act and amounts side by side; the kind of happening where no name is known."""
    parts = list(_parts(event, citation, lang, lexicon, words))
    if not (event.actors or event.objects or _named(event, citation, lexicon)):
        parts.append(words.say(f"kind.{event.kind}"))
    return Headline(" · ".join(dict.fromkeys(parts)), Origin.TAGS, lang, citation)


def _parts(event: Event, citation: Citation, lang: Lang, lexicon: Lexicon, words: Words) -> Iterator[str]:
    """Give the tags in order: status first, so that it is never cut off."""
    if event.status is not Status.HAPPENED:
        yield words.say(f"status.{event.status}")
    if event.hedge is not None:
        yield words.say(f"hedge.{event.hedge}")
    yield from (shown_name(lexicon.entities[e], lang) for e in event.actors)
    act = lexicon.acts.get(event.act or "")
    sufficient = bool(event.objects or event.thing) and event.kind in _OBJECT_SUFFICES
    told = event.act != "say" and (event.actors or sufficient)
    if act is not None and told:
        yield act.name.get(lang) or act.name[Lang.EN]
    elif event.kind in _KIND_SAYS_IT:
        yield words.say(f"kind.{event.kind}")
    thing = _shown_thing(event, citation, lang)
    if event.objects or thing:
        yield from (shown_name(lexicon.entities[e], lang) for e in event.objects) if event.objects else (thing,)
    elif act is None or not told:  # a name after an act would be read as its object
        yield from (shown_name(lexicon.entities[e], lang) for e in _named(event, citation, lexicon))
    yield from (words.say(f"qualifier.{q}") for q in event.qualifiers)
    yield from shown_amounts(_amounts(event, citation), words, _MOST_AMOUNTS)


def _amounts(event: Event, citation: Citation) -> list[Quantity]:
    """Return the amounts worth a tag: those of a deal or state, and the telling figure of a saying."""
    found = counted_in(citation.quote.text)
    telling = figures_of(event) if event.status in SAYINGS else frozenset()
    for other in event.citations:
        shared = telling & figures_in(other.quote.text)
        telling = shared or telling
    # an amount beside a name reads as the amount of that name: without a proved actor or object only states show one
    if event.status is Status.SNAPSHOT or (event.kind in _WITH_AMOUNTS and (event.actors or event.objects)):
        return found if not telling else [q for q in found if _is_among(q, telling)] or found
    return [q for q in found if _is_among(q, telling)]


def _is_among(quantity: Quantity, figures: frozenset[FigureKey]) -> bool:
    """Say whether an amount is one of those figures, whatever it counts."""
    return any(quantity.value == value for value, _ in figures)


def _shown_thing(event: Event, citation: Citation, lang: Lang) -> str:
    """Return the thing in the text's own words, where a reader of that language can read them; else nothing."""
    english = in_english(event.thing)
    if is_latin(event.thing) or (is_latin(english) and not lang.is_chinese):
        return english
    return shown_in(event.thing, citation.lang, lang) if speaks(citation.lang, lang) else ""


def _named(event: Event, citation: Citation, lexicon: Lexicon) -> list[str]:
    """Return the first names of the quoted sentence, for an event whose object is not proved."""
    names = dict.fromkeys(m.entity for m in find_mentions(citation.quote.text, lexicon))
    quoted = [n for n in names if n in event.about and n not in event.actors]
    return (quoted or ([] if event.actors else _models(event, lexicon)))[:_MOST_NAMES]


def _models(event: Event, lexicon: Lexicon) -> list[str]:
    """Return the models the paragraph speaks of, versions rather than their families."""
    models = [e for e in sorted(event.about) if lexicon.entities[e].type is EntityType.MODEL]
    return [m for m in models if all(lexicon.entities[o].family != m for o in models)]
