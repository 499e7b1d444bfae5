"""The server's end of each kernel's Desk: one connection for one kernel, answered as its owner and as nobody else."""

import asyncio
import socket
from collections.abc import Callable
from datetime import datetime

from workflows.people.desk import LocalDesk, answer
from workflows.people.remote import LONGEST_LINE
from workflows.server.who import Who
from workflows.store.engine import Store


class Desks:
    """Opens a connection for each kernel that starts and answers what comes over it until the kernel ends."""

    def __init__(self, store: Store, clock: Callable[[], datetime]):
        self._store, self._clock = store, clock
        self._answering: set[asyncio.Task] = set()

    def open(self, person: Who) -> socket.socket | None:
        """The kernel's end of a new connection, for that person; a guest has none.

        Whoever holds it reads what that person may read. A stream: a kernel that may send datagrams could send them to
        other sockets too.
        """
        if person.person is None:
            return None
        ours, theirs = socket.socketpair()
        ours.setblocking(False)
        task = asyncio.get_running_loop().create_task(self._answer(ours, LocalDesk(self._store, person.id, self._clock)))
        self._answering.add(task)
        task.add_done_callback(self._answering.discard)
        return theirs

    async def _answer(self, connection: socket.socket, desk: LocalDesk) -> None:
        reader, writer = await asyncio.open_connection(sock=connection, limit=LONGEST_LINE)
        try:
            while line := await reader.readline():
                writer.write(await asyncio.to_thread(answer, desk, line))
                await writer.drain()
        except (ConnectionError, ValueError):
            pass  # the kernel is gone, or it sent a line that no page sends
        finally:
            writer.close()
