"""The filter of system calls: what a hostile cell would ask for is refused before the Linux kernel looks at it."""

import ctypes
import errno
import os
from dataclasses import dataclass

from workflows.kernels.refused import REFUSED
from workflows.kernels.syscalls import MACHINE, NUMBERS, prctl

LAST = 451
"""The newest system call that was read for the list; newer ones do not exist here, and programs ask for the older."""

X32 = 0x40000000
_LOAD, _EQUAL, _GREATER, _ANY_BIT, _AND, _RETURN = 0x20, 0x15, 0x25, 0x45, 0x54, 0x06
_ALLOW, _ERROR, _KILL = 0x7FFF0000, 0x00050000, 0x80000000
_REFUSE, _MISSING, _PRETEND = _ERROR | errno.EPERM, _ERROR | errno.ENOSYS, _ERROR
_NUMBER, _ARCH, _ARGUMENTS = 0, 4, 16

_SECCOMP, _FILTER, _NO_NEW_PRIVS = 22, 2, 38
_UNIX, _STREAM, _KIND, _THREAD = 1, 1, 0xF, 0x10000

# A kernel must not outlive its parent, be looked into, or move its own memory's borders.
_FORBIDDEN_PRCTL = (1, 4, 35, 0x59616D61)


class _Step(ctypes.Structure):
    _fields_ = (("code", ctypes.c_uint16), ("yes", ctypes.c_uint8), ("no", ctypes.c_uint8), ("value", ctypes.c_uint32))


class _Program(ctypes.Structure):
    _fields_ = (("length", ctypes.c_uint16), ("steps", ctypes.POINTER(_Step)))


@dataclass(frozen=True)
class Only:
    """A call is allowed only if the argument at this place, masked, is the value (or, `bits`, has one of its bits)."""

    place: int
    value: int
    mask: int = 0xFFFFFFFF
    bits: bool = False

    def steps(self) -> list[tuple[int, int, int, int]]:
        """The steps: what fails is refused, what passes goes on behind them."""
        return [(_LOAD, 0, 0, _ARGUMENTS + 8 * self.place), (_AND, 0, 0, self.mask),
                (_ANY_BIT if self.bits else _EQUAL, 1, 0, self.value), (_RETURN, 0, 0, _REFUSE)]


def conditions(pid: int) -> dict[str, list[Only]]:
    """Calls that are allowed under conditions: sockets of this machine in pairs or to listen on, threads, itself."""
    stream = Only(1, _STREAM, _KIND)
    return {"socket": [Only(0, _UNIX), stream], "socketpair": [Only(0, _UNIX), stream],
            "clone": [Only(0, _THREAD, bits=True)],
            "kill": [Only(0, pid)], "tgkill": [Only(0, pid)], "prlimit64": [Only(0, 0)]}


def program(pid: int, machine: str = MACHINE) -> list[tuple[int, int, int, int]]:
    """The whole filter of the process `pid`, as steps of (code, jump if true, jump if false, value).

    >>> program(1, "aarch64")[-1] == (6, 0, 0, 0x7FFF0000)
    True
    """
    at, numbers = list(NUMBERS).index(machine), NUMBERS[machine]
    steps = [(_LOAD, 0, 0, _ARCH), (_EQUAL, 1, 0, numbers["arch"]), (_RETURN, 0, 0, _KILL),
             (_LOAD, 0, 0, _NUMBER), *_when(_GREATER, X32 - 1, _REFUSE), *_when(_GREATER, LAST, _MISSING),
             *_when(_EQUAL, numbers["clone3"], _MISSING),
             # libzmq asks for its threads what they have, and ends the program when it is refused.
             *_when(_EQUAL, numbers["sched_setscheduler"], _PRETEND)]
    for refused in REFUSED.values():
        if refused[at] is not None:
            steps += _when(_EQUAL, refused[at], _REFUSE)
    for name, wanted in conditions(pid).items():
        inside = [step for one in wanted for step in one.steps()]
        steps += [(_EQUAL, 0, len(inside) + 1, numbers[name]), *inside, (_RETURN, 0, 0, _ALLOW)]
    options = [step for option in _FORBIDDEN_PRCTL for step in _when(_EQUAL, option, _REFUSE)]
    return [*steps, (_EQUAL, 0, len(options) + 1, numbers["prctl"]), (_LOAD, 0, 0, _ARGUMENTS), *options,
            (_RETURN, 0, 0, _ALLOW)]


def install() -> None:
    """Put the filter of this process on this thread and all that it starts; nothing takes it off."""
    steps = program(os.getpid())
    whole = _Program(len(steps), (_Step * len(steps))(*steps))
    prctl(_NO_NEW_PRIVS, 1)
    prctl(_SECCOMP, _FILTER, ctypes.addressof(whole))


def _when(code, value, result):
    return [(code, 0, 1, value), (_RETURN, 0, 0, result)]
