"""What is typed behind ``/llama``, as an Ask: in three languages, with every kind of quote and punctuation."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from adapters.slack.typed import Typed
from bot.desk.commands import COMMANDS
from config.catalogues import load_words
from digests.ask import Ask
from digests.desk import Command, Option, Takes, Who
from digests.errors import BadInput, Refusal
from digests.language import Lang
from digests.words import Words

WORDS: Mapping[Lang, Words] = {lang: load_words(lang) for lang in (Lang.EN, Lang.HANS, Lang.HANT)}
TYPED = Typed(COMMANDS, WORDS, "llama")
CHATS = [command for command in COMMANDS if command.chat and command.is_typed]
OPTIONED = [command for command in CHATS if command.options]
QUOTES = ['""', "“”", "「」", "『』", "‘’", "''", "„“", "＂＂", '“"']

ENGLISH = [
    ("", "help", {}),
    ("  ", "help", {}),
    ("?", "help", {}),
    ("help", "help", {}),
    ("help timeline", "help", {}),
    ("/sources", "sources", {}),
    ("SOURCES", "sources", {}),
    ("latest", "latest", {}),
    ("latest 5", "latest", {"max": 5}),
    ("latest max:5 quotes", "latest", {"max": 5, "quotes": True}),
    ("latest --max 5 --quotes", "latest", {"max": 5, "quotes": True}),
    ("latest max=5 quotes:no", "latest", {"max": 5}),
    ("latest max:five", "latest", {"max": "five"}),
    ("timeline", "timeline", {}),
    ("timeline Heron 4", "timeline", {"topic": "Heron 4"}),
    ("timeline Heron 4 from:2024-04 quotes", "timeline", {"topic": "Heron 4", "from": "2024-04", "quotes": True}),
    ("timeline from:2024-04 Heron 4", "timeline", {"topic": "Heron 4", "from": "2024-04"}),
    ("timeline topic: Heron 4 to: 2025", "timeline", {"topic": "Heron 4", "to": "2025"}),
    ("timeline --from 2024 Heron", "timeline", {"topic": "Heron", "from": "2024"}),
    ("timeline —from 2024 Heron", "timeline", {"topic": "Heron", "from": "2024"}),
    ("timeline Heron kinds:release,deal", "timeline", {"topic": "Heron", "kinds": ("release", "deal")}),
    ("timeline Heron kinds: release, deal", "timeline", {"topic": "Heron", "kinds": ("release", "deal")}),
    ("timeline Heron --kind release --kind deal", "timeline", {"topic": "Heron", "kinds": ("release", "deal")}),
    ("timeline Heron picture:dark", "timeline", {"topic": "Heron", "picture": "dark"}),
    ('timeline Heron picture:"dark background"', "timeline", {"topic": "Heron", "picture": "dark"}),
    ("timeline “from: here”", "timeline", {"topic": "from: here"}),
    ('timeline "quotes"', "timeline", {"topic": "quotes"}),
    ('timeline ""', "timeline", {}),
    ("timeline Wren: the model", "timeline", {"topic": "Wren: the model"}),
    ("timeline Wren — the model", "timeline", {"topic": "Wren — the model"}),
    ("timeline it's here", "timeline", {"topic": "it's here"}),
    ('timeline 5" screens', "timeline", {"topic": '5" screens'}),
    ("search open weights max:5", "search", {"query": "open weights", "max": 5}),
    ("search AT&amp;T &lt;b&gt;", "search", {"query": "AT&T <b>"}),
    ("search &amp;lt;", "search", {"query": "&lt;"}),
    ("story <https://heron.example/a:b?c=d|heron.example>", "story", {"id": "https://heron.example/a:b?c=d"}),
    ("story https://heron.example/a", "story", {"id": "https://heron.example/a"}),
    ("search <@U123|rosa> <!here> <#C1|news>", "search", {"query": "@rosa @here #news"}),
    ("digest", "digest", {}),
    ("digest Heron, Wren days:3", "digest", {"topics": ("Heron", "Wren"), "days": 3}),
    ("digest topics:Heron 4, Wren on:2024-04-18", "digest", {"topics": ("Heron 4", "Wren"), "on": "2024-04-18"}),
    ('digest topics:"Heron, 4","Wren"', "digest", {"topics": ("Heron, 4", "Wren")}),
    ("digest on:2024/4/18", "digest", {"on": "2024-4-18"}),
    ("follow Heron where:dm at:08:00, 18:00", "follow", {"subject": "Heron", "where": "dm", "at": "08:00, 18:00"}),
    ("follow at:08:00 Heron", "follow", {"subject": "Heron", "at": "08:00"}),
    ("unfollow Heron", "unfollow", {"subject": "Heron"}),
    ("schedules list", "schedules list", {}),
    ("schedules  list <#C0123ABC|news>", "schedules list", {"channel": "slack:T1/C0123ABC"}),
    ("schedules list channel:<#C0123ABC>", "schedules list", {"channel": "slack:T1/C0123ABC"}),
    ("schedules list channel:C0123ABC", "schedules list", {"channel": "slack:T1/C0123ABC"}),
    ("schedules list channel:slack:T2/C9", "schedules list", {"channel": "slack:T2/C9"}),
    ("schedules list #news", "schedules list", {"channel": "#news"}),
    (
        "schedules set <#C0123ABC|news> Heron, Wren at:08:00, 18:00 zone:Europe/Berlin when-empty:one-line alerts:0",
        "schedules set",
        {
            "channel": "slack:T1/C0123ABC",
            "topics": ("Heron", "Wren"),
            "at": "08:00, 18:00",
            "zone": "Europe/Berlin",
            "when-empty": "one-line",
            "alerts": 0,
        },
    ),
    (
        "schedules set topics:Heron --quiet-days 2026-12-25",
        "schedules set",
        {"topics": ("Heron",), "quiet": "2026-12-25"},
    ),
    ("deliveries mark-sent a/b/1", "deliveries mark-sent", {"delivery": "a/b/1"}),
]
SIMPLIFIED = [
    ("？", "help", {}),
    ("帮助", "help", {}),
    ("最新 １０", "latest", {"max": 10}),
    ("时间线 羊驼", "timeline", {"topic": "羊驼"}),
    ("时间线羊驼", "timeline", {"topic": "羊驼"}),
    ("时间线：羊驼，从：2024年4月，引文", "timeline", {"topic": "羊驼", "from": "2024-4", "quotes": True}),
    (
        "时间线　羊驼　从：２０２４年４月１８日　到：2025年",
        "timeline",
        {"topic": "羊驼", "from": "2024-4-18", "to": "2025"},
    ),
    ("时间线 话题：「羊驼 四」 类型：发布、交易", "timeline", {"topic": "羊驼 四", "kinds": ("release", "deal")}),
    ("时间线 羊驼 图片：深色背景", "timeline", {"topic": "羊驼", "picture": "dark"}),
    ("搜索 “开放 权重” 最多：5", "search", {"query": "开放 权重", "max": 5}),
    ("摘要 羊驼、千问 天：3", "digest", {"topics": ("羊驼", "千问"), "days": 3}),
    ("关注 羊驼 位置：私信 时间：８：００", "follow", {"subject": "羊驼", "where": "dm", "at": "8:00"}),
    ("取消关注 羊驼", "unfollow", {"subject": "羊驼"}),
    ("定时 列表", "schedules list", {}),
    (
        "定时设定 话题：羊驼、千问 时间：08：00、18：00 语言：繁體中文 无新消息：发一行说明",
        "schedules set",
        {"topics": ("羊驼", "千问"), "at": "08:00、18:00", "lang": "zh-Hant", "when-empty": "one-line"},
    ),
    ("投递 标为已发 a/b/1", "deliveries mark-sent", {"delivery": "a/b/1"}),
    ("timeline 羊驼 引文：否", "timeline", {"topic": "羊驼"}),
]
TRADITIONAL = [
    ("說明", "help", {}),
    ("時間軸 羊駝 從：2024年4月 引文", "timeline", {"topic": "羊駝", "from": "2024-4", "quotes": True}),
    ("時間軸 主題：『羊駝』，類型：發布、授權", "timeline", {"topic": "羊駝", "kinds": ("release", "licence")}),
    ("搜尋「開放 權重」", "search", {"query": "開放 權重"}),
    ("新聞 a1b2c3d4", "story", {"id": "a1b2c3d4"}),
    ("追蹤 羊駝 位置：這個討論串", "follow", {"subject": "羊駝", "where": "thread"}),
    ("定時 清單 頻道：<#C0123ABC|news>", "schedules list", {"channel": "slack:T1/C0123ABC"}),
    ("摘要 主題=羊駝，千問 日期=2024年4月18日", "digest", {"topics": ("羊駝", "千問"), "on": "2024-4-18"}),
]


def asked(text: str) -> tuple[str, dict[str, object]]:
    ask = TYPED.ask(text, "T1")
    return ask.verb, dict(ask.options)


@pytest.mark.parametrize(("text", "verb", "options"), ENGLISH)
def test_english_is_understood(text: str, verb: str, options: dict[str, object]):
    assert asked(text) == (verb, options)


@pytest.mark.parametrize(("text", "verb", "options"), SIMPLIFIED)
def test_simplified_chinese_is_understood(text: str, verb: str, options: dict[str, object]):
    assert asked(text) == (verb, options)


@pytest.mark.parametrize(("text", "verb", "options"), TRADITIONAL)
def test_traditional_chinese_is_understood(text: str, verb: str, options: dict[str, object]):
    assert asked(text) == (verb, options)


@pytest.mark.parametrize("quotes", QUOTES)
def test_what_stands_between_quotes_of_any_kind_is_taken_as_it_is(quotes: str):
    assert asked(f"timeline {quotes[0]}max:5  --to 2024{quotes[1]} max:3") == (
        "timeline",
        {"topic": "max:5  --to 2024", "max": 3},
    )
    assert asked(f"timeline topic:{quotes[0]}a, b{quotes[1]}") == ("timeline", {"topic": "a, b"})


@pytest.mark.parametrize("quotes", ["《》", "〈〉", "()"])
def test_what_names_a_work_or_stands_in_brackets_belongs_to_the_words(quotes: str):
    assert asked(f"timeline {quotes[0]}Heron{quotes[1]}") == ("timeline", {"topic": f"{quotes[0]}Heron{quotes[1]}"})


@pytest.mark.parametrize(
    ("text", "key", "values"),
    [
        ("timelien Heron", "slack-no-command-but", {"near": "/llama timeline"}),
        ("schedule list", "slack-no-command-but", {"near": "/llama-admin schedules list"}),
        ("deliveries lst", "slack-no-command-but", {"near": "/llama-admin deliveries list"}),
        ("时间 羊驼", "slack-no-command-but", {"near": "/llama 时间线"}),
        ("時間", "slack-no-command-but", {"near": "/llama 時間軸"}),
        ("xyzzy", "slack-no-command", {}),
        ("which one", "slack-no-command", {}),
        ("timeline Heron form:2024", "slack-no-option-but", {"near": "from:"}),
        ("timeline Heron --quote", "slack-no-option-but", {"near": "quotes:"}),
        ("timeline Heron --xyzzy 5", "slack-no-option", {}),
        ("timeline topic:", "option-without-value", {}),
        ("timeline --from --to 2024", "option-without-value", {}),
        ("status now", "argument-too-many", {}),
    ],
)
def test_what_is_not_understood_is_refused_with_what_comes_nearest(text: str, key: str, values: dict[str, str]):
    with pytest.raises(BadInput) as refused:
        TYPED.ask(text, "T1")
    assert refused.value.key == key
    assert values.items() <= refused.value.values.items()


@pytest.mark.parametrize("words", WORDS.values(), ids=lambda words: words.lang)
@pytest.mark.parametrize(
    "text", ["timelien", "xyzzy", "timeline Heron form:1", "timeline --xyzzy", "status now", "latest max:"]
)
def test_every_refusal_is_said_in_three_languages(text: str, words: Words):
    with pytest.raises(Refusal) as refused:
        TYPED.ask(text, "T1")
    assert words.problem(refused.value)


def test_the_base_is_a_setting():
    with pytest.raises(BadInput) as refused:
        Typed(COMMANDS, WORDS, "news").ask("latets", "T1")
    assert refused.value.values["near"] == "/news latest"


@pytest.mark.parametrize(
    "written", ["<@U0123ABC|grace>", "<@U0123ABC>", "U0123ABC", "who:<@U0123ABC|grace>", "user:U0123ABC"]
)
def test_a_person_is_mentioned_or_named_by_their_id(written: str):
    assert asked(f"roles grant {written}") == ("roles grant", {"who": "user:U0123ABC"})


def test_whoever_is_neither_is_left_for_the_desk_to_refuse():
    assert asked("roles grant @grace") == ("roles grant", {"who": "@grace"})


def spelled(command: Command, lang: Lang) -> str:
    phrases = WORDS[lang].phrases
    return " ".join(phrases.get(f"command-name.{word}", word) for word in command.verb.split(" "))


@pytest.mark.parametrize("lang", WORDS)
@pytest.mark.parametrize("command", CHATS, ids=lambda command: command.verb)
def test_every_command_and_option_has_its_name_in_every_language(command: Command, lang: Lang):
    phrases = WORDS[lang].phrases
    for option in command.options:
        value = {Takes.NUMBER: "7", Takes.FLAG: "1", Takes.PERIOD: "2024-04"}.get(option.takes, "Heron")
        name = phrases.get(f"option-name.{option.name}", option.name)
        expected = {Takes.NUMBER: 7, Takes.FLAG: True}.get(option.takes, (value,) if option.many else value)
        assert asked(f"{spelled(command, lang)} {name}:{value}") == (command.verb, {option.name: expected})
    assert asked(spelled(command, lang)) == (command.verb, {})


@pytest.mark.parametrize("lang", WORDS)
@pytest.mark.parametrize("command", CHATS, ids=lambda command: command.verb)
def test_every_choice_may_be_written_as_it_is_shown(command: Command, lang: Lang):
    phrases = WORDS[lang].phrases
    for option in command.options:
        for choice in option.choices:
            shown = next(
                (phrases[f"{t}.{choice}"] for t in ("choice", "kind", "lang") if f"{t}.{choice}" in phrases), choice
            )
            expected = (choice,) if option.many else choice
            assert asked(f"{command.verb} {option.name}:“{shown}”") == (command.verb, {option.name: expected})


@given(st.text(max_size=60))
@settings(deadline=None, max_examples=300)
def test_whatever_is_typed_is_understood_or_refused(text: str):
    with suppress(Refusal):
        assert TYPED.ask(text, "T1").verb in {command.verb for command in CHATS}


PIECES = st.sampled_from(
    ["timeline", "时间线", "schedules", "set", "topic", ":", "：", "--", "—", "from", "从", '"', "“", "”", "「", "」",
     "<#C1|a>", "<", ">", "&amp;", ",", "、", " ", "　", "5", "５", "quotes", "引文", "2024年", "Heron", "'", "=", "https://a.example"]
)  # fmt: skip


@given(st.lists(PIECES, max_size=14).map("".join))
@settings(deadline=None, max_examples=300)
def test_pieces_of_commands_in_any_order_are_understood_or_refused(text: str):
    with suppress(Refusal):
        TYPED.ask(text, "T1")


UNLIKE = "\"“”„＂‘’'「」『』&<>"
PLAIN = st.text(st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"], exclude_characters=UNLIKE), max_size=20)
PLAIN = PLAIN.map(str.strip).filter(bool)
LISTED = st.lists(PLAIN, min_size=1, max_size=3).map(tuple)


def valued(option: Option) -> st.SearchStrategy[object]:
    if option.takes is Takes.FLAG:
        return st.just(value=True)
    if option.takes is Takes.NUMBER:
        return st.integers(0, 999)
    if option.takes is Takes.PERIOD:
        return st.sampled_from(["2024", "2024-04", "2024-04-18"])
    if option.takes is Takes.CHANNEL:
        return st.just("slack:T1/C0123ABC")
    if option.choices:
        choice = st.sampled_from(option.choices)
        return st.lists(choice, min_size=1, max_size=3).map(tuple) if option.many else choice
    return LISTED if option.many else PLAIN


def escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def written(ask: Ask, lang: Lang, quotes: str) -> str:
    """Return an ask as somebody would type it."""
    phrases = WORDS[lang].phrases
    verb = " ".join(phrases.get(f"command-name.{word}", word) for word in ask.verb.split(" "))
    options = []
    for name, value in ask.options.items():
        named = phrases.get(f"option-name.{name}", name)
        values = value if isinstance(value, tuple) else (value,)
        quoted = ",".join(f"{quotes[0]}{escaped(str(one))}{quotes[1]}" for one in values)
        options.append(named if value is True else f"{named}:{quoted}")
    return " ".join((verb, *options))


@st.composite
def asks(draw: st.DrawFn) -> Ask:
    command = draw(st.sampled_from(OPTIONED))
    options = draw(st.lists(st.sampled_from(command.options), unique=True))
    return Ask(command.verb, {option.name: draw(valued(option)) for option in options})


@given(asks(), st.sampled_from(list(WORDS)), st.sampled_from(QUOTES))
@settings(deadline=None, max_examples=200)
def test_what_is_written_is_read_back(ask: Ask, lang: Lang, quotes: str):
    assert asked(written(ask, lang, quotes)) == (ask.verb, dict(ask.options))


def test_admins_commands_are_named_with_theirs():
    for command in CHATS:
        with pytest.raises(BadInput) as refused:
            TYPED.ask(f"{command.verb}x", "T1")
        near = str(refused.value.values.get("near", ""))
        if near.endswith(f" {command.verb}"):
            assert near.startswith("/llama-admin " if command.who is Who.ADMINS else "/llama ")
