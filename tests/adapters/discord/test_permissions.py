"""What the bot asks for: exactly what it uses, and never the right to ping everyone or to rule."""

from __future__ import annotations

import pytest
from discord import Permissions
from yarl import URL

from adapters.discord.permissions import NEEDED, TO_POST, invitation, missing
from config.catalogues import load_words
from digests.language import Lang


def test_the_invitation_asks_for_exactly_what_is_needed():
    query = URL(invitation(1234)).query
    asked = Permissions(int(query["permissions"]))
    assert asked == Permissions(**dict.fromkeys(NEEDED, True))
    assert asked.value.bit_count() == len(NEEDED)
    assert not asked.administrator
    assert not asked.mention_everyone
    assert (query["client_id"], set(query["scope"].split())) == ("1234", {"bot", "applications.commands"})


def test_what_is_missing_is_named_and_an_administrator_lacks_nothing():
    assert missing(Permissions(view_channel=True, send_messages=True), TO_POST) == ("read_message_history",)
    assert missing(Permissions(administrator=True)) == ()
    assert missing(Permissions.none()) == NEEDED


@pytest.mark.parametrize("lang", [Lang.EN, Lang.HANS, Lang.HANT])
def test_every_permission_has_a_name_and_a_purpose_in_every_language(lang: Lang):
    phrases = load_words(lang).phrases
    assert all(phrases[f"permission.{name}"] and phrases[f"permission-for.{name}"] for name in NEEDED)
