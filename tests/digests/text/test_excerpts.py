"""What a feed broke off is not quoted; what only lacks its full stop is."""

from __future__ import annotations

import pytest

from digests.text.excerpts import breaks_off

WHOLE = "Corvid Labs opened an office in Lima."
CUT = "The company said on Wednesday that it was part of a plan to let go thousands of corp"
CUT_ZH = "公司周三表示，这是一项计划的一部分，该计划将影响全球数千名员工，并且会在接下来的"


@pytest.mark.parametrize(
    "sentences",
    [
        [WHOLE, CUT],
        [WHOLE, "The firm announced that it had launched a…"],
        [WHOLE, "The firm announced that it had launched a ..."],
        [WHOLE, "The firm announced that it had launched a new chip [&hellip;]".replace("&hellip;", "…")],
        [WHOLE, "The firm announced that it had launched, [...]"],
        [f"{CUT} and asked all the others to move to the new office by the river, as did oth"],
        ["鸦科开设了新办公室。", CUT_ZH],
    ],
)
def test_a_last_sentence_without_its_end_is_broken_off(sentences: list[str]):
    assert breaks_off(sentences, sum(map(len, sentences)))


@pytest.mark.parametrize(
    "sentences",
    [
        [],
        [WHOLE],
        [CUT, WHOLE],
        [WHOLE, "Photo of the year"],
        ["Corvid Labs opens an office in Lima, its second outside of Porto, and plans a third in Faro soon"],
        ["鸦科开设了新办公室。", "他没有再说下去……"],
        [WHOLE, f"{CUT}orate workers.”"],
        ["鸦科开设了新办公室。", "图为新办公室"],
    ],
)
def test_a_short_line_or_a_whole_sentence_is_not(sentences: list[str]):
    assert not breaks_off(sentences, sum(map(len, sentences)))


def test_a_long_text_was_not_cut_by_a_feed():
    assert not breaks_off([WHOLE, CUT], 5000)
