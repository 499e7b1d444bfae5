"""The kernels of a server, switched on and off as a whole."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager

from workflows.kernels.folders import runtime_folder
from workflows.kernels.provisioner import ForkedProvisioner
from workflows.kernels.sandbox import possible
from workflows.kernels.syscalls import known
from workflows.kernels.warm import WarmParent

PROVISIONER = "atelier"
"""The name of the entry point, for `KernelProvisionerFactory.default_provisioner_name`."""


class Unconfined(RuntimeError):
    """Kernels cannot be confined on this machine, and nobody said that they need not be; the text is a key of the words."""


@contextmanager
def kernels(unconfined: bool = False) -> Iterator[type[ForkedProvisioner]]:
    """While a server runs: kernels are forked where the machine can, and confined.

    Raises Unconfined where they cannot be confined, unless `unconfined` says that the operator accepts that.
    """
    reason = possible()
    if reason and not unconfined:
        raise Unconfined(reason)
    chosen = ForkedProvisioner
    chosen.confined, chosen.runtime = reason is None, runtime_folder()
    chosen.warm = WarmParent(chosen.runtime) if known() else None
    try:
        if chosen.warm:
            chosen.warm.start()
        yield chosen
    finally:
        if chosen.warm:
            chosen.warm.stop()
        shutil.rmtree(chosen.runtime, ignore_errors=True)
        chosen.warm = chosen.runtime = None
