"""The line that stands for an event: a source's own words, a composed line where it is proved, else tags."""

from __future__ import annotations

import re
from collections.abc import Iterator

from digests.chronicle.choice import in_order, names_object, speaks
from digests.chronicle.context import GENERIC, maker_of
from digests.chronicle.nouns import in_english
from digests.chronicle.phrasing import counted_in, reads_alone, said_amount, shown_amounts, shown_name
from digests.chronicle.sayings import SAYINGS, FigureKey, figures_in, figures_of
from digests.chronicle.things import is_latin
from digests.chronicle.verb import WORKS
from digests.entities import find_mentions
from digests.event import Citation, Event, Hedge, Role, Status
from digests.figure import Comparator
from digests.headline import Headline, Origin
from digests.language import Lang
from digests.lexicon import Act, EntityType, Kind, Lexicon
from digests.numbers import find_quantities
from digests.reading import Quantity
from digests.text.script import HAN, fold, shown_in
from digests.words import Words

_WITH_AMOUNTS = frozenset({Kind.FIGURE, Kind.DEAL, Kind.BENCHMARK})
_OBJECT_SUFFICES = frozenset({Kind.RELEASE, Kind.LICENCE, Kind.INCIDENT})
"""Acts whose object alone tells it: "release · Llama 2" can be read one way only."""
_SAYS_NOTHING = frozenset({"say", "plan"})
"""Acts that tell nothing without what was said or planned."""
_MOVES = frozenset({"rise", "fall"})
"""Beside these an amount of money would be read as that of the movement."""
_KIND_SAYS_IT = frozenset(
    {Kind.POLICY, Kind.INCIDENT, Kind.PEOPLE, Kind.DEAL, Kind.RESEARCH, Kind.LICENCE, Kind.BENCHMARK}
)
_LATIN_EDGE = re.compile(rf"(?<=[{HAN}])(?=[A-Za-z0-9])|(?<=[A-Za-z0-9])(?=[{HAN}])")
_WORD = re.compile(r"[a-z]+|\d+(?:\.\d+)*")
_MOST_NAMES = 3
_MOST_AMOUNTS = 2
_TWO = 2
_SINGULAR = re.compile(r"^(\{actor\} [a-z-]+)s\b")
_MAIN = (Role.SUM, Role.HEADCOUNT, Role.SHARE)
_BESIDE = (Role.PRICE, Role.VALUATION, Role.POST_MONEY)


def headline(event: Event, lang: Lang, lexicon: Lexicon, words: Words) -> Headline:
    """Return the event's line for a reader of that language.

    A sentence in the reader's language that can stand alone is shown verbatim (Chinese in the reader's script). Else
    a line is composed where actor, act and object are proved and no status word would be lost. Else tags, status
    first, with an act only where its actor or what was released is proved; rather than a mere name, a sentence whose
    subject another one names.
    """
    ordered = in_order(event, lang, lexicon)
    best = ordered[0]
    readable = speaks(best.lang, lang) and reads_alone(best.quote.text, best.lang)
    verbatim = Headline(shown_in(best.quote.text.strip(), best.lang, lang), Origin.SOURCE, lang, best)
    if readable and names_object(best, event, lexicon):
        return verbatim
    line = _composed(event, lang, lexicon, words) or _tags(event, best, lang, lexicon, words)
    return verbatim if readable and is_bare(line, event, lexicon) else line


def is_bare(line: Headline, event: Event, lexicon: Lexicon) -> bool:
    """Say whether a line only puts a kind of happening beside a name ("policy · Dana Orr"): it tells no reader what.

    A saying without a known speaker is no better: any name beside it would be read as the speaker's.
    """
    if line.origin is not Origin.TAGS or event.status is Status.SNAPSHOT:
        return False
    if event.status is Status.STATEMENT:
        return not event.actors
    if event.objects or event.thing or _amounts(event, line.citation):
        return False
    named = {*event.actors, *_named(event, line.citation, lexicon)}
    told = event.act in lexicon.acts and event.act not in _SAYS_NOTHING and bool(event.actors)
    return not told and len(named) <= 1


def is_nobodys(line: Headline, event: Event, lexicon: Lexicon) -> bool:
    """Say whether a line of tags names nobody and nothing ("release"): to its reader it is no line."""
    return is_bare(line, event, lexicon) and not event.actors and not _named(event, line.citation, lexicon)


