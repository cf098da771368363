"""What a number is about, as of when and by whom, where the sentence alone does not say it; of invented models."""

from __future__ import annotations

from datetime import date

import pytest

from digests.figure import Comparator, Figure, Flag
from digests.language import Lang
from digests.lexicon import Entity, EntityType, Lexicon
from digests.text.script import language_of
from digests.understand import understand
from digests.when import Published, When
from tests.builders import an_article


def _entity(slug: str, kind: EntityType, *names: str, family: str | None = None, maker: str | None = None) -> Entity:
    return Entity(slug, kind, {Lang.EN: names[0]}, names, family=family, maker=maker)


LEXICON = Lexicon(
    entities={
        entity.id: entity
        for entity in (
            _entity("corvid-labs", EntityType.COMPANY, "Corvid Labs", "Corvid", "科维德实验室", "科維德"),
            _entity("grebe-ai", EntityType.COMPANY, "Grebe AI", "格里布"),
            _entity("dana-orr", EntityType.PERSON, "Dana Orr", "Orr", "歐黛娜", "欧黛娜", maker="corvid-labs"),
            _entity("heron", EntityType.MODEL, "Heron", "苍鹭", maker="corvid-labs"),
            _entity("heron-1", EntityType.MODEL, "Heron 1", "苍鹭1", family="heron", maker="corvid-labs"),
            _entity("heron-2", EntityType.MODEL, "Heron 2", "苍鹭2", family="heron", maker="corvid-labs"),
            _entity("heron-2-tern", EntityType.MODEL, "Heron 2 Tern", family="heron", maker="corvid-labs"),
            _entity("heron-2-gull", EntityType.MODEL, "Heron 2 Gull", family="heron", maker="corvid-labs"),
            _entity("bittern", EntityType.MODEL, "Bittern", "麻鳽", maker="grebe-ai"),
            _entity("p9", EntityType.CHIP, "P9"),
        )
    },
    acts={},
    dictionary={"欧阳": "/two-character surname Ouyang/", "带领": "/to lead/", "孩子": "/child/"},
)
PUBLISHED = Published(date(2026, 3, 19))


def figures(text: str, title: str = "") -> tuple[Figure, ...]:
    article = an_article(text, title=title, lang=language_of(text or title), published=PUBLISHED)
    return understand(article, LEXICON).figures


def told(text: str, title: str = "") -> list[tuple[str, str, str]]:
    """Return subject, metric and value of the figures of an article."""
    return [(f.subject, f.metric, f"{f.value.normalize():g}") for f in figures(text, title)]


@pytest.mark.parametrize(
    "text",
    [
        "Heron 2 comes in three sizes, with 7 billion, 13 billion and 34 billion parameters.",
        "苍鹭2共有70亿、130亿和340亿参数三个版本。",
        "蒼鷺登場，Heron 2有70億、130億與340億參數。",
    ],
)
def test_the_sizes_of_a_list_are_those_of_variants(text: str):
    assert told(text) == [("heron-2", "variant_parameters", size) for size in ("7e+9", "1.3e+10", "3.4e+10")]
    assert not any(figure.flags for figure in figures(text))


def test_a_range_of_sizes_has_two_variants():
    found = told("Corvid Labs released Heron 1, a family of models that range from 7 billion to 65 billion parameters.")
    assert found == [("heron-1", "variant_parameters", "7e+9"), ("heron-1", "variant_parameters", "6.5e+10")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Heron 2 has 600 billion parameters, of which 37 billion are active for each token.",
            [("parameters", "6e+11"), ("active_parameters", "3.7e+10")],
        ),
        ("苍鹭2总参数6000亿，每个词元激活370亿。", [("parameters", "6e+11"), ("active_parameters", "3.7e+10")]),
        ("The largest Heron 2 has 90 billion parameters.", [("variant_parameters", "9e+10")]),
    ],
)
def test_active_parameters_and_sizes_of_one_variant_are_told_apart(text: str, expected: list[tuple[str, str]]):
    assert told(text) == [("heron-2", *one) for one in expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Bittern outperforms Heron 1 at about half the size.", []),
        ("麻鳽性能超过Heron 1，体积只有一半的大小。", []),
        ("Heron 2 comes close to the 405B model.", []),
        ("Bittern outperforms Heron 1 and answers six times faster.", [("bittern", "speed_growth", "6")]),
        ("麻鳽推理速度是苍鹭1的六倍。", [("bittern", "speed_growth", "6")]),
        ("与苍鹭1相比，麻鳽的参数达90亿。", [("bittern", "parameters", "9e+9")]),
        (
            "Heron 2 is better than Bittern, which has 175 billion parameters.",
            [("bittern", "parameters", "1.75e+11")],
        ),
        ("科维德发布4050亿参数的苍鹭1。", [("heron-1", "parameters", "4.05e+11")]),
    ],
)
def test_what_is_only_compared_has_no_figures_of_the_other(text: str, expected: list[tuple[str, str, str]]):
    assert told(text) == expected


