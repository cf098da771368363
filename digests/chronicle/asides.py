"""Words of a clause that add to a happening without changing it, and those that change all of it.

The first may be left out of a composed line: what sort of company a name is, a purpose, an occasion, an outlet. The
second forbid one: a deal still open, a part of a company, a loan.
"""

from __future__ import annotations

import re

from digests.chronicle.line import NAME
from digests.text.script import HAN

FURTHER = re.compile(
    rf"^\s*(?:(?:and|or|plus|alongside|as well as)\s|[和与及]|以及|{NAME}+(?:\s*(?:$|,)|[\s,](?=.*[a-z])))"
)
ANOTHER = re.compile(r"\b(?:and|plus|alongside|along with|as well as)\s+(?:(?:the|an?|its|others)\b\s*)?(?=[A-Z]|$)")
"""In the original case: something with a name follows."""
ONE_MORE = re.compile(
    r"^\s*[A-Z][\w.&’'-]*(?:\s[A-Z][\w.&’'-]*){0,2}(?:\s*$|\s*[(,;]|\.(?:\s|$)|\s(?:over|for|in|on|to|and|with|from)\s)"
)
"""In the original case, right behind the comma of an English clause: one more name ("sues Grebe, Marsh Works over")."""
JOINS_LATER = re.compile(r"(?<![\w’'-])[A-Z][^\s,;]*\s$")
"""Right before that: it is joined to another name of the rest ("…, which rivals Dipper and Marsh")."""
OPEN = re.compile(
    r"\b(?:if|unless|once|pending|subject to|contingent|conditional|provided|tentative\w*|preliminary|non-binding"
    r"|in principle|letter of intent|memorandum|falls? (?:apart|through)|collaps\w+|called off|terminat\w+"
    r"|drop(?:s|ped) (?:the|its|his|their) (?:case|suit|lawsuit|bid|deal|plans?)"
    r"|withdr[ae]w\w*|dismiss\w*|rescind\w*|scrapp?\w*|undone"
    r"|parody|hoax|satire|fake)\b"
    r"|如果|倘若|若获|尚待|有待|待批|待监管|需经|须经|意向|备忘录|原则上|初步|破裂|告吹|终止|叫停|撤诉|撤回|撤销|驳回|败诉|流产|愚人节|假消息"
    r"|[:,|–—-]\s*(?:wsj|ft|bloomberg|reuters|the information|cnbc|nyt|axios|report\w*|sources?)(?:\s\w+)?[\s.!]*$"
)
"""Words that leave a deal open, or leave it to one paper: no line of fields says that."""
PART = re.compile(
    r"\b(?:stakes?|shares?|stock|minority|majority|assets?|part|unit|debt|credit|loans?)\b"
    r"|股权|股份|股票|资产|部门|业务|债务|贷款|信贷"
)
"""Words by which what is bought or raised is a part, or borrowed."""
SUMMED = frozenset({"invest", "raise"})
TOTAL = re.compile(
    r"\b(?:to date|so far|in total|total of|totall?ing|altogether|cumulative\w*"
    r"|ha(?:s|ve|d) (?:already |now )?invested)\b"
    r"|累计|迄今|至今|总计|总共|合计|共计|已向|已对|曾向|曾对|已投资|曾投资|投资了|追加|再次?向|增持"
)
"""Words by which a sum is that of years, or comes on top of another one: no single deal."""
DEALS = frozenset({"acquire", "partner", "raise", "invest", "join", "sue"})
ANNOUNCING = re.compile(r"宣布|官宣|官方|达成|战略|全资|完成|提起|\b(?:announces?|announced)\b")
"""A deal that its party announces is the deal."""
TOWARDS = {
    "partner": re.compile(r"\bwith\b|与|和|跟|同"),
    "invest": re.compile(r"\bin\b|向|对|给|于"),
    "sue": re.compile(r"对|向|被|遭到?"),
    "acquire": re.compile(r"对|被"),
    "raise": re.compile(r"融资|资金|募资|额"),
    "lay-off": re.compile(r"员工"),
}
"""The small word before the party, which the line says in its own way."""
_AIMS = (
    "accelerate|add|advance|automate|become|bolster|boost|bring|build|challenge|compete|create|cut|deliver|deploy|develop"
    "|drive|enable|enhance|enter|expand|explore|fuel|fund|get|give|grow|help|improve|integrate|lead|let|make|offer|power"
    "|protect|provide|push|reach|rival|run|scale|secure|simplify|solve|speed|strengthen|streamline|support|tackle|take"
    "|train|transform|unify|use|work|launch|host|supply|equip|serve|back|broaden|deepen"
)
AIM_EN = re.compile(rf"\s+(?:in order )?to (?:\w+ly )?(?:{_AIMS})\b")
OCCASION_EN = re.compile(
    r"\s+(?:amid|over|as|after|following|on|for|in|led by|via|alleging|accusing|claiming)\b"
    r"(?! (?:talks|case|principle)\b)"
)
OCCASION_RELEASE_EN = re.compile(r"\s+(?:amid|ahead of|featuring|powered by|built on|based on)\b")
OCCASIONS = {
    "raise": re.compile(r"\s+(?:amid|as|after|following|led by|from|for|with)\b"),
    "join": re.compile(r"\s+(?:as|after|from|amidst?)\b"),
    "update": re.compile(r"\s+with\b"),
    "lay-off": re.compile(r"\s+(?:amid|as|after)\b"),
}
OUTLET = re.compile(r"\s*[|｜]\s*[^|｜]{2,30}$")
AIM_ZH = re.compile(
    r"^\s?(?:以|来|共同|并|联合|正式|全面|进一步)?(?:推进|推动|开发|打造|构建|建设|共建|布局|研发|加速|探索|提供|部署|拓展|扩展|扩大|提升|加强|增强|强化|整合|补强|完善|助力|进军|深化|升级|优化|支持|采购|签约|防范|引入|推出|建立|实现|帮助|培训|让|使)(?!的)"
)
AIM_RELEASE_ZH = re.compile(r"^\s(?:支持|解决|实现|简化|优化|降低|帮助|助力|用于|整合|集成|让|将|提升|加速|辅助)(?!版)")
GROUNDS_ZH = re.compile(r"\s?(?:侵权|违约|侵犯|涉嫌|抄袭|窃取|垄断|指控|索赔)")
NEXT_ZH = re.compile(rf"(?<=[{HAN}])\s(?=[{HAN}])")
"""A blank between Chinese characters stands for a comma, in titles."""
AIMED_ZH = frozenset({"partner", "acquire", "invest", "raise"})
AND_ZH = re.compile(r"\s?并(?:且|同时|正式)*(?:与|推出|发布|上线|开源|获|新增|移除|宣布|支持)")
"""Another deed of the same doer."""
AHEAD = re.compile(r"将|拟|计划|打算|准备|预计|\b(?:will|plans?|planned|set|expected)\b")
JOINT = re.compile(r"(?:\b(?:and|or)|&|[和与及、])\s*$")
LISTED = re.compile(rf"{NAME}\s*[,，、]\s*$")
"""Another doer stands before the clause, divided off by a comma ("AMD, Arm and Qualcomm")."""
_PLACES = (
    "chinese|american|us|u\\.s\\.|french|german|israeli|british|uk|japanese|korean|south korean|indian"
    "|canadian|european|swiss|dutch|swedish|taiwanese|singapore|shanghai|beijing|hangzhou|shenzhen|paris"
    "|london|tokyo|australian|san francisco|silicon valley"
)
_FIELDS = (
    "ai|a\\.i\\.|artificial intelligence|chip|robotics|robot|coding|code|search|voice|audio|video|image|music"
    "|cloud|data|software|hardware|tech|technology|security|cyber|cybersecurity|health|healthcare"
    "|autonomous driving|self-driving|generative|open-source|enterprise|semiconductor|quantum|defen[cs]e"
    "|biotech|drug discovery|legal|foundation model|large language model|evaluation|agent|agentic"
    "|infrastructure|data cent(?:er|re)|memory|smartphone|internet|e-commerce|social media|research|model|new"
    "|popular|nobel"
)
_SORTS = (
    "start-?up|company|firm|lab|laboratory|giant|unicorn|chipmaker|maker|developer|provider|platform"
    "|specialist|ceo|cto|chief executive|founder|creator|co-founder|cofounder|chairman|president|scientist|researcher"
    "|engineer|billionaire|parent|owner|lead|co-lead|laureate|pioneer|veteran"
)
SORT_EN = re.compile(
    rf"^\s*(?:(?:the|ex-|former)\s+)?(?:{NAME}+(?:['’]s|-backed|-owned)\s+)?(?:(?:{_PLACES}|{_FIELDS})\s+)*(?:(?:{_SORTS})\s+)?$"
    rf"|^\s*(?:(?:the|ex-|former)\s+)?{NAME}+(?:['’]s)?\s+(?:(?:{_FIELDS})\s+)*(?:{_SORTS})\s+$"
)
"""What sort of party the name after it is; "X-backed" and "X's" before it only say whose."""
WHAT_EN = re.compile(
    r"^\s*(?:the|an?|its)?\s*"
    r"(?:(?!(?:of|in|from|with|and|or|for|by|to|into|on|at|as|that|which|who|rival|competitor|stake|part|unit|update"
    r"|version|preview|most|some|half|all|access|rights|licen[cs]e)\b)[\w&'’.-]+\s+){0,6}?"
    rf"(?:{_SORTS}|show|podcast|newsletter|studio|service|app|tool|model|system|framework|assistant|agent|chatbot|library|browser|chip|processor"
    r"|accelerator)\s+$"
)
SOME_SORT_ZH = re.compile(
    r"^(?:(?![传称说否与和被将拟对向在为从让由把比])[\u4e00-\u9fff]){0,14}(?:初创公司|初创企业|创业公司|独角兽|公司|企业|巨头|制造商|开发商)\s?$"
)
_SORTS_ZH = (
    "初创公司|初创企业|创业公司|独角兽|公司|企业|巨头|实验室|创始人|联合创始人|首席执行官|首席科学家|ceo|cto|研究员|研究科学家"
    "|科学家|工程师|高管|总裁|负责人|董事长"
)
_FIELDS_ZH = (
    "(?:人工智能|ai|芯片|机器人|自动驾驶|大模型|云计算|具身智能"
    "|中国|美国|法国|以色列|英国|日本|韩国|美|中|韩|日|英|法|上海|北京|杭州|深圳)*"
)
SORT_ZH = re.compile(
    rf"^\s*(?:前|原)?(?:{NAME}+\s?(?:旗下的?|支持的?|投资的?|背后的?)\s?)?{_FIELDS_ZH}(?:{_SORTS_ZH})?\s*$"
    rf"|^\s*{NAME}+\s?的?(?:前|原)?{_FIELDS_ZH}(?:{_SORTS_ZH})(?:兼(?:首席执行官|ceo|总裁))?\s*$"
)
OWNER_ZH = re.compile(rf"^\s*{NAME}+\s?$")
"""A company right before its own laboratory ("阿里通义实验室")."""
WHAT_ZH = re.compile(
    r"^了?\s*(?:了|一家|一款)?(?:[\u4e00-\u9fff]{0,14}?)(?:初创公司|初创企业|创业公司|公司|企业|媒体|平台|工具|框架|团队|模型|系统|芯片|智能体|助手|应用|产品|服务|节目|脱口秀|播客|厂商|制造商|开发商)\s*$"
)
