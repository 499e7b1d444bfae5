"""A hostile client: any address, any message, any cookie; what it was answered is all it knows."""

import asyncio
import json
import re
import struct
import time
import uuid
from http.cookies import SimpleCookie
from itertools import pairwise

from tornado.httpclient import AsyncHTTPClient, HTTPClientError, HTTPRequest
from tornado.websocket import WebSocketClosedError, websocket_connect

V1 = "v1.kernel.websocket.jupyter.org"
CONTROL = "jupyter.widget.control"


class Person:
    """A client with its own cookies at one server. `page` is the address of the page that it opens."""

    def __init__(self, address: str, page: str):
        self.address, self.page, self.cookies = address, page, {}

    def headers(self, **more: str) -> dict[str, str]:
        cookie = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        return {**({"Cookie": cookie} if cookie else {}), **{name.replace("_", "-"): value for name, value in more.items()}}

    async def ask(self, path: str, method: str = "GET", body: str | None = None, timeout: float = 60, **headers: str):
        """The answer, whatever its status; cookies are kept as a browser keeps them."""
        answer = await AsyncHTTPClient().fetch(HTTPRequest(
            self.address + path, method, self.headers(**headers), body, follow_redirects=False, allow_nonstandard_methods=True,
            request_timeout=timeout), raise_error=False)
        for line in answer.headers.get_list("Set-Cookie"):
            self.cookies.update({name: one.value for name, one in SimpleCookie(line).items()})
        return answer

    async def xsrf(self, path: str, method: str, **more):
        """As the page's own script asks for a change."""
        return await self.ask(path, method, "" if method == "POST" else None, X_XSRFToken=self.cookies.get("_xsrf", ""), **more)

    async def open(self, query: str = "") -> str:
        """Opens the page; its kernel."""
        answer = await self.ask(self.page + (f"?{query}" if query else ""))
        found = re.search(r'"kernelId": "([0-9a-f-]{36})"', answer.body.decode())
        assert answer.code == 200 and found, (answer.code, answer.body[-600:])
        return found[1]

    async def connect(self, kernel: str, protocol: str | None = V1, session: str | None = None, cookies: bool = True, **headers: str):
        """A connection to the kernel, or the status with which it was refused."""
        given = self.headers(**headers) if cookies else {name.replace("_", "-"): value for name, value in headers.items()}
        address = f"{self.address.replace('http', 'ws', 1)}/api/kernels/{kernel}/channels?session_id={session or uuid.uuid4()}"
        try:
            socket = await websocket_connect(HTTPRequest(address, headers=given, request_timeout=60, connect_timeout=60),
                                             subprotocols=[protocol] if protocol else None, max_message_size=50_000_000)
        except HTTPClientError as refused:
            return refused.code
        return Socket(socket)


