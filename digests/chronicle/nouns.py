"""Nouns that go on after a name and make another thing of it: "Heron语音模式" is the Heron voice mode, not Heron."""

from __future__ import annotations

import re

from digests.text.script import HAN, fold

_ATTRIBUTES = {
    "语音": "voice",
    "视频": "video",
    "图像": "image",
    "搜索": "search",
    "编程": "coding",
    "桌面": "desktop",
    "移动": "mobile",
    "企业": "enterprise",
    "开源": "open-source",
}
_HEADS = {
    "应用程序": "app",
    "应用": "app",
    "接口": "api",
    "介面": "api",
    "开发者大会": "conference",
    "大会": "conference",
    "许可协议": "licence",
    "许可证": "licence",
    "许可": "licence",
    "平台": "platform",
    "云服务": "cloud",
    "云": "cloud",
    "服务": "service",
    "浏览器": "browser",
    "插件": "plugin",
    "数据集": "dataset",
    "框架": "framework",
    "套件": "suite",
    "工具": "tool",
    "眼镜": "glasses",
    "商店": "store",
    "会员": "subscription",
    "套餐": "plan",
    "智能体": "agent",
    "客户端": "client",
    "桌面版": "desktop app",
    "网页版": "web app",
    "移动版": "mobile app",
    "企业版": "enterprise edition",
    "功能": "feature",
    "模式": "mode",
    "助手": "assistant",
    "编辑器": "editor",
    "市场": "marketplace",
}
_ENGLISH = _ATTRIBUTES | _HEADS
_UNTRANSLATED = (
    "指南|手册|用例|课程|教程|报告|研究|计划|项目|技能|命令|榜单|档|订阅|定价|价格|方案|手机|耳机|音箱|硬件|引擎|编译器|架构|技术|论文|预览|时长|额度"
    "|更新|版(?!本)|补丁|漏洞|团队|社区|生态|联盟|协议|基金|大赛|竞赛|奖"
)
"""Further nouns that make another thing of a name, not shown in English: too much depends on what they stand beside."""


def _any_of(words: dict[str, str]) -> str:
    """Return the words as alternatives, longest first."""
    return "|".join(sorted(words, key=lambda word: (-len(word), word)))


NOUNS_ZH = rf"(?:(?:\s?(?:{_any_of(_ATTRIBUTES)}))*(?:\s?(?:{_any_of(_HEADS)}))+)?"
"""What may go on after a name and make another thing of it, of words that have an English one."""
_DESCRIBED = _any_of(
    _ENGLISH
    | dict.fromkeys(
        (
            "代码",
            "安全",
            "推理",
            "混合",
            "专家",
            "生成",
            "语言",
            "视觉",
            "多模态",
            "全模态",
            "统一",
            "世界",
            "具身",
            "机器人",
            "基础",
            "旗舰",
            "轻量",
            "小型",
            "本地",
            "终端",
            "端侧",
            "全新",
            "首款",
            "首个",
            "新一代",
            "文本",
            "嵌入",
            "音乐",
            "创作",
            "转录",
            "量化",
            "向量",
            "检索",
            "文档",
            "智能",
            "人工智能",
            "系统",
            "系列",
            "创业公司",
            "初创公司",
            "移动端",
            "企业级",
            "边缘",
            "设备端",
            "文生图",
            "文生视频",
            "多语言",
            "原生",
            "实时",
            "高效",
            "高性能",
            "轻量级",
            "通用",
            "自研",
            "识别",
            "合成",
            "翻译",
            "命令行",
        ),
        "",
    )
)
DESCRIPTION_ZH = rf"(?:(?:{_DESCRIBED}|ai|agent|大?模型)\s?)+"
"""Words that only say what sort of thing it is, beside its name."""
OTHER_HEAD_ZH = re.compile(
    rf"^\s?(?:(?!ai\s?[{HAN}]{{0,6}}?(?:芯片|模型))[a-z]|-[a-z0-9]|\d[\d.]*\s?[万亿]?(?:美元|元)|(?:{_any_of(_HEADS)})|(?!(?:大?模型|系列))[{HAN}]{{0,6}}?(?:{_any_of(_HEADS)}|{_UNTRANSLATED}))"
)
"""After a known name in folded Chinese: a Latin word, or the noun of another thing, perhaps after words of its own."""
_NOUN = re.compile(_any_of(_ENGLISH))


def in_english(thing: str) -> str:
    """Return a name with its Chinese nouns in English ("Meta AI应用": "Meta AI app"); others as they are."""
    shown, done = "", 0
    for noun in _NOUN.finditer(fold(thing)):
        shown += f"{thing[done : noun.start()].rstrip()} {_ENGLISH[noun.group()]}"
        done = noun.end()
    return (shown + thing[done:]).strip()


def english_nouns(folded: str) -> str:
    """Return folded words with every Chinese noun as the English one, set off by spaces: for comparing names."""
    return _NOUN.sub(lambda noun: f" {_ENGLISH[noun.group()]} ", folded)
