"""The papermill engine `atelier`: each run in a process forked from a warm one, with papermill's own behaviour."""

from typing import Any

from workflows.kernels.engine_client import After, ForkedClient
from workflows.kernels.engine_limits import MEMORY, possible
from workflows.kernels.lean import Engine, NBClientEngine, NotebookExecutionManager, logger, papermill_engines, write_ipynb

NAME = "atelier"
ENGINES = (NAME, "stock")


class ForkedEngine(Engine):
    """What `papermill.execute_notebook(engine_name="atelier")` uses, once this module is imported.

    Beyond papermill's own arguments: `run_timeout` (seconds for all cells together), `memory` (bytes), `failed_path`,
    where the notebook is written when the run cannot go on, and `after`, what its process does after the last cell.
    """

    @classmethod
    def execute_managed_notebook(cls, nb_man: NotebookExecutionManager, kernel_name: str, log_output: bool = False,
                                 stdout_file: Any = None, stderr_file: Any = None, start_timeout: int = 60,
                                 execution_timeout: int | None = None, run_timeout: float | None = None,
                                 memory: int | None = MEMORY, failed_path: str | None = None, after: After | None = None,
                                 **kwargs: Any) -> None:
        """Run the cells; where no process can be forked, or for another language than Python, as stock does."""
        kwargs.pop("input_path", None)
        if not possible() or nb_man.nb.metadata.get("kernelspec", {}).get("language", "python") != "python":
            return NBClientEngine.execute_managed_notebook(
                nb_man, kernel_name, log_output=log_output, stdout_file=stdout_file, stderr_file=stderr_file,
                start_timeout=start_timeout, execution_timeout=execution_timeout, **kwargs)
        timeout = execution_timeout or kwargs.get("timeout")
        kept = {name: kwargs[name] for name in kwargs if name not in _STOCK_ONLY}
        client = ForkedClient(
            nb_man, run_timeout=run_timeout, memory=memory, after=after, timeout=timeout, kernel_name=kernel_name,
            log=logger, log_output=log_output, stdout_file=stdout_file, stderr_file=stderr_file, **kept)
        try:
            client.execute()
        except BaseException:
            if failed_path:
                write_ipynb(nb_man.nb, failed_path)
            raise


_STOCK_ONLY = ("timeout", "startup_timeout", "config", "shutdown_kernel")

papermill_engines.register(NAME, ForkedEngine)
