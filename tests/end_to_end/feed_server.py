"""A web server on loopback that serves a folder of files as their index says, and writes down what it is asked.

``python feed_server.py FOLDER``: prints its port; ``FOLDER/index.json`` maps paths to ``[file, headers]``; each
request is a line of ``FOLDER/asked.jsonl``. It ends when its standard input does, which is when its parent ends.
"""

from __future__ import annotations

import asyncio
import json
import sys
from hashlib import sha256
from pathlib import Path

from aiohttp import web


def served(folder: Path) -> web.Application:
    """Return the application."""
    index: dict[str, tuple[str, dict[str, str]]] = json.loads((folder / "index.json").read_text("utf-8"))

    async def answer(request: web.Request) -> web.Response:
        with (folder / "asked.jsonl").open("a", encoding="utf-8") as log:
            asked = {"path": request.path, "headers": {name.lower(): value for name, value in request.headers.items()}}
            log.write(f"{json.dumps(asked)}\n")
        if request.path not in index:
            return web.Response(status=404)
        name, headers = index[request.path]
        body = (folder / name).read_bytes()
        etag = f'"{sha256(body).hexdigest()[:12]}"'
        if request.headers.get("If-None-Match") == etag:
            return web.Response(status=304, headers={"ETag": etag})
        return web.Response(body=body, headers={"Content-Type": "application/xml", **headers, "ETag": etag})

    app = web.Application()
    app.router.add_get("/{path:.*}", answer)
    return app


async def main(folder: Path) -> None:
    """Serve until standard input ends."""
    runner = web.AppRunner(served(folder), access_log=None)
    await runner.setup()
    site = web.TCPSite(runner, "0.0.0.0", 0)  # noqa: S104  all of 127.0.0.0/8: each of its addresses is a host
    await site.start()
    print(runner.addresses[0][1], flush=True)  # noqa: T201  the parent waits for it
    await asyncio.to_thread(sys.stdin.read)
    await runner.cleanup()


if __name__ == "__main__":
    asyncio.run(main(Path(sys.argv[1])))
