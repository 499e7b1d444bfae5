"""papermill without the stores that it looks for when it is loaded: they cost more than it does, and pyarrow starts threads,
with which a warm parent could not be forked."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager

STORES = ("boto3", "pyarrow")


@contextmanager
def hidden(names: tuple[str, ...]) -> Iterator[None]:
    """Within, importing these fails as if they were not installed. What is loaded already stays.

    >>> with hidden(("no_such_module",)):
    ...     sys.modules["no_such_module"] is None
    True
    >>> "no_such_module" in sys.modules
    False
    """
    away = [name for name in names if name not in sys.modules]
    sys.modules.update(dict.fromkeys(away))
    try:
        yield
    finally:
        for name in away:
            del sys.modules[name]


with hidden(STORES):
    import papermill
    from papermill.clientwrap import PapermillNotebookClient
    from papermill.engines import Engine, NBClientEngine, NotebookExecutionManager, papermill_engines
    from papermill.iorw import write_ipynb
    from papermill.log import logger

__all__ = ["Engine", "NBClientEngine", "NotebookExecutionManager", "PapermillNotebookClient", "logger", "papermill",
           "papermill_engines", "write_ipynb"]
