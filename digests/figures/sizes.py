"""Numbers of parameters: of a model, of one variant, active at a time, or only of what a model is compared with."""

from __future__ import annotations

import re

from digests.figure import Comparator
from digests.figures.clauses import Place
from digests.figures.variants import SIZE, VARIANTS
from digests.reading import Mention
from digests.text.patterns import late

_VARIANT = late(r"[ -]?(?:version|variant|model|release)|的?(?:[最更]?[大小]的?|新)?(?:版本|模型|版|规模)")
"""Parameters that name one member of a family ("the 8 billion parameter version") do not measure the family."""
_OF_SEVERAL = late(
    r"\b(?:largest|smallest|biggest|flagship|versions|variants|models|sizes)\b"
    r"|最[大小]|旗舰|版本|规模|[个种款](?:小|大)?模型"
)
"""Words of a clause in which one size of several is told."""
_ACTIVE_BEFORE = late("(?:激活|每次|每个词元|每个token)[^，。；]{0,10}$")
_ACTIVE_AFTER = late(
    r"(?: of (?:them|which|these))?(?: are| being)? active|(?:被)?激活"
    r"|[^,;]{0,12}\b(?:for each|per|at a) (?:token|time)\b"
)
_ALIKE = late(
    r"\b(?:comes?|came|perform\w*|match\w*|rivals?|beats?|outperform\w*|surpass\w*|on par|better|as good)\b"
    "|表现|性能|水平|能力|媲美|优于|胜过|效果"
)
_LIKE_THE = late(
    r"(?:\b(?:close to|like|than|with|rivals?|beats?|matche?s|outperforms) (?:the )?|接近|超过|媲美|优于|胜过)$"
)
_ATTRIBUTE = late(" ?的? ?")
"""What may stand between a number and the name it describes: 4050亿参数的苍鹭一号."""


def size_of(place: Place) -> str:
    """Return the metric of a number of parameters."""
    if _ACTIVE_BEFORE.search(place.before) or _ACTIVE_AFTER.match(place.after) or "active" in place.quantity.text:
        return "active_parameters"
    return VARIANTS if _VARIANT.match(place.after) or _OF_SEVERAL.search(place.around) else SIZE


def described_by(place: Place) -> Mention | None:
    """Return the name that stands right behind a number of parameters and is what it describes."""
    if place.quantity.unit != "parameters":
        return None
    behind = ((mention, mention.start - place.sentence.start) for mention in place.mentions)
    return next(
        (
            mention
            for mention, start in behind
            if start >= place.end and _ATTRIBUTE.fullmatch(place.folded, place.end, start)
        ),
        None,
    )


def is_yardstick(place: Place) -> bool:
    """Say whether a size only names what something performs like: "comes close to the 405B model"."""
    return described_by(place) is None and _compares(place)


def comparator_of(place: Place) -> Comparator:
    """Return how the words bound the value; 表现接近4050亿参数的苍鹭一号 does not bound those parameters."""
    compared = described_by(place) is not None and _compares(place)
    return Comparator.EQ if compared else place.quantity.comparator


def _compares(place: Place) -> bool:
    """Say whether words of comparison lead to a number of parameters."""
    number = re.search(r"\d", place.folded[place.start :])
    before = place.folded[place.clause[0] : place.start + (number.start() if number else 0)]
    return place.quantity.unit == "parameters" and bool(_LIKE_THE.search(before) and _ALIKE.search(before))
