"""What a composed line may leave out of its clause, and what forbids it: traps in both directions."""

from __future__ import annotations

import pytest

from digests.chronicle import headline
from digests.headline import Origin
from digests.language import Lang
from tests.digests.chronicle.stage import LEXICON, WORDS, events, foreign

TO_CHINESE = [
    ("Grebe was acquired by Corvid Labs.", "鸦科公司收购鸊鷉公司"),
    ("Grebe acquired by Corvid Labs", "鸦科公司收购鸊鷉公司"),
    ("Grebe sued by Corvid Labs over nests", "鸦科公司起诉鸊鷉公司"),
    ("Corvid Labs acquires marsh software start-up Grebe", "鸦科公司收购鸊鷉公司"),
    ("Corvid Labs acquires Grebe to build better nests", "鸦科公司收购鸊鷉公司"),
    ("Corvid Labs acquires Grebe - Marsh Wire", None),
    ("Corvid-backed Grebe acquires Wren Cloud", "鸊鷉公司收购 Wren Cloud"),
    ("Corvid Labs and Grebe acquire Wren Cloud", "鸦科公司和鸊鷉公司收购 Wren Cloud"),
    ("Corvid Labs acquires Grebe and Wren Cloud", "鸦科公司收购鸊鷉公司和 Wren Cloud"),
    ("Corvid Labs CEO Dana Orr sues Grebe", "黛娜·奥尔起诉鸊鷉公司"),
    ("Former Corvid Labs researcher Dana Orr joins Grebe", "黛娜·奥尔加入鸊鷉公司"),
    ("Dana Orr sues Grebe and Corvid Labs", "黛娜·奥尔起诉鸊鷉公司和鸦科公司"),
    ("Nobel laureate Dana Orr joins Grebe", "黛娜·奥尔加入鸊鷉公司"),
    ("Corvid Labs invests in Grebe", "鸦科公司向鸊鷉公司投资"),
    ("Corvid Labs open-sources Marsh-2, Fast Nest Building Model", "鸦科公司开源 Marsh-2"),
    ("Corvid Labs releases 'Marsh Box', a runtime", "鸦科公司发布 Marsh Box"),
    ("Corvid Labs partners with Grebe on nests", "鸦科公司与鸊鷉公司合作"),
    ("Corvid Labs partners with Marsh Works", "鸦科公司与 Marsh Works 合作"),
    ("Corvid Labs and Grebe team up", "鸦科公司与鸊鷉公司合作"),
    ("Corvid Labs updates Heron 2", "鸦科公司更新 Heron 2"),
    ("Corvid Labs open-sources Heron 2", "鸦科公司开源 Heron 2"),
    ("Corvid Labs announces Heron 2", None),
    ("Corvid Labs unveiled Heron 2, which rivals Dipper and Tern Chat.", "announced · 鸦科公司发布 Heron 2"),
    ("Corvid Labs partners with Grebe to launch Heron 2", "announced · 鸦科公司发布 Heron 2 with 鸊鷉公司"),
]
TO_ENGLISH = [
    ("鸊鷉公司被鸦科公司收购", "Corvid Labs acquires Grebe"),
    ("鸊鷉公司遭黛娜·奥尔起诉", "Dana Orr sues Grebe"),
    ("鸦科公司宣布收购鸊鷉公司", "Corvid Labs acquires Grebe"),
    ("鸦科公司收购热门节目Marshcast", "Corvid Labs acquires Marshcast"),
    ("鸦科公司收购鸊鷉公司整合湿地产品", "Corvid Labs acquires Grebe"),
    ("鸦科公司收购鸊鷉公司 推出新巢", "Corvid Labs acquires Grebe"),
    ("鸦科公司支持的初创公司鸊鷉公司收购Wren Cloud", "Grebe acquires Wren Cloud"),
    ("鸦科公司和鸊鷉公司收购Wren Cloud", "Corvid Labs and Grebe acquire Wren Cloud"),
    ("鸦科公司与鸊鷉公司合作开发巢穴", "Corvid Labs partners with Grebe"),
    ("鸦科公司联手鸊鷉公司打造巢穴", "Corvid Labs partners with Grebe"),
    ("鸦科公司与Marsh Works达成合作", "Corvid Labs partners with Marsh Works"),
    ("鸦科公司、鸊鷉公司与Wren Cloud合作", "Corvid Labs and Grebe partner with Wren Cloud"),
    ("鸦科公司创始人黛娜·奥尔加入鸊鷉公司", "Dana Orr joins Grebe"),
    ("鸦科公司起诉鸊鷉公司侵权", "Corvid Labs sues Grebe"),
    ("鸦科公司投资鸊鷉公司", "Corvid Labs invests in Grebe"),
    ("鸦科公司更新Heron 2", "Corvid Labs updates Heron 2"),
    ("鸦科公司宣布开源Heron 2", "Corvid Labs open-sources Heron 2"),
    ("鸦科公司收购鸊鷉公司｜湿地日报", "Corvid Labs acquires Grebe"),
    ("鸦科公司携手鸊鷉公司推出Heron 2", "Corvid Labs releases Heron 2 with Grebe"),
    ("鸦科公司发布Heron 2 支持长文本", "Corvid Labs releases Heron 2"),
    ("Corvid Labs 收购 Wren Cloud", "Corvid Labs acquires Wren Cloud"),
    ("鸦科公司发布Marshwing 2.5 AI 视频模型", "Corvid Labs releases Marshwing 2.5"),
    ("美AI企业鸦科公司起诉鸊鷉公司", "Corvid Labs sues Grebe"),
    ("鸦科公司与鸊鷉公司合作构建巢穴", "Corvid Labs partners with Grebe"),
]
FORBIDDEN = """
Corvid Labs has not acquired Grebe.
Corvid Labs never acquired Grebe.
Corvid Labs may acquire Grebe.
Corvid Labs denies it acquired Grebe.
Corvid Labs reportedly acquired Grebe.
Report: Corvid Labs acquires Grebe
Corvid Labs acquires Grebe: WSJ
Corvid Labs in talks to acquire Grebe
Corvid Labs agrees to acquire Grebe
Corvid Labs tries to acquire Grebe
Corvid Labs almost acquired Grebe
Did Corvid Labs acquire Grebe?
Why Corvid Labs acquired Grebe
If Corvid Labs acquires Grebe, the marsh changes.
Corvid Labs acquires Grebe if regulators agree
Corvid Labs acquires Grebe, pending approval
Corvid Labs acquires a 20% stake in Grebe
Corvid Labs acquires part of Grebe
Corvid Labs acquires (most of) Grebe
Corvid Labs acquires Grebe's chip unit
Corvid Labs acquires Grebe rival Wren Cloud
Corvid Labs rival Grebe acquires Wren Cloud
Dipper, Corvid Labs and Grebe acquire Wren Cloud
Corvid Labs acquires Grebe and others
Corvid Labs acquires Grebe, Wren Cloud
Corvid Labs beats Grebe, acquires Wren Cloud
Corvid Labs sues Grebe, Marsh Works over nests
Corvid Labs acquires Grebe over nests, then drops the deal
Corvid Labs has invested $2 billion in Grebe
Corvid Labs invests $2 billion in Grebe, $5 billion to date
Corvid Labs open-sources 3D World Model
Corvid Labs sued over nests
Corvid Labs sued for copying Heron
Dana Orr sues to stop Grebe
Dana Orr joins Grebe in suing Corvid Labs
Dana Orr joins Grebe board
Corvid Labs partners with Grebe rival
Corvid Labs teams up with Grebe's Dipper
Corvid Labs ends partnership with Grebe
Corvid Labs invests in nests with Grebe
Corvid Labs invests $2B in Grebe-powered nests
Corvid Labs open-sources parts of Heron 2
Corvid Labs open-sources Heron 2 weights for research
Corvid Labs releases rival to Heron 2
Corvid Labs releases Heron 2 to paying users
Corvid Labs launches Marsh Research Group
Corvid Labs released Heron 2 and Heron 2-Lark today.
Corvid Labs's Heron beats Dipper
Analysts say Corvid Labs acquired Grebe
鸦科公司未收购鸊鷉公司
鸦科公司或将收购鸊鷉公司
鸦科公司否认收购鸊鷉公司
传鸦科公司收购鸊鷉公司
消息称鸦科公司收购鸊鷉公司
鸦科公司同意收购鸊鷉公司
鸦科公司洽谈收购鸊鷉公司
鸦科公司收购鸊鷉公司？
鸦科公司为何收购鸊鷉公司
如果鸦科公司收购鸊鷉公司
鸦科公司收购鸊鷉公司20%股权
鸦科公司收购鸊鷉公司芯片业务
鸦科公司收购鸊鷉公司的对手
鸦科公司的对手鸊鷉公司收购Wren Cloud
鸦科公司收购鸊鷉公司等公司
鸦科公司收购鸊鷉公司及其团队
鸦科公司终止收购鸊鷉公司
鸦科公司与鸊鷉公司合作终止
鸦科公司与鸊鷉公司合作开发的Heron上市
鸦科公司将与Marsh Works合作
黛娜·奥尔加入鸊鷉公司董事会
黛娜·奥尔起诉鸊鷉公司高管
黛娜·奥尔威胁起诉鸊鷉公司
鸦科公司击败鸊鷉公司发布Heron 2
鸦科公司发布Heron 2测试版
鸦科公司发布Heron 2更新
鸦科公司鸊鷉公司收购Wren Cloud
鸦科公司收购鸊鷉公司，后被叫停
鸦科公司收购Marsh:kit
鸦科公司已向鸊鷉公司投资约650亿美元
鸦科公司向鸊鷉公司投资了130亿美元
鸦科公司员工支持鸊鷉公司收购Wren Cloud
""".strip().split("\n")


