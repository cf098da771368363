"""Everything that can be asked: each command once, in the order in which it is shown. ``answers`` answers them.

It is read by whoever shows commands, before anything is asked: so it imports nothing heavy.
"""

from __future__ import annotations

from dataclasses import replace

from digests.desk import Command, Option, Suggests, Takes, Who
from digests.language import Lang
from digests.lexicon import Kind
from digests.page import Look
from digests.settled import RESETS
from digests.subscription import WhenEmpty

MOST_SHOWN = 100
"""Stories or articles of one answer at most."""
MOST_ROWS = 1_000
MOST_DAYS = 366
LONGEST_EDITION = 30
"""Stories of an edition at most."""
MOST_ALERTS = 10
_LONGEST_ADDRESS = 500
_LONGEST_LIST = 200
"""Characters of a list that is typed, of times or days."""

LANGS = (Lang.EN.value, Lang.HANS.value, Lang.HANT.value)
DM, THREAD = "dm", "thread"
YES, NO = "yes", "no"
ALL, ANY = "all", "any"
READER, TOPICS, FEEDS, SCHEDULES, CHANGES = "reader", "topics", "feeds", "schedules", "changes"
TABS = (READER, TOPICS, FEEDS, SCHEDULES, CHANGES)
"""Parts of the home page: the first is the reader's own, the others are for admins."""
SET, PAUSE, RESUME, REMOVE = "set", "pause", "resume", "remove"
"""What is done to a schedule that is open."""
USEFUL, NOT_USEFUL = "useful", "not-useful"
RATED = {"story": "id", "timeline": "topic", "search": "query", "figures": "entity"}
"""Verbs whose answers are rated in chats, and the option that says of what they are."""

_QUOTES = Option("quotes", Takes.FLAG)
_ID = Option("id", required=True, leads=True, longest=_LONGEST_ADDRESS, suggests=Suggests.STORY)
_ZONE = Option("zone", suggests=Suggests.ZONE)
_LANG = Option("lang", Takes.CHOICE, choices=LANGS)
_AT = Option("at", longest=_LONGEST_LIST)
_SUBJECT = Option("subject", required=True, leads=True, longest=_LONGEST_ADDRESS, suggests=Suggests.SUBJECT)
_CHANNEL = Option("channel", Takes.CHANNEL, longest=_LONGEST_LIST)
_ORDER = (
    _CHANNEL,
    Option("topics", many=True, required=True, suggests=Suggests.TOPIC),
    _AT,
    _ZONE,
    Option("days", longest=_LONGEST_LIST),
    Option("quiet", longest=_LONGEST_ADDRESS, typed="quiet-days"),
    Option("length", Takes.NUMBER, high=LONGEST_EDITION),
    _LANG,
    Option("when-empty", Takes.CHOICE, choices=tuple(one.value for one in WhenEmpty)),
    Option("alerts", Takes.NUMBER, low=0, high=MOST_ALERTS),
    Option("thread", Takes.CHOICE, choices=(YES, NO)),
)
_OF_ORDER = (
    _AT,
    _ZONE,
    Option("days", longest=_LONGEST_LIST),
    Option("length", Takes.NUMBER, high=LONGEST_EDITION),
    _LANG,
)
"""What is changed of a schedule where it is shown."""
_SETTLED = (
    _LANG,
    _ZONE,
    Option("length", Takes.NUMBER, high=LONGEST_EDITION),
    Option("when-empty", Takes.CHOICE, choices=tuple(one.value for one in WhenEmpty)),
    Option("thread", Takes.CHOICE, choices=(YES, NO)),
    Option("alerts", Takes.NUMBER, low=0, high=MOST_ALERTS),
    Option("quiet", longest=_LONGEST_ADDRESS, typed="quiet-days"),
    Option("per-outlet", Takes.NUMBER, high=LONGEST_EDITION),
    Option("reset", Takes.CHOICE, choices=(*RESETS, ALL)),
    Option("existing", Takes.CHOICE, choices=(YES, NO)),
)
_SET_UP = (Option("topics", many=True, suggests=Suggests.TOPIC), _CHANNEL, _AT, _ZONE, _LANG)
_WHICH_ORDER = (_CHANNEL, Option("topics", many=True, suggests=Suggests.TOPIC))
_WHO = Option("who", Takes.GRANTEE, required=True, leads=True)
_TRACKED = Option("topic", required=True, leads=True, suggests=Suggests.TRACKED)
_WORDS = (
    Option("words", many=True),
    Option("entities", many=True, suggests=Suggests.NAME),
    Option("exclude", many=True),
)
_OF_TOPIC = (
    *_WORDS,
    Option("languages", Takes.CHOICE, many=True, choices=(*LANGS, ANY)),
    Option("kinds", Takes.CHOICE, many=True, choices=(*(kind.value for kind in Kind), ANY)),
)
_FEED_ADDRESS = Option("address", required=True, leads=True, longest=_LONGEST_ADDRESS)
_LANGUAGES = Option("languages", Takes.CHOICE, many=True, choices=LANGS)
_DELIVERY = Option("delivery", required=True, leads=True, longest=_LONGEST_LIST)


