"""Words that decide how a clause is read, in English and in Simplified Chinese (texts are folded before matching)."""

from __future__ import annotations

import re

from digests.chronicle.line import ASIDE, NAME, TIME

QUESTION = re.compile(r"[?？]\s*[”\"'」』)）]*\s*$")
HYPOTHETICAL = re.compile(
    r"如果|假如|假设|倘若|要是|万一|若是|或许|也许|可能|能否|理论上|总有一天|险些|差点"
    r"|\b(?:if|unless|would|could|might|may|perhaps|maybe|hypothetically|in theory|one day|suppose)\b"
)
FIRST_PERSON = re.compile(r"我们?|咱们?|你们?|您|\b(?:i|we|my|our|you|your|us|me)\b")
OPENS_DANGLING = re.compile(
    r"^[\s“\"「『]*(?:他们?|她们?|它们?|这|那|该|此|其|然而|但|不过|因此|所以|而|同时|与此同时|此外|另外|并且?|甚至|尽管如此|例如|比如|也|还|我|你"
    r"|(?:he|she|it|they|this|that|these|those|his|her|its|their|but|however|and|so|also|meanwhile"
    r"|yet|still|instead|then"
    r"|the company|the model|we|i|you|our|my)\b)"
)
ANECDOTE = re.compile(
    r"妻子|丈夫|儿子|女儿|结婚|婚礼|生日|歌曲|翻唱|翻拍|项链|发型|纪念日|宠物|狗狗|电影首映"
    r"|\b(?:wife|husband|married|marries|wedding|anniversary|birthday|song|singer|haircut|necklace"
    r"|vacation|surfing|dog)\b"
)
OCCASION = re.compile(
    r"会议|大会|电话会|采访|专访|播客|演讲|发布会|活动上|博客|文章|听证|发文|帖子"
    r"|\b(?:conference|interview|podcast|keynote|earnings call|hearing|blog|op-ed|essay|speech|event in)\b"
)
DOCUMENT = re.compile(
    r"文章|博客|博文|论文|报告|声明|公开信|信函|备忘录|帖子|推文|视频(?!功能|模型|生成|通话|会议|编辑|工具|平台|应用)|财报|专栏|评论|采访|书籍|新书"
    r"|\b(?:articles?|posts?|papers?|reports?|statements?|letters?|memos?|essays?|op-eds?|videos?|books?|study|studies"
    r"|results|earnings|blogs?|survey|research|documents?|guidelines|benchmarks? results)\b"
)

_HEARSAY_ZH = (
    r"传闻|据报[道导]|据悉|据称|据传|据《|据[^,，。]{1,12}报[道导]|(?:媒体?|[社报])报[道导]|报[道导]称"
    r"|消息人士|知情人士|消息来源|爆料|或将|疑似|网传|传出"
)
_HEARSAY_EN = (
    r"\b(?:reportedly|rumou?r(?:s|ed)?|allegedly|leaked plans|is said to|reports? sa(?:ys?|id)"
    r"|sources? (?:say|says|said|told|tells?|close to|familiar|with (?:direct )?knowledge)"
    r"|(?:persons?|people|someone|individuals?|officials?)"
    r" (?:\w+ )?(?:familiar|briefed|(?:with|who ha[sd]) (?:direct )?knowledge|close to the matter))\b"
)
REPEATED = re.compile(r"据报[道导]|\breportedly\b")
"""Words that say even of a saying that it is only repeated."""
REPORTED = re.compile(
    r"^\W*(?:独家|快讯)?(?:报[道导]|消息|传|爆料|消息人士|资料来源|消息来源)[:：]"
    rf"|(?<=[\s,，。（(])(?:报[道导]|消息)(?:称|显示|指出)|{_HEARSAY_ZH}|{_HEARSAY_EN}"
    r"|\baccording to\b|^\W*(?:report|sources?):"
    r"|[:,|–—-]\s*(?:exclusive )?(?:reports?|sources?)[\s.!]*$"
)
TALKS = re.compile(
    r"洽谈|谈判|商谈|磋商|商讨|考虑|酝酿|讨论中|\b(?:in talks|talks to|negotiat\w+|consider(?:s|ing|ed)?|weigh(?:s"
    r"|ing)|mull(?:s|ing)|explor(?:es|ing))\b"
)
DENIED = re.compile(r"否认|辟谣|驳斥|\b(?:den(?:y|ies|ied|ying)|refut(?:es|ed))\b")
WHETHER = re.compile(r"是否|要不要|会不会|\bwhether\b")
ANNOUNCED = re.compile(r"宣布|公布|揭晓|预告|\b(?:announc(?:e|es|ed|ing|ement)|unveil(?:s|ed|ing)?)\b")
AVAILABLE = re.compile(
    r"上线|开放下载|可供下载|即日起|现已|已可|可下载|可用|开源"
    r"|\b(?:availab\w+|now open|download\w*|open[- ]sourc\w+|out now"
    r"|live now|rolled out)\b"
)

