"""The desk of the person whose page this kernel runs."""

import os
import socket
from functools import lru_cache

from workflows.people.remote import Desk, RemoteDesk


def desk_here() -> Desk | None:
    """The desk over the connection that the server gave this kernel; None where there is no server (JupyterLab, a batch)."""
    number = os.environ.get("ATELIER_DESK_FD", "")
    return _over(int(number)) if number.isdecimal() else None


@lru_cache(maxsize=1)
def _over(number: int) -> Desk:
    return RemoteDesk(socket.socket(fileno=number))
