"""papermill's own client over a line instead of a network: what it makes of messages, errors and time stays as it is."""

import asyncio
import json
import queue
import select
import signal
import socket
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from jupyter_core.utils import run_sync
from nbclient.exceptions import CellTimeoutError, DeadKernelError
from nbformat import NotebookNode

from workflows.kernels.engine_fork import Task, fork
from workflows.kernels.engine_line import CALL, CHUNK, END, IOPUB, SHELL, Reader, packed, unsigned
from workflows.kernels.lean import PapermillNotebookClient

KERNEL = "workflows.kernels.engine_kernel:serve"
END_SECONDS, INTERRUPT_SECONDS = 2.0, 1.0


class CallFailed(RuntimeError):
    """What was called after the last cell raised this."""


class Channel:
    """Messages of one kind, as they come."""

    def __init__(self, client: "LineClient"):
        self._client, self.waiting = client, asyncio.Queue()

    async def get_msg(self, timeout: float | None = None) -> dict[str, Any]:
        """The next one; queue.Empty when none comes in time."""
        self._client.listen()
        try:
            return await asyncio.wait_for(self.waiting.get(), timeout)
        except TimeoutError:
            raise queue.Empty from None

    def send(self, message: dict[str, Any]) -> None:
        """To the kernel: what a widget's other half has to say."""
        self._client.send(message)


class LineClient:
    """What nbclient takes for a client of a kernel, and for its manager."""

    has_kernel, allow_stdin = True, False

    def __init__(self, task: Task):
        self._task, self._reader, self._ended = task, Reader(), False
        self._loop: asyncio.AbstractEventLoop | None = None
        self._unsent, self._idle = bytearray(), 0
        self.session = unsigned()
        self.shell_channel, self.iopub_channel = Channel(self), Channel(self)
        self._channels = {SHELL: self.shell_channel, IOPUB: self.iopub_channel, CALL: Channel(self)}

    def execute(self, code: str, store_history: bool = True, stop_on_error: bool = True) -> str:
        """Ask for a cell; the number by which its messages are known."""
        return self.send(self.session.msg("execute_request", {
            "code": code, "silent": False, "store_history": store_history, "user_expressions": {}, "allow_stdin": False,
            "stop_on_error": stop_on_error}))

    def kernel_info(self) -> str:
        """Ask what kernel it is."""
        return self.send(self.session.msg("kernel_info_request", {}))

    def is_alive(self) -> bool:
        """Whether the kernel still runs."""
        return not (self._ended or self._task.process.ended())

    def interrupt_kernel(self) -> None:
        """As Ctrl-C would."""
        self._task.process.signal(signal.SIGINT)

    async def interrupted(self) -> None:
        """Interrupt, and hear what the cell has to say to that, as stock does when a cell took too long."""
        told, until = self._idle, time.monotonic() + INTERRUPT_SECONDS
        self.interrupt_kernel()
        while self.is_alive() and self._idle == told and time.monotonic() < until:
            await asyncio.sleep(0.01)
        await asyncio.sleep(0.01)

    def send(self, message: dict[str, Any]) -> str:
        """Send without waiting: a kernel that computes does not read, and may itself wait for us."""
        self._put(SHELL, [*self.session.serialize(message), *message.get("buffers", ())])
        return message["header"]["msg_id"]

    async def call(self, function: str, arguments: dict[str, Any], seconds: float) -> Any:
        """What "module:function" gives, called in the notebook's process after its last cell."""
        self._put(CALL, [json.dumps({"call": function, "arguments": arguments}).encode()])
        waiting = asyncio.ensure_future(self._channels[CALL].get_msg(seconds))
        while not (await asyncio.wait([waiting], timeout=1))[0]:
            if not self.is_alive():
                waiting.cancel()
                raise DeadKernelError("Kernel died")
        said = waiting.result()
        if "error" in said:
            raise CallFailed(said["error"])
        return said["result"]

    def _put(self, channel, frames):
        for part in packed(channel, frames):
            self._unsent += part
        self._write()

    def listen(self) -> None:
        """Read what comes, for as long as this loop runs."""
        loop = asyncio.get_running_loop()
        if self._loop is not loop and not self._ended:
            self._loop = loop
            loop.add_reader(self._task.line, self._read)

    def close(self, gently: bool) -> None:
        """Let the kernel end by itself when all went well, within two seconds; end it and all that it started."""
        if self._loop and not self._loop.is_closed():
            self._loop.remove_reader(self._task.line)
            self._loop.remove_writer(self._task.line)
        if gently and self.is_alive():
            try:
                self._task.line.sendall(b"".join(packed(END)))
                self._wait()
            except OSError:
                pass
        self._task.end()

    def _wait(self):
        """Until it ended; what it still says is read away, it may be waiting for that."""
        watch, until = select.poll(), time.monotonic() + END_SECONDS
        watch.register(self._task.line, select.POLLIN)
        while (left := until - time.monotonic()) > 0 and watch.poll(1000 * left):
            if not self._task.line.recv(CHUNK):
                return

    def _read(self):
        while True:
            try:
                more = self._task.line.recv(CHUNK, socket.MSG_DONTWAIT)
            except BlockingIOError:
                return
            except ConnectionError:
                more = b""
            if not more:
                self._ended = True
                self._loop.remove_reader(self._task.line)
                return
            for channel, frames in self._reader.fed(more):
                if channel == CALL:
                    self._channels[CALL].waiting.put_nowait(json.loads(frames[0]))
                    continue
                _, parts = self.session.feed_identities(frames)
                message = self.session.deserialize(parts)
                self._idle += message["content"].get("execution_state") == "idle"
                self._channels[channel].waiting.put_nowait(message)

    def _write(self):
        try:
            while self._unsent:
                del self._unsent[:self._task.line.send(self._unsent, socket.MSG_DONTWAIT)]
        except BlockingIOError:
            if self._loop:
                self._loop.add_writer(self._task.line, self._write)
            return
        except OSError:
            # It is gone: the question whether it lives will say so.
            self._unsent.clear()
        if self._loop:
            self._loop.remove_writer(self._task.line)


