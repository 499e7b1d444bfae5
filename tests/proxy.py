"""A line between a browser and a server that a test can cut and mend."""

import asyncio
import contextlib
import threading


class Line:
    """Listens on a port of its own and passes bytes on to another one, until it is cut."""

    def __init__(self, port: int, to: int):
        self.port, self._to, self._whole = port, to, True
        self._loop, self._writers = asyncio.new_event_loop(), set()
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._listening = threading.Event()
        self._thread.start()
        self._listening.wait(10)

    def cut(self) -> None:
        """Every connection breaks, and new ones are refused in the same way."""
        self._whole = False
        self._loop.call_soon_threadsafe(lambda: [writer.transport.abort() for writer in list(self._writers)])

    def mend(self) -> None:
        """New connections pass again."""
        self._whole = True

    def close(self) -> None:
        self.cut()
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(10)

    def _run(self):
        asyncio.set_event_loop(self._loop)
        self._loop.run_until_complete(asyncio.start_server(self._accept, "127.0.0.1", self.port))
        self._listening.set()
        self._loop.run_forever()

    async def _accept(self, reader, writer):
        if not self._whole:
            writer.transport.abort()
            return
        there_reader, there_writer = await asyncio.open_connection("127.0.0.1", self._to)
        self._writers |= {writer, there_writer}
        await asyncio.gather(self._pass(reader, there_writer), self._pass(there_reader, writer))
        self._writers -= {writer, there_writer}

    async def _pass(self, reader, writer):
        with contextlib.suppress(OSError):
            while part := await reader.read(65_536):
                writer.write(part)
                await writer.drain()
        with contextlib.suppress(OSError):
            writer.close()
