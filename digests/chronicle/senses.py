"""Which sense of a verb a clause has: an index that breaches a mark is hacked by nobody, a signed bill is no deal."""

from __future__ import annotations

import re
from dataclasses import replace

from digests.chronicle.clauses import Clause
from digests.chronicle.line import Line
from digests.lexicon import Act, EntityType, Kind, Lexicon

_RATED = frozenset({EntityType.MODEL, EntityType.BENCHMARK, EntityType.CHIP})
_MARK = re.compile(
    r"^\s+(?:below |above |through )?(?:the |a |its |their )?(?:[\w-]+ ){0,2}?"
    r"(?:[$€£¥]?\d[\d,.]*\b|marks?\b|levels?\b|thresholds?\b|milestones?\b|(?:contracts?|agreements?|treaty|treaties|ceasefire"
    r"|law|rules|terms|dut(?:y|ies)|lines?|dams?|walls?|borders?|barriers?)\b)"
)
"""What is breached without any break-in."""
_PHYSICAL = re.compile(
    r"\b(?:gas|oil|water|fuel|methane|ammonia|chemical|radiation|sewage|pipelines?|power|electricity|electrical|grid)\b"
    r"|煤气|天然气|燃气|瓦斯|石油|原油|漏油|氨气|化学品|有毒|核电|核泄漏|放射|污水|自来水|停电|电网|供电|电力|管道|飞机|列车|汽车|车辆"
)
_SYSTEM = re.compile(
    r"\b(?:data|databases?|systems?|servers?|networks?|accounts?|code|repositor(?:y|ies)|apis?|apps?|cloud|services?|websites?"
    r"|sites?|platforms?|software|models?|weights|passwords?|credentials|keys?|users?|customers?|emails?|records|files|documents?"
    r"|chatbots?|chips?|prompts?|tokens?|browser|firewall|internet|online|memos?|specs?|ai)\b"
    r"|数据|资料|系统|服务|网络|账[户号]|代码|源码|接口|云|网站|平台|软件|应用|模型|权重|密码|凭证|密钥|用户|客户|邮件|文件|文档|芯片|聊天机器人"
    r"|提示词|浏览器|数据库|互联网|人工智能|ai"
)
_RANKING = re.compile(
    r"\b(?:benchmarks?|leaderboards?|scor(?:e|es|ed)|evals?|evaluations?|tests?|exams?|models?|accuracy|arena|state-of-the-art"
    r"|olympiad|llms?|chatbots?)\b|基准|跑分|榜|评测|测评|测试|得分|分数|模型|竞赛|奥赛|准确率"
)
_LAW = re.compile(
    r"^[^,.;，。；]{0,48}?(?:\b(?:into law|laws?|bills?|(?:executive |presidential )orders?|the order|acts?"
    r"|legislation|decrees?|directives?|proclamation|treat(?:y|ies)|statutes?|executive action)\b"
    r"|法[案律令]|法(?=[，。]|$)|行政令|行政命令|总统令|命令|条例|条约|公约|政令|令(?=[，。]|$))"
)
_INCIDENTS = frozenset({"breach", "leak", "outage"})


def sense_of(line: Line, clause: Clause, act: Act, end: int, lexicon: Lexicon) -> Act | None:
    """Return the act that a form means in its clause, which it ends at ``end``; None where it means none of the field.

    An incident needs a thing of the field or a system, a benchmark something that is measured, and only what is signed
    as a law is policy.
    """
    text = line.text[clause.start : clause.end]
    after = line.text[end : clause.end]
    if act.id in _INCIDENTS:
        return act if _befalls_a_system(line, act, text, after) else None
    if act.kind is Kind.BENCHMARK:
        rated = _RANKING.search(text) or any(_is_rated(line, clause, n.start, lexicon) for n in line.names)
        return act if rated else _figure(line, clause, lexicon)
    if act.id == "sign" and _LAW.match(after):
        return replace(act, kind=Kind.POLICY)
    return act


def _befalls_a_system(line: Line, act: Act, text: str, after: str) -> bool:
    """Say whether an incident is one of systems and data: no burst pipe, no power cut, no mark that was passed."""
    if act.id == "breach" and _MARK.match(after):
        return False
    system = _SYSTEM.search(text)
    if _PHYSICAL.search(text):
        return bool(line.names and system)
    return bool(line.names or system)


def _is_rated(line: Line, clause: Clause, start: int, lexicon: Lexicon) -> bool:
    """Say whether a name of the clause is that of something benchmarks measure."""
    named = line.name_from(start)
    return named is not None and clause.start <= start < clause.end and lexicon.entities[named.entity].type in _RATED


def _figure(line: Line, clause: Clause, lexicon: Lexicon) -> Act | None:
    """Return the act of reaching an amount, where the clause gives one."""
    counted = any(clause.holds(q.start, q.end) for q in line.amounts)
    return lexicon.acts.get("reach") if counted else None
