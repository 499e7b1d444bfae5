"""What a kernel keeps of the machine before any notebook code runs: the code, the law, its own folder, nothing else."""

import ctypes
import resource
import sys
from pathlib import Path

from workflows.kernels import landlock, seccomp
from workflows.kernels.syscalls import call, known, prctl
from workflows.settings import ROOT, data_folder

MEMORY, FILE, DESCRIPTORS, PROCESSOR_SECONDS = 1 << 30, 32 << 20, 256, 3600
"""What a kernel may take beyond what it has: bytes of memory, bytes of one file, open descriptors, seconds of computing."""

SYSTEM = ("/usr", "/lib", "/lib64", "/etc/ld.so.cache", "/etc/localtime", "/etc/mime.types", "/sys/devices/system/cpu")
DEVICES = ("/dev/urandom", "/dev/random")
CODE = ("notebooks", "widgets", "workflows")

_CAPABILITIES, _HEADER = 64, 0x20080522
_GET_SECCOMP, _DUMPABLE, _DROP, _CLEAR_AMBIENT = 21, 4, 24, (47, 4)


def possible() -> str | None:
    """None where a kernel can be confined; else the key of the sentence that says why not.

    >>> possible() in (None, "kernels.no_linux", "kernels.no_landlock", "kernels.no_seccomp")
    True
    """
    if not known():
        return "kernels.no_linux"
    if not landlock.version():
        return "kernels.no_landlock"
    try:
        prctl(_GET_SECCOMP)
    except OSError:
        return "kernels.no_seccomp"
    return None


def exposed(places: list[Path]) -> list[Path]:
    """Those of the places that a confined kernel could read, because they stand in a folder of code or of the system.

    >>> exposed([Path("/usr/lib/atelier.db"), Path("/var/lib/atelier")])
    [PosixPath('/usr/lib/atelier.db')]
    """
    open_to_all = [path.resolve() for path in readable()]
    return [place for place in places if any(place.resolve().is_relative_to(path) for path in open_to_all)]


def readable() -> list[Path]:
    """What every kernel may read: Python, the system's libraries, the code, the stores."""
    return [*dict.fromkeys(Path(path) for path in (sys.prefix, sys.base_prefix, *SYSTEM, *DEVICES,
                                                   *(ROOT / name for name in CODE), data_folder()))]


def confine(folder: Path) -> None:
    """Take all other rights from this process, which must have one thread. `folder`: its own; sockets there, files in tmp.

    What is open stays open: the caller closes what a kernel must not have.
    """
    _limit()
    _drop_capabilities()
    landlock.restrict([*((path, landlock.READ) for path in readable()), (Path("/dev/null"), landlock.ON_FILES),
                       (folder, landlock.BIND), (folder / "tmp", landlock.KEEP)])
    prctl(_DUMPABLE, 0)
    seccomp.install()


def _limit():
    used = 0
    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith("VmData:"):
            used = int(line.split()[1]) * 1024
    for limit, most in ((resource.RLIMIT_DATA, used + MEMORY), (resource.RLIMIT_FSIZE, FILE), (resource.RLIMIT_CORE, 0),
                        (resource.RLIMIT_NOFILE, DESCRIPTORS), (resource.RLIMIT_CPU, PROCESSOR_SECONDS)):
        hard = resource.getrlimit(limit)[1]
        most = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(limit, (most, most))


def _drop_capabilities():
    """Root without its powers is a user like any other; for every other user there is nothing to drop."""
    for one in range(_CAPABILITIES):
        try:
            prctl(_DROP, one)
        except OSError:
            break
    prctl(*_CLEAR_AMBIENT)
    call("capset", ctypes.byref((ctypes.c_uint32 * 2)(_HEADER, 0)), ctypes.byref((ctypes.c_uint32 * 6)()))
