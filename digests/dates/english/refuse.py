"""English words and numbers that look like dates: the modal may, counts, names, repeated times, today as nowadays."""

from __future__ import annotations

import re

from digests.dates.english.words import MONTH
from digests.dates.place import Place

_PREPOSITION = re.compile(
    r"""(?:(?<![a-z])(?:in|of|since|by|until|till|from|to|through|thru|during|before|after|around|about|between|and|or|for|on
    |as\s+of|late|early|mid|over|this|last|next|than|vs\.?|versus|into|circa|year|throughout|following|starting|beginning
    |effective)\s+(?:the\s+)?
    |[&(\[（,]\s?|(?<=[a-z])\s?[-–—/]\s?|mid-|['’]s\s+)$""",
    re.VERBOSE,
)
"""What may stand before a bare year or a month that is also another word."""
_TEMPORAL = re.compile(
    r"(?<![a-z])(?:in|since|by|until|from|of|to|last|this|next|late|early|mid|during|before|after|on|through)[\s-]+$"
)
_BEFORE_DAY = re.compile(
    r"(?:(?<![a-z])(?:on|since|by|until|from|to|last|this|next|before|after|late|early)\s+|[(,]\s?)$"
)
_DETERMINER = re.compile(
    r"(?<![a-z])(?:the|its|their|his|her|our|your|this|that|a|an|whose|full|full-year|calendar|early|late|mid)[\s-]+$"
)
_REPEATED = re.compile(r"(?<![a-z])(?:every|each|any|most|some|per)\s+(?:other\s+|single\s+|second\s+)?$")
_SAME_PERIOD = re.compile(
    r"(?<![a-z])same\s+(?:period|quarter|half|time|stretch|point|span)(?:\s+(?:of|in))?(?:\s+the)?\s+$"
)
"""What only compares: "from the same period last year"."""
_NAMED_DAY = re.compile(r"(?:black|good|cyber|super|patch|ash|holy|easter|giving|casual|bloody)\s+$")
_COUNTED_NOUN = re.compile(
    r"""\s*-?(?:[a-z0-9]+\s)?(?:gpus?|tpus?|cpus?|chips?|cards?|nodes?|servers?|tokens?|users?|people|employees|staff|workers
    |jobs|engineers|developers|researchers|students|customers|companies|firms|startups|dollars|euros|yuan|parameters|params
    |times|pages|steps|bits|points|characters|words|images|samples|examples|layers|dimensions|experts|units|vehicles|cars
    |robots|megawatts?|gigawatts?|mw|gw|kw|kwh|km|miles|meters|metres|feet|hours|minutes|seconds|days|weeks|months|years
    |million|billion|trillion|percent|stores|cities|pieces|papers|models|questions|tasks|languages|calls|lines|votes
    |h100s?|a100s?)(?![a-z])""",
    re.VERBOSE,
)
_AFTER_MODAL = re.compile(
    r"""\s+(?:be|have|not|well|also|still|soon|never|i|you|we|they|he|she|it|the|include|take|need|want|seem|look|become|get
    |lead|change|cause|help|make|sound|come|go)(?![a-z])""",
    re.VERBOSE,
)
_SHORT_MONTHS = frozenset(
    {"may", "march", "mar", "jan", "feb", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec"}
)
"""Months whose name is short or means something else: they need a word of time before them."""
_SHORT_DAYS = frozenset({"mon", "tue", "tues", "wed", "thu", "thur", "thurs", "fri", "sat", "sun"})
_ROUGHLY = re.compile(r"(?<![a-z])(?:about|around|some|nearly|almost|roughly|approximately)\s+$")
_SEVERAL = re.compile(r"\s+(?!has|is|was|was|as|this|its|his|us)[a-z]{2,}s(?![a-z'’])")
"""Right behind a number that is hedged: "about 2030 volunteers"."""
_MODEL_YEAR = re.compile(r"\s*(?:年?\s?(?:款|版|式(?!样))|model\s+year|(?:fiscal|financial)\s+year)")
"""What makes a year part of a product's name, or one of accounts."""
_FIRST_NAME = re.compile(r"April|May|June|August|January")
_SURNAME = re.compile(r"\s+[A-Z][a-z]")
_BEYOND_YEAR = r"(?:-|–|—|~|to|through|thru|until|till|and|&|,|/|[、和及与])"
_YEAR_BEFORE = re.compile(rf"(?:19|20)\d\d\s?{_BEYOND_YEAR}\s?$")
_YEAR_AFTER = re.compile(rf"\s?{_BEYOND_YEAR}\s?(?:19|20)\d\d(?!\d)")
_MONTH_AFTER = re.compile(rf"\s?(?:-|–|—|to|through|thru|until|till|and|or|&|,|/)\s?(?:{MONTH})(?![a-z])")
_SEASON_NAME = re.compile(
    r"\s+(?:olympi|games|festival|break(?:er|ing)|boot|framework|palace|soldier|garden|gala|of\s)"
)
_SEASON_BEFORE = re.compile(
    r"""(?<![a-z])(?:in|by|this|over|during|since|until|last|next|through|of|before|after|for|and|or|late|early|mid)[\s-]+
    (?:the\s+)?$""",
    re.VERBOSE,
)
_ON_WEEKEND = re.compile(r"(?<![a-z])(?:on|at|over|during|this|for)\s+$")
_WINDOW = re.compile(r"(?<![a-z])(?:over|in|within|during|for|throughout|across|of)\s+$")
_REPORTED = re.compile(
    r"\s+(?:results?|earnings|revenues?|profits?|report|sales|guidance|figures|numbers|forecast|loss)"
)
_QUANTISED = re.compile(r"[\s_-]*(?:quanti[sz]|gguf|\d-?bit|k_)")
"""A Q4 that says how coarsely a model's weights are kept."""
_WORD_BEFORE = re.compile(r"[a-z]\s+$")
_TODAY_ACT = re.compile(
    r""",?\s+(?:\w+ly\s+|also\s+|has\s+|have\s+|it\s+|we\s+|the\s+company\s+)?(?:(?!need|indeed|speed|feed)\w+ed|said|made|began|will|won|sent|took
    |unveils?|launch(?:es)?|announc(?:es|ing)|releas(?:es|ing)|introduc(?:es|ing)|that|at|in\s+an?|on|from|by|after|to)(?![a-z])""",
    re.VERBOSE,
)
_THESE_DAYS_AFTER = re.compile(
    r""",?\s+(?:most|many|some|few|people|we\s+(?:live|have|know|see|use)|you|there|nearly|about|more|over|almost|only|average
    |every|anyone|any|all|no|is|are|has|have|do|does|can|exists?|remains?|it['’]?s|it\s+is|than|rather|as|lacks?)(?![a-z])""",
    re.VERBOSE,
)
_THESE_DAYS_BEFORE = re.compile(
    r"""(?<![a-z])(?:of|even|still|until|till|like|than|as|world|is|are|exists?|available|possible|have|has|use|used|uses|to|usa
    |ai|llms?|systems|models|phones|people|users|companies|computers|machines|chips|devices|consumers|tools|technology
    |landscape|services|products|agents|chatbots|robots|cars|developers|apps|software)\s+$""",
    re.VERBOSE,
)
_RANGE_BEFORE = re.compile(r"(?<![a-z])(?:from|between|to|and)\s+(?:the\s+)?$|[-–—]\s?$")
_WEEK_AFTER = re.compile(r"\s*(?:-|–|—|to|and|through|until)\s*week\s")
_BEFORE_HOLIDAY = re.compile(
    r"""(?<![a-z])(?:on|by|before|after|since|until|till|around|over|at|during|from|to|between|this|last|next
    |past|through|beyond|come|ahead\s+of|the\s+eve\s+of|between\s[\w\s]{1,30}\sand)\s+$""",
    re.VERBOSE,
)
_BEHIND_HOLIDAY = re.compile(
    r"""\s*(?:[.,;:!?)–—]|$)|\s+(?:and|or|but|in|on|at|as|to|until|till|when|with|by|for|from|this|last|the|an?|its|their|he|she|it
    |they|we|after|before|that|than|while|because|was|were|is|has|had|will)(?![a-z])""",
    re.VERBOSE,
)
"""What may follow where the clause goes on with something else."""
_UP_TO_TODAY = re.compile(r"(?:(?<![a-z])from\s[^,;.]{1,40}|\d)\s+(?:to|till|until|through)\s+$")
_IN_LOWER_CASE = re.compile(r"(?<![a-z])(?:in|since|until|between|from|during|last|next|by)\s+$")
_CLOSED = re.compile(r"\s*(?:[.,;!?)]|$)|\s+(?:and|to|through|until|till|or)\s")
_THE_PERIODS = ("the week", "the month", "the quarter", "the year", "the decade")
"""They name a period only with a part of it: the end of the month."""
_PLAIN_YEARS = range(1950, 2050)
"""Years that may stand without a preposition: "the 2016 election"."""


def refused(place: Place) -> bool:
    """Say whether English words are a name, a modal, a verb, a repeated time or a rolling window."""
    if _REPEATED.search(place.before) or place.words in _THE_PERIODS or _SAME_PERIOD.search(place.before):
        return True
    if place.alone:
        return False
    traps = (_today, _season, _half, _quarter, _week, _month, _weekend, _weekday, _window, _holiday, _spoken)
    return any(trap(place) for trap in traps)


def _week(place: Place) -> bool:
    """Say whether a numbered week may be any (week 3 of a trial): it needs its year, "the" or another week."""
    if place.part.week is None or not place.unplaced or place.words.startswith(("the", "calendar")):
        return False
    return not (_RANGE_BEFORE.search(place.before) or _WEEK_AFTER.match(place.after))


def _holiday(place: Place) -> bool:
    """Say whether the name of a holiday tells something else apart: Christmas trees, Easter eggs."""
    if place.part.holiday is None or place.part.has_frame or place.part.turn is not None:
        return False
    if not _BEHIND_HOLIDAY.match(place.after):
        return True
    before = place.before.removesuffix("the ") if place.words.startswith(("lunar", "chinese")) else place.before
    return not (_BEFORE_HOLIDAY.search(before) or re.search(r"\s(?:day|eve|weekend)$|^the\s", place.words))


def _spoken(place: Place) -> bool:
    """Say whether words are a number rather than a year: "in two thousand homes"."""
    part = place.part
    if part.year is None or part.has_selection or part.nth or part.stretch or re.search(r"\d|year", place.words):
        return False
    return not (_PREPOSITION.search(place.before) and _BEHIND_HOLIDAY.match(place.after))


def is_year(place: Place) -> bool:
    """Say whether a bare number of four digits is a year here, not a count, a size or part of a name."""
    year = place.part.year or 0
    if _COUNTED_NOUN.match(place.after) or _MODEL_YEAR.match(place.after) or _SAME_PERIOD.search(place.before):
        return False
    if (_ROUGHLY.search(place.before) and _SEVERAL.match(place.after)) or (
        year % 100 == 0 and re.match(r"\s+[a-z]", place.after)
    ):
        return False
    if _PREPOSITION.search(place.before) or _YEAR_BEFORE.search(place.before) or _YEAR_AFTER.match(place.after):
        return True
    if year not in _PLAIN_YEARS:
        return False
    if not place.before.strip() or place.before.endswith("\n"):
        return True
    return _DETERMINER.search(place.before) is not None


def _today(place: Place) -> bool:
    """Say whether "today" means these days."""
    if not place.words.startswith("today"):
        return False
    if place.after.startswith(("'s", "’s")):
        return True
    if _UP_TO_TODAY.search(place.before):
        return False
    general = _THESE_DAYS_AFTER.match(place.after) or _THESE_DAYS_BEFORE.search(place.before)
    return bool(general) and not _TODAY_ACT.match(place.after)


def _season(place: Place) -> bool:
    """Say whether a season is a festival, a framework, a verb or a fall of something."""
    if place.part.season is None:
        return False
    if _SEASON_NAME.match(place.after):
        return True
    return place.unplaced and not _SEASON_BEFORE.search(place.before) and not place.before.endswith(("the ", "mid-"))


def _half(place: Place) -> bool:
    """Say whether a half without a year is half of something else."""
    if place.part.half is None or place.part.has_frame:
        return False
    return not _PREPOSITION.search(place.before) or place.after.lstrip().startswith("of")


def _quarter(place: Place) -> bool:
    """Say whether a bare Q3 is a car rather than a quarter."""
    if place.part.quarter is None or not place.unplaced or place.part.until is not None or place.words[0] != "q":
        return False
    if _QUANTISED.match(place.after):
        return True
    if _REPORTED.match(place.after) or not _WORD_BEFORE.search(place.before):
        return False
    return not _PREPOSITION.search(place.before) and not _DETERMINER.search(place.before)


def _month(place: Place) -> bool:
    """Say whether a month without a year is the modal may, the verb march or a person's name."""
    if place.part.month is None or place.part.has_frame:
        return False
    if place.part.turn is not None:
        return place.written.endswith((" may", " march"))
    name = next((w for w in re.findall(r"[A-Za-z]+", place.written) if w.lower() in _SHORT_MONTHS), "")
    return _is_person(place) or (name.lower() == "may" and _is_modal(place, name)) or _is_loose(place, name)


def _is_person(place: Place) -> bool:
    """Say whether a surname follows the month: June Park."""
    named = _FIRST_NAME.fullmatch(place.written) and _SURNAME.match(place.written_after)
    return bool(named) and not _TEMPORAL.search(place.before)


def _is_modal(place: Place, name: str) -> bool:
    """Say whether May is the verb, also where a headline writes it large ("Heron 3 May Slip")."""
    if name[0].islower():
        return not _is_month_in_lower_case(place)
    if _PREPOSITION.search(place.before):
        return False
    numbered = place.words[0].isdecimal() and _WORD_BEFORE.search(place.before)
    return bool(numbered) or bool(_AFTER_MODAL.match(place.after))


def _is_loose(place: Place, name: str) -> bool:
    """Say whether a short name of a month stands alone, without a word of time or another month beside it."""
    part = place.part
    if place.written == "august":
        return not _is_month_in_lower_case(place)
    if not name or any(x is not None for x in (part.day, part.slice, part.nth, part.stretch, part.until)):
        return False
    stands = _PREPOSITION.search(place.before) or _MONTH_AFTER.match(place.after)
    if name[0].islower():
        return not (
            _is_month_in_lower_case(place)
            or (name not in ("may", "march", "mar") and _IN_LOWER_CASE.search(place.before))
        )
    return not stands


def _is_month_in_lower_case(place: Place) -> bool:
    """Say whether a word that is also another one must be a month: "in may", "between august and october"."""
    return bool(_IN_LOWER_CASE.search(place.before) and _CLOSED.match(place.after))


def _weekend(place: Place) -> bool:
    """Say whether a weekend is that of a holiday, not the last one."""
    if not place.part.weekend or not place.unplaced or place.part.holiday:
        return False
    return place.after.startswith(" of ") or not (place.words.startswith("the") or _ON_WEEKEND.search(place.before))


def _weekday(place: Place) -> bool:
    """Say whether a weekday is Black Friday, or a short name without a word of time (Sun, SAT)."""
    if place.part.weekday is None or place.part.day is not None or not place.unplaced:
        return False
    if _NAMED_DAY.search(place.before):
        return True
    stands = place.written[0].isupper() and _BEFORE_DAY.search(place.before)
    return place.words in _SHORT_DAYS and not stands


def _window(place: Place) -> bool:
    """Say whether "the next year" is a rolling window rather than the year after an event."""
    if place.part.step is None or place.words.endswith(("day", "quarter", "qtr")):
        return False
    return place.words.startswith("the coming ") or (
        place.words.startswith(("the next ", "past ")) and _WINDOW.search(place.before) is not None
    )
