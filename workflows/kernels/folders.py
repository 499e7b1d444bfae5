"""Where the kernels of one server have their folders: short, closed to others, and cleared when the server is gone."""

import os
import shutil
import tempfile
from pathlib import Path

NAME, LONGEST = "atelier-kernels-", 60
"""A socket's path may have some 100 characters; a kernel adds 20 to this folder's."""


def runtime_folder() -> Path:
    """A new folder for this server's kernels; those of servers that are gone are removed."""
    place = Path(os.environ.get("XDG_RUNTIME_DIR") or tempfile.gettempdir())
    if len(str(place)) > LONGEST or not os.access(place, os.W_OK):
        place = Path("/tmp")
    for old in place.glob(f"{NAME}*"):
        number = old.name.removeprefix(NAME).partition("-")[0]
        if number.isdecimal() and not _lives(int(number)):
            shutil.rmtree(old, ignore_errors=True)
    return Path(tempfile.mkdtemp(prefix=f"{NAME}{os.getpid()}-", dir=place))


def kernel_folder(runtime: Path) -> Path:
    """A new folder for one kernel, with one for its files in it."""
    folder = Path(tempfile.mkdtemp(prefix="", dir=runtime))
    (folder / "tmp").mkdir(mode=0o700)
    return folder


def _lives(pid):
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
