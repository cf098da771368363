"""Setting Slack up, as it is typed."""

from __future__ import annotations

import asyncio
import getpass
import sys
from pathlib import Path

from bot.cli.call import Call
from digests.errors import BadInput

FILE = "slack-manifest.json"
"""The description of the app, in the current folder."""


def set_up_slack(call: Call, *, http: bool, force: bool) -> None:
    """Write the manifest and tell where its app is made; ask for tokens in a terminal; with all of them, look."""
    settings, words = call.load().settings, call.words()
    from bot.cli.output import show
    from bot.wiring.slack_setup import described, first_steps, last_steps, needed
    from config.secrets import has_secret

    http = http or bool(settings.slack_http)
    missing = [name for name in needed(settings, http=http) if not has_secret(settings, name)]
    if missing or force:
        path = _written(described(settings, words, http=http), overwrite=force)
        show(first_steps(settings, words, str(path), http=http), call.environ, as_json=call.as_json)
        if call.as_json or not (sys.stdin and sys.stdin.isatty()) or not _asked(call, missing, http=http):
            return
    show(asyncio.run(last_steps(call.load().settings, words, http=http)), call.environ, as_json=call.as_json)


def _written(text: str, *, overwrite: bool) -> Path:
    """Write the manifest into the current folder. Raises BadInput where another one is there, or it cannot be."""
    path = Path.cwd() / FILE
    try:
        if not overwrite and path.exists() and path.read_text("utf-8") != text:
            raise BadInput("file-is-there", str(path))
        path.write_text(text, "utf-8", newline="\n")
    except OSError as error:
        raise BadInput("file-not-written", str(path), reason=error.strerror) from error
    return path


def _asked(call: Call, missing: list[str], *, http: bool) -> bool:
    """Ask for what is missing, try each, and keep what is good; False where one was left out."""
    settings, words = call.load().settings, call.words()
    from bot.wiring.slack_setup import key_if_wanted, tried
    from config.secrets import keep_secret

    for name in missing:
        value = getpass.getpass(f"\n{words.say(f'slack-paste.{name}')}").strip()
        if not value:
            return False
        said = asyncio.run(tried(settings, name, value, words))
        kept = words.say("slack-setup.kept", path=keep_secret(name, value))
        sys.stdout.write(f"{said} {kept}\n".lstrip())
    if key := key_if_wanted(settings, http=http):
        sys.stdout.write(f"{words.say('slack-setup.key', path=keep_secret('slack_key', key))}\n")
    return True
