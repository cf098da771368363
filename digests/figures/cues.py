"""The words that tell which metric a number measures, in English and Chinese, by sort of unit.

Everything here matches folded text. Each metric has its English stems (found at the beginning of a word) and its
Chinese words (found anywhere).
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from digests.text.patterns import late

Cues = tuple[tuple[str, re.Pattern[str]], ...]


def _cues(table: Mapping[str, tuple[str, str]]) -> Cues:
    """Return a table with its words compiled."""
    return tuple((name, late(_pattern(*words))) for name, words in table.items())


def _pattern(english: str, chinese: str) -> str:
    return "|".join(part for part in (rf"\b(?:{english})" if english else "", chinese) if part)


MONEY = _cues(
    {
        "annual_recurring_revenue": (
            r"arr\b|annual recurring revenue|annuali[sz]ed (?:recurring )?revenue|run[ -]rate",
            "年化营收|年化收入|年度经常性",
        ),
        "capital_expenditure": ("capex|capital expenditure|capital spending", "资本支出|资本开支|资本性支出"),
        "revenue": (r"revenue|sales\b|turnover", "营收|收入|营业额|销售额|销售收入"),
        "profit": ("profit|net income|operating income|earnings|ebitda", "利润|盈利|净利|获利"),
        "loss": (r"loss(?:es)?\b|los(?:t|es|ing)\b", "亏损|蒸发"),
        "market_cap": ("market cap|market value", "市值"),
        "valuation": (r"valu(?:ation|ed|es|ing)\b|worth\b", "估值|价值"),
        "price": (
            r"price|priced|per (?:month|user|seat|share|million|token|year)|a (?:month|share|year)\b",
            "单价|售价|定价|价格|每月|每股|订阅费|起售",
        ),
        "share_price": (
            (
                "share price|stock price|price target|shares? (?:of [a-z]+ )?"
                "(?:clos|open|end|trad|settl|jump|surg|ros|ris|f[ae]ll|climb|drop|gain)"
            ),
            "股价|目标价",
        ),
        "funding": (
            r"rais(?:e|es|ed|ing)\b(?! (?:its|the|their)\b)|funding|financing|round\b",
            "融资|募资|募得|募集|筹集|筹资|获投|种子资金|种子轮",
        ),
        "investment": ("invest(?!or)|backing|stake", "投资|注资|入股|领投"),
        "acquisition_price": ("acqui|buy|bought|purchas|takeover", "收购|买下|卖掉|并购|出售"),
        "settlement": ("settle", "和解"),
        "fine": (r"fine[ds]?\b|penalt", "罚款|罚金|处罚"),
        "damages": ("damages|compensation for", "赔偿|索赔"),
        "training_cost": (
            "train(?:ing|ed)? (?:it |the model )?(?:cost|for)|cost of training|cost to train",
            "训练(?:成本|费用|花费|耗费)",
        ),
        "cost": ("cost", "成本|花费|耗资|费用|开销|造价"),
        "spending": ("spen[dt]|spending|expenditure|budget|outlay", "支出|斥资|投入|预算|豪掷|拨款"),
        "savings": (r"sav(?:e|es|ed|ing|ings)\b", "节省|节约"),
        "contract_value": (r"contract|orders?\b|deal\b|agreement", "合同|订单|合约|交易"),
        "salary": ("salar|pay package|bonus|compensation package", "薪|奖金|年包"),
        "debt": (r"debt|bonds?\b|loans?\b|borrow", "债|贷款"),
        "cash_reserves": ("reserves|cash", "现金|储备"),
    }
)
CHANGE = _cues(
    {
        "change": (r"change[sd]?\b", "变动|变化|波动"),
        "growth": (
            (
                r"(?:r(?:ise|ises|ose|isen|ising)|up|gr(?:ow|ows|ew|own|owing|owth)|more)\b(?! to\b)"
                "|increas|gain|jump|surg|soar|climb|higher|faster|improv|boost"
            ),
            (
                r"增长|年增|上涨|提升|提高|增加|上升|攀升|飙升|大涨|涨|增至|升至|增幅|多出"
                r"|多(?= ?\d|[一二三四五六七八九两半]成)|快"
            ),
        ),
        "decrease": (
            r"(?:f(?:all|alls|ell|allen|alling)|down|less)\b|drop|declin|decreas|cut|lower|slash|slid|plung|reduc|fewer|shr[ia]nk",
            "下降|下跌|减少|降低|下滑|缩减|收窄|大跌|跌|重挫|缩水|降至|降幅|节省|降",
        ),
    }
)
PART = _cues(
    {
        "benchmark_score": (
            r"scor(?:e|es|ed|ing)\b|accura|benchmark|pass rate",
            "得分|准确率|正确率|跑分|通过率|分数|成绩",
        ),
        "margin": ("margin", "毛利率|利润率|净利率"),
        "voting_share": ("vot(?:e|es|ing)", "投票权|表决权"),
        "stake": (r"stake|own(?:s|ed|ership)?\b|holds?\b", "股份|持股|股权"),
        "market_share": ("market share", "市场份额|市占率|市场占有"),
        "share_of_staff": ("staff|workforce|employees|headcount", "员工|人手"),
        "share": (
            r"of\b|share|account(?:s|ed|ing)? for|proportion",
            "占|份额|比例|比重|其中|的人|的用户|以上的|的企业",
        ),
    }
)
MEASURED = _cues(
    {
        "share_price": (r"shares?\b|stock", "股价|股票"),
        "revenue": ("revenue|sales", "营收|收入|销售"),
        "profit": ("profit|income|earnings", "利润|净利"),
        "margin": ("margin", "毛利率|利润率"),
        "power": ("power|energy|electricity", "功耗|能耗|用电|耗电"),
        "cost": ("cost|expens", "成本|费用|开支"),
        "price": ("price|prices", "价格|售价|单价"),
        "downloads": ("download", "下载"),
        "loss": (r"loss(?:es)?\b", "亏损"),
        "users": ("users?", "用户|月活|日活"),
        "performance": ("performance|throughput", "性能|算力|吞吐"),
        "efficiency": ("efficien|productiv", "效率|能效|生产率"),
        "speed": ("speed|faster|latency", "速度|延迟"),
        "jobs": ("jobs|staff|workforce", "员工|岗位|裁员"),
        "training_data": ("data", "数据"),
        "accuracy": ("accura", "准确"),
        "index": (r"index\b|nasdaq|dow jones", "指数"),
    }
)
LENGTH = _cues(
    {
        "age": (r"aged?\b|years? old|-year-old", "岁"),
        "training_time": ("train", "训练|历时"),
        "low": (r"low(?:est)?\b", "最低|新低"),
        "high": (r"high(?:est)?\b", "最高|新高"),
        "contract_duration": ("contract|agreement|deal|lease", "合同|协议|合约|任期"),
        "tenure": ("tenure|worked|served", "工作了|任职"),
        "delay": ("delay|wait", "推迟|延期|延后"),
        "battery_time": ("battery", "续航"),
    }
)
COUNTED = _cues(
    {
        "downloads": ("download", "下载"),
        "users": (r"users?\b|mau\b|dau\b", "用户|使用者|月活|日活|活跃"),
        "developers": ("developer", "开发者|开发人员"),
        "customers": ("customer|client", "客户"),
        "subscribers": ("subscri", "订阅"),
        "parameters": ("param", "参数"),
        "context_window": ("context", "上下文|窗口长度"),
        "tokens": (r"(?<!each )(?<!every )(?<!per )tokens?\b", "(?<!每个)(?<!每)词元"),
        "layoffs": ("layoff|laid off|lay off|job cuts", "裁员|裁减|裁撤"),
        "employees": ("employ|staff|workforce|headcount|team", "员工|团队|人手|雇员|职工"),
        "gpus": ("gpus?", "显卡"),
        "chips": ("chips?|accelerator", "芯片|晶片|加速卡|出货"),
        "benchmark_score": (r"scor(?:e|es|ed|ing)\b|elo\b", "得分|跑分|评分|分数"),
        "installs": ("install", "安装"),
        "stars": ("stars?", "星标"),
    }
)
TOKENS = _cues(
    {
        "context_window": (r"context|at (?:a time|once)\b|take in", "上下文|一次(?:可|能)|读入"),
        "training_tokens": ("train", "训练"),
    }
)
