"""Words that tell no story from another, known before any article has been counted.

Written by hand for this field. Where the lexicon brings measured background frequencies, those are added on top.
"""

from __future__ import annotations

from digests.grouping.words import stem
from digests.text.script import word_set

STOP = word_set(
    """
    a about above after again against all also am amid an and any are as at back be because been before being below
    between both but by can cannot could did do does doing down during each ever every few for from further get gets
    got had has have having he her here hers him his how i if in into is it its just least less like many may me might
    mine more most much must my near no nor not now of off on once one only onto or other our ours out over own per
    really same she should since so some still such than that the their theirs them then there these they this those
    though through to too under until unto up upon us very via was way we well were what when where which while who
    whom whose why will with within without would yet you your yours
    ll re ve don doesn didn isn aren wasn won shouldn couldn wouldn
    """
)
"""English words without content: never indexed."""

_ENGLISH = word_set(
    """
    according add ahead aim announce ask best better beat big billion bring build business call ceo challenge change
    chief co come company compan corp day deal debut details early easy end executive expert face fall far fast fear
    find first five four free full future give global go good great grow growth help high hit hold home huge inc
    industry introduce issue job join keep key know last late latest launch lead learn let live long look lose low
    made major make making market meet million month move need new news next number offer official old open part
    partner people plan play point post power price problem push put quarter question raise real release report
    research result reveal review right rise risk run said say second see seek sell set share show sign small start
    state stock stop strong study surge system take talk team tech technology tell term test thing think third three
    time today top trade try turn two unveil update use user using video view want warn watch week win work world year
    opinion deep dive everything vs guide forecast outlook analysis explain podcast interview investor prediction
    earnings quarterly revenue estimate buy rating ipo nasdaq nyse corporation content image drug discovery
    cybersecurity enterprise integration solution strategy transform powered meet inside pick choice experience
    customer digital management engineer developer programming web browser database framework library tutorial
    security vulnerability
    ai agent app api artificial assistant chatbot chip cloud code coding compute data generative gpu hn intelligence
    language learning llm machine ml model neural pdf platform robot software startup tool train training inference
    agi agentic ambition assist automate automation autonomous benchmark bot browser build builder built cagr capability
    center chat cloud compare computer content context creation creator crm cto cyber demo deploy developer device
    domain download embed engine extension feature founder framework funding generate generated generation gain hardware
    infrastructure innovation integrate interactive invest investor latency lab launch library memory network node
    observability open optimize performance pipeline portfolio powerful promising prompt provider reason recommend
    researcher rival roadmap scale scientist sector self semiconductor server shareholder size social speech
    spending stack stake storage supercharge supply tap target text token tracker trend unlock upgrade usd valuation
    vendor vision voice workflow workload workplace
    """
)
_CHINESE = word_set(
    """
    人工 工智 智能 模型 大模 公司 发布 推出 宣布 美元 亿美 万美 表示 中国 美国 全球 技术 市场 数据 用户 企业 产品 平台
    首次 最新 可以 如何 什么 为什 我们 他们 一个 一种 这个 没有 不是 使用 用于 支持 提供 正在 进行 开发 研究 系统 功能
    能力 学习 机器 代码 代理 开源 工具 服务 应用 新的 更多 首个 计划 报告 消息 今日 今天 今年 融资 投资 合作 超过 成为
    通过 未来 时代 行业 语言
    """
)
_YEARS = {f"w:{year}" for year in range(1990, 2050)}
_COUNTS = {f"w:{count}" for count in range(101)} | {f"n::{count:.2g}" for count in map(float, range(101))}
COMMON = frozenset({f"w:{stem(word)}" for word in _ENGLISH} | {f"c:{pair}" for pair in _CHINESE} | _YEARS | _COUNTS)
"""Index terms (stems, bigrams, years, small bare numbers as of lists) that every other headline of the field holds."""
