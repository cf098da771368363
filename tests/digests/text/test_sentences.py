"""Where sentences begin and end, who speaks them, and that noise is never inside one."""

from __future__ import annotations

from datetime import UTC, datetime
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digests.article import Article, Noise, NoiseKind
from digests.language import Lang
from digests.reading import Sentence
from digests.text.cuts import sentence_spans
from digests.text.noise import find_noise
from digests.text.sentences import sentences_of

GOLDEN = [
    # English: abbreviations, initials, decimals, clock times
    "Corvid Inc. sued Grebe. | Mr. Teal of Grebe Inc. resigned.",
    "The U.S. Senate met at 5 p.m. on Monday. | It adjourned at 6 p.m. | The vote failed.",
    "Llama 3.1 is out. | J. K. Orr left... | He came back.",
    "Models, e.g. Heron, cost less. | No. 5 won on Jan. 3 vs. Heron. | Sen. Teal agreed.",
    "Heron, Teal, etc. were tested. | It cost $3.1 million.",
    "It was Plan B. | The rest failed.",
    "1. Install it. | 2. Run it.",
    "Yahoo! said it. | Is this it? | Yes! | It is.",
    "It ended.The next began. | See Node.js or corvid.ai for more.".replace(".The", ". | The").replace(
        "began. | See", "began. | See"
    ),
    # English: quotations
    '"It works." | She left.',
    '"Really?" he asked. | "Yes," she said.',
    '"It works." Dana Orr said.',
    '"We did it. It was hard," Orr said. | Nobody laughed.',
    "“We did it. It was hard.” | The hall was silent.",
    'He said "We won. We did." | Then he left.',
    "(It was late.) | Next came Heron (see chapter 2. It is long).",
    "The quake was `` huge '' . | It hit at noon .",
    # Chinese: ends, both kinds of punctuation
    "苍鹭来了。|它很快！|真的吗？！|真的……|不过贵。",
    "苍鹭来了。|它快吗?|快!|很好.|真的。",
    "Corvid Inc. 的首席执行官说，这是3.5版。|然后呢?",
    "2.如果如此，就好。",
    "苍鹭在Grebe Labs. |它很快。",
    # Chinese: quotations, titles, brackets
    "“我们会开源。”他说。|没有人反对。",
    "他说：“我们会开源。这不难。”|没有人反对。",
    "“开源更好，”欧达娜说。|“我不知道会怎样。”",
    "“你会来吗？”的问题没有答案。|《你好吗？》一书卖完了。",
    "「我們會開源。」|然而他沒有說明時間。",
    "苍鹭（发布于三月。比预期早）很快。|（完。）|下一句。",
    '他说:"我们会开源。"|没有人反对。',
    "“真的。’”|然后他走了。",
    "他等了……，然后走了。",
    "苍鹭支持文字、图片、声音、视频以及所有常见的文件格式，并且可以在手机和电脑上离线运行而不需要网络；|鸊鷉则不能。",
    "苍鹭快；鸊鷉慢。",
    # marks without letters
    "他们说。|——！？然后走了。".replace("|——！？", "——！？|"),
]


def pieces(paragraph: str) -> list[str]:
    """Return the sentences of a paragraph."""
    return [paragraph[a:b] for a, b in sentence_spans(paragraph)]


@pytest.mark.parametrize("golden", GOLDEN)
def test_paragraphs_are_cut_where_a_reader_would(golden: str) -> None:
    wanted = [piece.strip() for piece in golden.split("|")]
    chinese = any("\u4e00" <= c <= "\u9fff" for c in golden)
    assert pieces(golden.replace("|", "") if chinese else golden.replace(" | ", " ")) == wanted


def test_a_sentence_without_a_blank_after_its_point_still_ends() -> None:
    assert pieces("The test ended.The next one began. See corvid.ai and Node.js now.") == [
        "The test ended.",
        "The next one began.",
        "See corvid.ai and Node.js now.",
    ]


def test_a_footnote_number_belongs_to_no_sentence() -> None:
    assert pieces("权力会集中在一家公司。1") == ["权力会集中在一家公司。"]
    assert pieces("12") == []


def test_a_long_quotation_is_cut_at_its_sentences() -> None:
    speech = "我们花了很长时间研究这个问题并且得到了一个大家都同意的结论。" * 5
    assert len(pieces(f"他说：“{speech}”")) == 5