NOW = re.compile(r"目前|现在|如今|截至|已经?|迄今|\b(?:now|currently|so far|to date|already|as of|today)\b")
STATE = re.compile(
    r"拥有|达到?|突破|超过|高达|增至|升至|占|下载|目前|现在|如今"
    r"|\b(?:has|have|had|reach(?:es|ed)?|surpass(?:es|ed)|pass(?:es|ed)|topped|exceed(?:s|ed)?|hit"
    r"|stands? at|stood at|totall?ed|serves?|now|currently)\b"
)

BACKGROUND_ZH = re.compile(
    rf"(?:之前|以前|前夕|之后|以后|(?<![今此最])后|以来|期间|同时|之际|(?<!小)时|时候|(?:言论|讲话|演讲|发布会?|财报|会议|大会|声明|上市|开幕|推出)前[\s\d{TIME}]*(?:分钟|小时|天|日)?)$|^\W*(?:随着|自从|继)"
)
BACKGROUND_EN = re.compile(
    rf"^\s*(?:[\w{TIME}]+\s+)?(?:[{TIME}]+\s*|(?:\w+\s+)?(?:day|week|month|year|hour)s?\s+)?"
    r"(?:after|before|when|since|while|whereas|as|until|following|once|because|although|though)\b"
)

FREE_FOR_BUSINESS = re.compile(
    r"(?:免费|可|供|用于)[^,，。;；]{0,14}(?:商用|商业(?:用途|使用|化使用)|商业和研究)|免费商用"
    r"|\bfree (?:for|of charge for)[^,.;]{0,30}\bcommercial\b|\bcommercial use (?:for|at no"
    r"|is) (?:free|cost|free)|\bresearch and commercial use\b"
)
OPEN_SOURCE = re.compile(
    r"是开源的|以开源|宣布开源|正式开源|\bopen[- ]sourced\b|\bis open[- ]source\b|\bas open[- ]source\b"
    r"|\bunder (?:an? )?(?:apache|mit) "
)
RESEARCH_ONLY = re.compile(
    r"(?:仅|只)[^,，。;；]{0,8}研究|非商业(?:用途|许可|性)"
    r"|\b(?:research[- ]only|only (?:for|to) research\w*|non-?commercial)\b"
)


def _longest_first(alternatives: str) -> str:
    """Return alternatives ordered so that the first that matches is the longest: an atomic choice is never revised."""
    return "|".join(sorted(alternatives.split("|"), key=len, reverse=True))


