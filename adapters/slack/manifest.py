"""The description of the app from which Slack makes it: commands, shortcuts, events, and no scope that is not used.

Format: docs.slack.dev/reference/app-manifest; scopes: the page of each method there.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from itertools import chain
from types import MappingProxyType

from digests.words import Words

METHODS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "auth.test": (),
        "chat.delete": ("chat:write",),
        "chat.postEphemeral": ("chat:write",),
        "chat.postMessage": ("chat:write",),
        "chat.update": ("chat:write",),
        "conversations.history": ("channels:history", "groups:history", "im:history"),
        "conversations.info": ("channels:read", "groups:read"),
        "conversations.members": ("channels:read", "groups:read"),
        "conversations.open": ("im:write",),
        "conversations.replies": ("channels:history", "groups:history", "im:history"),
        "files.completeUploadExternal": ("files:write",),
        "files.getUploadURLExternal": ("files:write",),
        "users.info": ("users:read",),
        "views.open": (),
        "views.publish": (),
        "views.push": (),
        "views.update": (),
    }
)
"""Every method that is called with a bot's token, and the scopes that it takes for all that it is called for.

A channel is public, private or a person's direct messages; of the last nothing is looked up but what was posted.
"""
EVENTS = ("app_home_opened", "app_uninstalled", "tokens_revoked")
"""What Slack tells of besides commands and presses; none of these takes a scope."""
SCOPES = tuple(sorted({"commands", *chain.from_iterable(METHODS.values())}))
"""What the bot asks for; ``slack-scope`` in ``config/words`` says what each is for."""
WHICH, SEARCH = "lw_which", "lw_search"
"""The ``callback_id`` of the shortcuts: that of a message, and that of the whole workspace."""
ADMINS = "-admin"
"""What stands behind the name of the command of admins."""
REQUESTS = "/slack/events"
"""Where Slack sends its requests in HTTP mode."""
INSTALL, RETURN = "/slack/install", "/slack/oauth_redirect"
"""Where a workspace begins to install the bot, and where Slack sends its browser back to."""
_BOT = "Llamawire"


def manifest(command: str, words: Words, url: str = "") -> dict[str, object]:
    """Return the manifest: for Socket Mode, or for HTTP where ``url`` is the public address of the bot."""
    request = {"request_url": f"{url}{REQUESTS}"} if url else {}
    options = {"message_menu_options_url": f"{url}{REQUESTS}"} if url else {}
    redirect = {"redirect_urls": [f"{url}{RETURN}"]} if url else {}
    return {
        "_metadata": {"major_version": 1, "minor_version": 1},
        "display_information": {
            "name": _BOT,
            "description": words.say("slack-app.description"),
            "background_color": "#1f2a44",
        },
        "features": {
            "app_home": {
                "home_tab_enabled": True,
                "messages_tab_enabled": True,
                "messages_tab_read_only_enabled": False,
            },
            "bot_user": {"display_name": _BOT, "always_online": True},
            "shortcuts": [
                _shortcut("message", WHICH, words.say("slack-app.which"), words.say("slack-app.which-for")),
                _shortcut("global", SEARCH, words.say("slack-app.search"), words.say("slack-app.search-for")),
            ],
            "slash_commands": [
                _command(f"/{command}", words.say("slack-app.readers"), words.say("slack-app.hint"), url),
                _command(f"/{command}{ADMINS}", words.say("slack-app.admins"), words.say("slack-app.admin-hint"), url),
            ],
        },
        "oauth_config": {**redirect, "scopes": {"bot": list(SCOPES)}},
        "settings": {
            "event_subscriptions": {**request, "bot_events": list(EVENTS)},
            "interactivity": {"is_enabled": True, **request, **options},
            "org_deploy_enabled": False,
            "socket_mode_enabled": not url,
            "token_rotation_enabled": False,
        },
    }


def manifest_text(manifest: Mapping[str, object]) -> str:
    """Return a manifest as it is kept in a file and pasted at Slack."""
    return json.dumps(manifest, ensure_ascii=False, indent=2) + "\n"


def missing(granted: Iterable[str]) -> tuple[str, ...]:
    """Return which scopes are not among those that were granted."""
    has = frozenset(granted)
    return tuple(scope for scope in SCOPES if scope not in has)


def _shortcut(kind: str, callback: str, name: str, description: str) -> dict[str, str]:
    return {"name": name, "type": kind, "callback_id": callback, "description": description}


def _command(name: str, description: str, hint: str, url: str) -> dict[str, object]:
    where = {"url": f"{url}{REQUESTS}"} if url else {}
    return {"command": name, **where, "description": description, "usage_hint": hint, "should_escape": True}
