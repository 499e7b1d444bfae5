"""A person's kernel, from the request to an executed notebook: forked from a warm parent, beside ipykernel as it comes."""

import asyncio
import os
import time
from collections.abc import Callable
from tempfile import TemporaryDirectory

import nbformat
import psutil
from jupyter_client import AsyncKernelManager
from jupyter_client.provisioning import KernelProvisionerFactory
from nbclient import NotebookClient

from benchmarks.lines import Line, Part
from benchmarks.processes import ROOT
from workflows.kernels.service import PROVISIONER, kernels

NOTEBOOK = ROOT / "notebooks" / "simulation.ipynb"
STOCK, AT_ONCE, SECONDS, MEGABYTES = "local-provisioner", 20, 120, 60

CELLS = "request to executed notebook"


def kernel_starts(runs: int, tell: Callable[[str], None]) -> Part:
    """`runs` kernels of each way in turn, one at a time, then twenty of each at once."""
    with kernels(unconfined=True) as ours:
        return asyncio.run(_measured(runs, tell, ours))


async def _measured(runs, tell, ours):
    found = {way: [] for way in (PROVISIONER, STOCK)}
    for number in range(runs + 1):
        tell(f"kernel {number} of {runs}" if number else "a kernel that does not count")
        for way in found:
            one = await _one(way)
            found[way] += [one] if number else []
    crowd = {}
    for way in found:
        tell(f"{AT_ONCE} kernels at once, {way}")
        crowd[way] = await _crowd(way)
    seen = {way: list(zip(*times, strict=True)) for way, times in found.items()}
    several = {way: list(zip(*times, strict=True)) for way, times in crowd.items()}
    parent = psutil.Process(ours.warm.pid).memory_full_info().pss / 1e6 if ours.warm and ours.warm.pid else 0
    lines = [Line(what, unit, list(seen[PROVISIONER][at]), list(seen[STOCK][at])) for at, (what, unit) in enumerate((
        ("request to kernel_info", "ms"), (CELLS, "ms"), ("memory of one kernel (PSS)", "MB")))]
    lines += [Line(f"{AT_ONCE} at once: {what}", unit, list(several[PROVISIONER][at]), list(several[STOCK][at]), target)
              for at, what, unit, target in ((0, "request to kernel_info", "ms", None), (1, CELLS, "ms", None),
                                             (2, "memory of each (PSS)", "MB", MEGABYTES))]
    return Part("kernels: one for each person", tuple(lines), (
        f"ours: forked, {'confined' if ours.confined else 'not confined: this machine cannot'}; stock: ipykernel started by "
        "jupyter_client in the same environment; both: notebooks/simulation.ipynb by nbclient",
        f"the warm parent holds {parent:.0f} MB (PSS) beside one kernel" if parent else "no warm parent on this machine"))


async def _crowd(way):
    """All of them begin together and stay until each was measured: memory is what a person costs among others."""
    there = asyncio.Barrier(AT_ONCE)
    return await asyncio.gather(*(_one(way, there) for _ in range(AT_ONCE)))


async def _one(way, there=None):
    """Milliseconds to kernel_info, milliseconds to the executed notebook, megabytes."""
    KernelProvisionerFactory.instance().default_provisioner_name = way
    with TemporaryDirectory(prefix="bench-") as sockets:
        return await _life(AsyncKernelManager(transport="ipc", ip=f"{sockets}/kernel"), there)


async def _life(manager, there):
    notebook = nbformat.read(NOTEBOOK, as_version=4)
    begun = time.perf_counter()
    await manager.start_kernel(cwd=str(NOTEBOOK.parent), env={**os.environ, "SERVER_SOFTWARE": "voila/0",
                                                              "PYTHONPATH": str(ROOT)})
    process = manager.provisioner.process
    client = manager.client()
    client.start_channels()
    try:
        await client.wait_for_ready(timeout=SECONDS)
        known = time.perf_counter()
        runner = NotebookClient(notebook, km=manager, timeout=SECONDS)
        runner.kc = client
        for at, cell in enumerate(notebook.cells):
            await runner.async_execute_cell(cell, at)
        done = time.perf_counter()
        if there:
            await there.wait()
        pss = psutil.Process(process.pid).memory_full_info().pss / 1e6
        if there:
            await there.wait()
    finally:
        client.stop_channels()
        await manager.shutdown_kernel(now=True)
    return (known - begun) * 1000, (done - begun) * 1000, pss
