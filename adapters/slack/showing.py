"""Pages as messages of Slack's: the right sheet, put where the answer belongs, and its picture beneath."""

from __future__ import annotations

from dataclasses import dataclass, replace

from adapters.slack.asker import Reader, thread_of
from adapters.slack.parts import Parts
from adapters.slack.pictures import Upload, direct, upload
from adapters.slack.render import Rendered, message, picture_of
from adapters.slack.replies import How, Reply
from digests.page import Page, Picture, Text, Tone


@dataclass(frozen=True, slots=True)
class Shown:
    """An answer, and which sheet of it is wanted."""

    page: Page
    sheet: int = 1


class Showing:
    """Shows pages in the reader's language."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts

    async def show(self, shown: Shown, reply: Reply, reader: Reader) -> None:
        """Show a sheet to whom the reply is for. Raises Refusal where its picture cannot be drawn or sent."""
        picture = picture_of(shown.page, shown.sheet)
        png = await self._parts.painter.paint(picture) if picture else b""
        await reply.show(self._rendered(shown, reply, reader))
        if picture:
            await self._send(picture, png, reply, reader)

    async def refuse(self, sentence: str, reply: Reply, reader: Reader) -> None:
        """Show one sentence to the reader alone."""
        await reply.tell(self._said(sentence, Tone.WARNING, reader))

    async def _send(self, picture: Picture, png: bytes, reply: Reply, reader: Reader) -> None:
        """Send a picture to where the answer is, or to the reader's direct messages, and say so."""
        wanted = Upload(picture, png, reply.body)
        if reply.is_private or not await upload(wanted, self._parts, in_thread=reply.how is How.THREAD):
            await direct(wanted, self._parts)
            said = reader.words.say("slack.picture-direct")
            await reply.tell(self._said(said, Tone.QUIET, reader))

    def _said(self, sentence: str, tone: Tone, reader: Reader) -> Rendered:
        return message(Page("", (Text(sentence, tone),)), reader.words, private=True, in_thread=True)

    def _rendered(self, shown: Shown, reply: Reply, reader: Reader) -> Rendered:
        return message(
            self._parts.chat.page(shown.page),
            reader.words,
            private=reply.is_private,
            number=shown.sheet,
            in_thread=reply.how is How.THREAD or thread_of(reply.body) != "",
            owner=reader.asker.user,
        )


def with_line(shown: Shown, sentence: str, tone: Tone) -> Shown:
    """Return an answer with a sentence beneath its title."""
    title, *rest = shown.page.blocks
    return replace(shown, page=replace(shown.page, blocks=(title, Text(sentence, tone), *rest)))
