"""The starter data is sound, and a mistake in it is named with its file and row."""

from __future__ import annotations

import json
import re
import shutil
import tomllib
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from config.lexicon import load_lexicon, load_topics, read_lexicon, read_topics
from config.starter_files import STARTER
from digests.affiliations import affiliation_at
from digests.errors import BadSetting
from digests.language import Lang
from digests.lexicon import EntityType, Kind
from digests.spelling import spellings
from digests.topic import members

LEXICON = load_lexicon()
SOURCES = {"seeds", "events", "references", "stream", "juya", "titles", "github"}
"""The short keys of ``seen``; anything else is an address."""
READ = re.compile(r"^# read and clean: into Chinese (?P<zh>\d+)(?: \(off\))?, into English (?P<en>\d+)", re.MULTILINE)
ENOUGH = 20

FOUNDING = {
    "LLaMA": "llama",
    "初代Llama": "llama-1",
    "首个版本的LLaMA": "llama-1",
    "第一个Llama模型": "llama-1",
    "LLaMA 2": "llama-2",
    "第二个Llama模型": "llama-2",
    "Llama-3": "llama-3",
    "Llama 3.1": "llama-3.1",
    "Llama 4": "llama-4",
    "Llama-5": "llama-5",
    "Galactica": "galactica",
    "GPT-4": "gpt-4",
    "ChatGPT": "chatgpt",
    "Claude": "claude",
    "Gemini": "gemini",
    "Bard": "bard",
    "Grok": "grok",
    "Perplexity": "perplexity",
    "Alpaca": "alpaca",
    "Vicuna": "vicuna",
    "WizardLM": "wizardlm",
    "Meta AI": "meta-ai",
    "PyTorch": "pytorch",
    "Facebook": "facebook",
    "Instagram": "instagram",
    "WhatsApp": "whatsapp",
    "Messenger": "messenger",
    "Threads": "threads",
    "Reels": "reels",
    "Quest头显": "quest",
    "TikTok": "tiktok",
    "Android": "android",
    "iOS": "ios",
    "Linux": "linux",
    "微软Windows": "windows",
    "Bing": "bing",
    "Gmail": "gmail",
    "谷歌地图": "google-maps",
    "谷歌搜索": "google-search",
    "H100": "h100",
}
"""The systems named there, each with its entity."""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a copy of the starter data that a test may spoil."""
    shutil.copytree(str(STARTER), tmp_path / "starter")
    return tmp_path / "starter"


def test_the_lexicon_is_read_once():
    assert load_lexicon() is LEXICON


def test_a_name_is_shown_in_each_language_with_regional_forms():
    zuckerberg = LEXICON.entities["mark-zuckerberg"]
    assert [zuckerberg.shown(lang) for lang in (Lang.EN, Lang.HANS, Lang.HANT)] == [
        "Mark Zuckerberg",
        "马克·扎克伯格",
        "馬克·祖克柏",
    ]


def test_a_traditional_name_is_converted_where_the_region_has_none_of_its_own():
    assert LEXICON.entities["microsoft"].shown(Lang.HANT) == "微軟"


def test_a_name_without_chinese_is_shown_in_english_everywhere():
    assert LEXICON.entities["openai"].shown(Lang.HANT) == "OpenAI"


def test_a_numbered_family_has_members_that_no_row_names():
    member = LEXICON.entities["llama-3.2"]
    assert (member.shown(Lang.EN), member.family, member.maker) == ("Llama 3.2", "llama", "meta")
    assert "Meta Llama 3.2" in member.names


def test_a_member_with_a_row_of_its_own_keeps_its_names_and_gets_those_of_the_family():
    assert {"Llama 2", "第二代Llama", "Meta Llama 2"} <= set(LEXICON.entities["llama-2"].names)
    assert LEXICON.entities["llama-2"].maker == "meta"


def test_every_act_has_a_tag_word_and_forms_in_both_languages():
    for act in LEXICON.acts.values():
        assert set(act.name) == {Lang.EN, Lang.HANS, Lang.HANT}, act.id
        assert act.forms[Lang.EN], act.id
        assert act.forms[Lang.HANS], act.id


def test_every_headline_template_has_a_place_for_actor_and_object():
    templates = [template for act in LEXICON.acts.values() for template in act.headline.values()]
    assert templates
    assert all("{actor}" in template and "{object}" in template for template in templates)


def test_an_act_is_composed_only_into_a_language_in_which_twenty_lines_were_read():
    blocks = (STARTER / "acts.toml").read_text(encoding="utf-8").split("[[act]]")[1:]
    for block in blocks:
        read, templates = READ.search(block), set(tomllib.loads(block).get("headline", {}))
        into_chinese, into_english = (int(read["zh"]), int(read["en"])) if read else (0, 0)
        expected = {"zh-Hans", "zh-Hant"} if into_chinese >= ENOUGH else set()
        assert templates == (expected | {"en"} if into_english >= ENOUGH else expected), block


def test_an_act_may_be_composed_into_one_language_only():
    assert set(LEXICON.acts["open-source"].headline) == {Lang.HANS, Lang.HANT}
    assert not LEXICON.acts["update"].headline


def test_acts_that_only_label_have_no_headline():
    assert not LEXICON.acts["say"].headline
    assert not LEXICON.acts["accuse"].headline
    assert LEXICON.acts["release"].headline[Lang.HANT] == "{actor}發布{object}"


def test_an_act_says_who_can_do_it_to_what():
    acquire = LEXICON.acts["acquire"]
    assert acquire.kind is Kind.DEAL
    assert EntityType.COMPANY in acquire.objects
    assert EntityType.MODEL not in acquire.actors


def test_the_glossary_is_lower_case_english_with_chinese():
    assert ("open source", "开源") in LEXICON.glossary
    assert all(english == english.lower() for english, _ in LEXICON.glossary)


def test_primary_outlets_are_compared_without_case():
    assert "openai" in LEXICON.primary_outlets
    assert "huggingface.co" in LEXICON.primary_outlets


def test_the_topic_llama_stands_for_every_version():
    llama = next(topic for topic in load_topics() if topic.slug == "llama")
    assert {"llama", "llama-1", "llama-2", "llama-3.1", "llama-4-scout", "code-llama"} <= members(llama, LEXICON)


def rows() -> list[dict[str, Any]]:
    return [json.loads(line) for line in (STARTER / "entities.jsonl").read_text(encoding="utf-8").splitlines()]


def test_the_names_of_the_field_are_many_and_of_every_sort():
    types = Counter(row["type"] for row in rows())
    assert sum(types.values()) >= 700
    assert types["model"] >= 200
    assert types["company"] >= 150
    assert set(types) == set(EntityType) - {EntityType.PLACE}


def test_every_row_says_where_its_names_were_seen():
    for row in rows():
        places = [row["seen"]] if isinstance(row["seen"], str) else row["seen"]
        places = [*places, *(one["seen"] for one in row.get("affiliations", ()))]
        assert places, row["id"]
        assert all(place in SOURCES or place.startswith(("http://", "https://")) for place in places), row["id"]


def test_no_two_entities_share_a_name_that_one_of_them_calls_certain():
    owners: dict[str, str] = {}
    for entity in LEXICON.entities.values():
        for name in set(entity.names) - entity.ambiguous:
            for spelling in spellings(name):
                assert owners.setdefault(spelling, entity.id) == entity.id, name


def test_every_family_and_every_maker_is_an_entity():
    linked = {link for entity in LEXICON.entities.values() for link in (entity.family, entity.maker) if link}
    assert linked <= set(LEXICON.entities)


def test_who_moved_has_an_employer_for_each_time_and_the_last_one_as_maker():
    schulman = LEXICON.entities["john-schulman"]
    days = (date(2024, 7, 31), date(2024, 9, 1), date(2025, 2, 1))
    assert [affiliation_at(schulman, day) for day in days] == ["openai", "anthropic", "thinking-machines-lab"]
    assert schulman.maker == "thinking-machines-lab"


def test_who_left_for_nowhere_known_has_no_maker():
    hinton = LEXICON.entities["geoffrey-hinton"]
    assert hinton.maker is None
    assert affiliation_at(hinton, date(2012, 12, 31)) is None
    assert affiliation_at(hinton, date(2023, 5, 31)) == "google"


@pytest.mark.parametrize(("name", "entity"), FOUNDING.items())
def test_every_system_of_the_founding_articles_is_known(name: str, entity: str):
    assert spellings(name) <= {spelling for one in LEXICON.entities[entity].names for spelling in spellings(one)}


JOB = {"maker": "meta", "from": "2020", "seen": "titles"}
"""An employer of a person, as a row gives it."""


def spoil(folder: Path, **row: object) -> None:
    grebe = {"id": "grebe", "type": "company", "en": "Grebe", "seen": "titles"}
    with (folder / "entities.jsonl").open("a", encoding="utf-8") as file:
        file.write(json.dumps(grebe | row, ensure_ascii=False) + "\n")


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        ({"id": "meta"}, "the id 'meta' is given twice"),
        ({"family": "heron"}, "'heron' is the id of no entity"),
        ({"maker": "corvid-labs"}, "'corvid-labs' is the id of no entity"),
        ({"affiliations": [JOB]}, "only a person without a maker has affiliations"),
        ({"type": "person", "maker": "meta", "affiliations": [JOB]}, "only a person without a maker has affiliations"),
        ({"type": "person", "affiliations": [JOB | {"maker": "corvid-labs"}]}, "'corvid-labs' is the id of no entity"),
        ({"type": "person", "affiliations": [JOB | {"to": "2019-12"}]}, "the time at 'meta' ends before it begins"),
        ({"type": "person", "affiliations": [JOB | {"from": "2020-13"}]}, "string should match pattern"),
        ({"type": "bird"}, "type input should be 'company'"),
        ({"colour": "blue"}, "colour extra inputs are not permitted"),
        ({"names": ["meta platforms"]}, "the name 'meta platforms' belongs to 'meta' already"),
        ({"names": ["輝達"]}, "the name '輝達' belongs to 'nvidia' already"),
        ({"names": ["Threads"], "ambiguous": []}, "the name 'Threads' belongs to 'threads' already"),
        ({"ambiguous": ["Heron"]}, "the ambiguous name 'Heron' is none of its names"),
        ({"seen": None}, "seen"),
        ({"seen": ""}, "seen"),
        ({"seen": []}, "seen"),
    ],
)
def test_a_mistake_in_an_entity_is_named(folder: Path, row: dict[str, object], problem: str):
    spoil(folder, **row)
    with pytest.raises(BadSetting) as refused:
        read_lexicon(folder)
    assert "entities.jsonl" in str(refused.value)
    assert problem in str(refused.value)


def test_a_spelling_may_be_shared_where_both_call_it_ambiguous(folder: Path):
    spoil(folder, names=["Threads"], ambiguous=["Threads"])
    assert "Threads" in read_lexicon(folder).entities["grebe"].names


def test_a_line_that_is_not_json_is_named_by_its_number(folder: Path):
    (folder / "entities.jsonl").write_text('\n{"id": \n', encoding="utf-8")
    with pytest.raises(BadSetting, match=r"entities\.jsonl, row=row 2, problem=is not JSON"):
        read_lexicon(folder)


@pytest.mark.parametrize(
    ("file", "line", "problem"),
    [
        ("acts.toml", '[[act]]\nid = "release"\nkind = "release"\nname = {}\nen = []\nzh = []', "given twice"),
        ("acts.toml", '[[act]]\nid = "x"\nkind = "other"\nname = {}\nen = ["sue"]\nzh = []', "a form of 'sue' already"),
        ("acts.toml", '[[act]]\nid = "x"\nkind = "dance"\nname = {}\nen = []\nzh = []', "act 5., problem=kind"),
        ("acts.toml", "[[act", "data-not-toml"),
        ("outlets.toml", 'secondary = ["Grebe"]', "secondary extra inputs"),
        ("glossary.tsv", "只有中文", "row"),
        ("glossary.tsv", "model\t", "is not two words divided by a tab"),
    ],
)
def test_a_mistake_in_another_file_is_named(folder: Path, file: str, line: str, problem: str):
    with (folder / file).open("a", encoding="utf-8") as opened:
        opened.write(f"\n{line}\n")
    with pytest.raises(BadSetting, match=problem) as refused:
        read_lexicon(folder)
    assert file in str(refused.value)
    assert refused.value.key.startswith("data-")


@pytest.mark.parametrize(
    ("topic", "problem"),
    [
        ('slug = "llama"\nname = { en = "Llama" }\nentities = []', "the slug 'llama' is given twice"),
        ('slug = "birds"\nname = { en = "Birds" }\nentities = ["heron"]', "'heron' is the id of no entity"),
    ],
)
def test_a_mistake_in_a_topic_is_named(folder: Path, topic: str, problem: str):
    with (folder / "topics.toml").open("a", encoding="utf-8") as opened:
        opened.write(f"\n[[topic]]\n{topic}\n")
    with pytest.raises(BadSetting) as refused:
        read_topics(folder, LEXICON)
    assert problem in str(refused.value)


def test_a_file_the_folder_does_not_have_is_the_packaged_one(folder: Path):
    (folder / "glossary.tsv").unlink()
    assert read_lexicon(folder).glossary == LEXICON.glossary


def test_background_frequencies_are_read_where_they_are_given(folder: Path):
    (folder / "frequencies.tsv").write_text("model\t812\n\t10000\n", encoding="utf-8")
    assert dict(read_lexicon(folder).frequencies) == {"model": 812, "": 10000}


def test_a_frequency_that_is_no_number_is_named(folder: Path):
    (folder / "frequencies.tsv").write_text("model\tmany\n", encoding="utf-8")
    with pytest.raises(BadSetting, match=r"frequencies\.tsv, row=row 1"):
        read_lexicon(folder)


def test_without_a_background_table_of_its_own_a_folder_uses_the_packaged_one(folder: Path):
    (folder / "frequencies.tsv").unlink(missing_ok=True)
    assert read_lexicon(folder).frequencies == LEXICON.frequencies


def test_the_packaged_frequencies_are_of_general_language():
    assert LEXICON.frequencies["w:say"] > LEXICON.frequencies["w:weather"] > LEXICON.frequencies[""] / 10_000
