"""From sentences to events: who did what to what, when, and how sure that is."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digests.chronicle import find_events
from digests.event import Hedge, Status
from digests.lexicon import Kind
from digests.when import Basis, Granularity, Qualifier
from tests.digests.chronicle.stage import LEXICON, article, event, events, reading

GOLDEN = [
    ("Corvid Labs released Heron 2 in July 2025.", "release", "corvid", "heron-2"),
    ("In July 2025, Corvid Labs released Heron 2, a large model.", "release", "corvid", "heron-2"),
    ("Heron 2 was released by Corvid Labs in July 2025.", "release", "corvid", "heron-2"),
    ("Heron 2 was officially released in July 2025.", "release", "", "heron-2"),
    ("Heron 2, released in July 2025, is widely used.", "release", "", "heron-2"),
    ("Heron 2, which Corvid Labs released in July 2025, is widely used.", "release", "corvid", "heron-2"),
    ("The release of Heron 2 in July 2025 changed the field.", "release", "", "heron-2"),
    ("Corvid's launch of Heron 2 in July 2025 changed the field.", "release", "corvid", "heron-2"),
    ("Critics liked Corvid's decision to release Heron 2 in July 2025.", "release", "corvid", "heron-2"),
    ("Corvid Labs announced the release of Heron 2 in July 2025, now available.", "release", "corvid", "heron-2"),
    ("Corvid Labs open-sourced Heron 2 in July 2025.", "open-source", "corvid", "heron-2"),
    ("Grebe was acquired by Wren Cloud in July 2025.", "acquire", "wren", "grebe"),
    ("Grebe partnered with Wren Cloud in July 2025.", "partner", "grebe", "wren"),
    ("Corvid Labs released Heron 2, in July 2025.", "release", "corvid", "heron-2"),
    ("鸦科公司于2025年7月发布Heron 2。", "release", "corvid", "heron-2"),
    ("2025年7月,鸦科公司正式推出了最新模型Heron 2。", "release", "corvid", "heron-2"),
    ("Heron 2由鸦科公司于2025年7月发布。", "release", "corvid", "heron-2"),
    ("鸦科公司在2025年7月将Heron 2开源。", "open-source", "corvid", "heron-2"),
    ("2025年7月面世的Heron 2很受欢迎。", "release", "", "heron-2"),
    ("Heron 2於2025年7月問世。", "release", "", "heron-2"),
    ("Grebe于2025年7月被鸦科公司收购。", "acquire", "corvid", "grebe"),
    ("鸦科公司与Grebe在2025年7月达成合作。", "partner", "corvid", "grebe"),
    ("2025年7月,鸦科公司发布了名为Heron 2的聊天机器人。", "release", "corvid", "heron-2"),
    ("鸦科公司扩大团队,并于2025年7月发布Heron 2。", "release", "corvid", "heron-2"),
    ("2025年7月,黛娜·奥尔将Kite Lab与部署模型的团队整合到了同一部门。", "merge-teams", "dana-orr", ""),
]


@pytest.mark.parametrize(("text", "act", "actor", "thing"), GOLDEN)
def test_who_did_what_to_what_is_read_from_the_clause(text: str, act: str, actor: str, thing: str):
    found = event(text)
    assert (found.act, found.status) == (act, Status.HAPPENED)
    assert found.actors == ((actor,) if actor else ())
    assert found.objects == ((thing,) if thing else ())
    assert (found.when.start, found.when.end) == (date(2025, 7, 1), date(2025, 7, 31))


@pytest.mark.parametrize(
    "text",
    [
        "Did Corvid Labs release Heron 2 in July 2025?",
        "鸦科公司是在2025年7月发布Heron 2的吗？",
        "If Corvid Labs releases Heron 3 in 2026, Grebe will suffer.",
        "如果鸦科公司在2026年1月发布Heron 3,市场会变。",
        "Perhaps Grebe released Dipper in May 2025.",
        "I moved to the coast in May 2019.",
        "Corvid Labs released Heron 2.",
        "随着鸦科公司发布Heron 2,竞争加剧。",
        "A bird in the hand is worth two in the bush.",
        "Back in the 1990s, Grebe was a toy shop.",
        "Grebe的员工度过了2023年和2024年的困境。",
        "Analysts await Grebe's Q3 earnings.",
        "Grebe published its results for the third quarter of 2025.",
    ],
)
def test_questions_suppositions_asides_and_undated_acts_yield_nothing(text: str):
    assert events("A line. 首先。\nAnother line.\n" + text) == ()


def test_each_date_belongs_to_one_act_and_a_comparison_does_not_lend_its_date():
    heron, dipper = events(
        "Orr compared Corvid's decision to release Heron 2 in May 2025 to Grebe's launch of Dipper in 2017."
    )
    assert (heron.actors, heron.objects, heron.when.start.year) == (("corvid",), ("heron-2",), 2025)
    assert (dipper.actors, dipper.objects, dipper.when.start.year) == (("grebe",), ("dipper",), 2017)


def test_a_background_clause_does_not_take_the_date_that_leads_the_sentence():
    (found,) = events("2024年11月,就在Grebe发布Dipper之前,鸦科公司起诉了Wren Cloud。")
    assert (found.act, found.objects) == ("sue", ("wren",))


def test_two_acts_with_their_own_dates_are_two_events():
    first, second = events("自2025年2月发布首个版本的Heron以来,仅五个月后便推出了Heron 2。")
    assert (first.objects, first.when.start.month) == (("heron-1",), 2)
    assert (second.objects, second.when.start.month, second.when.basis) == (("heron-2",), 7, Basis.EVENT)


def test_a_verb_left_out_the_second_time_is_understood():
    first, second = events("Corvid Labs released Heron 1 in February 2025 and Heron 2 five months later.")
    assert (first.objects, second.objects) == (("heron-1",), ("heron-2",))
    assert (second.actors, second.when.start) == (("corvid",), date(2025, 7, 1))


STATUSES = [
    ("Corvid Labs plans to release Heron 3 in 2026.", Status.PLANNED, None),
    ("鸦科公司将于明年推出Heron 3。", Status.PLANNED, None),
    ("Corvid Labs announced Heron 3 in July 2025.", Status.HAPPENED, Hedge.ANNOUNCED),
    ("鸦科公司于2025年7月公布了Heron 3。", Status.HAPPENED, Hedge.ANNOUNCED),
    ("鸦科公司于2025年7月公布了Heron 3,即日起开放下载。", Status.HAPPENED, None),
    ("Corvid Labs reportedly acquired Grebe in July 2025.", Status.HAPPENED, Hedge.REPORTED),
    ("据报道,鸦科公司于2025年7月收购了Grebe。", Status.HAPPENED, Hedge.REPORTED),
    ("Corvid Labs did not release Heron 3 in July 2025.", Status.HAPPENED, Hedge.NEGATED),
    ("鸦科公司并未在2025年7月发布Heron 3。", Status.HAPPENED, Hedge.NEGATED),
    ("鸦科公司否认在2025年7月收购Grebe。", Status.HAPPENED, Hedge.DENIED),
    ("In July 2025 Corvid Labs was in talks to acquire Grebe.", Status.HAPPENED, Hedge.TALKS),
    ("2025年夏季,鸦科公司面临抉择:是否将Heron 2开源。", Status.HAPPENED, Hedge.ASKED),
    ("Dana Orr said in July 2025 that birds matter.", Status.STATEMENT, None),
    ("Bird Council criticised Corvid Labs in July 2025.", Status.STATEMENT, None),
    ("Tern Chat had over 500 million users in July 2025.", Status.SNAPSHOT, None),
    ("2025年7月,Tern Chat已拥有超过5亿用户。", Status.SNAPSHOT, None),
]


@pytest.mark.parametrize(("text", "status", "hedge"), STATUSES)
def test_status_and_words_of_doubt_are_kept(text: str, status: Status, hedge: Hedge | None):
    found = event("Old words.\nMore old words.\n" + text)
    assert (found.status, found.hedge) == (status, hedge)


def test_a_bare_dated_sentence_keeps_its_doubt():
    found = event("Grebe is in talks with a rival, the paper wrote on 3 November 2025.")
    assert (found.act, found.hedge) == (None, Hedge.TALKS)


def test_a_plan_that_somebody_tells_is_dated_by_the_plan_and_the_telling_by_the_day():
    said, planned = events("Corvid Labs said on 18 November that it will release Heron 3 next year.")
    assert (said.status, said.when.granularity) == (Status.STATEMENT, Granularity.DAY)
    assert (planned.status, planned.objects, planned.when.start.year) == (Status.PLANNED, ("heron-3",), 2026)


def test_publishing_a_text_is_a_statement_of_its_author():
    found = event("在2025年7月发布的一篇博客文章中,黛娜·奥尔阐述了开放Heron的动机。")
    assert (found.status, found.kind, found.act) == (Status.STATEMENT, Kind.STATEMENT, None)
    assert found.actors == ("dana-orr",)


@pytest.mark.parametrize(
    "text",
    [
        "Wren Cloud launched a rival to Heron 2 in July 2025.",
        "2025年7月,Grebe推出了Heron 2的竞争对手。",
        "Grebe released a model based on Heron 2 in July 2025.",
    ],
)
def test_a_name_inside_another_noun_phrase_is_not_the_object(text: str):
    assert event(text).objects == ()


@pytest.mark.parametrize(
    "text", ["Rivals and Corvid Labs released Heron 2 in May 2025.", "对手和鸦科公司在2025年5月发布Heron 2。"]
)
def test_a_half_known_pair_of_actors_is_nobody(text: str):
    assert event(text).actors == ()


def test_known_actors_joined_by_and_are_all_kept():
    found = event("Corvid Labs and Grebe released Heron 2 in May 2025.")
    assert (found.actors, found.complete) == (("corvid", "grebe"), True)


@pytest.mark.parametrize(
    ("text", "complete"),
    [
        ("Corvid Labs released Heron 2 in July 2025.", True),
        ("Corvid Labs released its popular Heron 2 in July 2025.", False),
        ("Corvid Labs said in July 2025 it had released Heron 2.", False),
        ("鸦科公司于2025年7月正式发布Heron 2。", True),
        ("鸦科公司于2025年7月发布广受欢迎的Heron 2。", False),
        ("Corvid Labs did not release Heron 2 in July 2025.", False),
        ("Corvid Labs released Heron 2 with Grebe in July 2025.", False),
        ("Corvid Labs acquired Grebe and its staff in July 2025.", False),
    ],
)
def test_only_a_wholly_covered_clause_is_complete(text: str, complete: bool):
    assert event(text).complete is complete


RECENT = [
    "近日,鸦科公司发布了Heron 2。",
    "奥尔介绍了他们最新推出的Heron 2。",
    "Corvid Labs has just released Heron 2.",
    "Corvid Labs has released Heron 2.",
]


@pytest.mark.parametrize("text", RECENT)
def test_an_act_marked_as_recent_is_dated_about_the_publication(text: str):
    found = event("Old words.\nMore.\nStill more.\n" + text)
    assert (found.when.start, found.when.qualifier, found.when.basis) == (
        date(2025, 11, 20),
        Qualifier.ABOUT,
        Basis.PUBLICATION,
    )
    assert found.objects == ("heron-2",)


def test_a_title_is_news_of_its_publication_when_a_known_name_does_it():
    assert event("More soon.", title="Corvid Labs releases Heron 2").when.qualifier is Qualifier.ABOUT
    assert events("More soon.", title="Why Heron is free") == ()
    assert events("More soon.", title="Corvid Labs did not release Heron 2") == ()
    assert events("More soon.", title="Years ago Corvid Labs released Heron 2") == ()


def test_a_lead_that_looks_back_is_no_news():
    assert events("当时,鸦科公司发布了Heron 2。") == ()


def test_without_publication_date_only_absolute_dates_count():
    assert events("Corvid Labs released Heron 2 last week.", day=None) == ()
    assert events("x", title="Corvid Labs releases Heron 2", day=None) == ()
    assert event("Corvid Labs released Heron 2 in July 2025.", day=None).objects == ("heron-2",)


def test_a_present_state_with_an_amount_is_a_snapshot_of_the_publication():
    found = event("Old words.\nMore.\nTern Chat now has more than 500 million users.")
    assert (found.status, found.kind, found.actors) == (Status.SNAPSHOT, Kind.FIGURE, ("tern",))
    assert events("Old words.\nMore.\nStill.\nTern Chat has more than 500 million users.") == ()


def test_an_interviewee_is_heard_only_about_a_dated_release():
    assert events("We sued Grebe in May 2025.", speaker="Dana Orr") == ()
    found = event("We plan to release the next version in 2026.", speaker="Dana Orr")
    assert (found.status, found.actors, found.complete) == (Status.PLANNED, (), False)


def test_speech_in_quotation_marks_gives_no_event_of_its_own():
    assert events("Old.\nMore.\nOrr smiled: “we released Heron 2 in July 2025 and nobody at Grebe noticed”.") == ()


def test_a_generic_object_keeps_what_the_paragraph_named_last():
    _, found = events("Corvid Labs shipped Heron in 2024. In July 2025, Dana Orr released the model.")
    assert found.objects == ()
    assert {"heron", "dana-orr", "corvid"} <= found.about


def test_the_company_is_the_one_the_article_speaks_of_most():
    found = events("Corvid Labs makes Heron. Dana Orr works there.\nThe company sued Grebe in May 2025.")[-1]
    assert (found.actors, "corvid" in found.about) == ((), True)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("In May 2025, Corvid Labs released Heron 2, free for research and commercial use.", ("free-commercial-use",)),
        ("2025年5月,鸦科公司发布Heron 2,可免费用于商业用途。", ("free-commercial-use",)),
        ("2025年5月,鸦科公司发布Heron 2。它是开源的,仅供研究。", ("open-source", "research-only")),
        ("2025年5月,鸦科公司发布Heron 2。它是开源的。\n有人说它并非真正的开源。", ()),
        ("2025年5月,鸦科公司发布Heron 2。它不是开源的。", ()),
        ("2025年5月,鸦科公司发布Heron 2。Dipper是开源的。", ()),
        ("2025年5月,鸦科公司开源Heron 2。Heron 2是开源的。", ()),
        ("2025年5月,鸦科公司收购Grebe,仅供研究。", ()),
    ],
)
def test_qualifiers_are_proved_of_the_released_thing(text: str, expected: tuple[str, ...]):
    assert events(text)[0].qualifiers == expected


def test_every_event_cites_its_sentence_verbatim_and_has_a_stable_id():
    made = article("Corvid Labs released Heron 2 in July 2025. Later, rest.")
    (found,) = events("Corvid Labs released Heron 2 in July 2025. Later, rest.")
    quote = found.citations[0].quote
    assert made.content[quote.start : quote.end] == quote.text == "Corvid Labs released Heron 2 in July 2025."
    assert found.id == events("Corvid Labs released Heron 2 in July 2025. Later, rest.")[0].id
    assert found.id.startswith("e")


def test_versions_imply_their_family_and_things_their_maker():
    found = event("Heron 2 was released in July 2025.")
    assert found.about == {"heron-2", "heron", "corvid"}


def test_a_reading_without_sentences_has_no_events():
    assert reading(article("")).sentences == ()
    assert events("") == ()


_PIECES = [
    "鸦科公司",
    "Heron 2",
    "Corvid Labs",
    "Dana Orr",
    "发布",
    "released",
    "将",
    "在",
    "将在",
    "会",
    "公司的",
    "new",
    "“",
    "”",
]
_PIECES += [
    "2025年7月",
    "July 2025",
    ",",
    "。",
    ". ",
    "?",
    "\n",
    " ",
    "的",
    "被",
    "由",
    "与",
    "and ",
    "by ",
    "没有",
    "has ",
    "(",
    ")",
]


@settings(deadline=None, max_examples=150)
@given(st.lists(st.sampled_from(_PIECES), max_size=40))
def test_whatever_the_text_events_quote_it_verbatim_and_never_take_a_name_for_both_sides(pieces: list[str]):
    made = article("".join(pieces))
    for found in find_events(reading(made), LEXICON):
        quote = found.citations[0].quote
        assert made.content[quote.start : quote.end] == quote.text
        assert {*found.actors, *found.objects} <= found.about
        assert found.when.start <= found.when.end


@pytest.mark.parametrize("piece", ["将在", "会", "公司的", "再度", "Corvid Labs ", "will not ", "“", "发布"])
def test_a_hostile_sentence_is_read_at_once_or_not_at_all(piece: str):
    for times in (300, 3000):
        assert len(events("Corvid Labs 2025年7月" + piece * times + "x发布Heron 2")) <= times