def _news(verb: str, *options: Option) -> Command:
    """Return what everybody may ask, and read the answer to."""
    return Command(verb, options)


def _own(verb: str, *options: Option, changes: bool = False) -> Command:
    """Return what everybody may ask, and only the asker reads the answer to."""
    return Command(verb, options, private=True, changes=changes)


def _admins(verb: str, *options: Option, changes: bool = True) -> Command:
    return Command(verb, options, Who.ADMINS, private=True, changes=changes)


def _roles(verb: str, *options: Option, changes: bool = True, platform_only: bool = False) -> Command:
    """Return what admins ask in chats: whoever runs the program is nobody's to grant."""
    return replace(_admins(verb, *options, changes=changes), terminal=False, platform_only=platform_only)


def _chats(verb: str, *options: Option, changes: bool = True) -> Command:
    """Return what admins ask in chats, and what the terminal has a command of its own for."""
    return replace(_admins(verb, *options, changes=changes), terminal=False)


def _pressed(verb: str, *options: Option, changes: bool = True, replaces: bool = True) -> Command:
    """Return what admins press on a page about one thing, such as a change that is shown before it is saved."""
    command = _admins(verb, Option("id", required=True), *options, changes=changes)
    return replace(command, terminal=False, pressed=True, replaces=replaces)


def _operators(verb: str) -> Command:
    """Return what is asked in the terminal only."""
    return Command(verb, who=Who.ADMINS, private=True, chat=False)


