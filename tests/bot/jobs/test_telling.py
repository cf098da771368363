"""Who is told of a trouble, and in which words."""

from __future__ import annotations

from bot.jobs.telling import people, tell_people
from digests.language import Lang
from digests.notice import Notice
from digests.noticing import Telling
from digests.story import Reason
from digests.subscription import Channel
from tests.bot.jobs.stage import HERE, SEVEN, THERE, WORDS, Stage

GONE = Reason("discord-channel-gone")


class Ear:
    """Hears what people are told."""

    def __init__(self, *deaf: str) -> None:
        self.heard: list[tuple[str, str, Channel | None]] = []
        self._deaf = deaf
        self.tenants: set[str] = set()

    async def tell(self, person: str, sentence: str, about: Channel | None, tenant: str) -> bool:
        """See ``Teller``."""
        self.heard.append((person, sentence, about))
        self.tenants.add(tenant)
        return person not in self._deaf


def a_telling(subject: str, *, over: bool = False, reason: Reason = GONE) -> Telling:
    return Telling(Notice(subject, reason, SEVEN, told=SEVEN), over)


async def told(stage: Stage, ear: Ear, telling: Telling) -> int:
    return await tell_people(stage.ledger, {"fake": ear}, WORDS, telling)


async def test_whoever_ordered_it_is_told_once_in_its_language_and_nobody_else(stage: Stage) -> None:
    await stage.order("a", HERE, ordered_by="7", lang=Lang.HANT)
    await stage.order("b", HERE, ordered_by="7", topics=())
    await stage.order("c", HERE, ordered_by="8", topics=("x",))
    await stage.order("d", HERE, topics=("y",))
    await stage.order("e", THERE, ordered_by="9")
    ear = Ear("8")
    assert await told(stage, ear, a_telling(str(HERE))) == 1
    assert sorted((person, about) for person, _, about in ear.heard) == [("7", HERE), ("8", HERE)]
    by_person = {person: sentence for person, sentence, _ in ear.heard}
    assert "頻道" in by_person["7"]
    assert by_person["8"] == f"The digest you ordered: {WORDS[Lang.EN].reason(GONE)}"


async def test_of_a_server_everybody_who_ordered_something_there_is_told(stage: Stage) -> None:
    await stage.order("a", HERE, ordered_by="7")
    await stage.order("b", THERE, ordered_by="8")
    await stage.order("c", Channel("fake", "elsewhere", "here"), ordered_by="9")
    ear = Ear()
    removed = Reason("discord-removed")
    assert await told(stage, ear, a_telling("fake:guild", over=True, reason=removed)) == 2
    assert {person for person, _, _ in ear.heard} == {"7", "8"}
    assert ear.tenants == {"guild"}
    assert all("is well again" in sentence and about is None for _, sentence, about in ear.heard)


async def test_what_is_about_no_channel_is_for_the_operator_alone(stage: Stage) -> None:
    await stage.order("a", HERE, ordered_by="7")
    ear = Ear()
    for subject in ("fake", "fetching", "https://grebe.example/feed", "slack:guild/here"):
        assert await told(stage, ear, a_telling(subject)) == 0
    assert ear.heard == []


def test_where_nobody_is_known_nobody_is_told() -> None:
    assert people(()) == ()
