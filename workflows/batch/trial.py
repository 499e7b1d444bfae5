"""A notebook run once on its own defaults, with a limit: does it leave its answer, and which cells are slow."""

import json
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures import TimeoutError as TookTooLong
from multiprocessing import get_context
from pathlib import Path
from tempfile import TemporaryDirectory

from workflows.batch.one import in_a_line
from workflows.kernels.execute import execute
from workflows.pages.own import OwnPage
from workflows.questions.plain import Trouble

LIMIT, SLOW = 90.0, 10.0
"""Seconds that a whole notebook may take, and those from which a cell is slow."""


def trial(page: OwnPage, limit: float = LIMIT, slow: float = SLOW) -> tuple[Trouble, ...]:
    """What a run says: nothing when all went well."""
    with TemporaryDirectory(prefix="atelier-check-") as folder:
        out = Path(folder) / "notebook.ipynb"
        pool = ProcessPoolExecutor(max_workers=1, mp_context=get_context("spawn"))
        try:
            failed = pool.submit(_once, str(page.notebook), str(out), page.mime).result(timeout=limit)
        except TookTooLong:
            # The kernel ends with the process that started it.
            for process in list(pool._processes.values()):
                process.kill()
            return (Trouble.of("check.too_slow", seconds=round(limit)),)
        finally:
            pool.shutdown(wait=False, cancel_futures=True)
        seconds = _seconds(out)
    found = [Trouble.of("check.failed", why=failed)] if failed else []
    return (*found, *(Trouble.of("check.slow", place=place, seconds=round(took)) for place, took in seconds if took >= slow))


def _once(notebook: str, out: str, mime: str) -> str:
    try:
        execute(Path(notebook), Path(out), {}, mime)
    except Exception as error:  # whatever a notebook does is said in a line
        return in_a_line(error)
    return ""


def _seconds(out: Path) -> list[tuple[int, float]]:
    """How long each code cell took, as the executed notebook says."""
    try:
        cells = json.loads(out.read_text(encoding="utf-8"))["cells"]
    except (OSError, ValueError):
        return []
    code = [cell for cell in cells if cell["cell_type"] == "code"]
    return [(place, cell["metadata"].get("papermill", {}).get("duration") or 0.0) for place, cell in enumerate(code, 1)]