_ADVERB_ZH = (
    r"已经|已|曾经|曾|正式|也|还|又|再次|再|便|就|则|刚刚|刚|才|终于|最终|首次|率先|近日|日前|最近|今日|今天|昨日|此前|随后|同时|同步|仅|再度"
    r"|宣布|决定|选择|成功|全面|公开|直接|悄然|重磅|开始|即将|将于|将在|将|会|拟|计划|打算|准备|预计|有望|希望|或将|最新|全新|新|大量|正在|正|为什么"
    r"|没有|并未|尚未|未|不|在|于|自|从|年|仅|只|由此|当时|该|的确|确实|一口气|低调|高调|突然|陆续|持续|免费|对外|在线|达成|并且|并|对此|就此|提出了|提出|发出了|发出|表达|共同"
)
_ADVERB_EN = (
    r"has|have|had|is|are|was|were|will|would|be|been|being|also|just|today|yesterday|recently"
    r"|officially|finally|now|then|first|publicly"
    r"|quietly|formally|plans?|planned|planning|to|expects?|expected|aims?|intends?|set|about|going"
    r"|reportedly|allegedly|did|does|do|not"
    r"|never|hasn't|didn't|won't|hadn't|isn't|announc(?:ed|es|ing)|said|says|confirm(?:ed|s)|that|it"
    r"|the|on|in|at|early|earlier|late|later|last|this|soon"
    r"|in talks|decided|decides|chose|chooses|hopes?|and|since|only|initially|originally|quickly|already|still|again"
)
FILLER = rf"(?>[\s{TIME}{ASIDE}“”\"'「」『』《》,，]|{_longest_first(_ADVERB_ZH)}|\b(?:{_ADVERB_EN})\b)"
"""What may stand between a subject and its verb without making anyone else the subject.

Atomic, like every repeated choice here: strangers' texts must not make a search slow.
"""
FUTURE_BEFORE = re.compile(
    rf"(?:即将|将|计划|打算|准备|拟于?|预计|有望|希望|定于)(?>{FILLER}|我们|他们|能够?|可以|公司|其|会|[与和同跟向对为给]\s?{NAME}+)*$"
    rf"|\bwill\s+(?:let|allow|enable|help)\s+(?:the\s+)?{NAME}+\s+(?:to\s+)?$"
    rf"|(?:\b(?:will|won't|shall|(?:plans?|planned|planning|set|expects?|expected|aims?|intends?|going"
    rf"|due|hopes?|about) to)|'ll|{NAME}\s+to)\s+(?>{FILLER}|\w+ly)*$"
)
"""A cue of the future right before the verb it governs; 将 before a noun only moves the object forward."""
TOGETHER_TO = re.compile(
    r"\b(?:(?:partner|work)(?:s|ed|ing)?|team(?:s|ed|ing)? up|join(?:s|ed|ing)? forces|collaborat(?:es?|ed|ing))"
    rf"(?:\s+with\s+(?:the\s+)?{NAME}+)?\s+to\s+$"
)
"""Right before a verb: it is what two parties do together, announced with their partnership."""
NEGATED_BEFORE = re.compile(
    rf"(?:没有|没|并未|尚未|未(?!来)|不|无法|拒绝|避免)(?>{FILLER}|能|对|向|{NAME})*$"
    rf"|(?:\b(?:not|never|no longer|without|yet to|(?:fail(?:s|ed)?|refus(?:es|ed)|declin(?:es|ed)) to)"
    rf"|n['’]t)\s+(?>{FILLER}|\w+ly)*$"
)
REFUSED = re.compile(
    r"拒绝|拒不|未能|\b(?:refus(?:e|es|ed|ing)|reject(?:s|ed|ing)?|declin(?:es|ed|ing) to|fail(?:s|ed)? to|won['’]t)\b"
)
"""Not to do it is what was decided or what came of it: news, where a mere "did not" is none."""
NOT_DONE = re.compile(
    r"尚未|并未|仍未|还未|从未|未曾|没有|不再是?"
    r"|\b(?:has|have|had|did|was|were|is|are)(?:\s+not|n['’]t)\b(?!\s+only)|\b(?:has|have|had)\s+(?:yet to|never)\b"
)
"""In a clause without a known act: what it tells did not happen."""
NEGATION = re.compile(
    r"未(?!来)|没有?|不|无(?!人机|线|界)|非(?!常|洲)|\b(?:not|never|no longer|without|only)\b|n['’]t\b|[仅只](?!次于)"
)
"""Anything that takes back or limits: what it is about, no line of fields could say."""
RECENT_BEFORE = re.compile(
    rf"(?:近日|日前|最近|今日|今天|今晨|刚刚|刚|最新|新近)[^,，]{{0,24}}$|(?:近日|日前|最近|今日|今天)[,，][^,，]{{0,40}}$"
    rf"|\b(?:just|newly|recently|today)\b[^,]{{0,30}}$|\b(?:has|have)\s+(?>{FILLER}|\w+ly)*$"
)
PAST_BEFORE = re.compile(
    r"前|当时|那时|曾|以来|去年|早在|多年|原本|最初"
    r"|ago\b|\b(?:earlier|previously|formerly|once|originally|last year|years|months)\b"
)
"""Words that look back: what follows them is no news."""
LOOKS_BACK = re.compile(
    r"至今|以来|迄今|周年|[年月周天]前|后的今天"
    r"|\b(?:since|ago|anniversary|(?:years?|months?|weeks?) (?:on|later|after|before))\b"
)
"""Words that measure the time gone by since something: they never make it news of today."""
EXPLAINS = re.compile(
    r"^(?:[^:：]{0,60}[:：])?\W*(?:what|how|why|when|who|which|where|inside|meet)\b|,\s*explained\W*$|解读|一文读懂|为什么|为何|如何"
)
"""A title that promises an explanation tells no news."""
RECENT_AFTER = re.compile(r"^[^,，.]{0,60}\b(?:today|recently|this morning)\b")
_THING_NOUN = (
    r"(?:系列)?(?:大语言|大)?模型|系列|聊天机器人|助手|手机|芯片|版本"
    r"|(?:\s+(?:pro|flash|ultra|mini|nano|turbo|max|lite|preview|instruct|models?|family|series"
    r"|chatbot|assistant|app|chips?|weights))+\b"
)
_UNIT_ZH = "(?:旗下)?(?:达摩院|研究院|研究所|实验室|团队|集团|公司|部门)"
"""A part of a company acts for it."""
FLUSH_BEFORE = re.compile(rf"(?P<name>{NAME}+)(?:{_UNIT_ZH})?(?P<noun>{_THING_NOUN})?(?:的(?=[{TIME}]))?{FILLER}*$")
"""A name, perhaps with the noun of a thing ("Llama模型", "Gemini Pro"), and after it no other subject."""
ONLY_FILLER = re.compile(rf"^{FILLER}*$")