def test_a_model_like_a_larger_one_bounds_nothing_of_it():
    (figure,) = figures("科维德称其表现接近4050亿参数的苍鹭1。")
    assert (figure.subject, figure.comparator) == ("heron-1", Comparator.EQ)


@pytest.mark.parametrize(
    ("title", "text", "subject"),
    [
        ("Corvid Labs releases Heron 2", "It was trained on 14 trillion tokens.", "heron-2"),
        ("Corvid Labs releases Heron 2", "The largest was trained on 14 trillion tokens.", "heron-2"),
        ("科维德发布苍鹭2", "模型训练用了14万亿个词元。", "heron-2"),
        ("Corvid Labs opens Heron", "Heron 2 is out.\nIt was trained on 14 trillion tokens.", "heron-2"),
        ("Corvid Labs releases Heron 2", "Gull was trained on 14 trillion tokens.", "heron-2-gull"),
        ("Heron 2 Tern and Gull", "Each was trained on 14 trillion tokens.", ""),
        ("Corvid Labs moves house", "It was trained on 14 trillion tokens.", ""),
        ("Heron 2", "Training on P9 chips used 14 trillion tokens.", "heron-2"),
    ],
)
def test_it_and_the_model_are_what_the_article_is_about(title: str, text: str, subject: str):
    assert [found[0] for found in told(text, title) if found[1] == "training_tokens"] == [subject]


def test_a_firm_has_what_no_model_has():
    text = "On Sunday the company announced a funding round of 385 million euros."
    assert told(text, "Corvid Labs grows with Heron 2") == [("corvid-labs", "funding", "3.85e+8")]


def test_a_limit_on_users_is_the_licences_and_no_companys():
    text = "Companies with more than 700 million monthly active users must ask Corvid Labs for a licence."
    assert told(text, "The licence of Heron 2") == [("heron-2", "monthly_active_users_limit", "7e+8")]


@pytest.mark.parametrize(
    ("text", "metric"),
    [
        ("Corvid Labs shed about $589 billion of market value.", "market_cap_loss"),
        ("科维德市值一天蒸发约5930亿美元。", "market_cap_loss"),
        ("Corvid Labs loses $589 billion in one day as investors worry.", "market_cap_loss"),
        ("Up to 30 percent of code at Corvid Labs is written by Heron.", "share"),
        ("科维德股价重挫17%。", "share_price_decrease"),
    ],
)
def test_losses_of_value_and_shares_have_their_own_metrics(text: str, metric: str):
    assert [found[1] for found in told(text)] == [metric]


def _day(day: str, end: str | None = None) -> tuple[date, date]:
    return date.fromisoformat(day), date.fromisoformat(end or day)


def _period(when: When | None) -> tuple[date, date] | None:
    return (when.start, when.end) if when else None


@pytest.mark.parametrize(
    "text",
    [
        "Heron的下载量3月17日已达10亿次，比去年12月初的6.5亿次增加五成多。",
        "Heron had one billion downloads on 17 March, up from 650 million in early December.",
    ],
)
def test_what_a_number_is_measured_from_has_its_own_date(text: str):
    found = {int(figure.value): _period(figure.as_of) for figure in figures(text) if figure.metric == "downloads"}
    assert found == {10**9: _day("2026-03-17"), 650_000_000: _day("2025-12-01", "2025-12-10")}
    assert not any(Flag.CONFLICT in figure.flags for figure in figures(text))