COMMANDS = (
    _own(
        "digest",
        Option("topics", many=True, suggests=Suggests.TOPIC, typed="topic"),
        Option("on", Takes.PERIOD),
        Option("days", Takes.NUMBER, high=MOST_DAYS),
    ),
    _news(
        "timeline",
        Option("topic", leads=True, suggests=Suggests.TOPIC),
        Option("from", Takes.PERIOD),
        Option("to", Takes.PERIOD),
        Option("kinds", Takes.CHOICE, many=True, choices=tuple(kind.value for kind in Kind), typed="kind"),
        Option("max", Takes.NUMBER, high=MOST_ROWS),
        _QUOTES,
        Option("picture", Takes.CHOICE, choices=tuple(look.value for look in Look)),
    ),
    _news("latest", Option("max", Takes.NUMBER, high=MOST_SHOWN), _QUOTES),
    _news("story", _ID, _QUOTES),
    _news(
        "search",
        Option("query", required=True, leads=True, longest=_LONGEST_LIST),
        Option("max", Takes.NUMBER, high=MOST_SHOWN),
    ),
    _news("figures", Option("entity", leads=True, suggests=Suggests.NAME), _QUOTES),
    _news("why", _ID),
    _own("follow", _SUBJECT, Option("where", Takes.CHOICE, choices=(DM, THREAD)), _AT, _ZONE, _LANG, changes=True),
    _own("unfollow", replace(_SUBJECT, suggests=Suggests.FOLLOWED), changes=True),
    _own("mute", _SUBJECT, changes=True),
    _own("following"),
    _own("sources"),
    _own("status"),
    Command("home", (Option("tab", Takes.CHOICE, choices=TABS),), private=True, terminal=False, replaces=True),
    Command("language", (replace(_LANG, required=True, leads=True),), private=True, terminal=False, changes=True),
    Command("help", private=True, terminal=False),
    Command("which", (Option("text", required=True, longest=4_000),), private=True, terminal=False, menu=True),
    Command(
        "rate",
        (
            Option("verb", Takes.CHOICE, required=True, choices=tuple(RATED)),
            Option("id", required=True, longest=_LONGEST_LIST),
            Option("as", Takes.CHOICE, required=True, choices=(USEFUL, NOT_USEFUL)),
        ),
        private=True,
        terminal=False,
        pressed=True,
        changes=True,
    ),
    _admins("schedules list", _CHANNEL, changes=False),
    _admins("schedules set", *_ORDER),
    _admins("schedules preview", *_ORDER, changes=False),
    _admins("schedules pause", *_WHICH_ORDER),
    _admins("schedules resume", *_WHICH_ORDER),
    _admins("schedules remove", *_WHICH_ORDER),
    _pressed("schedules open", changes=False, replaces=False),
    _pressed(
        "schedules change", Option("do", Takes.CHOICE, required=True, choices=(SET, PAUSE, RESUME, REMOVE)), *_OF_ORDER
    ),
    replace(_admins("setup", *_SET_UP), terminal=False),
    _pressed("step", *_SET_UP),
    _admins("deliveries list", changes=False),
    _admins("deliveries resend", _DELIVERY),
    _admins("deliveries mark-sent", _DELIVERY),
    _admins("deliveries drop", _DELIVERY),
    _roles("roles list", changes=False),
    _roles("roles grant", _WHO, platform_only=True),
    _roles("roles revoke", _WHO, platform_only=True),
    _admins("audit", Option("id", leads=True), Option("max", Takes.NUMBER, high=MOST_SHOWN), changes=False),
    _admins("undo", Option("id", leads=True)),
    _admins("settings", *_SETTLED),
    _admins("export", changes=False),
    _pressed("save"),
    _pressed("change", Option("name"), *_WORDS, *_OF_ORDER),
    _pressed("discard"),
    _operators("doctor"),
    _admins("topics list", changes=False),
    _admins("topics add", Option("name", required=True, leads=True), *_OF_TOPIC),
    _admins("topics edit", _TRACKED, Option("name"), *_OF_TOPIC),
    _admins("topics remove", _TRACKED),
    _admins("stories merge", _ID, replace(_ID, name="other")),
    _admins("stories split", _ID, Option("articles", required=True, many=True, leads=True, longest=_LONGEST_ADDRESS)),
    _pressed("stories open", changes=False, replaces=False),
    _admins("stories reject", _ID, replace(_TRACKED, suggests=Suggests.TOPIC)),
    _admins("topics test", replace(_TRACKED, suggests=Suggests.TOPIC), *_OF_TOPIC, changes=False),
    _admins("filters list", changes=False),
    _admins(
        "filters add",
        Option("words", many=True, leads=True),
        Option("outlets", many=True, suggests=Suggests.OUTLET),
        _LANGUAGES,
        Option("name"),
    ),
    _admins("filters remove", Option("filter", required=True, leads=True, suggests=Suggests.FILTER)),
    _admins("feeds list", changes=False),
    _chats("feeds add", _FEED_ADDRESS, Option("name")),
    _chats("feeds remove", Option("feed", required=True, leads=True, longest=_LONGEST_ADDRESS, suggests=Suggests.FEED)),
    _chats("feeds test", _FEED_ADDRESS, changes=False),
    _chats("feeds import", _FEED_ADDRESS),
    _chats("feeds export", changes=False),
    _pressed("feeds open", changes=False, replaces=False),
    _pressed("feeds change", Option("do", Takes.CHOICE, required=True, choices=(REMOVE,))),
)
