"""The kernel of one run, in a forked process: ipykernel's own, with a line in place of its network."""

import asyncio
import atexit
import json
import logging
import os
import random
import signal
import socket
import sys
import tempfile
import threading
import uuid
from collections.abc import Callable
from functools import partial

import zmq
from ipykernel.iostream import BackgroundSocket, IOPubThread, OutStream, make_selector_io_loop
from ipykernel.utils import _async_in_context
from jupyter_client.session import Session
from tornado.ioloop import IOLoop
from traitlets import Any
from traitlets.config import Config

from workflows.kernels.app import NoChannelThread, NoProfile, PageKernel
from workflows.kernels.engine_limits import limit_memory
from workflows.kernels.engine_line import CALL, CHUNK, END, IOPUB, SHELL, Channel, Reader, Sender, unsigned
from workflows.kernels.memory import keep_for_arrays
from workflows.pages.registry import load


class RunKernel(PageKernel):
    """The kernel that notebooks know, spoken to over a line."""

    shell_stream, shell_channel_thread = Any(), Any()

    def start(self) -> None:
        """Requests come from the line, not from sockets."""
        self.io_loop = IOLoop.current()
        self.shell_channel_thread = NoChannelThread()
        self.shell.exit_now = False

    def _abort_queues(self, subshell_id: str | None = None) -> None:
        """Nothing waits here: the next cell is sent when the answer to the last one was read."""


class Publisher(IOPubThread):
    """Sends what is told to all from a thread of its own, so that a cell that computes does not keep it back."""

    def __init__(self, line: Channel, session: Session):
        self.socket, self.session = line, session
        self.background_socket = BackgroundSocket(self)
        self.io_loop = make_selector_io_loop()
        self._pipe_flag, self._stopped, self._master_pid = False, False, os.getpid()
        self.thread = threading.Thread(target=self.io_loop.start, name="IOPub", daemon=True)

    def start(self) -> None:
        """Begin; it ends with the process."""
        self.thread.start()

    def schedule(self, f: Callable[[], object]) -> None:
        """Have it done by the thread, in order; at once in a process that the notebook forked, which has no such thread."""
        if self.thread.is_alive():
            self.io_loop.add_callback(f)
        else:
            f()


_made: list[RunKernel] = []


def prepare() -> RunKernel:
    """The kernel, without anything that a fork would break; the warm parent makes it once for all of its runs."""
    if not _made:
        config = Config()
        config.HistoryManager.update(enabled=False, hist_file=":memory:")
        _made.append(RunKernel.instance(
            config=config, session=unsigned(), user_ns=None, log=logging.getLogger(__name__),
            profile_dir=NoProfile(location=tempfile.gettempdir())))
    return _made[0]


def serve(line: socket.socket, memory: int | None = None) -> None:
    """Be the kernel of a run until it is told to end, or nobody listens any more. `memory`: bytes beyond what there is."""
    kernel, sender = prepare(), Sender(line)
    _alone(kernel)
    asyncio.set_event_loop(asyncio.new_event_loop())
    publisher = Publisher(Channel(sender, IOPUB), kernel.session)
    publisher.start()
    kernel.iopub_thread, kernel.iopub_socket = publisher, publisher.background_socket
    kernel.shell_stream = Channel(sender, SHELL)
    kernel.shell.displayhook.pub_socket = kernel.shell.display_pub.pub_socket = kernel.iopub_socket
    for name in ("stdout", "stderr"):
        setattr(sys, name, OutStream(kernel.session, publisher, name))
    kernel._stdout, kernel._stderr = sys.stdout, sys.stderr
    keep_for_arrays()
    limit_memory(memory)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    kernel.start()
    _listen(line, _async_in_context(partial(kernel.shell_main, None)), partial(_called, sender))
    IOLoop.current().start()
    # As at the end of a kernel: what was asked for at the end is done, and files that are still open are written.
    sys.stdout.flush()
    sys.stderr.flush()
    atexit._run_exitfuncs()
    kernel.shell.user_ns.clear()
    os._exit(0)


def _called(sender, message):
    """Call what is asked for after the last cell, where what the cells computed is still known."""
    try:
        said = {"result": load(message["call"])(**message["arguments"])}
    except Exception as error:
        said = {"error": f"{type(error).__name__}: {error}"}
    sender.send(CALL, [json.dumps(said).encode()])


def _listen(line, handle, call):
    """Hand every request to the kernel; the end of the line is the end of the run."""
    reader, tasks = Reader(), set()
    loop = asyncio.get_event_loop_policy().get_event_loop()

    def read():
        try:
            more = line.recv(CHUNK, socket.MSG_DONTWAIT)
        except BlockingIOError:
            return
        if not more:
            os._exit(0)
        for channel, frames in reader.fed(more):
            if channel == END:
                IOLoop.current().stop()
                return
            if channel == CALL:
                call(json.loads(frames[0]))
                continue
            task = loop.create_task(handle([zmq.Frame(frame) for frame in frames]))
            tasks.add(task)
            task.add_done_callback(tasks.discard)

    loop.add_reader(line, read)


def _alone(kernel):
    """What a process of its own would not share with the others: chance, names of messages, where modules are looked for."""
    random.seed()
    if "numpy" in sys.modules:
        sys.modules["numpy"].random.seed()
    kernel.session.session, kernel.session.pid = uuid.uuid4().hex, os.getpid()
    kernel.shell.init_environment()
    os.environ.setdefault("MPLBACKEND", "module://matplotlib_inline.backend_inline")
    asked = [part for part in os.environ.get("PYTHONPATH", "").split(os.pathsep) if part]
    sys.path[:] = ["", *asked, *(place for place in sys.path if place and place not in asked)]
    sys.argv = ["ipykernel_launcher.py"]
    sys.stdout, sys.stderr = sys.__stdout__, sys.__stderr__