def _composed(event: Event, lang: Lang, lexicon: Lexicon, words: Words) -> Headline | None:
    """Return a line built from proved fields, or None where one of them is missing or doubtful."""
    act = lexicon.acts.get(event.act or "")
    template = act.headline.get(lang) if act else None
    told = event.status in (Status.HAPPENED, Status.PLANNED) and event.hedge in (None, Hedge.ANNOUNCED)
    proof = next((c for c in event.citations if _proves(c, event, lexicon)), None)
    if not (act and template and event.complete and event.actors and told and proof):
        return None
    sums = {a.role: said_amount(a, words) for a in event.amounts}
    doers, objects = (event.actors[:1], event.actors[1:]) if _are_partners(event) else (event.actors, event.objects)
    named = [_as_written(each, act, proof, lang, lexicon) for each in objects]
    thing = _joint(named, lang) or _shown_thing(event, proof, lang) or _main_sum(sums)
    if not thing or (event.thing and event.objects):
        return None
    actors = _joint([shown_name(lexicon.entities[each], lang) for each in doers], lang)
    sum_told = sums.get(Role.SUM, "") if named or event.thing else ""
    line = _for_many(template, doers, lang).format(actor=actors, object=thing, sum=sum_told)
    line = _spaced(line + _said_beside(event, sums, words) + _together(event, lexicon, words), lang) + _bracketed(
        event, lang, words
    )
    if event.status is Status.PLANNED:
        line = words.say("headline.planned", headline=line)
    elif event.hedge is not None:
        line = words.say("headline.announced", headline=line)
    return Headline(line, Origin.COMPOSED, lang, proof)


def _main_sum(sums: dict[Role, str]) -> str:
    """Return the amount that the act itself is told by, where nothing with a name undergoes it."""
    return next((sums[role] for role in _MAIN if role in sums), "")


def _said_beside(event: Event, sums: dict[Role, str], words: Words) -> str:
    """Return what was paid, and what the company is worth by it."""
    bound = {a.role for a in event.amounts if a.comparator != Comparator.EQ}
    told = ((role, f"headline.{role}{'-of' if role in bound and role is not Role.PRICE else ''}") for role in _BESIDE)
    return "".join(words.say(key, value=sums[role]) for role, key in told if role in sums)


def _together(event: Event, lexicon: Lexicon, words: Words) -> str:
    """Return with whom it was done."""
    names = _joint([shown_name(lexicon.entities[each], words.lang) for each in event.partners], words.lang)
    return words.say("headline.together", names=names) if names else ""


def _joint(names: list[str], lang: Lang) -> str:
    """Return names joined as a sentence joins them."""
    if len(names) < _TWO:
        return "".join(names)
    first, last = (
        ("、".join(names[:-1]), f"和{names[-1]}") if lang.is_chinese else (", ".join(names[:-1]), f" and {names[-1]}")
    )
    return first + last


def _are_partners(event: Event) -> bool:
    """Say whether the doers are all the parties there are ("Corvid and Grebe team up")."""
    return event.act == "partner" and len(event.actors) > 1 and not (event.objects or event.thing)


def _for_many(template: str, doers: tuple[str, ...], lang: Lang) -> str:
    """Return an English template with its verb in the plural where several act ("Corvid and Grebe release")."""
    return template if lang.is_chinese or len(doers) < _TWO else _SINGULAR.sub(r"\1", template)


def _spaced(line: str, lang: Lang) -> str:
    """Return the line with spaces between Latin letters and characters, as careful Chinese outlets set them."""
    return _LATIN_EDGE.sub(" ", line) if lang.is_chinese else " ".join(line.split())


def _bracketed(event: Event, lang: Lang, words: Words) -> str:
    """Return size and qualifiers in brackets."""
    notes = [said_amount(a, words) for a in event.amounts if a.role is Role.PARAMETERS]
    notes += [words.say(f"qualifier.{q}") for q in event.qualifiers]
    if not notes:
        return ""
    return f"（{_spaced('、'.join(notes), lang)}）" if lang.is_chinese else f" ({', '.join(notes)})"


def _as_written(entity: str, act: Act, citation: Citation, lang: Lang, lexicon: Lexicon) -> str:
    """Return a thing's name as the quote writes it where that says more ("Heron 2 Pro" of the family Heron)."""
    known = lexicon.entities[entity]
    text = citation.quote.text
    written = list(dict.fromkeys(m.text for m in find_mentions(text, lexicon) if m.entity == entity))
    fuller = written[0] if len(written) == 1 else _first_after(act, text, entity, lexicon)
    own, theirs = _words(fuller), _words(known.name[Lang.EN])
    says_more = "".join(own) not in "".join(theirs) and not own.keys().isdisjoint(theirs)
    return fuller if known.type in WORKS and is_latin(fuller) and says_more else shown_name(known, lang)


