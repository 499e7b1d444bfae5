"""How a process becomes a kernel, forked or started: alone, silent, confined, and gone when its parent is gone."""

import ctypes
import os
import signal
import socket
import sys
import time
from importlib import import_module
from pathlib import Path
from typing import Any

from workflows.kernels.sandbox import confine
from workflows.kernels.syscalls import prctl

# What tools such as `ps` and `top` show.
_CALLED = ctypes.create_string_buffer(b"atelier-kernel")

_DIE_WITH_PARENT, _NAME = 1, 15


def become(request: dict[str, Any], reply: socket.socket, desk: int | None) -> None:
    """Be the kernel that `request` describes, and never return.

    `reply` hears one byte when the kernel can be reached; `desk` is the descriptor of its Desk, if it has one. All other
    descriptors are closed.
    """
    if sys.platform == "linux":
        prctl(_DIE_WITH_PARENT, signal.SIGKILL)
        if os.getppid() != request["parent"]:
            os._exit(1)
        prctl(_NAME, ctypes.addressof(_CALLED))
    folder = Path(request["folder"])
    _environment(request, desk)
    _descriptors(folder, {reply.fileno(), *(() if desk is None else (desk,))})
    if "numpy" in sys.modules:
        # Its common generator does not notice a fork: every kernel would draw the same.
        sys.modules["numpy"].random.seed()
    os.umask(0o077)
    os.chdir(request["cwd"])
    # Found before the rights are gone: the checkout's own folder cannot be listed afterwards.
    for package in ("widgets", "workflows"):
        import_module(package)
    if request["confined"]:
        confine(folder)
    from workflows.kernels.app import run

    def ready():
        reply.send(b"1")
        reply.close()

    run(request["connection"], folder, ready)


def _environment(request, desk):
    home = str(Path(request["folder"]) / "tmp")
    wanted = {**request["env"], "HOME": home, "TMPDIR": home}
    if desk is not None:
        wanted["ATELIER_DESK_FD"] = str(desk)
    os.environ.clear()
    os.environ.update(wanted)
    time.tzset()


def _descriptors(folder, kept):
    """Nothing to read from, words of trouble into the kernel's own folder, the two that are kept, and no other."""
    silent = os.open(os.devnull, os.O_RDWR)
    trouble = os.open(folder / "tmp" / "log", os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    for target, source in ((0, silent), (1, trouble), (2, trouble)):
        os.dup2(source, target)
    below = 3
    for one in sorted(kept):
        os.closerange(below, one)
        below = one + 1
    os.closerange(below, os.sysconf("SC_OPEN_MAX"))

