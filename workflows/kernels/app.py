"""The ipykernel application without what pages never use: debugger, history, profile, a terminal, TCP."""

import logging
import os
import sys
import tempfile
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

# The debugger would be loaded by every kernel, and its socket would connect to the kernel itself.
sys.modules.setdefault("debugpy", None)

import zmq  # noqa: E402
from ipykernel.control import ControlThread  # noqa: E402
from ipykernel.iostream import IOPubThread  # noqa: E402
from ipykernel.ipkernel import IPythonKernel  # noqa: E402
from ipykernel.kernelapp import IPKernelApp  # noqa: E402
from IPython.core.profiledir import ProfileDir  # noqa: E402
from traitlets.config import Config  # noqa: E402
from zmq.eventloop.zmqstream import ZMQStream  # noqa: E402


class NoProfile(ProfileDir):
    """A profile of which nothing is ever written."""

    def _mkdir(self, path: str, mode: int | None = None) -> bool:
        return False


class NoChannelThread:
    """Where ipykernel has a thread for subshells, of which there are none here. A cell that awaits asks it for its own."""

    def __init__(self):
        self.parent_thread = threading.current_thread()

    def __bool__(self) -> bool:
        return False


class PageKernel(IPythonKernel):
    """A kernel that has no children: it may not start any, and looking for some would load more than a page needs."""

    _supports_kernel_subshells = False

    def _process_children(self) -> list:
        return []


class KernelApp(IPKernelApp):
    """A kernel over sockets in a folder of its own; its connection comes from the caller, never from a file."""

    connection: dict[str, Any]

    def init_profile_dir(self) -> None:
        self.profile_dir = NoProfile(location=tempfile.gettempdir())

    def init_connection_file(self) -> None:
        self.load_connection_info(self.connection)

    def write_connection_file(self, **kwargs: Any) -> None:
        """Who started the kernel knows the connection."""

    def load_config_file(self, *args: Any, **kwargs: Any) -> None:
        """No configuration of this machine or its user has a say."""

    def log_connection_info(self) -> None:
        self._ports = {name: getattr(self, f"{name}_port") for name in ("shell", "iopub", "stdin", "hb", "control")}

    def init_control(self, context: zmq.Context) -> None:
        self.control_socket = context.socket(zmq.ROUTER)
        self.control_socket.linger = 1000
        self.control_port = self._bind_socket(self.control_socket, self.control_port)
        self.control_socket.router_handover = 1
        self.control_thread = ControlThread(daemon=True)

    def init_iopub(self, context: zmq.Context) -> None:
        # Without the pipe for other processes, which would listen on TCP.
        self.iopub_socket = context.socket(zmq.XPUB)
        self.iopub_socket.linger = 1000
        # Each new listener is greeted, not only the first: it learns from that when it hears everything.
        self.iopub_socket.xpub_verbose = 1
        self.iopub_port = self._bind_socket(self.iopub_socket, self.iopub_port)
        self.configure_tornado_logger()
        self.iopub_thread = IOPubThread(self.iopub_socket, pipe=False, session=self.session)
        self.iopub_thread.start()
        self.iopub_socket = self.iopub_thread.background_socket

    def init_kernel(self) -> None:
        shell_stream = ZMQStream(self.shell_socket)
        control_stream = ZMQStream(self.control_socket, self.control_thread.io_loop)
        self.control_thread.start()
        self.kernel = PageKernel.instance(
            parent=self, session=self.session, control_stream=control_stream, shell_stream=shell_stream,
            control_thread=self.control_thread, shell_channel_thread=NoChannelThread(), iopub_thread=self.iopub_thread,
            iopub_socket=self.iopub_socket,
            stdin_socket=self.stdin_socket, log=self.log, profile_dir=self.profile_dir, user_ns=self.user_ns)
        self.kernel.record_ports({f"{name}_port": port for name, port in self._ports.items()})
        self.displayhook.get_execution_count = lambda: self.kernel.execution_count


def run(connection: dict[str, Any], folder: Path, ready: Callable[[], None]) -> None:
    """Be a kernel until it is shut down. `ready` is called when it can be reached."""
    tempfile.tempdir = str(folder / "tmp")
    config = Config()
    config.IPKernelApp.update(capture_fd_output=False, log_level=logging.ERROR, ignore_cwd=True,
                              exec_PYTHONSTARTUP=False, ipython_dir=tempfile.tempdir)
    if sys.platform != "linux":
        config.IPKernelApp.parent_handle = os.getppid()
    config.HistoryManager.update(enabled=False, hist_file=":memory:")
    app = KernelApp.instance(config=config)
    app.connection = connection
    app.initialize([])
    ready()
    app.start()
    # Who shuts a kernel down waits for the end of its process. Closing its sockets in order blocks now and then.
    os._exit(0)
