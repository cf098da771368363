"""Uploads in three steps (docs.slack.dev, Working with files)."""

from __future__ import annotations

import mimetypes
import secrets

from tests.standin.slack.calls import Call, Json, Reply, Route, Routes
from tests.standin.slack.chat import Chat
from tests.standin.slack.errors import RefusalError
from tests.standin.slack.state import State
from tests.standin.slack.world import Channel, Message

_SCOPE = ("files:write",)


class Files:
    """See above."""

    def __init__(self, state: State, chat: Chat) -> None:
        self._state = state
        self._chat = chat
        self._tickets: dict[str, Json] = {}

    def routes(self) -> Routes:
        """Yield what is played here."""
        yield Route("files.getUploadURLExternal", "upload", self.begin, _SCOPE, tier=4, reads=True)
        yield Route("files.completeUploadExternal", "share", self.complete, _SCOPE, tier=4)

    def begin(self, call: Call) -> Json:
        """Return where to put a file's bytes."""
        if call.given["length"] <= 0:
            raise RefusalError("invalid_arguments")
        file = {"id": self._state.ids("F"), "name": call.given["filename"], "size": call.given["length"]}
        file |= {"alt_txt": call.given.get("alt_txt") or call.given.get("alt_text") or "", "user": call.home.bot}
        call.home.files[str(file["id"])] = file
        path = f"/upload/v1/{secrets.token_hex(24)}"
        self._tickets[path] = file
        return {"upload_url": self._state.address + path, "file_id": file["id"]}

    def put(self, path: str, content: bytes) -> Reply:
        """Take a file's bytes."""
        file = self._tickets.get(path)
        if file is None:
            return Reply(status=404, text="Not Found", kind="text/plain")
        if len(content) != file["size"]:
            self._state.offence(f"{len(content)} bytes, and {file['size']} were announced", "upload")
            return Reply(status=400, text="length_mismatch", kind="text/plain")
        self._state.uploads[file["id"]] = content
        file["there"] = True
        return Reply(text=f"OK - {len(content)}", kind="text/plain")

    def complete(self, call: Call) -> Json:
        """Finish uploads, and share them where a channel is named."""
        team = call.home
        files = [team.files.get(str(one["id"]), {}) for one in call.given["files"]]
        if not all(file.get("there") for file in files):
            raise RefusalError("file_not_found")
        if any(file.get("complete") for file in files):
            raise RefusalError("file_update_failed")
        channel = self._shared_in(call)
        for file, asked in zip(files, call.given["files"], strict=True):
            file.update(self._told(file, asked))
        if channel is not None:
            self._share(call, channel, files)
        return {"files": files}

    def _shared_in(self, call: Call) -> Channel | None:
        if "channel_id" not in call.given:
            return None
        channel = self._state.found(call.home, call.given["channel_id"])
        if not channel.has_bot:
            raise RefusalError("not_in_channel")
        if channel.archived or channel.restricted:
            raise RefusalError("is_archived" if channel.archived else "posting_to_channel_denied")
        return channel

    def _told(self, file: Json, asked: Json) -> Json:
        kind = mimetypes.guess_type(file["name"])[0] or "application/octet-stream"
        private = f"{self._state.address}/files-pri/{file['id']}/{file['name']}"
        told = {"title": asked.get("title") or file["name"], "mimetype": kind, "filetype": kind.rpartition("/")[2]}
        told |= {"url_private": private, "url_private_download": private, "permalink": private, "is_public": False}
        return told | {"complete": True, "created": int(self._state.clock.now().timestamp()), "mode": "hosted"}

    def _share(self, call: Call, channel: Channel, files: list[Json]) -> None:
        thread = str(call.given.get("thread_ts") or "")
        message = Message(self._state.ts(), channel, call.home.bot, thread_ts=thread, files=files, app=self._state.app)
        said = str(call.given.get("initial_comment") or "")
        self._chat.fill(message, {"text": said, "blocks": call.given.get("blocks") if not said else None})
        self._state.post(message)
        self._state.answered(message)
