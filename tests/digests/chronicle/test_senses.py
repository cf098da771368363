"""A verb of the field is believed only where its clause has the field's sense of it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from digests.chronicle import find_events
from digests.entities import find_mentions
from digests.event import Event
from digests.lexicon import Kind
from tests.digests.chronicle.stage import LEXICON, act, article, reading

_FURTHER = (
    act("breach", Kind.INCIDENT, "breach|breached|hacked", "入侵|漏洞"),
    act("leak", Kind.INCIDENT, "leak|leaked", "泄露|泄漏|外泄"),
    act("outage", Kind.INCIDENT, "outage|outages", "故障|宕机"),
    act("top", Kind.BENCHMARK, "tops|surpassed|surpasses", "超越|登顶"),
    act("sign", Kind.DEAL, "sign|signs|signed", "签署|签约"),
)
WIDER = replace(LEXICON, acts={**LEXICON.acts, **{a.id: a for a in _FURTHER}})


def told(text: str) -> list[tuple[str | None, Kind]]:
    """Return act and kind of the events of a text."""
    return [(e.act, e.kind) for e in _events(text)]


def _events(text: str) -> tuple[Event, ...]:
    made = article("A quiet line.\nA quiet line.\n" + text)
    return find_events(replace(reading(made), mentions=find_mentions(made.content, WIDER)), WIDER)


def acts(text: str) -> set[str | None]:
    return {a for a, _ in told(text)}


@pytest.mark.parametrize(
    "text",
    [
        "The index of Grebe breached the 7,000-point mark on 3 July 2023.",
        "Grebe breached the terms on 3 July 2023.",
        "A gas leak shook the harbour of Marsh Town on 3 July 2023.",
        "Power outages on 3 July 2023 left 40,000 homes dark.",
        "A quiet year for power outages kept the sales of Grebe flat on 3 July 2023.",
        "2023年7月3日，鸊鷉公司厂区天然气泄漏。",
        "2023年7月3日，鸊鷉公司廠區天然氣外洩。",
        "2023年7月3日，一处电网故障。",
    ],
)
def test_a_mark_that_is_passed_and_a_burst_pipe_are_no_incident(text: str):
    assert acts(text).isdisjoint({"breach", "leak", "outage"})


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The weights of Heron leaked on 3 July 2023.", "leak"),
        ("Hackers breached the servers of Grebe on 3 July 2023.", "breach"),
        ("An outage of the cloud hit users on 3 July 2023.", "outage"),
        ("A power failure led to an outage of the Wren Cloud service on 3 July 2023.", "outage"),
        ("2023年7月3日，鸊鷉公司的用户数据泄露。", "leak"),
        ("2023年7月3日，鸊鷉公司的用戶資料外洩。", "leak"),
    ],
)
def test_an_incident_of_systems_and_data_stays_one(text: str, expected: str):
    assert expected in acts(text)


@pytest.mark.parametrize(
    "text",
    [
        "Grebe surpassed Wren Cloud on 3 July 2023 as the firm with the most lawsuits.",
        "On 3 July 2023 Grebe surpassed Wren Cloud in value by 4 billion dollars.",
        "2023年7月3日，鸊鷉公司的估值超越鸦科公司。",
        "2023年7月3日，鸊鷉公司的估值超越鴉科公司。",
    ],
)
def test_who_is_worth_more_has_won_no_benchmark(text: str):
    assert all(kind is not Kind.BENCHMARK for _, kind in told(text))


@pytest.mark.parametrize(
    "text",
    [
        "Heron 2 surpassed Dipper on 3 July 2023.",
        "On 3 July 2023 Grebe surpassed Corvid Labs on the leaderboard.",
        "2023年7月3日，Heron 2超越Dipper。",
        "2023年7月3日，鸊鷉公司登頂評測榜首。",
    ],
)
def test_a_model_or_a_leaderboard_makes_it_a_benchmark(text: str):
    assert ("top", Kind.BENCHMARK) in told(text)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Grebe signed a contract with Wren Cloud on 3 July 2023.", Kind.DEAL),
        ("2023年7月3日，鸊鷉公司与鸦科公司签署供应协议。", Kind.DEAL),
        ("2023年7月3日，鸊鷉公司與鴉科公司簽署供應協議。", Kind.DEAL),
        ("The Bird Council signed the marsh bill into law on 3 July 2023.", Kind.POLICY),
        ("The Bird Council signed an executive order on 3 July 2023.", Kind.POLICY),
        ("2023年7月3日，鸟类委员会签署行政令。", Kind.POLICY),
        ("2023年7月3日，鳥類委員會簽署湿地法案。", Kind.POLICY),
    ],
)
def test_a_signed_contract_is_a_deal_and_only_a_signed_law_is_policy(text: str, kind: Kind):
    assert ("sign", kind) in told(text)
