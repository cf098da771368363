"""The words of units, in English and Chinese: what stands before or behind a number and says what it counts.

Everything here matches folded text. Each unit has its English words and its Chinese ones, as regular expressions.
"""

from __future__ import annotations

Words = dict[str, tuple[str, str]]

SIGNS: Words = {
    "HKD": (r"hk\$", "港币"),
    "TWD": (r"nt\$|twd", "新台币|台币"),
    "AUD": (r"a\$|aud", ""),
    "CAD": (r"c\$|cad", ""),
    "SGD": (r"s\$|sgd", ""),
    "BRL": (r"r\$", ""),
    "USD": (r"us\$|u\.s\.\$|\$|usd", ""),
    "EUR": ("eur", "€"),
    "GBP": ("gbp", "£"),
    "CNY": ("rmb|cny", "¥|￥|人民币"),
    "INR": (r"inr|rs\.?", "₹"),
    "KRW": ("krw", "₩"),
    "JPY": ("jpy", ""),
    "CHF": ("chf", ""),
    "AED": ("aed", ""),
}
"""Currency signs and codes in front of a number, by ISO 4217 code."""

MONEY: Words = {
    "USD": (r"us dollars?\b|u\.s\. dollars?\b|dollars?\b|usd\b", "美元|美金"),
    "EUR": (r"euros?\b|eur\b", "欧元"),
    "GBP": (r"pounds?\b(?! of)|gbp\b", "英镑"),
    "TWD": ("", "元?新台币|元?台币|台元"),
    "HKD": ("", "港[元币]"),
    "JPY": (r"yen\b", "日[元圆]"),
    "KRW": (r"won\b", "韩[元圆]"),
    "INR": (r"rupees?\b", "印度卢比|卢比"),
    "CAD": (r"canadian dollars?\b", "加[元币]"),
    "AUD": ("", "澳[元币]"),
    "CHF": (r"swiss francs?\b", "瑞士法郎|瑞郎"),
    "SGD": ("", "新加坡元|新元"),
    "AED": (r"dirhams?\b", "迪拉姆"),
    "RUB": (r"roubles?\b|rubles?\b", "卢布"),
    "CNY": (r"yuan\b|renminbi\b|rmb\b|cny\b", "元?人民币|元(?![宇旦年老素件])|块钱"),
}
"""Currencies behind a number, by ISO 4217 code."""

LENGTHS: Words = {
    "years": (r"years?\b|-year\b", "年(?![级代度轻龄])|岁"),
    "months": (r"months?\b|-month\b", "个?月(?![活度])"),
    "weeks": (r"weeks?\b", "周(?![年活])|个?星期|个礼拜"),
    "days": (r"days?\b|-day\b", "[天日](?![活本])"),
    "hours": (r"hours?\b|-hour\b", "个?小时"),
    "minutes": (r"minutes?\b", "分钟"),
    "seconds": (r"seconds?\b", "秒"),
    "decades": (r"decades?\b", ""),
}
"""Calendar lengths and shorter times."""

THINGS: Words = {
    "users": ("users?", "用户|使用者|月活|日活|网民"),
    "downloads": ("downloads?", "下载"),
    "parameters": ("param(?:eter)?s?", "参数"),
    "tokens": ("tokens?", "词元|代币"),
    "gpu-hours": (r"gpu[- ]hours?", "(?:gpu|[ah][18]00)卡?小时"),
    "gpus": ("gpus?|(?:a|h|b|gb)[123]00s|graphics processing units?", "显卡|图形处理|(?:[abh]|gb)[123]00|h800|a800"),
    "servers": ("servers?", "服务器|伺服器"),
    "chips": ("chips?|processors?|accelerators?", "芯片|晶片|加速卡|加速器"),
    "developers": ("developers?|programmers?", "开发者|开发人员|程序员"),
    "customers": ("customers?|clients?", "客户|顾客"),
    "subscribers": ("subscribers?|subscriptions?", "订阅"),
    "followers": ("followers?", "粉丝"),
    "employees": ("employees?|staff(?:ers)?|workers?", "员工|雇员|职工|职员"),
    "jobs": ("jobs?|positions|roles", "岗位|职位"),
    "engineers": ("engineers?", "工程师"),
    "researchers": ("researchers?|scientists?", "研究人员|研究员|科学家"),
    "lawmakers": ("senators?|lawmakers?", "参议员|众议员|议员"),
    "companies": ("compan(?:y|ies)|firms?|businesses", "公司|企业|厂商"),
    "startups": ("start-?ups?", "初创|新创"),
    "countries": ("countr(?:y|ies)", "国家"),
    "funds": ("funds?", "主权基金|基金"),
    "investors": ("investors?", "投资人|投资者"),
    "models": ("models?", "模型"),
    "languages": ("languages?", "语言|语种"),
    "installs": ("install(?:ation)?s?", "安装"),
    "visits": ("visits?", "访问"),
    "visitors": ("visitors?", "访客"),
    "stars": ("stars?", "星标"),
    "likes": ("likes?", "点赞"),
    "views": ("views?", "浏览|播放"),
    "experts": ("experts?", "专家"),
    "requests": ("requests?", "请求"),
    "queries": ("quer(?:y|ies)", "查询"),
    "questions": ("questions?", "问题|题目"),
    "kilowatt-hours": ("kilowatt[- ]hours?|kwh", "千瓦时|度电"),
    "terawatt-hours": ("terawatt[- ]hours?|twh", "太瓦时"),
    "gigawatts": ("gigawatts?|gw", "吉瓦"),
    "megawatts": ("megawatts?|mw", "兆瓦"),
    "kilowatts": ("kilowatts?|kw", "千瓦"),
    "petaflops": ("petaflops?", ""),
    "teraflops": ("teraflops?", ""),
    "terabytes": ("terabytes?|tb", ""),
    "gigabytes": ("gigabytes?|gb", ""),
    "layers": ("layers?", ""),
    "robots": ("robots?", "机器人"),
    "vehicles": ("vehicles?|cars?", "汽车"),
    "stores": ("stores?", "门店"),
    "shares": ("shares?", "股份|股(?![东权价])"),
    "seats": ("seats?", "席位"),
    "authors": ("authors?", "作者"),
    "papers": ("papers?", "论文"),
    "reports": ("reports?", "报告"),
    "articles": ("articles?", "文章"),
    "books": ("books?", "书籍|图书"),
    "words": ("words?", "单词"),
    "images": ("images?", "图片|图像"),
    "videos": ("videos?", "视频|影片"),
    "points": ("points?", "分(?![钟之别享析布为成])"),
    "people": ("people|persons?", "人(?![工民形类脸机])"),
    "characters": ("characters?", "字(?![节])"),
    "students": ("students?", "学生"),
    "schools": ("schools?", "学校"),
    "doctors": ("doctors?", "医生"),
    "data-centres": ("data cent(?:re|er)s?", "数据中心"),
    "apps": ("apps?|applications?", "应用"),
    "datasets": ("datasets?", "数据集"),
    "patents": ("patents?", "专利"),
    "projects": ("projects?", "项目"),
}
"""Counted things, by their English plural."""

MEASURES = {"片": "chips", "块": "chips", "颗": "chips", "人": "people", "辆": "vehicles", "次": "occurrences"}
"""Chinese measure words that say what is counted where no noun follows."""
