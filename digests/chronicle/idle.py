"""Sentences that tell no news of their own: headlines that ask or advise, lines whose subject stands elsewhere."""

from __future__ import annotations

import re

from digests.chronicle.cues import QUESTION
from digests.reading import Sentence
from digests.text.script import HAN, fold

_COUNT = r"(?:\d{1,2}|two|three|four|five|six|seven|eight|nine|ten)"
_LISTED = (
    r"(?:stocks?|shares|etfs?|picks|things|ways|reasons|takeaways|tips|clues|signs|lessons"
    r"|questions|charts|winners|losers)"
)
_ADVICE = re.compile(
    rf"^(?:only |top )?{_COUNT} (?:[\w&'’-]+ ){{0,5}}{_LISTED}\b|[:;,.–—-] {_COUNT} (?:[\w&'’-]+ ){{0,5}}{_LISTED}\b"
    r"|(?:^|[:;,.!–—-] )here(?:['’]s| is| are)\b"
    r"|\bwhat (?:to (?:know|expect|watch|look for)|you need to know|it means|this means)\b"
    r"|\bhistory (?:says|suggests|shows|offers|tells|has an answer)\b"
    r"|\b(?:should|could|can) (?:you|investors)\b|\bshould i\b"
    r"|\b(?:stocks?|shares|deals|etfs?)(?: \w+)? to (?:buy|sell|hold|own|watch|avoid)\b"
    r"|\bbuy (?:now|the dip|or sell|before|in (?:january|february|march|april|may|june|july|august|september|october"
    r"|november|december|20\d\d))\b"
    r"|\b(?:market|research|industry|forecast) (?:\w+ ){0,2}report\b.*\b20\d\d[-–]"
    r"|\bmarket (?:size|opportunit\w+|to reach)\b"
    r"|^(?:evaluate|analy[sz]ing|discover|explore|compare|unlocking|learn|find out|take a look)\b"
    r"|: (?:analy[sz]ing|understanding|unpacking|exploring)\b"
    r"|\bbest (?:deals|stocks)\b|^(?:\w+ )?predictions?:|\bprice predictions?\b|\bhow to\b"
    r"|\bif you(?:['’]d)? (?:had |have )?invest"
    r"|值得买|该不该|要不要买|一文看懂|一文读懂|盘点|必买|怎么买|怎么选|选股|^预测[:：]"
)
_DEFINITE_EN = re.compile(
    r"(?:(?:on|in|at|by|during|after|before|for|earlier|later|last|this|as|according to|speaking)\b[^,]{0,70},\s*)?"
    r"(?:(?P<pronoun>it|he|she|they|these|those"
    r"|this(?! (?:week|month|year|morning|quarter|spring|summer|autumn|fall|winter)))"
    r"|(?:the|its|his|her|their|(?=(?:firm|company|startup|start-up|chipmaker|automaker)\b))\s*(?P<noun>[a-z][\w’'-]*(?:\s+[a-z][\w’'-]*){0,3}))\b",
    re.IGNORECASE,
)
_NAMED_NOUN = re.compile(
    r"(?:(?:first|second|third|original|initial|latest|newest|new|next|previous|older?|current|open|free)\s+)+(?!AI\b)[A-Z]"
)
"""What a description may say before a name ("the first LLaMA"): then the name is the subject."""
_DEFINITE_ZH = re.compile(r"[^,，。]{0,20}[,，]\s*(?:他们?|她们?|它们?|该(?!国)|此|其(?!中)|这)|该(?!国)")
_LEAD_IN = re.compile(r"^[^,，]*[,，]")
_PROPER = re.compile(r"(?<=[\w,;)%”’\"'] )[A-Z][A-Za-z]*[a-z0-9][\w-]*|(?<=[\w,;)] )[A-Z]{3,}\b")
_NO_NAME = re.compile(
    r"(?:mon|tues|wednes|thurs|fri|satur|sun)day|jan\w*|feb\w*|mar(?:ch)?|apr\w*|may|june?|july?|aug\w*|sept?\w*|oct\w*|nov\w*"
    r"|dec\w*|ceo|cfo|cto|gpus?|cpus?|llms?|apis?|ipo|usd|eps|nyse|nasdaq|american|chinese|european|q[1-4]",
)
_CUT_SHORT = re.compile(r"(?:…|\.\.\.|\[…\]|[,，;；])[”\"']?\s*$")


def is_idle(sentence: Sentence, title: str) -> bool:
    """Say whether a sentence asks or advises; a headline that asks tells nothing in its answer either."""
    asks = QUESTION.search(sentence.text) or (sentence.is_title and _asks(title, sentence.text))
    return bool(asks) or bool(_ADVICE.search(fold(sentence.text)))


def _asks(title: str, part: str) -> bool:
    """Say whether a headline opens with a question; in Chinese what follows one is often the news itself."""
    return "?" in title or ("？" in title and not re.search(f"[{HAN}]", part))


def is_nameless(text: str) -> bool:
    """Say whether a sentence opens with "it" or "the company", even after a date, and no name says who that is."""
    return (opens_with_pronoun(text) or opens_definite(text)) and not _names_anything(text)


def opens_with_pronoun(text: str) -> bool:
    """Say whether the subject is a pronoun, after a date or another lead without a name."""
    found = _opening(text)
    return bool(found and found["pronoun"]) or bool(_DEFINITE_ZH.match(text.strip()))


def opens_definite(text: str) -> bool:
    """Say whether the subject is a mere description ("the startup"), whose referent may stand in another sentence."""
    found = _opening(text)
    if not found or not found["noun"] or _NAMED_NOUN.match(found["noun"]):
        return False
    return found["noun"][0].islower() or found.start("noun") == 0


def _opening(text: str) -> re.Match[str] | None:
    """Return how an English sentence opens, where nothing is named before its subject."""
    found = _DEFINITE_EN.match(text.strip(' “"\n'))
    lead = _LEAD_IN.match(found.group()) if found else None
    return None if lead and _names_anything(lead.group()) else found


def is_cut_short(text: str) -> bool:
    """Say whether a feed broke the sentence off."""
    return _CUT_SHORT.search(text) is not None


def names_nobody(word: str) -> bool:
    """Say whether a folded word has its capital for another reason than being a name: a day, an office, a people."""
    return _NO_NAME.fullmatch(word) is not None


def _names_anything(text: str) -> bool:
    """Say whether a capitalised word inside the sentence names somebody or something."""
    return any(not names_nobody(m.group().casefold()) for m in _PROPER.finditer(text))
