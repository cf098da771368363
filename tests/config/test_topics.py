"""The starter topics find what they are named for, in all three scripts, and leave the rest."""

from __future__ import annotations

import pytest

from config.lexicon import load_lexicon, load_topics
from digests.entities import find_mentions
from digests.language import Lang
from digests.lexicon import EntityType
from digests.ranking import strength
from digests.reading import Reading
from digests.text.sentences import sentences_of
from digests.topic import members
from tests.builders import an_article

LEXICON = load_lexicon()
TOPICS = {topic.slug: topic for topic in load_topics()}


def topics_of(title: str) -> set[str]:
    lang = Lang.EN if title.isascii() else Lang.HANS
    article = an_article("", title=title, lang=lang)
    reading = Reading(article, sentences_of(article), find_mentions(article.content, LEXICON), (), ())
    return {slug for slug, topic in TOPICS.items() if strength([reading], topic, LEXICON)}


def test_the_topics_of_a_new_installation():
    assert set(TOPICS) >= {
        "llama",
        "open-models",
        "licensing-policy",
        "chips",
        "chinese-labs",
        "agents",
        "safety",
        "funding",
        "benchmarks",
    }


@pytest.mark.parametrize("slug", TOPICS)
def test_every_topic_has_a_name_in_three_languages(slug: str):
    assert set(TOPICS[slug].name) == {Lang.EN, Lang.HANS, Lang.HANT}


def test_chips_names_every_chip_that_is_not_for_phones_and_laptops():
    chips = {entity.id for entity in LEXICON.entities.values() if entity.type is EntityType.CHIP}
    assert chips - members(TOPICS["chips"], LEXICON) <= {"snapdragon", "ryzen", "panther-lake", "apple-silicon"}


def test_benchmarks_names_every_benchmark_that_has_a_name():
    benchmarks = {entity.id for entity in LEXICON.entities.values() if entity.type is EntityType.BENCHMARK}
    assert benchmarks <= members(TOPICS["benchmarks"], LEXICON)


@pytest.mark.parametrize(
    ("title", "topics"),
    [
        ("Llama 3.1 can now be fine-tuned on one machine", {"llama", "open-models"}),
        ("Llama-3.1 微调教程", {"llama", "open-models"}),
        ("Three children visited a llama farm near Lima", set()),
        ("A new open-weight model beats larger ones", {"open-models"}),
        ("这家实验室发布新的开源模型", {"open-models"}),
        ("這家實驗室釋出新的開源模型", {"open-models"}),
        ("An open-source calendar for the terminal", set()),
        ("Parliament votes on the AI Act", {"licensing-policy"}),
        ("立法會討論生成式人工智慧法", {"licensing-policy"}),
        ("议会讨论人工智能立法", {"licensing-policy"}),
        ("The parliament votes on fishing quotas", set()),
        ("Waiting times for the H100 fall", {"chips"}),
        ("国产芯片产量翻番", {"chips"}),
        ("國產晶片產量翻倍", {"chips"}),
        ("A blue chip among the stocks", set()),
        ("The best graphics card for a small GPU budget", set()),
        ("Moonshot AI hires in Beijing", {"chinese-labs"}),
        ("字节跳动招聘研究员", {"chinese-labs"}),
        ("月之暗面招募研究員", {"chinese-labs"}),
        ("How agentic shopping changes the checkout", {"agents"}),
        ("智能体进入客服中心", {"agents"}),
        ("客服中心導入 AI 代理人", {"agents"}),
        ("The travel agent returns", set()),
        ("A prompt injection hides in a calendar", {"safety"}),
        ("研究者演示提示词注入", {"safety"}),
        ("研究者示範提示詞注入", {"safety"}),
        ("A safety belt for dogs", set()),
        ("Grebe AI closes a funding round", {"funding"}),
        ("灰雁智能完成新一轮融资", {"funding"}),
        ("灰雁智慧完成新一輪募資", {"funding"}),
        ("A bank raises target and lowers hopes", set()),
        ("A new leaderboard for translation", {"benchmarks"}),
        ("新的翻译基准测试", {"benchmarks"}),
        ("新的翻譯基準測試", {"benchmarks"}),
    ],
)
def test_a_title_belongs_to_these_topics(title: str, topics: set[str]):
    assert topics_of(title) == topics
