"""Where people work: by date as far as the lexicon knows it, and which employers the words of a sentence call former.

"Former OpenAI researcher Dana Orr", 前谷歌工程师, "joined Meta from Apple", 离开OpenAI后: the sentence tells nothing of
those companies, they only say where somebody comes from. That somebody leaves or is poached is the old company's own
news, so "Dana Orr left OpenAI" names it like any other.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from digests.lexicon import Entity, EntityType, Lexicon
from digests.reading import Mention
from digests.text.patterns import late

_ROLE = (
    r"(?:chiefs?|heads?|c[a-z]o|vp|presidents?|chair\w*|founders?|leaders?|leads?|bosses|boss|executives?|execs?"
    r"|researchers?|scientists?|engineers?|employees?|staff(?:ers?)?|workers?|managers?|directors?|officers?|members?"
    r"|advis[eo]rs?|contractors?|counsel|partners?|developers?|designers?|veterans?|colleagues?)"
)
_BEFORE = late(
    r"(?:\b(?:(?:now[- ])?former|one-?time|erstwhile)\s|\bex[ \-‑–]"
    rf"|\b(?:former |ex[ \-‑–]|one-?time )(?:[\w’'-]+ ){{0,3}}?{_ROLE}(?: of (?:[\w&-]+ ){{1,3}}?)?"
    r" ?(?:of|at|from|with|for)\s(?:the )?"
    r"|\b(?:formerly|previously) (?:(?:worked|led|headed|served|ran) (?:[\w-]+ ){0,4}?)?(?:of|at|with|for)\s"
    r"|\b(?:who|that) (?:(?:had|has|recently|just|once|abruptly|previously) )*"
    r"(?:left|quit|departed|resigned from|worked (?:at|for)|came from)\s"
    r"|\b(?:after|since) (?:leaving|quitting|departing)\s"
    r"|\b(?:join|hir|recruit)(?:s|es|ed|ing|e)?\b[^,.;:!?“”\"]{1,60}?\bfrom (?:rivals? )?)$"
)
_BEHIND = late(rf"(?:['’]s)? (?:former|ex)[ -](?:[\w-]+ ){{0,3}}?{_ROLE}\b|[ -](?:alum(?:ni|nus|na|s)?)\b")
_THING = late(
    r" ?(?:models?|products?|apps?|services?|buildings?|offices?|headquarters|sites?|names?|brands?|logos?|tools?)\b"
    rf"(?! {_ROLE})"
)
"""What is former itself: "a former OpenAI model" is still theirs."""
_ROLE_ZH = (
    "(?:员工|高管|研究员|研究人员|研究负责人|首席|c[a-z]o|vp|科学家|工程师|创始人|总裁|总监|负责人|成员|主管|经理"
    "|董事|高层|骨干|团队|雇员|职员|顾问|专家|主席|掌门|人士|老板|大将|老将|干将|元老|一把手|领导|人才|合伙人)"
)
_NOT_FORMER = "目此之以日当先提面年月天周期时会赛盘跟空史眼早事午夜从还复开"
"""Before 前 and 原 these make another word: 目前, 此前, 两年前, 还原."""
_BEFORE_ZH = late(
    rf"(?:(?<![{_NOT_FORMER}])(?:前任?|原)|曾(?:经)?(?:任|担任|是|为)|(?:此前|之前|先前)(?:担任|任职于|就职于|供职于)"
    r"|曾(?:经)?(?:就职于|供职于|任职于|效力于)) ?$"
)
_ROLE_BEHIND_ZH = late(rf" ?[^,，。;；、的]{{0,8}}?{_ROLE_ZH}")
_POSSESSED_ZH = late(rf" ?的?(?:前(?:任|员工)?|原)(?:[^,，。;；、的]{{0,6}}?{_ROLE_ZH})")
_LEFT_ZH = late(r"(?:离开|告别|出走)了? ?$")
_LEFT_BEHIND_ZH = late(" ?(?:的|后|之后|以后|转投|并?加入|去)")
_FROM_ZH = late("(?:从|自|由) ?$")
_FROM_BEHIND_ZH = late(
    "[^,，。;；]{0,4}?(?:跳槽|加入|加盟|转投|挖来|出身|(?:离职|离开|出走|辞职|退休)(?:的|后|之后|以后|转|并))"
)
_WORKED_ZH = late("(?:曾经?|此前|之前|先前)(?:一直)?(?:在|于) ?$")
_WORKED_BEHIND_ZH = late("[^,，。;；]{0,8}?(?:任职|工作|供职|就职|效力|担任|负责|领导)")
_TOGETHER = late(r"\s?(?:,|、|/|&|and|和|与|及|or)?\s?")
"""Between two employers that one word calls former: "former Google and OpenAI researchers"."""
_AROUND_ZH = (
    (_BEFORE_ZH, _ROLE_BEHIND_ZH),
    (_LEFT_ZH, _LEFT_BEHIND_ZH),
    (_FROM_ZH, _FROM_BEHIND_ZH),
    (_WORKED_ZH, _WORKED_BEHIND_ZH),
)
"""What stands before a former employer, and what behind it."""
_REACH = 100
"""Code points before a name that are looked at."""
_EMPLOYERS = frozenset({EntityType.COMPANY, EntityType.LAB, EntityType.BODY, EntityType.PRODUCT, EntityType.MODEL})


def affiliation_at(person: Entity, day: date | None) -> str | None:
    """Return whom a person worked for on a day: of dated affiliations the one begun last, None where none is known.

    Without dated affiliations, or without a day, the last known one.
    """
    if day is None or not person.affiliations:
        return person.maker
    held = [one for one in person.affiliations if one.holds_on(day)]
    return max(held, key=lambda one: one.beginning).maker if held else None


def without_former(folded: str, mentions: Iterable[Mention], lexicon: Lexicon) -> tuple[Mention, ...]:
    """Return the names of a folded text without those that only say where somebody worked once."""
    kept: list[Mention] = []
    last: Mention | None = None
    for mention in mentions:
        if lexicon.entities[mention.entity].type in _EMPLOYERS and _is_former(folded, mention, last):
            last = mention
        else:
            kept.append(mention)
    return tuple(kept)


def _is_former(folded: str, mention: Mention, last: Mention | None) -> bool:
    """Say whether a name is that of a former employer; ``last`` is the one before it that is."""
    start, end = mention.start, mention.end
    if last is not None and _TOGETHER.fullmatch(folded, last.end, start):
        return True
    before = folded[max(0, start - _REACH) : start]
    if _BEFORE.search(before):
        return not _THING.match(folded, end)
    if _BEHIND.match(folded, end) or _POSSESSED_ZH.match(folded, end):
        return True
    return any(ahead.search(before) and behind.match(folded, end) for ahead, behind in _AROUND_ZH)
