"""What papermill finds by name (`papermill --engine atelier`): the engine itself is loaded when a notebook is run."""

from typing import Any


class EngineDoor:
    """Papermill loads every engine it finds while it is itself being loaded, so this one must not need papermill."""

    def __getattr__(self, name: str) -> Any:
        from workflows.kernels.engine import ForkedEngine
        return getattr(ForkedEngine, name)


DOOR = EngineDoor()
