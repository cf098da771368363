"""A small bot of the real slack-bolt, for the stand-in's own tests."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any

from aiohttp import web
from slack_bolt.adapter.socket_mode.async_handler import AsyncSocketModeHandler
from slack_bolt.app.async_app import AsyncApp
from slack_bolt.async_app import AsyncAck, AsyncRespond
from slack_sdk.web.async_client import AsyncWebClient

from tests.standin.slack import Standin
from tests.standin.slack.examples import button, external, modal, page, section, text_input

Json = dict[str, Any]
QUIET: Json = {"unfurl_links": False, "unfurl_media": False}


def client(slack: Standin, token: str = "") -> AsyncWebClient:
    """Return a client of the real slack_sdk that repeats nothing."""
    return AsyncWebClient(token=token or slack.token, base_url=slack.api, retry_handlers=[], timeout=5)


def bot(slack: Standin) -> AsyncApp:
    """Return the bot: what it does, its listeners tell."""
    logging.getLogger("slack_bolt").setLevel(logging.CRITICAL)
    logging.getLogger("slack_sdk").setLevel(logging.CRITICAL)
    app = AsyncApp(client=client(slack), signing_secret=slack.signing_secret)
    app.command("/llama")(_command)
    app.action("more")(_more)
    app.action("page")(_page)
    app.action("link")(_silent)
    app.action("pick")(_pick)
    app.action("rate")(_rate)
    app.options("topic")(_topics)
    app.action("topic")(_pick)
    app.view("when")(_submitted)
    app.view_closed("when")(_silent)
    app.shortcut("which")(_which)
    app.shortcut("search")(_search)
    app.event("app_home_opened")(_home)
    app.event("app_uninstalled")(_nothing)
    app.event("member_joined_channel")(_nothing)
    app.event("channel_archive")(_nothing)
    return app


async def _command(ack: AsyncAck, respond: AsyncRespond, body: Json, client: AsyncWebClient) -> None:
    verb, _, rest = body["text"].partition(" ")
    if verb == "mute":
        return
    if verb == "now":
        await ack(text="At once.")
        return
    await ack()
    if verb == "window":
        await client.views_open(trigger_id=body["trigger_id"], view=modal(*page(text_input("When?"))))
    elif verb == "post":
        await client.chat_postMessage(channel=body["channel_id"], text=rest, **QUIET)
    elif verb == "whisper":
        await client.chat_postEphemeral(channel=body["channel_id"], user=body["user_id"], text=rest)
    elif verb == "twice":
        await respond(text="One")
        await respond(text="Two")
    else:
        blocks = [
            section(f"You said {body['text']}"),
            {"type": "actions", "elements": [button(), button("Page", "page")]},
        ]
        await respond(text="You said", blocks=blocks, response_type="in_channel" if verb == "loud" else None)


async def _more(ack: AsyncAck, respond: AsyncRespond) -> None:
    await ack()
    await respond(text="More", replace_original=False)


async def _page(ack: AsyncAck, respond: AsyncRespond) -> None:
    await ack()
    await respond(text="Page 2", blocks=[section("Page 2")], replace_original=True)


async def _pick(ack: AsyncAck, respond: AsyncRespond, action: Json) -> None:
    await ack()
    await respond(text=f"Chosen: {action['selected_option']['value']}", replace_original=False)


async def _rate(ack: AsyncAck, respond: AsyncRespond, action: Json) -> None:
    await ack()
    await respond(text=f"Rated {action['value']}", replace_original=False)


async def _topics(ack: AsyncAck, payload: Json) -> None:
    options = [{"text": {"type": "plain_text", "text": f"{payload['value']} {n}"}, "value": f"t{n}"} for n in (1, 2)]
    await ack(options=options)


async def _submitted(ack: AsyncAck, view: Json, client: AsyncWebClient, body: Json) -> None:
    ((block, inputs),) = view["state"]["values"].items()
    (typed,) = inputs.values()
    if typed["value"] == "wrong":
        await ack(response_action="errors", errors={block: "No such day."})
    elif typed["value"] == "again":
        await ack(response_action="update", view=modal(section("Once more"), title="Again"))
    elif typed["value"] == "push":
        await ack(response_action="push", view=modal(section("On top")))
    else:
        await ack()
        await client.chat_postMessage(channel=body["user"]["id"], text=f"On {typed['value']}", **QUIET)


async def _which(ack: AsyncAck, respond: AsyncRespond, shortcut: Json) -> None:
    await ack()
    await respond(text=f"It says {shortcut['message']['text']}")


async def _search(ack: AsyncAck, client: AsyncWebClient, shortcut: Json) -> None:
    await ack()
    await client.views_open(trigger_id=shortcut["trigger_id"], view=modal(external("Topic"), callback="when"))


async def _home(client: AsyncWebClient, event: Json) -> None:
    await client.views_publish(
        user_id=event["user"], view={"type": "home", "blocks": [section("Your page"), external()]}
    )


async def _silent(ack: AsyncAck) -> None:
    await ack()


async def _nothing() -> None:
    pass


@asynccontextmanager
async def socketed(slack: Standin, app: AsyncApp | None = None, ping: float = 10) -> AsyncIterator[AsyncApp]:
    """Run a bot in Socket Mode."""
    running = app or bot(slack)
    handler = AsyncSocketModeHandler(running, slack.app_token, ping_interval=ping)
    await handler.connect_async()
    try:
        await slack.ready()
        yield running
    finally:
        await handler.close_async()
        await asyncio.sleep(0)


@asynccontextmanager
async def served(slack: Standin, make: Callable[[Standin], AsyncApp] = bot) -> AsyncIterator[AsyncApp]:
    """Run a bot behind a signed address."""
    app = make(slack)
    runner = web.AppRunner(app.web_app(path="/slack/events"), access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    slack.via, slack.request_url = "http", f"http://127.0.0.1:{runner.addresses[0][1]}/slack/events"
    try:
        yield app
    finally:
        await runner.cleanup()
