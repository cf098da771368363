"""The checker counts what it should, from logs written by hand."""

from __future__ import annotations

import json
from pathlib import Path

from tests.fakes.platform.checker import Verdict, read_log, verdict


def seen(
    number: int, part: int = 1, parts: int = 1, *, words: str = "", at: int = 0, channel: str = "desk"
) -> dict[str, str]:
    """Return the entry of a post a reader saw; its words are its own unless given."""
    mark = f"LW #{number} · 2024-05-17 · {part}/{parts}"
    text = f"{words or f'news {channel} {number} {part}'}\n{mark}"
    moment = f"2024-05-17T12:{at // 60:02}:{at % 60:02}+00:00"
    return {
        "event": "seen",
        "at": moment,
        "channel": channel,
        "id": f"{number}.{part}.{at}",
        "nonce": "n",
        "text": text,
    }


def test_a_log_of_editions_seen_once_in_order_has_no_fault():
    found = verdict([seen(1), seen(2, 1, 2), seen(2, 2, 2), seen(1, channel="other")], promised={"desk": 2, "other": 1})
    assert found == Verdict(seen=4)
    assert found.promise_kept


def test_a_mark_seen_twice_is_a_duplicate_in_its_channel_only():
    found = verdict([seen(1), seen(1, channel="other"), seen(1, at=9)])
    assert found.duplicates == ("desk LW #1 · 2024-05-17 · 1/1",)
    assert not found.promise_kept


def test_the_same_words_under_another_number_are_a_duplicate():
    (line,) = verdict([seen(1, words="Heron-1 is out."), seen(2, words="Heron-1 is out.")]).duplicates
    assert line == "desk LW #2 · 2024-05-17 · 1/1 says again: Heron-1 is out."


def test_a_number_left_out_and_a_part_that_never_came_are_losses():
    found = verdict([seen(1, 1, 3), seen(1, 3, 3), seen(3)])
    assert found.losses == ("desk LW #1 · 2024-05-17 · 2/3", "desk LW #2")


def test_what_was_promised_and_never_seen_is_a_loss_also_in_an_empty_channel():
    assert verdict([seen(1)], promised={"desk": 2, "quiet": 1}).losses == ("desk LW #2", "quiet LW #1")


def test_what_is_excused_is_no_loss_and_excuses_nothing_else():
    log = [seen(1, 1, 2), seen(12)]
    excused = ["desk LW #1 · 2024-05-17 · 2/2", *(f"desk LW #{number}" for number in range(2, 11))]
    assert verdict(log, excused=excused).losses == ("desk LW #11",)
    assert "desk LW #10" in verdict(log, excused=["desk LW #1"]).losses


def test_parts_and_editions_out_of_order_are_told():
    assert verdict([seen(1, 2, 2), seen(1, 1, 2)]).disorder == (
        "desk LW #1 · 2024-05-17 · 1/2 came after LW #1, part 2",
    )
    assert verdict([seen(2), seen(1)]).disorder == ("desk LW #1 · 2024-05-17 · 1/1 came after LW #2, part 1",)


def test_order_is_that_of_being_seen_not_of_being_written():
    assert verdict([seen(2, at=20), seen(1, at=10)]).disorder == ()


def test_what_a_moderator_took_away_is_neither_lost_nor_a_duplicate_if_it_comes_again():
    removed = {
        "event": "removed",
        "at": "2024-05-17T12:00:05+00:00",
        "channel": "desk",
        "id": "1.1.0",
        "by": "moderator",
    }
    found = verdict([seen(1), removed, seen(1, at=9)])
    assert found.promise_kept
    assert found.reposted == ("desk LW #1 · 2024-05-17 · 1/1",)
    assert verdict([seen(1), removed]).promise_kept


def test_what_the_bot_took_away_was_seen_all_the_same():
    removed = {"event": "removed", "at": "2024-05-17T12:00:05+00:00", "channel": "desk", "id": "1.1.0", "by": "bot"}
    assert verdict([seen(1), removed, seen(1, at=9)]).duplicates


def test_words_without_a_mark_are_told_apart_by_themselves():
    def entry(text: str, at: int) -> dict[str, str]:
        return seen(1, at=at) | {"text": text}

    found = verdict([entry("one", 1), entry("two", 2), entry("one", 3)])
    assert found.duplicates == ("desk unmarked: one",)
    assert (found.losses, found.disorder) == ((), ())


def test_bad_manners_and_crowds_are_counted():
    def call(at: int, status: int) -> dict[str, object]:
        return seen(1, at=at) | {"event": "call", "verb": "post", "status": status}

    offence = seen(1) | {"event": "offence", "what": "called before Retry-After was over"}
    found = verdict([call(0, 429), call(0, 200), call(1, 403), call(599, 401), call(600, 429), offence])
    assert found.offences == ("desk 2024-05-17T12:00:00+00:00: called before Retry-After was over",)
    assert found.invalid == 3
    assert found.busiest == 2


def test_a_line_that_was_cut_off_is_left_out(tmp_path: Path):
    log = tmp_path / "log.jsonl"
    log.write_text(json.dumps(seen(1)) + "\n" + json.dumps(seen(2))[:30], "utf-8")
    assert list(read_log(log)) == [seen(1)]
