"""Setting Slack up, and a look at what is missing there."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from math import floor

from adapters.clock import SystemClock
from adapters.slack.checks import Findings, Found, Place, Tokens, findings
from adapters.slack.installations import new_key
from adapters.slack.manifest import INSTALL, REQUESTS, SCOPES, manifest, manifest_text
from bot.wiring.news import newsroom
from bot.wiring.slack_installations import APP_TOKEN, heard_by, installed
from config.secrets import has_secret, on_several, secret
from config.settings import Settings
from digests.errors import BadInput, BadSetting, Refusal
from digests.layout.lists import Check
from digests.layout.platforms import slack_setup_page
from digests.page import Page
from digests.subscription import SLACK, Channel
from digests.words import Words

MOST_APART = timedelta(minutes=1)
"""Slack's signatures hold for five minutes, and histories are read from some minutes before a first try."""
_BEGINS = {"slack_bot_token": "xoxb-", "slack_app_token": "xapp-"}


def needed(settings: Settings, *, http: bool) -> tuple[str, ...]:
    """Return the secrets that are to be pasted, by their settings, in the order in which they are found at Slack."""
    if http and on_several(settings):
        return "slack_client_secret", "slack_signing_secret"
    return ("slack_bot_token", "slack_signing_secret") if http else ("slack_bot_token", "slack_app_token")


def described(settings: Settings, words: Words, *, http: bool) -> str:
    """Return the manifest. Raises BadSetting where the public address for HTTP is not set."""
    if http and not settings.slack_url:
        raise BadSetting("slack-no-url", "slack_url")
    return manifest_text(manifest(settings.command, words, settings.slack_url if http else ""))


def key_if_wanted(settings: Settings, *, http: bool) -> str:
    """Return a new key where several workspaces are to install the bot and none is set, else nothing."""
    return new_key() if http and on_several(settings) and not has_secret(settings, "slack_key") else ""


def first_steps(settings: Settings, words: Words, path: str, *, http: bool) -> Page:
    """Return how to make the app and where its tokens are found."""
    several = http and on_several(settings)
    if several:
        steps = ["create", "credentials", "listen", "give-several"]
    else:
        steps = ["create", "install", "signing", "listen", "give-http"] if http else _SOCKET_STEPS
    said = [words.say("slack-setup.wrote", path=path)]
    url = f"{settings.slack_url}{REQUESTS.rpartition('/')[0]}"
    told = [words.say(f"slack-setup.{step}", path=path, url=url) for step in steps]
    return slack_setup_page(told, words, said=said, scopes=SCOPES, manifest=path)


_SOCKET_STEPS = ["create", "install", "app-token", "give"]


async def tried(settings: Settings, name: str, value: str, words: Words) -> str:
    """Return what is said of a secret that was pasted, once Slack has taken it; nothing where it cannot be tried.

    Raises BadInput, BadSetting and Unreachable.
    """
    begins = _BEGINS.get(name)
    if begins is None:
        return ""
    if not value.startswith(begins):
        raise BadInput("slack-token-kind", name, start=begins)
    bot = name == "slack_bot_token"
    found = await _found(settings, Tokens({"": value} if bot else {}, "" if bot else value))
    if not bot:
        return words.say("slack-setup.app-good")
    return " ".join(_granted(one, words) for one in found.workspaces)


async def last_steps(settings: Settings, words: Words, *, http: bool) -> Page:
    """Return what to do once there are tokens, after a look whether they are good. Raises BadSetting, Unreachable."""
    several = http and on_several(settings)
    said: list[str] = []
    if not several:
        app = "" if http else secret(settings, "slack_app_token")
        found = await _found(settings, Tokens({"": secret(settings, "slack_bot_token")}, app))
        said = [_granted(one, words) for one in found.workspaces]
        said += [words.say("slack-setup.app-good")] if app else []
    steps = ["listen"] if http and not settings.slack_http else []
    steps += ["run", *(["share"] if several else []), "invite", "order", "doctor"]
    base = f"{settings.slack_url}{INSTALL}"
    urls = {"share": base, "listen": base.rpartition("/")[0]}
    told = [words.say(f"slack-setup.{one}", url=urls.get(one, ""), command=settings.command) for one in steps]
    return slack_setup_page(told, words, said=said)