def lines(text: str, lang: Lang) -> list[str]:
    shown = [headline(foreign(e), lang, LEXICON, WORDS[lang]) for e in events("", title=text)]
    return [each.text for each in shown if each.origin is Origin.COMPOSED]


@pytest.mark.parametrize(("text", "expected"), TO_CHINESE)
def test_a_whole_english_clause_is_composed_in_chinese(text: str, expected: str | None):
    assert lines(text, Lang.HANS) == ([expected] if expected else [])


@pytest.mark.parametrize(("text", "expected"), TO_ENGLISH)
def test_a_whole_chinese_clause_is_composed_in_english(text: str, expected: str):
    assert lines(text, Lang.EN) == [expected]


@pytest.mark.parametrize("text", FORBIDDEN)
def test_doubt_parts_lists_and_strangers_forbid_a_line(text: str):
    assert lines(text, Lang.HANS) == lines(text, Lang.EN) == []


def test_a_plan_is_composed_as_a_plan():
    assert lines("Corvid Labs to acquire Grebe in 2027", Lang.HANS) == ["planned · 鸦科公司收购鸊鷉公司"]


def test_who_is_sued_in_a_title_is_not_the_one_who_sues():
    (told,) = events("", title="Corvid Labs sued over nests")
    assert (told.actors, told.objects) == ((), ("corvid",))


def test_who_is_beaten_to_it_is_not_the_one_who_does_it():
    assert all("grebe" not in e.actors for e in events("", title="鸦科公司击败鸊鷉公司发布Heron 2"))


def test_a_product_before_a_deal_with_an_object_is_not_what_is_bought():
    assert all(e.objects == () for e in events("", title="Tern Chat宣布收购Marshcast"))
