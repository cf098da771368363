"""What is marked as noise, and what never is. In the golden articles the noise stands between ⟦ and ⟧."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digests.article import NoiseKind
from digests.language import Lang
from digests.text.noise import find_noise
from digests.text.script import shown_in

BODY = (
    (
        "Corvid Labs released Heron-2 on Tuesday, the second generation of its open model. The weights are free for "
        "commercial use, the company said."
    ),
    (
        "Heron-2 was trained on twice as much text as its predecessor, according to Dana Orr, who leads research at "
        "Corvid Labs. She called it a turning point."
    ),
    (
        "Rivals were quick to answer. Grebe, which sells access to a closed model, cut its prices by a third within "
        "hours of the release of Heron-2."
    ),
    (
        "The licence of Heron-2 asks companies with more than 50 million users to sign a separate agreement. Orr said "
        "the clause would touch fewer than ten firms."
    ),
    "Developers downloaded Heron-2 more than 200,000 times in its first week, Corvid Labs said on Friday.",
    "Corvid Labs plans a smaller Heron for phones later this year, Orr said.",
)
BODY_ZH = (
    "科维德实验室周二发布了开源模型苍鹭二号。该公司表示，模型权重可免费用于商业用途。",
    "科维德实验室研究主管欧达娜说，苍鹭二号的训练数据是上一代的两倍。她称这是一个转折点。",
    "竞争对手迅速作出回应。出售封闭模型的鸊鷉公司在苍鹭二号发布数小时内降价三分之一。",
    "苍鹭二号的许可证要求用户超过五千万的公司另行签署协议。欧达娜表示，受影响的公司不到十家。",
    "科维德实验室周五表示，苍鹭二号第一周的下载量超过二十万次。",
    "欧达娜说，科维德实验室计划今年晚些时候推出可在手机上运行的小型苍鹭。",
)
TITLE, TITLE_ZH = "Corvid Labs opens Heron-2", "科维德实验室开源苍鹭二号"


def unmarked(marked: str) -> tuple[str, list[str]]:
    """Return the text without its golden marks, and the marked passages."""
    passages = [part.partition("⟧")[0] for part in marked.split("⟦")[1:]]
    return marked.replace("⟦", "").replace("⟧", ""), passages


def noise_of(title: str, text: str, lang: Lang) -> list[str]:
    """Return the marked passages of a text, those that touch or are only blanks apart joined."""
    content = f"{title}\n{text}" if title else text
    joined: list[tuple[int, int]] = []
    for span in find_noise(title, text, lang):
        if joined and not content[joined[-1][1] : span.start].strip(" "):
            joined[-1] = (joined[-1][0], span.end)
        else:
            joined.append((span.start, span.end))
    return [content[start:end].strip() for start, end in joined]


def english(head: tuple[str, ...] = (), middle: tuple[str, ...] = (), tail: tuple[str, ...] = ()) -> str:
    """Return the English article with lines put before, into and after it."""
    return "\n".join((*head, *BODY[:3], *middle, *BODY[3:], *tail))


def chinese(head: tuple[str, ...] = (), middle: tuple[str, ...] = (), tail: tuple[str, ...] = ()) -> str:
    """Return the Chinese article with lines put before, into and after it."""
    return "\n".join((*head, *BODY_ZH[:3], *middle, *BODY_ZH[3:], *tail))


ENGLISH = {
    "a byline and a date": english(("⟦By Ada Finch and Li Wren⟧", "⟦March 3, 2026 10:15 AM⟧")),
    "a byline with a role": english(("⟦By Ada Finch | Staff writer⟧", "⟦Updated: 3 March 2026⟧", "⟦5 min read⟧")),
    "a caption between credits": english(
        ("⟦Photographer: Ada Finch/Bloomberg⟧", "⟦Dana Orr at the launch.⟧", "⟦Photo: Li Wren / Getty Images⟧")
    ),
    "a credit in the middle": english(middle=("⟦Visitors at the Heron stand in March⟧", "⟦Photo by Ada Finch⟧")),
    "an agency's dateline": "⟦SAN FRANCISCO, March 3 (Reuters) -⟧ " + english(),
    "a city before a dash": "⟦OTTAWA —⟧ " + english(),
    "highlights run into the dateline": "⟦Weights are free Rivals cut prices (CNN) --⟧ " + english(),
    "the title again": "⟦Corvid Labs opens Heron-2⟧\n" + english(),
    "a newsletter": english(middle=("⟦Sign up for our daily newsletter to get the best of AI in your inbox.⟧",)),
    "a newsletter in a paragraph": english(tail=("The phone model has no name. ⟦Subscribe to our newsletter here.⟧",)),
    "a promotion of two sentences": english(tail=("⟦Want more from The Rookery? Subscribe to our podcast.⟧",)),
    "links under a label": english(
        middle=("⟦Related stories:⟧", "⟦Why kelp prices fell in Norway⟧", "⟦A new bridge for Bergen⟧")
    ),
    "one link after its label": english(middle=("⟦Read more: Why kelp prices fell in Norway⟧",)),
    "a feed's last line": english(tail=("⟦The post Corvid Labs opens Heron-2 appeared first on The Rookery.⟧",)),
    "a feed's last words": english(tail=("⟦Read more⟧",)),
    "the reporters": english(tail=("⟦(Reporting by Ada Finch; Editing by Li Wren)⟧",)),
    "a reporter in the last paragraph": english(
        tail=("Grebe did not comment. ⟦Ada Finch contributed to this report.⟧",)
    ),
    "a re-publisher": english(
        tail=("⟦This article was originally published on The Rookery with permission.⟧", "⟦All rights reserved.⟧")
    ),
    "another article after its label": english(
        tail=(
            "⟦More from Bloomberg Opinion:⟧",
            "⟦Farmers in the valley have waited eleven years for the dam. This spring it came; 300 families left.⟧",
            "⟦The minister promised compensation on May 4. Nobody has seen a cent of it.⟧",
        )
    ),
    "titles glued to a sentence": english(
        middle=(
            (
                "⟦Kelp Prices Fall Across NorwayA Bridge Too Far For BergenWhy The Dam Was Never Built⟧Like any lab of "
                "its size, Corvid Labs needs friends. Heron-2 brings them."
            ),
        )
    ),
    "titles glued after a label": english(
        middle=("⟦Related: Kelp prices fall in NorwayBergen gets a new bridge⟧Orr was not surprised by the reception.",)
    ),
    "a picture with its sides": english(middle=("⟦Dana Orr (left) and Tom Teal at the launch in Oslo⟧",)),
    "a spammer's search phrase": "⟦telegram下载⟧\n"
    + english(middle=("Heron-2 runs on one card⟦telegram下载⟧ and needs no cloud.",)),
    "a spammer's English phrase": "⟦grebe casino login⟧\n"
    + english(middle=("Heron-2 runs on ⟦grebe casino login⟧ one card.",)),
}

CHINESE = {
    "署名": chinese(("⟦文/柳莺⟧", "⟦编辑：林鹀⟧", "⟦来源：鸦巢科技⟧")),
    "日期行": chinese(("⟦2026-03-03 10:15⟧",)),
    "拉丁署名": chinese(("⟦Ada Finch⟧",)),
    "图片说明": chinese(
        ("⟦欧达娜，科维德实验室的研究主管。⟧", "⟦摄影师：柳莺/彭博社 (2026)⟧", "⟦她在台上。⟧", "⟦摄影：林鹀⟧")
    ),
    "文中图注": chinese(middle=("⟦欧达娜（左）与同事在奥斯陆的发布会上⟧",)),
    "电头": "⟦鸦巢社奥斯陆3月3日电（记者柳莺）⟧" + chinese(),
    "消息头": "⟦鹊之家 3 月 3 日消息，⟧" + chinese(),
    "重复标题": "⟦科维德实验室开源苍鹭二号⟧\n" + chinese(),
    "公众号": chinese(tail=("⟦欢迎关注鸦巢科技公众号，长按识别二维码。⟧",)),
    "订阅": chinese(middle=("⟦想要更多来自鸦巢观点的内容吗？或者订阅我们的每日通讯。⟧",)),
    "相关阅读": chinese(tail=("⟦相关阅读：⟧", "⟦挪威海带价格为何下跌⟧", "⟦卑尔根的新桥⟧")),
    "文中相关阅读": chinese(middle=("⟦延伸阅读⟧", "⟦挪威海带价格为何下跌⟧")),
    "版权": chinese(
        tail=("⟦本文来自微信公众号“鸦巢”，作者：柳莺，经授权发布。⟧", "⟦转载请注明出处。⟧", "⟦责任编辑：林鹀⟧")
    ),
    "特约编译": chinese(tail=("苍鹭三号的消息尚未公布。⟦（鸦巢科技特约编译柳莺）⟧",)),
    "知识库广告": chinese(
        tail=(
            "⟦阅读更多前沿报告，欢迎访问渡鸦研究院的“前沿文库”⟧",
            "⟦前沿文库是“渡鸦研究院”建立的在线平台，目前收藏超过九千篇文献，每周更新不少于一百篇。⟧",
            "⟦截至3月1日“前沿文库”精选的五十份趋势报告⟧",
        )
    ),
    "另一篇文章": chinese(
        tail=(
            "⟦更多来自鸦巢观点：⟧",
            "⟦山谷里的农民等了十一年的水坝。今年春天水来了，三百户人家搬走了。⟧",
            "⟦部长在五月四日承诺赔偿，至今没有人拿到一分钱。⟧",
        )
    ),
    "粘连的标题": chinese(
        middle=(
            (
                "⟦鸦巢社观点挪威海带价格下跌得太快卑尔根应该放弃那座桥水坝为何从未完工⟧像任何同等规模的机构一样，"
                "科维德实验室需要朋友。苍鹭二号带来了朋友。"
            ),
        )
    ),
    "夹带的搜索词": "⟦telegram怎么注册⟧\n"
    + chinese(middle=("苍鹭二号清楚地表明⟦telegram怎么注册⟧，小团队也能做到。",)),
}


@pytest.mark.parametrize("marked", ENGLISH.values(), ids=ENGLISH.keys())
def test_noise_of_english_pages_is_marked_and_nothing_else(marked: str) -> None:
    text, passages = unmarked(marked)
    assert noise_of(TITLE, text, Lang.EN) == passages


@pytest.mark.parametrize("marked", CHINESE.values(), ids=CHINESE.keys())
def test_noise_of_chinese_pages_is_marked_and_nothing_else(marked: str) -> None:
    text, passages = unmarked(marked)
    assert noise_of(TITLE_ZH, text, Lang.HANS) == passages


@pytest.mark.parametrize("marked", CHINESE.values(), ids=CHINESE.keys())
def test_noise_is_found_alike_in_traditional_script(marked: str) -> None:
    text, passages = unmarked(shown_in(marked, Lang.HANS, Lang.HANT))
    assert noise_of(shown_in(TITLE_ZH, Lang.HANS, Lang.HANT), text, Lang.HANT) == passages


CLEAN = {
    "plain": (TITLE, english()),
    "plain Chinese": (TITLE_ZH, chinese()),
    "news about newsletters": (
        "Corvid lets writers sell newsletters",
        (
            "Corvid will let readers subscribe to newsletters inside its app. Writers can sign up for it today.\n"
            "Readers who follow a writer on the app see more of her work. The company will not sell advertisements."
        ),
    ),
    "changelog": (
        "Heron changelog",
        "2026-03-01\nHeron-2 is available in the API.\n2026-02-11\nPrices fall by a third.\n2026-01-05\nHeron-1 ends.",
    ),
    "product list": (
        "苍鹭应用更新",
        "苍鹭应用今天更新。\n新功能如下。\n翻译：支持三十种语言，译文更自然。\n苍鹭二号同时上线。\n其他改进也已发布。\n下载量本周超过十万次。",
    ),
    "short": ("Heron-2 is out", "Corvid Labs released Heron-2."),
    "names with inner capitals": (
        "DeepMind and OpenAI talk",
        "DeepMind, OpenAI and YouTube met ByteDance and GitHub in London. McDonald and MacInnis came for LangChain.",
    ),
    "a phrase that is the subject": (
        "",
        "苍鹭模型下载\n苍鹭模型下载量本周大增。用户说苍鹭模型下载很快，模型本身也好。下载不收费。",
    ),
    "an opinion that is reported": (TITLE_ZH, chinese(middle=("鸦巢社观点认为，苍鹭二号改变了行业。",))),
}


@pytest.mark.parametrize(("title", "text"), CLEAN.values(), ids=CLEAN.keys())
def test_clean_articles_have_no_noise(title: str, text: str) -> None:
    assert noise_of(title, text, Lang.HANS if "的" in text or "今天" in text or "下载" in text else Lang.EN) == []


@pytest.mark.parametrize(
    ("title", "outlet"),
    [
        ("Corvid Labs opens Heron-2 - The Rookery Times", "- The Rookery Times"),
        ("Corvid Labs opens Heron-2 | The Rookery", "| The Rookery"),
        ("科维德实验室开源苍鹭二号 - 鸦巢社", "- 鸦巢社"),
        ("科维德实验室开源苍鹭二号_鸦巢网", "_鸦巢网"),
    ],
)
def test_the_outlet_at_the_end_of_a_title_is_a_source_line(title: str, outlet: str) -> None:
    assert noise_of(title, english(), Lang.EN) == [outlet]


@pytest.mark.parametrize("title", ["Heron-2 - what we know", "Heron-2 | March 3, 2026", "Grebe: Heron-2 vs. Heron-1"])
def test_a_title_that_goes_on_after_a_dash_is_left_whole(title: str) -> None:
    assert noise_of(title, english(), Lang.EN) == []


def test_a_repeated_title_may_carry_the_outlets_name_or_not() -> None:
    title = "Corvid Labs opens Heron-2 - The Rookery Times"
    assert noise_of(title, "Corvid Labs opens Heron-2\n" + english(), Lang.EN)[1] == "Corvid Labs opens Heron-2"


def test_an_unannounced_second_article_is_marked_when_the_first_never_strays() -> None:
    body = [
        f"Corvid Labs tested Heron-2 in city number {word}, and Orr was pleased."
        for word in ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
    ]
    stray = [
        "Farmers in the valley waited eleven years for the dam, and this spring the water came at last for good.",
        "The minister promised compensation on May 4, and nobody among three hundred families has seen a cent.",
    ]
    assert noise_of(TITLE, "\n".join((*body, *stray)), Lang.EN) == stray
    assert noise_of(TITLE, "\n".join((*body, stray[0])), Lang.EN) == []


def test_a_caption_is_a_short_line() -> None:
    long = "The hall in Oslo where the model was shown to a crowd of developers and to their friends " * 3
    assert noise_of(TITLE, english(middle=(long, "Photo by Ada Finch")), Lang.EN) == ["Photo by Ada Finch"]


def test_a_label_before_an_ordinary_sentence_glues_nothing() -> None:
    text = chinese(middle=("鸦巢社评论很短。苍鹭二号改变了行业。", "鸦巢社评论员文章很短，科维德实验室没有回应。"))
    assert noise_of(TITLE_ZH, text, Lang.HANS) == []


def test_glued_titles_that_would_be_half_of_an_article_are_not_believed() -> None:
    titles = "鸦巢社观点" + "挪威海带价格下跌得太快卑尔根应该放弃那座桥水坝为何从未完工" * 3
    text = f"科维德实验室发布苍鹭二号。\n{titles}，科维德实验室的苍鹭二号需要朋友。"
    assert noise_of("科维德实验室发布苍鹭二号", text, Lang.HANS) == ["科维德实验室发布苍鹭二号。"]


def test_suspicion_alone_never_marks_most_of_an_article() -> None:
    text = "Corvid Labs released Heron-2.\nRelated stories:\n" + "\n".join(
        f"Kelp prices fell in town {n}" for n in range(40)
    )
    assert noise_of(TITLE, text, Lang.EN) == []


PIECES = st.sampled_from(
    [
        *BODY,
        *BODY_ZH,
        "By Ada Finch",
        "Related:",
        "摄影：林鹀",
        "欢迎关注鸦巢公众号。",
        "telegram下载",
        "x telegram下载 y",
        "",
        "  ",
        "（图）",
        "[",
        "“",
    ]
)


@settings(deadline=None, max_examples=60)
@given(
    title=st.one_of(st.just(""), PIECES, st.text(max_size=20).filter(lambda t: "\n" not in t)),
    lines=st.lists(st.one_of(PIECES, st.text(max_size=40)), max_size=12),
    lang=st.sampled_from(list(Lang)),
)
def test_marks_are_ordered_apart_and_inside_the_content(title: str, lines: list[str], lang: Lang) -> None:
    text = "\n".join(lines)
    content = f"{title}\n{text}" if title else text
    spans = find_noise(title, text, lang)
    ends = [0, *(n.end for n in spans)]
    assert all(ends[i] <= n.start < n.end <= len(content) for i, n in enumerate(spans))


def test_the_founding_articles_keep_their_report_and_lose_their_junk(shared_dir: Path) -> None:
    articles = {
        a["id"]: a for a in map(json.loads, (shared_dir / "data/seeds.articles.jsonl").read_text().splitlines())
    }
    share = {}
    for key, article in articles.items():
        marked = noise_of(article["title"], article["text"], Lang.HANT if key in ("000", "001") else Lang.HANS)
        share[key] = sum(map(len, marked)) / len(article["text"])
        assert not any("Llama" in passage for passage in marked if passage != article["title"])
    assert share["000"] < 0.25
    assert all(share[key] < 0.05 for key in ("001", "002", "003"))


@pytest.mark.parametrize(
    ("caption", "sentence"),
    [
        ("A headset at a store in Sedgeport Tern Press via Getty Images", "Corvid Labs bought Grebe on Thursday."),
        ("Dana Orr at a hearing Ana Marsh/Getty Images", "Corvid Labs bought Grebe on Thursday."),
        ("A street at night (AP Photo/Ana Marsh", ") Corvid Labs bought Grebe on Thursday."),
    ],
)
def test_a_caption_with_its_agency_run_into_a_sentence_is_marked_up_to_the_agency(caption: str, sentence: str):
    text = f"{caption} {sentence} It was the first such deal of the season."
    (span,) = find_noise("A title", text, Lang.EN)
    assert f"A title\n{text}"[span.start : span.end] == caption
    assert span.kind is NoiseKind.CAPTION


@pytest.mark.parametrize(
    "text",
    [
        "Corvid Labs sued Getty Images on Monday over pictures by AP. Reuters told Bloomberg that it knew.",
        "The pictures came via Getty Images on Monday, and Corvid Labs paid for them.",
    ],
)
def test_an_agency_that_is_part_of_the_report_is_no_caption(text: str):
    assert find_noise("A title", text, Lang.EN) == ()


STAMPS = [
    "Page last updated at 14:32 GMT, Monday, 8 November 2011",
    "8 November 2011 Last updated at 14:32",
    "Updated: March 3, 2025, 9:12 p.m. ET",
    "Monday, 8 November 2011 14:32 GMT",
    "更新：2025年3月4日",
    "2025年3月4日 09:12",
    "發布時間：2025-03-04 09:12",
]
NOTICES = [
    "You need to have Flash Player 9 or later installed to watch this video.",
    "Media requires JavaScript to play.",
    "Your browser does not support the video tag.",
    "To play this video you need to enable JavaScript in your browser.",
    "您的浏览器不支持视频播放",
    "请启用JavaScript以继续浏览",
    "Printable version",
    "Subscribe to RSS",
]
PROSE = [
    "Last updated on 3 March, the list names 40 firms that Corvid Labs hired.",
    "The law was last updated in 2011.",
    "Adobe said Flash would need a new player by 2020, and JavaScript replaces it.",
    "This site will support the browser of Corvid Labs from May.",
    "The browser of Corvid Labs requires no password.",
    "8 November 2011",
]


@pytest.mark.parametrize(
    ("line", "kind"), [*((s, NoiseKind.DATELINE) for s in STAMPS), *((n, NoiseKind.FOOTER) for n in NOTICES)]
)
def test_a_stamp_or_a_notice_of_the_page_is_noise(line: str, kind: NoiseKind):
    text = "\n".join((line, *BODY))
    assert [(n.kind, text[n.start : n.end]) for n in find_noise("", text, Lang.EN)] == [(kind, line)]


@pytest.mark.parametrize("line", PROSE)
def test_a_sentence_about_updates_or_browsers_is_prose(line: str):
    text = "\n".join((*BODY, line, "The end was near, said Orr of Corvid Labs and Heron-2.", *BODY))
    assert find_noise("", text, Lang.EN) == ()


def test_a_stamp_behind_the_last_sentence_of_a_line_is_noise_alone():
    stamp = "Last updated at 14:32 GMT, Monday, 8 November 2011"
    text = f"{BODY[0]} {stamp}\n{BODY[1]}"
    assert [text[n.start : n.end] for n in find_noise("", text, Lang.EN)] == [stamp]


_FIRST_LINE = "Corvid Labs, a maker of open models, today announced a new licence for all of its partners."


@pytest.mark.parametrize(
    "opener",
    [
        "MARSH TOWN, Calif., Jan. 28, 2026 (GLOBE NEWSWIRE) -- ",
        "MARSH TOWN, January 27, 2026--",
        "REED BAY, Conn., January 20, 2026 – ",
        "Marsh Town, NY, Jan. 28, 2026 (GLOBE NEWSWIRE) -- ",
        "MARSH TOWN, Jan. 28, 2026 /PRNewswire/ -- ",
        "Heronwatch.com -- ",
        "Quick Summary ",
        "Key Takeaways: ",
        "arXiv:2601.01234v1 Announce Type: new Abstract: ",
    ],
)
def test_what_is_glued_before_the_first_sentence_is_a_dateline(opener: str):
    found = find_noise(TITLE, english((opener + _FIRST_LINE,)), Lang.EN)
    assert (found[0].start, found[0].end, found[0].kind) == (
        len(TITLE) + 1,
        len(TITLE) + 1 + len(opener),
        NoiseKind.DATELINE,
    )


@pytest.mark.parametrize("opener", ["核心提示：", "內容提要：", "摘要: "])
def test_the_label_of_a_chinese_summary_is_a_dateline(opener: str):
    assert noise_of(TITLE_ZH, chinese((opener + "科维德实验室今天宣布向所有伙伴发放新的许可证。",)), Lang.HANS) == [
        opener.strip()
    ]


@pytest.mark.parametrize(
    "line",
    [
        "Key points of the licence are open to all of the partners of Corvid Labs.",
        "GREBE AND WREN, two rivals of Corvid Labs, cut prices by a third on 3 March 2026.",
        "In May 2026 (the wire says) Corvid Labs opened Heron-2 to all.",
        "Heronwatch.com, a site about birds, opened Heron-2 to all of its readers.",
    ],
)
def test_a_sentence_that_only_looks_like_a_dateline_stays_whole(line: str):
    assert noise_of(TITLE, english((line,)), Lang.EN) == []


def test_a_title_run_together_with_the_first_sentence_is_a_repeat():
    title = "Heron 2: a Model for Every Marsh"
    assert noise_of(title, english((f"{title} Heron 2 landed in July as the largest open model.",)), Lang.EN) == [title]
    chinese_title = "科维德实验室向所有开发者开放苍鹭二号的全部权重"
    glued = f"{chinese_title} 科维德实验室周二发布了开源模型苍鹭二号，任何人都可以免费下载并用于商业用途。"
    assert noise_of(chinese_title, chinese((glued,)), Lang.HANS) == [chinese_title]


@pytest.mark.parametrize(
    "rest", ["to everyone who asks for it in the marsh.", "Tuesday and was cheered by all of the birds."]
)
def test_a_sentence_that_begins_as_the_title_does_is_kept(rest: str):
    title = "Corvid Labs opens Heron-2 for all"
    assert noise_of(title, english((f"{title} {rest}",)), Lang.EN) == []