def _first_after(act: Act, text: str, entity: str, lexicon: Lexicon) -> str:
    """Return how the quote writes a thing first behind the act: further on it may speak of its kin."""
    folded = fold(text)
    told = min(folded.find(form) for each in act.forms.values() for form in each if form in folded)
    return next((m.text for m in find_mentions(text, lexicon) if m.entity == entity and m.start > told), "")


def _words(name: str) -> dict[str, None]:
    """Return the words of a name, to compare its spellings, in order."""
    return dict.fromkeys(_WORD.findall(name.casefold()))


def _proves(citation: Citation, event: Event, lexicon: Lexicon) -> bool:
    """Say whether the quoted words name the actor, what it was done to, and a form of the act."""
    named = {m.entity for m in find_mentions(citation.quote.text, lexicon)}
    act = lexicon.acts.get(event.act or "")
    text = fold(citation.quote.text)
    forms = (f for each in (act.forms.values() if act else ()) for f in each)
    values = {q.value for q in find_quantities(citation.quote.text)} if event.amounts else set()
    named_all = {*event.actors, *event.objects, *event.partners} <= named and event.thing in citation.quote.text
    named_all &= {a.value for a in event.amounts} <= values
    return named_all and any(f in text for f in forms)


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
    yield from _deed(event, citation, lang, lexicon, words)
    yield from (words.say(f"qualifier.{q}") for q in event.qualifiers)
    yield from shown_amounts(_amounts(event, citation), words, _MOST_AMOUNTS)


def _deed(event: Event, citation: Citation, lang: Lang, lexicon: Lexicon, words: Words) -> Iterator[str]:
    """Give act and object; of an act whose doer is unknown, to whom or what it was done ("letter → Dana Orr")."""
    act = lexicon.acts.get("" if event.act in _SAYS_NOTHING else event.act or "")
    objects = [shown_name(lexicon.entities[e], lang) for e in event.objects]
    thing = _shown_thing(event, citation, lang)
    told = act is not None and (event.actors or (event.kind in _OBJECT_SUFFICES and (objects or event.thing)))
    if act is not None and (told or objects):
        name = act.name.get(lang) or act.name[Lang.EN]
        yield name if told else f"{name} → {('、' if lang.is_chinese else ', ').join(objects)}"
    elif event.kind in _KIND_SAYS_IT:
        yield words.say(f"kind.{event.kind}")
    if objects or thing:
        yield from [] if act is not None and not told else objects or [thing]
    elif not told:  # a name after an act would be read as its object
        yield from (shown_name(lexicon.entities[e], lang) for e in _named(event, citation, lexicon))


def _amounts(event: Event, citation: Citation) -> list[Quantity]:
    """Return the amounts worth a tag: those of a deal or state, and the telling figure of a saying."""
    found = counted_in(citation.quote.text)
    if event.act in _MOVES:
        found = [q for q in found if q.unit == "percent"]
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
    """Return the first names of the quoted sentence, for an event whose object is not proved.

    Beside an act that only companies and people do, a model's or product's name would be read as the doer: its maker
    stands for it.
    """
    names = dict.fromkeys(m.entity for m in find_mentions(citation.quote.text, lexicon))
    quoted = [n for n in names if n in event.about and n not in event.actors]
    generic = GENERIC.search(fold(citation.quote.text))
    named = quoted or (_models(event, lexicon) if generic and not event.actors else [])
    if _takes_works(event, lexicon):
        return named[:_MOST_NAMES]
    doers = (maker_of(n, lexicon) if lexicon.entities[n].type in WORKS else n for n in named)
    return [n for n in dict.fromkeys(doers) if n and n not in event.actors][:_MOST_NAMES]


def _takes_works(event: Event, lexicon: Lexicon) -> bool:
    """Say whether a model or product can do the act or undergo it; an unknown act forbids nothing."""
    act = lexicon.acts.get(event.act or "")
    return (
        act is None or act.kind is not Kind.DEAL or not (act.actors or act.objects) or not WORKS.isdisjoint(act.objects)
    )


def _models(event: Event, lexicon: Lexicon) -> list[str]:
    """Return the models the paragraph speaks of, versions rather than their families."""
    models = [e for e in sorted(event.about) if lexicon.entities[e].type is EntityType.MODEL]
    return [m for m in models if all(lexicon.entities[o].family != m for o in models)]
