"""What this project asks the Linux kernel for by number: the C library has no function for most of it."""

import ctypes
import os
import platform
import sys

MACHINE = platform.machine()

NUMBERS = {
    "x86_64": {"arch": 0xC000003E, "landlock_create_ruleset": 444, "landlock_add_rule": 445, "landlock_restrict_self": 446,
               "capset": 126, "clone": 56, "clone3": 435, "kill": 62, "prctl": 157, "prlimit64": 302,
               "sched_setscheduler": 144, "socket": 41, "socketpair": 53, "tgkill": 234},
    "aarch64": {"arch": 0xC00000B7, "landlock_create_ruleset": 444, "landlock_add_rule": 445, "landlock_restrict_self": 446,
                "capset": 91, "clone": 220, "clone3": 435, "kill": 129, "prctl": 167, "prlimit64": 261,
                "sched_setscheduler": 119, "socket": 198, "socketpair": 199, "tgkill": 131},
}
"""System calls that are asked for, or looked at closely, by machine. `arch` is how a filter recognises the machine."""

_c = ctypes.CDLL(None, use_errno=True)


def known() -> bool:
    """Whether this is Linux on a machine whose numbers are known here."""
    return sys.platform == "linux" and MACHINE in NUMBERS


def number(name: str) -> int:
    """The number of a system call on this machine."""
    return NUMBERS[MACHINE][name]


def call(name: str, *arguments: object) -> int:
    """One system call; OSError when it is refused. Numbers go as 64 bits, so that none is cut."""
    return _checked(_c.syscall(ctypes.c_long(number(name)), *map(_wide, arguments)))


def prctl(option: int, *arguments: int) -> int:
    """`prctl(2)`; OSError when it is refused."""
    return _checked(_c.prctl(ctypes.c_int(option), *(ctypes.c_ulong(one) for one in (*arguments, 0, 0, 0, 0)[:4])))


def _wide(value):
    return ctypes.c_long(value) if isinstance(value, int) else value


def _checked(result):
    if result < 0:
        error = ctypes.get_errno()
        raise OSError(error, os.strerror(error))
    return result
