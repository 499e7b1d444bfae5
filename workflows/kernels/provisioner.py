"""How the server's kernels come to be: forked from the warm parent, else started; confined in both ways."""

import asyncio
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, ClassVar

from jupyter_client import AsyncKernelClient
from jupyter_client.connect import KernelConnectionInfo
from jupyter_client.provisioning import KernelProvisionerBase

from workflows.kernels.client import PageClient
from workflows.kernels.environment import for_kernel
from workflows.kernels.folders import kernel_folder, runtime_folder
from workflows.kernels.processes import Process, Started
from workflows.kernels.warm import WarmParent, readable
from workflows.settings import ROOT

START_SECONDS, LOOK_SECONDS = 60.0, 0.02


class KernelFailed(RuntimeError):
    """A kernel ended before it could be reached."""


class ForkedProvisioner(KernelProvisionerBase):
    """One kernel. What all kernels of a server share is set on the class when the server starts."""

    runtime: ClassVar[Path | None] = None
    """Where the kernels have their folders; made at the first kernel when the server sets none."""

    warm: ClassVar[WarmParent | None] = None
    """What forks; without it every kernel is started."""

    confined: ClassVar[bool] = True
    """False only where the operator says so: kernels then have all rights of the server's user."""

    open_desk: ClassVar[Callable[[str, dict[str, str]], socket.socket | None] | None] = None
    """Gives a kernel's end of the line to its Desk, from the kernel's id and environment.

    A stream or a sequence of packets, never datagrams: through those a kernel could write to sockets of others.
    """

    process: Process | None = None
    folder: Path | None = None

    @property
    def has_process(self) -> bool:
        return self.process is not None

    async def pre_launch(self, **kwargs: Any) -> dict[str, Any]:
        """A folder of its own, and its sockets in it."""
        manager, cls = self.parent, type(self)
        if self.folder is None:
            cls.runtime = cls.runtime or runtime_folder()
            self.folder = kernel_folder(cls.runtime)
            manager.transport, manager.ip = "ipc", str(self.folder / "k")
            manager.connection_file = str(self.folder / "connection.json")
            if issubclass(manager.client_factory, AsyncKernelClient):
                manager.client_factory = PageClient
        manager.write_connection_file()
        self.connection_info = manager.get_connection_info()
        return await super().pre_launch(cmd=[], **kwargs)

    async def launch_kernel(self, cmd: list[str], **kwargs: Any) -> KernelConnectionInfo:
        """Fork or start it, and wait until its sockets are there: who connects earlier waits longer."""
        environment, opens = kwargs["env"], type(self).open_desk
        desk = opens(self.kernel_id, environment) if opens else None
        request = {"connection": {**self.connection_info, "key": self.connection_info["key"].decode()},
                   "env": for_kernel(environment), "cwd": str(kwargs.get("cwd") or os.getcwd()),
                   "folder": str(self.folder), "confined": self.confined}
        try:
            number = desk.fileno() if desk else None
            forked = await self.warm.fork(request, number) if self.warm else None
            if not (forked and await self._ready(*forked)) and not await self._ready(*start(request, number)):
                await self.cleanup()
                raise KernelFailed(self.kernel_id)
        finally:
            if desk:
                desk.close()
        return self.connection_info

    async def _ready(self, process, ready):
        """Keep the process once it can be reached; False when it never can."""
        with ready:
            try:
                await readable(ready, START_SECONDS)
                if ready.recv(1):
                    self.process = process
                    return True
            except OSError:
                pass  # too late, or gone: TimeoutError is an OSError
        process.signal(signal.SIGKILL)
        process.close()
        return False

    async def poll(self) -> int | None:
        """None while it runs. How it ended is not known: a forked kernel is not the server's child."""
        return 0 if self.process is None or self.process.ended() else None

    async def wait(self) -> int | None:
        while await self.poll() is None:
            await asyncio.sleep(LOOK_SECONDS)
        if self.process:
            self.process.close()
            self.process = None
        return 0

    async def send_signal(self, signum: int) -> None:
        if self.process:
            self.process.signal(signum)

    async def kill(self, restart: bool = False) -> None:
        await self.send_signal(signal.SIGKILL)

    async def terminate(self, restart: bool = False) -> None:
        await self.send_signal(signal.SIGTERM)

    async def cleanup(self, restart: bool = False) -> None:
        if self.folder and not restart:
            shutil.rmtree(self.folder, ignore_errors=True)
            self.folder = None


def start(request: dict[str, Any], desk: int | None) -> tuple[Process, socket.socket]:
    """A kernel that loads everything itself, and the socket on which it says that it is ready."""
    ours, its = socket.socketpair()
    with its:
        command = [sys.executable, "-P", "-m", "workflows.kernels.start", "--reply", str(its.fileno())]
        passed = [its.fileno()]
        if desk is not None:
            command += ["--desk", str(desk)]
            passed.append(desk)
        process = subprocess.Popen(command, cwd=ROOT, env=request["env"], pass_fds=passed, stdin=subprocess.PIPE,
                                   start_new_session=True)
    with process.stdin:
        process.stdin.write(json.dumps(request | {"parent": os.getpid()}).encode())
    return Started(process), ours
