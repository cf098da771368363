"""Introduces the rooms to each other: settings in, a running newsroom out. The only room that knows them all.

``running`` is not imported here: it brings the engines of queue and ticker, which take longer to import than most
commands take to answer.
"""

from bot.wiring.databases import back_up, copy_database, place_of, restore, upgrade
from bot.wiring.health import checks
from bot.wiring.news import Newsroom, newsroom, read_entries, semantics_of
from bot.wiring.showcase import StoppedClock, demo
from bot.wiring.web import outside, user_agent

__all__ = [
    "Newsroom",
    "StoppedClock",
    "back_up",
    "checks",
    "copy_database",
    "demo",
    "newsroom",
    "outside",
    "place_of",
    "read_entries",
    "restore",
    "semantics_of",
    "upgrade",
    "user_agent",
]
