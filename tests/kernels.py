"""Kernels as the server has them, for tests: a warm parent, kernels of each way, what a cell printed."""

import os
import queue
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from jupyter_client import BlockingKernelClient, KernelManager
from jupyter_client.provisioning import KernelProvisionerFactory

from workflows.kernels.provisioner import ForkedProvisioner
from workflows.kernels.service import PROVISIONER
from workflows.settings import ROOT

WAYS = ("forked", "started")
SECONDS = 60


@dataclass
class Kernel:
    manager: KernelManager
    client: BlockingKernelClient

    @property
    def pid(self) -> int:
        return self.manager.provisioner.process.pid

    @property
    def folder(self):
        return self.manager.provisioner.folder

    def run(self, code: str) -> str:
        """What the cell printed; an error in it fails the test with its traceback."""
        said = []

        def hear(message):
            if message["msg_type"] == "stream":
                said.append(message["content"]["text"])
            if message["msg_type"] == "error":
                raise AssertionError("\n".join(message["content"]["traceback"]))

        self.client.execute_interactive(code, timeout=SECONDS, output_hook=hear)
        return "".join(said).strip()

    def begin(self, code: str) -> None:
        """Let the cell run, and wait until it prints."""
        self.client.execute(code)
        self.hear("stream")

    def hear(self, kind: str) -> dict:
        """The content of the next message of the kind that the kernel sends to all."""
        until = time.monotonic() + SECONDS
        while time.monotonic() < until:
            try:
                message = self.client.get_iopub_msg(timeout=1)
            except queue.Empty:
                continue
            if message["msg_type"] == kind:
                return message["content"]
        raise AssertionError(f"no {kind} came")


@contextmanager
def kernel(way: str = "forked", environment: dict[str, str] | None = None, confined: bool = True) -> Iterator[Kernel]:
    """A kernel of its own. "started": as if there were no warm parent."""
    factory, warm = KernelProvisionerFactory.instance(), ForkedProvisioner.warm
    assert warm or way != "forked", "forked kernels need the fixture that starts a warm parent"
    ForkedProvisioner.warm, ForkedProvisioner.confined = warm if way == "forked" else None, confined
    # For this kernel alone: others in this process, of stock papermill, are as Jupyter starts them.
    usual, factory.default_provisioner_name = factory.default_provisioner_name, PROVISIONER
    manager = KernelManager()
    try:
        manager.start_kernel(cwd=str(ROOT / "notebooks"), env={**os.environ, **(environment or {})})
    finally:
        ForkedProvisioner.warm, ForkedProvisioner.confined = warm, True
        factory.default_provisioner_name = usual
    client = manager.blocking_client()
    client.start_channels()
    try:
        client.wait_for_ready(timeout=SECONDS)
        yield Kernel(manager, client)
    finally:
        client.stop_channels()
        manager.shutdown_kernel(now=True)


def gone(pid: int, seconds: float = 5) -> bool:
    """Whether the process ends within the time; one that nobody buried has ended."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        try:
            with open(f"/proc/{pid}/stat") as file:
                if file.read().rpartition(")")[2].split()[0] == "Z":
                    return True
        except OSError:
            return True
        time.sleep(0.02)
    return False