class Socket:
    """A connection that speaks v1, or the older form."""

    def __init__(self, socket):
        self.socket, self.heard = socket, []

    def send(self, kind: str, content: dict, channel: str = "shell", buffers=(), metadata=None) -> str:
        name = uuid.uuid4().hex
        self.raw(framed(channel, header(kind, name), {}, metadata or {}, content, buffers=buffers))
        return name

    def raw(self, content: bytes | str) -> None:
        try:
            self.socket.write_message(content, binary=isinstance(content, bytes))
        except WebSocketClosedError:
            self.heard.append(("closed", {}, {}))

    def send_old(self, kind: str, content: dict, metadata=None) -> None:
        """In the form that was before v1."""
        self.raw(json.dumps({"header": header(kind, uuid.uuid4().hex), "parent_header": {}, "metadata": metadata or {},
                             "content": content, "buffers": [], "channel": "shell"}))

    async def hear(self, seconds: float, until=lambda kind, content, parent: False) -> list[tuple[str, dict, dict]]:
        """What comes within the time: (type, content, parent). Ends at the first that fits."""
        end, found = time.monotonic() + seconds, []
        while (left := end - time.monotonic()) > 0:
            try:
                message = await asyncio.wait_for(self.socket.read_message(), left)
            except TimeoutError:
                break
            if message is None:
                found.append(("closed", {"code": self.socket.close_code, "reason": self.socket.close_reason}, {}))
                break
            one = parsed(message)
            found.append(one)
            if until(*one):
                break
        return found

    async def answer(self, name: str, kind: str = "", seconds: float = 20) -> list[tuple[str, dict, dict]]:
        """Everything until the answer to this message has come."""
        return await self.hear(seconds, lambda k, c, p: p == name and k == (kind or k) and (kind or k.endswith("_reply")))

    async def settled(self, seconds: float = 20) -> list[tuple[str, dict, dict]]:
        """Everything until the kernel has done what it was sent before: an idle status of our own later request."""
        name = self.send("kernel_info_request", {})
        return await self.hear(seconds, lambda k, c, p: p == name and k == "status" and c["execution_state"] == "idle")

    async def states(self, seconds: float = 20) -> dict[str, dict]:
        """The state of all widgets by the id of their comm; none when the kernel does not say."""
        comm = uuid.uuid4().hex
        self.send("comm_open", {"comm_id": comm, "target_name": CONTROL, "data": {}}, metadata={"version": "1.0.0"})
        self.send("comm_msg", {"comm_id": comm, "data": {"method": "request_states"}})
        heard = await self.hear(seconds, lambda k, c, p: k == "comm_msg" and c.get("data", {}).get("method") == "update_states")
        states = heard[-1][1].get("data", {}).get("states", {}) if heard else {}
        return {name: one["state"] for name, one in states.items()}

    def update(self, comm: str, **state) -> str:
        return self.send("comm_msg", {"comm_id": comm, "data": {"method": "update", "state": state, "buffer_paths": []}})

    def click(self, comm: str) -> str:
        return self.send("comm_msg", {"comm_id": comm, "data": {"method": "custom", "content": {"event": "click"}}})

    def close(self) -> None:
        self.socket.close()


def header(kind: str, name: str) -> dict:
    return {"msg_id": name, "msg_type": kind, "session": "s", "username": "u", "date": "2026-01-01T00:00:00Z", "version": "5.3"}


def framed(channel: str, *parts, buffers=()) -> bytes:
    """A message of v1; parts may be bytes already."""
    pieces = [channel.encode(), *(one if isinstance(one, bytes) else json.dumps(one).encode() for one in parts), *buffers]
    offsets = [8 * (len(pieces) + 2)]
    for piece in pieces:
        offsets.append(offsets[-1] + len(piece))
    return b"".join([struct.pack("<Q", len(offsets)), *(struct.pack("<Q", one) for one in offsets), *pieces])


def parsed(message: bytes | str) -> tuple[str, dict, dict]:
    """Type, content and parent's id of what was heard."""
    if isinstance(message, str):
        one = json.loads(message)
        return one["header"]["msg_type"], one["content"], one["parent_header"].get("msg_id", "")
    count = struct.unpack("<Q", message[:8])[0]
    offsets = struct.unpack(f"<{count}Q", message[8:8 * (count + 1)])
    _, head, parent, _, content = (message[start:end] for start, end in pairwise(offsets[:6]))
    return json.loads(head)["msg_type"], json.loads(content), json.loads(parent).get("msg_id", "")


def widget(states: dict[str, dict], model: str, css: str = "") -> str:
    """The comm of the first widget of a kind with a class."""
    return next(name for name, state in states.items()
                if state.get("_model_name") == model and (not css or css in state.get("_dom_classes", ())))


async def raw(address: str, request: bytes, seconds: float = 10) -> bytes:
    """What is answered to these very bytes."""
    host, port = address.removeprefix("http://").split(":")
    reader, writer = await asyncio.open_connection(host, int(port))
    writer.write(request)
    await writer.drain()
    try:
        return await asyncio.wait_for(reader.read(2_000_000), seconds)
    finally:
        writer.close()
