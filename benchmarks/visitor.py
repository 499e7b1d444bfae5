"""Somebody on a page without a browser: the page, the connection to its kernel, the widgets, asked for as Chromium does."""

import asyncio
import json
import re
import struct
import time
import uuid
from http.cookies import SimpleCookie
from itertools import pairwise
from typing import Any

from tornado.httpclient import AsyncHTTPClient, HTTPClientError, HTTPRequest
from tornado.websocket import websocket_connect

from benchmarks.processes import Unmeasured
from benchmarks.ways import Way

PROTOCOL = "v1.kernel.websocket.jupyter.org"
SECONDS, MEGABYTES = 180, 50_000_000
TILES, SLIDER = 'class="tiles"', "slider-turnover"


class Visitor:
    """A guest with cookies of their own. `tiles` and `slider`: the comms of the figures and of the turnover's slider."""

    def __init__(self, way: Way):
        AsyncHTTPClient.configure(None, max_clients=500)
        self.way, self.cookies, self.turnover = way, {"_xsrf": "0123456789abcdef" * 2}, 24_000.0
        self.heard: asyncio.Queue[bytes | None] = asyncio.Queue()

    async def arrive(self) -> float:
        """The whole page, its connection and the state of its widgets; how many milliseconds that took."""
        begun = time.perf_counter()
        answer = await self._ask(self.way.page)
        found = re.search(r'"kernelId": ?"([0-9a-f-]{36})"', answer.body.decode())
        if answer.code != 200 or not found:
            raise Unmeasured(f"the page of {self.way.name} was answered with {answer.code} and no kernel")
        self.kernel = found[1]
        address = f"{self.way.address.replace('http', 'ws', 1)}/api/kernels/{self.kernel}/channels?session_id={uuid.uuid4()}"
        try:
            self.socket = await websocket_connect(
                HTTPRequest(address, headers=self._headers(), connect_timeout=SECONDS, request_timeout=SECONDS),
                subprotocols=[PROTOCOL], max_message_size=MEGABYTES, on_message_callback=self.heard.put_nowait)
        except HTTPClientError as refused:
            raise Unmeasured(f"{self.way.name} refused a connection: {refused.code}") from None
        states = await self._states()
        took = (time.perf_counter() - begun) * 1000
        self.tiles = next(name for name, state in states.items() if TILES in str(state.get("value", "")))
        self.slider = next(name for name, state in states.items() if SLIDER in state.get("_dom_classes", ()))
        return took

    async def move(self) -> float:
        """Move the slider by a step; milliseconds until the message with the new figures is here."""
        self.turnover += 100
        begun = time.perf_counter()
        self._send("comm_msg", {"comm_id": self.slider, "data": {
            "method": "update", "state": {"value": self.turnover}, "buffer_paths": []}})
        while True:
            kind, content = await self._hear()
            if kind == "comm_msg" and content["comm_id"] == self.tiles and "value" in content["data"].get("state", ()):
                return (time.perf_counter() - begun) * 1000

    async def listen(self, seconds: float) -> None:
        """Take what comes meanwhile: the exact scan, for instance, ends later than the answer."""
        until = time.monotonic() + seconds
        while (left := until - time.monotonic()) > 0:
            try:
                await asyncio.wait_for(self._hear(), left)
            except TimeoutError:
                return

    async def leave(self) -> None:
        """Close the page: its kernel ends."""
        self.socket.close()
        await self._ask(f"/voila/api/shutdown/{self.kernel}", "POST", "", {"X-XSRFToken": self.cookies["_xsrf"]})

    async def _states(self):
        comm = uuid.uuid4().hex
        self._send("comm_open", {"comm_id": comm, "target_name": "jupyter.widget.control", "data": {}}, {"version": "1.0.0"})
        self._send("comm_msg", {"comm_id": comm, "data": {"method": "request_states"}})
        while True:
            kind, content = await self._hear()
            if kind == "comm_msg" and content["data"].get("method") == "update_states":
                return {name: one["state"] for name, one in content["data"]["states"].items()}

    async def _ask(self, path, method="GET", body=None, more=None):
        answer = await AsyncHTTPClient().fetch(HTTPRequest(
            self.way.address + path, method, {**self._headers(), **(more or {})}, body, connect_timeout=SECONDS,
            request_timeout=SECONDS), raise_error=False)
        for line in answer.headers.get_list("Set-Cookie"):
            self.cookies |= {name: one.value for name, one in SimpleCookie(line).items()}
        return answer

    def _headers(self):
        return {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items()), "Accept-Language": "fr-BE"}

    def _send(self, kind: str, content: dict[str, Any], metadata: dict[str, Any] | None = None):
        head = {"msg_id": uuid.uuid4().hex, "msg_type": kind, "session": "s", "username": "", "version": "5.3",
                "date": "2026-01-01T00:00:00Z"}
        pieces = [b"shell", *(json.dumps(part).encode() for part in (head, {}, metadata or {}, content))]
        offsets = [8 * (len(pieces) + 2)]
        for piece in pieces:
            offsets.append(offsets[-1] + len(piece))
        front = struct.pack(f"<{len(offsets) + 1}Q", len(offsets), *offsets)
        self.socket.write_message(front + b"".join(pieces), binary=True)

    async def _hear(self):
        message = await self.heard.get()
        if message is None:
            raise Unmeasured(f"{self.way.name} closed a connection: {self.socket.close_code} {self.socket.close_reason}")
        count = struct.unpack("<Q", message[:8])[0]
        parts = [message[begin:end] for begin, end in pairwise(struct.unpack(f"<{count}Q", message[8:8 * (count + 1)]))]
        kind = json.loads(parts[1])["msg_type"]
        return kind, json.loads(parts[4]) if kind == "comm_msg" else {}