def test_a_sentence_that_never_ends_is_cut_at_a_comma() -> None:
    found = pieces("苍鹭很快，" * 300)
    assert all(len(piece) <= 500 and piece.endswith("，") for piece in found)
    assert "".join(found) == "苍鹭很快，" * 300
    assert [len(piece) for piece in pieces("a" * 1200)] == [500, 500, 200]


def test_hostile_paragraphs_are_cut_without_delay() -> None:
    for pattern in ("Mr. ", "( ", ") ", "“a.” ", "((((。", "a.", '" ', "。”", "！的", "\t.\t"):
        spans = sentence_spans(pattern * 20_000)
        assert all(b - a <= 500 for a, b in spans)


PARAGRAPHS = st.text(alphabet="ab AB1.,!?…。！？；，“”‘’\"'()（）「」《》苍鹭说的\t", max_size=80)


@settings(deadline=None, max_examples=300)
@given(PARAGRAPHS)
def test_every_letter_is_in_one_sentence_and_order_is_kept(paragraph: str) -> None:
    spans = sentence_spans(paragraph)
    covered = {i for a, b in spans for i in range(a, b)}
    assert all(i in covered for i, c in enumerate(paragraph) if c.isalpha())
    assert all(a < b for a, b in spans)
    assert all(first[1] <= second[0] for first, second in pairwise(spans))
    assert all(paragraph[a:b] == paragraph[a:b].strip() for a, b in spans)


def article(text: str, title: str = "", noise: tuple[Noise, ...] = (), lang: Lang = Lang.EN) -> Article:
    """Return an article of that text."""
    return Article("a" * 12, 1, None, None, title, text, lang, None, datetime(2026, 1, 1, tzinfo=UTC), "f", noise)


def texts(sentences: tuple[Sentence, ...]) -> list[str]:
    """Return the words of the sentences."""
    return [s.text for s in sentences]


def junk(content: str, phrase: str) -> Noise:
    """Return the first occurrence of a phrase as noise."""
    return Noise(content.index(phrase), content.index(phrase) + len(phrase), NoiseKind.JUNK)


def test_the_title_is_one_sentence_and_paragraphs_are_numbered() -> None:
    found = sentences_of(article("One. Two.\n\nThree.", title="It is out. At last."))
    assert [(s.text, s.paragraph, s.index, s.is_title) for s in found] == [
        ("It is out. At last.", 0, 0, True),
        ("One.", 1, 1, False),
        ("Two.", 1, 2, False),
        ("Three.", 2, 3, False),
    ]


def test_without_a_title_no_sentence_is_one() -> None:
    found = sentences_of(article("One.\nTwo."))
    assert [(s.paragraph, s.is_title) for s in found] == [(0, False), (1, False)]


def test_a_title_of_signs_alone_is_no_sentence() -> None:
    assert texts(sentences_of(article("One.", title="***"))) == ["One."]


def test_offsets_count_in_the_content() -> None:
    it = article("  One.  Two. ", title="Title")
    assert all(it.content[s.start : s.end] == s.text for s in sentences_of(it))


def test_noise_at_the_ends_of_a_paragraph_leaves_its_sentences_whole() -> None:
    text = "Related: kelp It is fast. It is cheap (Photo: Orr)"
    noise = (junk(text, "Related: kelp "), junk(text, "(Photo: Orr)"))
    assert texts(sentences_of(article(text, noise=noise))) == ["It is fast.", "It is cheap"]


def test_noise_between_sentences_leaves_both() -> None:
    text = "It is fast. Subscribe now. It is cheap."
    assert texts(sentences_of(article(text, noise=(junk(text, "Subscribe now."),)))) == ["It is fast.", "It is cheap."]


def test_a_sentence_with_noise_in_its_middle_is_left_out_whole() -> None:
    text = "它很快。公司否认telegram下载，它会开源。它很便宜。"
    assert texts(sentences_of(article(text, noise=(junk(text, "telegram下载"),)))) == ["它很快。", "它很便宜。"]


def test_noise_over_several_lines_swallows_them() -> None:
    text = "One.\nSubscribe\nnow.\nTwo."
    assert texts(sentences_of(article(text, noise=(Noise(5, 19, NoiseKind.PROMOTION),)))) == ["One.", "Two."]


INTERVIEW = (
    "主持人：苍鹭为什么开源？你们考虑了多久才决定？\n"
    "欧达娜：我们考虑了一年。很多人反对这个决定。主持人：那么反对的人现在怎么看？\n"
    "欧达娜：他们现在都同意了，因为下载量说明了问题。\n"
    "没有标签的一段话。例如：苍鹭。\n"
)


