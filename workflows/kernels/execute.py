"""One notebook executed by papermill with its parameters, and what it left of a type of its own."""

import os
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from traitlets.config import Config

from workflows.kernels.engine import NAME
from workflows.kernels.engine_limits import possible
from workflows.kernels.lean import papermill
from workflows.pages.registry import load

START_SECONDS, CELL_SECONDS, RUN_SECONDS = 120, 300, 900


class NoAnswer(RuntimeError):
    """The notebook ran to its end without leaving an output of the expected type."""


def execute(notebook: Path, output: Path, parameters: dict[str, Any], mime: str, engine: str = NAME,
            then: tuple[str, dict[str, Any]] | None = None) -> dict[str, Any]:
    """Execute `notebook` into `output` and return the content of its output of type `mime`. `engine`: one of ENGINES.

    `then`: "module:function" that is called with the answer and these arguments when all went well; with our own engine
    in the notebook's process, which keeps what it computed. Raises papermill's PapermillExecutionError when a cell fails;
    the executed notebook then shows where.
    """
    # The notebook asks who started its kernel: nobody can touch a form in a batch.
    os.environ["SERVER_SOFTWARE"] = "papermill"
    os.environ["PYTHONPATH"] = os.pathsep.join(filter(None, [str(notebook.parent.parent), os.environ.get("PYTHONPATH")]))
    ours = engine == NAME and possible()

    def after(node):
        return then[0], {**then[1], "answer": _answer(node, mime)}

    node = (_forked if ours else _stock)(
        str(notebook), str(output), parameters=parameters, kernel_name="python3", progress_bar=False,
        execution_timeout=CELL_SECONDS, log_output=False, **({"after": after} if ours and then else {}))
    answer = _answer(node, mime)
    if then and not ours:
        load(then[0])(answer=answer, **then[1])
    return answer


def _answer(node, mime):
    for cell in node.cells:
        for found in cell.get("outputs", ()):
            if mime in found.get("data", {}):
                return found["data"][mime]
    raise NoAnswer(mime)


def _forked(notebook, output, **asked):
    """Written once, at the end: a row that is cut off is run again from its beginning anyway."""
    return papermill.execute_notebook(notebook, output, engine_name=NAME, run_timeout=RUN_SECONDS, failed_path=output,
                                      request_save_on_cell_execute=False, autosave_cell_every=0, **asked)


def _stock(notebook, output, **asked):
    # Sockets in a folder of their own: kernels started side by side would otherwise share a name.
    with TemporaryDirectory(prefix="atelier-") as sockets:
        return papermill.execute_notebook(
            notebook, output, start_timeout=START_SECONDS,
            # A graceful end interrupts the kernel first, which complains about it on the terminal, row after row.
            shutdown_kernel="immediate",
            config=Config(KernelManager={"transport": "ipc", "ip": f"{sockets}/kernel"}), **asked)