After = Callable[[NotebookNode], tuple[str, dict[str, Any]]]
"""From the executed notebook: what is to be called after it, in its process, and with what."""


class ForkedClient(PapermillNotebookClient):
    """Runs a notebook in a forked process. `run_timeout`: seconds for all cells together; `memory`: bytes it may take."""

    def __init__(self, nb_man: Any, run_timeout: float | None = None, memory: int | None = None, after: After | None = None,
                 **kw: Any):
        super().__init__(nb_man, **kw)
        self._until = time.monotonic() + run_timeout if run_timeout else None
        self._memory, self._after = memory, after

    def papermill_execute_cells(self) -> None:
        """The cells, and what comes after them when all of them went well."""
        super().papermill_execute_cells()
        if self._after and not self.nb.metadata.papermill["exception"]:
            run_sync(self.kc.call)(*self._after(self.nb), self._get_timeout(None))

    @contextmanager
    def setup_kernel(self, **_: Any) -> Iterator[None]:
        """A kernel for the time of the run."""
        self.km = self.kc = LineClient(fork(KERNEL, {"memory": self._memory}))
        gently = False
        try:
            yield
            gently = True
        except CellTimeoutError:
            run_sync(self.kc.interrupted)()
            raise
        finally:
            self.kc.close(gently)
            self.km = self.kc = None

    def _get_timeout(self, cell: NotebookNode | None) -> float | None:
        """The cell's own, or what is left of the run's."""
        own = super()._get_timeout(cell)
        if self._until is None:
            return own
        left = max(self._until - time.monotonic(), 0.001)
        return min(own, left) if own else left