async def slack_checks(settings: Settings, words: Words) -> tuple[Check, ...]:
    """Return what a look at Slack finds: tokens, scopes, the clock, and each channel that something is posted to."""
    try:
        async with newsroom(settings) as opened:
            every = await opened.ledger.orders()
            tokens = await _tokens(settings)
        channels = dict.fromkeys(one.channel for one in every if one.channel.platform == SLACK)
        found = await _found(settings, tokens, channels)
    except Refusal as refusal:
        return (Check("slack-token", good=False, found=words.refusal(refusal)),)
    return _checks(found, words, app=bool(tokens.app))


async def _tokens(settings: Settings) -> Tokens:
    """Return what is to be looked at. Raises BadSetting and StoreUnusable."""
    if on_several(settings):
        async with installed(settings) as opened:
            teams = await opened.installations.teams()
            return Tokens({team: await opened.installations.token_of(team) or "" for team in teams})
    bot = secret(settings, "slack_bot_token")
    if not bot:
        raise BadSetting("slack-no-token", "slack_bot_token")
    name, value = heard_by(settings)
    return Tokens({"": bot}, value if name == APP_TOKEN else "")


async def _found(settings: Settings, tokens: Tokens, channels: Mapping[Channel, None] | None = None) -> Findings:
    return await findings(tokens, settings.slack_api, SystemClock(), channels or ())


def _granted(found: Found, words: Words) -> str:
    """Return whose token it is, and what it lacks."""
    said = words.say("slack-setup.good", bot=found.bot, team=found.name)
    if not found.missing:
        return said
    lacks = words.say("slack-setup.lacks", team=found.name, scopes=_listed(found.missing, words))
    return f"{said} {lacks} {words.say('slack-setup.again')}"


def _checks(found: Findings, words: Words, *, app: bool) -> tuple[Check, ...]:
    apart = abs(found.apart or timedelta())
    nobody = Check("slack-token", good=False, found=words.say("slack-check.no-workspaces"))
    empty = Check("slack-channel", good=True, found=words.say("slack-check.no-schedules"))
    return (
        *([_token(one, words) for one in found.workspaces] or [nobody]),
        *([Check("slack-app-token", good=True, found=words.say("slack-check.socket"))] if app else []),
        *(_scopes(one, words) for one in found.workspaces if not one.refused),
        Check(
            "slack-clock",
            good=apart <= MOST_APART,
            found=words.say("slack-check.apart", seconds=floor(apart.total_seconds())),
        ),
        *([_place(place, words) for place in found.places] or [empty]),
    )


def _token(found: Found, words: Words) -> Check:
    if found.refused:
        refusal = BadSetting("slack-token-refused", found.name, code=found.refused)
        return Check("slack-token", good=False, found=words.refusal(refusal))
    return Check("slack-token", good=True, found=words.say("slack-check.bot", bot=found.bot, team=found.name))


def _scopes(found: Found, words: Words) -> Check:
    key = "lacks" if found.missing else "all"
    told = words.say(f"slack-check.{key}", team=found.name, scopes=_listed(found.missing, words))
    return Check("slack-scopes", good=not found.missing, found=told)


def _place(place: Place, words: Words) -> Check:
    name = place.name or str(place.channel)
    if not place.trouble:
        return Check("slack-channel", good=True, found=words.say("slack-check.fine", name=name))
    trouble = words.say(f"slack-check.{place.trouble}")
    told = words.say("slack-check.trouble", name=name, trouble=trouble)
    return Check("slack-channel", good=False, found=told)


def _listed(scopes: tuple[str, ...], words: Words) -> str:
    return words.say("list.next").join(scopes)
