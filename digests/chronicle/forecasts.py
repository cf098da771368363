"""What is only foreseen: analysts, chatbots and market studies plan nothing, and what they expect is no event."""

from __future__ import annotations

import re

from digests.chronicle.line import Line

_SEERS_EN = (
    r"\b(?:analysts?|economists?|strategists?|forecasters?|researchers|experts|chatbots?|chatgpt|gemini|grok|consensus"
    r"|wall street|(?:market )?research firms?|brokers|brokerages?|prediction markets?)\b"
)
_FORESEE_EN = (
    r"\b(?:thinks?|sees?|predict(?:s|ed)?|forecasts?|expect(?:s|ed)?|project(?:s|ed|ing)?|estimat(?:es?|ed)"
    r"|believes?|bets?|anticipat(?:es?|ed))\b"
)
_AHEAD_EN = (
    r"(?:to|will|could|may|might|would|forecast to|expected to|projected to|set to|poised to|likely to|on track to)"
    r"\s+(?:be\s+(?:worth|valued)|\w+ly\s+)?\s*"
    r"(?:reach|hit|grow|exceed|surpass|top|cross|climb|rise|fall|drop|soar|double|triple|trade|total|expand|worth|at)\b"
)
_MARKET_EN = r"\b(?:market(?: size)?|sector|industry|shares?|stocks?|share price|demand|spending worldwide)\b"
_JOBS = (
    r"(?:\d\s?(?:%|percent|per cent)|\bhalf)\s(?:of\s)?(?:all\s)?(?:[\w-]+\s){0,3}(?:jobs|roles|workers|work)\b"
    r"|(?:\d%|[一二三四五六七八九半]成|一半|半数)的?[^,，。]{0,12}(?:岗位|工作|职位|白领|就业)"
)
_SEERS_ZH = r"分析师|分析员|经济学家|专家|券商|投行|研究机构|调研机构|市场研究|聊天机器人|chatgpt|华尔街"
_FORESEE_ZH = r"预计|预测|预期|估计|认为|看好|料"
_MARKET_ZH = r"市场规模|行业规模|产业规模|市场|行业|产业|股价|股票"
_AHEAD_ZH = r"(?:将|有望|或|可能|预计|料|会)(?:会|将)?(?:达到?|增至|增长|升至|涨至|涨到|跌至|突破|超过|翻)"
_FORESEEN = re.compile(
    rf"{_SEERS_EN}[^.;]{{0,60}}?{_FORESEE_EN}|{_MARKET_EN}[^.;]{{0,60}}?\b{_AHEAD_EN}|{_JOBS}"
    rf"|(?:{_SEERS_ZH})[^。；;]{{0,30}}?(?:{_FORESEE_ZH})|(?:{_MARKET_ZH})[^。；;]{{0,24}}?{_AHEAD_ZH}"
)


def is_foreseen(line: Line) -> bool:
    """Say whether a sentence about times to come gives a forecast of others, of a market or of a price."""
    return _FORESEEN.search(line.text) is not None