_DETERMINER_ZH = (
    r"了|过|出|其|它|他们?|她|的|最新|全新|新|旗下|自家|新一代|下一代|第二代|开源|开放|人工智能|生成式|ai|大型语言模型|大语言模型|语言模型|大模型|模型|系列|聊天机器人|机器人"
    r"|名为|名叫|称为|叫做|题为|代号|一款|一个|两款|首个|首款|第一个|初代|版本|免费|强大|首个版本|助手|移动|操作系统|旗舰|多模态|芯片|产品|公司|家|自己|对|收购|公司的"
)
_DETERMINER_EN = (
    r"the|its|their|a|an|new|latest|open-source|open-weight|open|next-generation|large|language|model"
    r"|models|called|named|dubbed|version|of|ai|chatbot"
    r"|first|second|third|flagship|family|series|assistant|system|multimodal|chip|startup|company|in"
    r"|with|up|out|on|operating|mobile|own|free"
)
BETWEEN = re.compile(
    rf"^(?>[\s{TIME}{ASIDE}“”\"'「」『』《》]|{_longest_first(_DETERMINER_ZH)}|\b(?:{_DETERMINER_EN})\b|{NAME}+(?:的|'s|’s|\s))*?(?={NAME})"
)
"""What may stand between a verb and its object."""
BLOCKS_OBJECT = re.compile(
    r"与|和|跟|到|比|像|类似|基于|用于|针对|向|给|把|被|由|从|关于|有关|以|让|使|来自|,|，"
    r"|\b(?:by|like|than|based|against|from|rival(?:s|ing)?|competitors?|compet\w+|that|which|who"
    r"|after|before|similar|alternatives?|answer|response|built)\b"
)
NEW_HEAD_ZH = re.compile(
    r"^的(?!第.{1,3}[个代]?版|最?新?版|模型|系列|大模型|选择|决定|消息|举措|做法|时候|当天|那天|同时|计划|事件|行为|源代码|权重|代码|聊天机器人|助手|ai|芯片"
    r"|产品|服务|工具|应用|系统|人工智能|大语言|开源|初代|首个|第[一二三]代|一?款)"
)
"""After a name: another noun is what the verb is about ("Llama 2的竞争对手")."""
CONTINUES_EN = re.compile(
    r"^(?:\s*$|\s*[,.;:!?)\"”—–]|\s*-(?![a-z\d])|\s*[\ue001\ue002]|\s+(?:[\ue001\ue002€$£¥]|\d|models?|family"
    r"|series|chatbot|ai|llms?|llm|weights|system|assistant|in|on|at|for|to|as|with|and|or|from|by|under|last"
    r"|this|today|yesterday|earlier|later|is|was|were|are|has|have|had|will|would|can|which|that|who"
    r"|after|before|when|since|while|over|via|through|into|so|but|because|during|amid"
    r"|version|\d+b|of|free|globally|publicly|openly|now|just|only|out|up|the|a|an|it|its)\b)"
)
GENERIC_THING = re.compile(
    r"(?:开源|该|新|这款|这个|下一个|首个|最新|其|了|出)(?:ai|人工智能|大语言|大型语言|语言|大)*(?:模型|版本)"
    r"|\b(?:the|its|a|an|their|this|next|new|latest|open[- ]source)"
    r"(?: (?:new|open[- ]source|latest|next|large|language|ai))* "
    r"(?:model|models|version)\b"
)
"""A thing without a name of its own: which one it is, another report may say."""
RUNS_ON_EN = re.compile(r"^(?: AI)? for [A-Z]")
"""In the original case: a product name that goes on ("Claude for Healthcare")."""
FIRST_VERSION = re.compile(r"首个|首款|初代|第一(?:个|代|版)|最初|\bfirst\b|\boriginal\b")
JOINED = re.compile(r"^\s*(?:,|，|、|和|与|及|以及|and|&|,\s*and)\s*(?=\ue000)")
PASSIVE_EN = re.compile(r"\b(?:was|were|is|are|be|been|being|got|gets)\s+(?:\w+ly\s+)?(?:also\s+|first\s+|just\s+)?$")
BY_EN = re.compile(rf"\bby\s+(?:the\s+)?(?={NAME})")

COVERED = re.compile(
    rf"[\s{NAME}{TIME}{ASIDE}“”\"'「」『』《》,，.。!！:：;；]"
    r"|已经|已|正式|了|的|在|于|近日|日前|今日|今天|最新|其|大语言模型|大型语言模型|大模型|人工智能模型|ai模型|模型|将于|将在|将|计划|拟|打算|准备|预计|年|也|首次"
    r"|\b(?:the|its|has|have|had|is|was|were|been|on|in|at|by|also|just|officially|today|yesterday"
    r"|recently|now|finally|models?|language|large|ai"
    r"|will|plans?|to|with|of|and)\b"
)
"""What a provable clause may hold besides its actor, act and object."""