def test_speaker_labels_name_the_speaker_and_are_no_part_of_a_sentence() -> None:
    found = sentences_of(article(INTERVIEW, lang=Lang.HANS))
    assert [(s.speaker, s.text) for s in found] == [
        ("主持人", "苍鹭为什么开源？"),
        ("主持人", "你们考虑了多久才决定？"),
        ("欧达娜", "我们考虑了一年。"),
        ("欧达娜", "很多人反对这个决定。"),
        ("主持人", "那么反对的人现在怎么看？"),
        ("欧达娜", "他们现在都同意了，因为下载量说明了问题。"),
        (None, "没有标签的一段话。"),
        (None, "例如：苍鹭。"),
    ]


def test_english_transcripts_have_speakers_too() -> None:
    text = (
        "Q: Why did you open the model?\nA: Because it helps us all.\nQ: Is it safe to do so?\nA: We think that it is."
    )
    assert [s.speaker for s in sentences_of(article(text))] == ["Q", "A", "Q", "A"]


def test_two_names_in_turn_are_a_conversation() -> None:
    turns = "Dana Orr: I think that it will work.\nTom Teal: I do not believe so at all.\n" * 2
    assert {s.speaker for s in sentences_of(article(turns))} == {"Dana Orr", "Tom Teal"}


@pytest.mark.parametrize(
    "text",
    [
        "价格：九元\n速度：很快\n价格：八元\n速度：更快",
        "Note: It is fast.\nNote: It is cheap.",
        "Heron: a model by Corvid Labs.\nIt is fast.\nIt is odd.\nGrebe: a model by Grebe.\nIt is old.\nIt is big.\n"
        * 2,
    ],
)
def test_lists_of_properties_and_lone_labels_are_no_conversation(text: str) -> None:
    assert {s.speaker for s in sentences_of(article(text))} == {None}


LINES = st.lists(st.text(alphabet="ab AB.。！苍鹭：:“”(", max_size=30), max_size=6)


@settings(deadline=None, max_examples=150)
@given(title=st.text(alphabet="ab .苍", max_size=10), lines=LINES, data=st.data())
def test_sentences_are_verbatim_ordered_numbered_and_free_of_noise(
    title: str, lines: list[str], data: st.DataObject
) -> None:
    text = "\n".join(lines)
    length = len(article(text, title).content)
    cuts = sorted(data.draw(st.lists(st.integers(0, length), max_size=4, unique=True)))
    noise = tuple(Noise(a, b, NoiseKind.JUNK) for a, b in zip(cuts[::2], cuts[1::2], strict=False))
    it = article(text, title, noise)
    found = sentences_of(it)
    assert [s.index for s in found] == list(range(len(found)))
    assert all(it.content[s.start : s.end] == s.text and "\n" not in s.text for s in found)
    assert all(a.end <= b.start and a.paragraph <= b.paragraph for a, b in pairwise(found))
    assert not any(n.start < s.end and s.start < n.end for n in noise for s in found)


@settings(deadline=None, max_examples=100)
@given(lines=LINES)
def test_without_noise_every_letter_is_quotable(lines: list[str]) -> None:
    it = article("\n".join(lines).replace(":", "").replace("：", ""))
    covered = {i for s in sentences_of(it) for i in range(s.start, s.end)}
    assert all(i in covered for i, c in enumerate(it.content) if c.isalpha())


def test_an_article_with_every_kind_of_noise_keeps_its_report() -> None:
    text = "By Ada Finch\nHeron-2 is fast. It is free.\nSubscribe to our newsletter.\nIt is small.\n© 2026 The Rookery"
    it = article(text, "Heron-2 is out", find_noise("Heron-2 is out", text, Lang.EN))
    assert texts(sentences_of(it)) == ["Heron-2 is out", "Heron-2 is fast.", "It is free.", "It is small."]


def test_a_sentence_that_a_feed_broke_off_is_none():
    cut = "The company said on Wednesday that it was part of a plan to let go thousands of corp"
    made = article(
        "Corvid Labs opened an office in Lima.\n" + cut, title="Corvid Labs grows and lets thousands of people go"
    )
    assert [s.text for s in sentences_of(made)] == [made.title, "Corvid Labs opened an office in Lima."]
