"""One notebook executed by papermill with its parameters, and what it left of a type of its own."""

import os
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import papermill
from traitlets.config import Config

START_SECONDS, CELL_SECONDS = 120, 300


class NoAnswer(RuntimeError):
    """The notebook ran to its end without leaving an output of the expected type."""


def execute(notebook: Path, output: Path, parameters: dict[str, Any], mime: str) -> dict[str, Any]:
    """Execute `notebook` into `output` and return the content of its output of type `mime`.

    Raises papermill's PapermillExecutionError when a cell fails; the executed notebook then shows where.
    """
    # The notebook asks who started its kernel: nobody can touch a form in a batch.
    os.environ["SERVER_SOFTWARE"] = "papermill"
    os.environ["PYTHONPATH"] = os.pathsep.join(filter(None, [str(notebook.parent.parent), os.environ.get("PYTHONPATH")]))
    # Sockets in a folder of their own: kernels started side by side would otherwise share a name.
    with TemporaryDirectory(prefix="atelier-") as sockets:
        node = papermill.execute_notebook(
            str(notebook), str(output), parameters=parameters, kernel_name="python3", progress_bar=False,
            start_timeout=START_SECONDS, execution_timeout=CELL_SECONDS, log_output=False,
            # A graceful end interrupts the kernel first, which complains about it on the terminal, row after row.
            shutdown_kernel="immediate",
            config=Config(KernelManager={"transport": "ipc", "ip": f"{sockets}/kernel"}))
    for cell in node.cells:
        for found in cell.get("outputs", ()):
            if mime in found.get("data", {}):
                return found["data"][mime]
    raise NoAnswer(mime)