def test_what_a_number_is_measured_from_never_takes_the_date_of_the_sentence():
    now, before = figures("On 17 March Heron had 900 million users, up from 650 million.")
    assert (_period(now.as_of), before.as_of) == (_day("2026-03-17"), None)


@pytest.mark.parametrize(
    ("title", "when"),
    [
        ("Heron passes one billion downloads", _day("2026-03-19")),
        ("Heron下载量突破10亿次", _day("2026-03-19")),
        ("Corvid Labs raised $5 million", None),
        ("Heron 2 has 70B parameters", None),
        ("Corvid Labs reports a loss of $5 million", None),
    ],
)
def test_a_title_in_the_present_tense_holds_at_publication(title: str, when: tuple[date, date] | None):
    assert [_period(figure.as_of) for figure in figures("Hello.", title)] == [when]


def test_the_day_of_a_release_is_no_date_of_what_a_model_is():
    (figure,) = figures("On 17 March Corvid Labs released Heron 2 with 70 billion parameters.")
    assert figure.as_of is None


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Corvid執行長歐黛娜週二在論壇上表示，Heron有3萬名開發者。", "歐黛娜"),
        ("Corvid執行長何敏週二在論壇上表示，Heron有3萬名開發者。", "何敏"),
        ("该公司表示，Heron有3万名开发者。", None),
        ("论文称，Heron有3万名开发者。", None),
    ],
)
def test_a_chinese_speaker_is_a_name_without_office_time_and_place(text: str, speaker: str | None):
    assert [figure.speaker for figure in figures(text)] == [speaker]


def test_a_title_may_name_its_speaker_first():
    (figure,) = figures("Hello.", "Orr: up to 30 percent of Corvid code is written by Heron")
    assert figure.speaker == "Orr"


def test_a_count_so_far_beside_a_release_is_the_familys():
    assert told("", "科维德发布苍鹭2，累计下载超过6.5亿次") == [("heron", "downloads", "6.5e+8")]
    assert told("", "科维德宣布苍鹭2累计下载超过6.5亿次") == [("heron-2", "downloads", "6.5e+8")]


def test_what_a_maker_trains_them_on_is_told_of_the_model():
    text = "Corvid Labs released Heron 2 on Monday.\nCorvid Labs trained it on 24,000 GPUs."
    assert told(text, "Corvid Labs releases Heron 2") == [("heron-2", "training_gpus", "2.4e+4")]


@pytest.mark.parametrize(
    ("text", "subjects"),
    [
        ("Merl 季度营收为4亿美元,同比增长38%。", ["Merl", "Merl"]),
        ("2026年1月,Merl 的周活跃用户达4.8亿。", ["Merl"]),
        ("Merl 今年的資本支出預計將達 20 億美元。", ["Merl"]),
        ("据悉,Merl Cloud 投资1.2亿英镑。", ["Merl Cloud"]),
        ("In January 2026, Merl Cloud invested £120 million. It serves 1.5 million customers.", ["Merl Cloud"] * 2),
        ("Finch & Vale spent $3 million; Merl limits users to 50 requests a day.", ["Finch & Vale", "Merl"]),
        ("Lou Finch, 41, leads a team of 85 researchers.", ["Lou Finch"]),
        ("34岁的方磊带领团队。", ["方磊"]),
        ("34岁的欧阳澄带领团队。", ["欧阳澄"]),
    ],
)
def test_an_unknown_name_is_the_subject_where_a_subject_stands(text: str, subjects: list[str]):
    assert [subject for subject, _, _ in told(text)] == subjects


@pytest.mark.parametrize(
    "text",
    [
        "Investors put $3 million into it.",
        "Where prices end it costs $3 million.",
        "The 6 birds cost $3 million.",
        "The stock costs $3 million.",
        "GPU 售价3万元。",
        "Merl 数据显示,售价3万元。",
        "5岁的孩子会画画。",
        "Today prices fell by 3%.",
    ],
)
def test_an_ordinary_word_with_a_capital_is_no_subject(text: str):
    assert {subject for subject, _, _ in told(text)} <= {""}
