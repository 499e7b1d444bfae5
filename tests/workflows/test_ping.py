"""A connection lives as long as its page answers: not shorter, and not longer."""

import asyncio
import time
import uuid

import pytest

from tests.attacker import V1
from tests.targets import ours

PING, GOODBYE = 0.8, 5
"""Seconds. Who is cut gets so long to say goodbye."""


@pytest.mark.slow
def test_a_page_that_answers_stays_connected_and_one_that_does_not_is_cut(tmp_path):
    with ours(tmp_path, ping=str(PING * 1000)) as target:
        answering, silent = asyncio.run(_listened(target))
    assert answering > 5 * PING
    assert PING < silent < GOODBYE + 5 * PING


async def _listened(target):
    person, kernel = await target.ann()
    socket = await person.connect(kernel)
    begun = time.monotonic()
    heard = await socket.hear(6 * PING)
    assert not [one for one in heard if one[0] == "closed"]
    answered = time.monotonic() - begun
    assert await socket.states()
    return answered, await _silence(target, person, kernel)


async def _silence(target, person, kernel):
    """Seconds until somebody who never answers is cut."""
    host, port = target.address.removeprefix("http://").split(":")
    reader, writer = await asyncio.open_connection(host, int(port))
    cookies = person.headers()["Cookie"]
    writer.write((f"GET /api/kernels/{kernel}/channels?session_id={uuid.uuid4()} HTTP/1.1\r\nHost: {host}:{port}\r\n"
                  f"Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\nCookie: {cookies}\r\n"
                  f"Sec-WebSocket-Key: MDEyMzQ1Njc4OWFiY2RlZg==\r\nSec-WebSocket-Protocol: {V1}\r\n\r\n").encode())
    assert b" 101 " in await reader.readline()
    begun = time.monotonic()
    try:
        while await asyncio.wait_for(reader.read(65_536), 20):
            continue
    finally:
        writer.close()
    return time.monotonic() - begun
