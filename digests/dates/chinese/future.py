"""Cues of the future in Chinese: 将于, 预计, 计划, 生效. But 将 also means "take", 会 a meeting, 计划 a plan."""

from __future__ import annotations

import re

from digests.dates.clause import Clause

_AFTER_WILL = (
    "于|在|会|要|从|自|由|有|是|成|能|可|不|再|迎|正式|首|全面|继|陆续|率先|同步|推|发|公[布开]|开|举|召|上[线市映]|登|启|实[施行]|"
    "执行|生效|停|关|下[线架]|结束|出[席任]|访|达|超|提|支持|进|接|面向|对外|完成|交付|[量投]产|涨|裁|收购|更|升|到|增|减|以|"
    "加[大快强码]|扩[大展建]|投[产入资放]|建[成立设]|落[地户]|覆盖|引[入进]|新增|亮相|面[世市]|出[货售资台]|试[产点]|打造|调整|"
    "取消|恢复|采用|搭载|合并|整合|拆分|转[为型]|搬|举办|主办|迁|裁|缩|"
    r"\s?\d|\s?[今明后下年本同第]"
)
"""What follows 将 where it means "will": before anything else it takes an object (将代码开源)."""
_CUES = (
    rf"(?<!即)将(?={_AFTER_WILL})",
    "即将",
    r"(?<![该此这项个的大划])计[划画](?=[于在将从到今明后下本年第\d十一二三四五六七八九]|\S{0,6}[于在])",
    "预计|预期|打算|有望|可望|力争|争取|目标是|最快|最迟|不晚于|届时|截止日",
    r"未来(?=[几数\d一二两三将会])",
    r"拟(?=[于在将定\d])|(?:预|暂)?定于|(?<![签制修])订于|预[定订](?=[于在将今明后下年\d一二三四五六七八九十])|盼|力[拼争]|拼(?=[今明后下年])|料(?=[将于在])|最早(?=[于在将\d今明下])|希望(?=[能在于])|准备(?=[于在])",
    r"(?<![大峰机布社议年协事员工晚展集商国学教谈讨聚省市委理])会(?=[于在]|\S{0,4}推出)",
    "(?<![已经])起?生效|(?<=[日月年])起(?:正式)?(?:实施|施行|执行)",
)
_CUE = re.compile("|".join(_CUES))
_ADJACENT = re.compile(r"(?:将|会|要|能|于|在|从|自|到|约|大约|最早|最快|\s)*")
_TELLS_APART = re.compile("[^，。,、]{0,10}?的")
_PAST = re.compile("已|曾|了(?!解)|过去|此前|原[定本计]|原先|当时")
_UNTIL = re.compile(r"(?:直到|等到|要到|得到|持续到|延续到|排到)$")


def lasts(clause: Clause) -> bool:
    """Say whether the words end what is told in the present: 直到圣诞节都缺货."""
    until = _UNTIL.search(clause.folded, clause.begin, clause.start)
    return until is not None and not _PAST.search(clause.folded, clause.begin, clause.stop)


def governs(clause: Clause) -> bool:
    """Say whether a cue in the clause governs the words.

    A cue right before them always does (将于6月发布的模型); another one does not, where the words only tell a noun
    apart (将取代6月发布的模型).
    """
    cues = [m for m in _CUE.finditer(clause.folded, clause.begin, clause.stop) if _is_outside(m, clause)]
    if not cues or _PAST.search(clause.folded, clause.begin, clause.stop):
        return False
    if any(m.end() <= clause.start and _ADJACENT.fullmatch(clause.folded, m.end(), clause.start) for m in cues):
        return True
    return not _TELLS_APART.match(clause.folded, clause.end, clause.stop)


def _is_outside(match: re.Match[str], clause: Clause) -> bool:
    """Say whether a cue is not part of the words themselves."""
    return match.end() <= clause.start or match.start() >= clause.end
