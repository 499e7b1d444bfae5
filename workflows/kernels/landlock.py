"""Landlock: files and folders that this process may still reach; everything else is refused, for ever."""

import ctypes
import os
import stat
from collections.abc import Iterable
from pathlib import Path

from workflows.kernels.syscalls import call, known, prctl

WRITE_FILE, READ_FILE, READ_DIR, REMOVE_DIR, REMOVE_FILE = (1 << bit for bit in (1, 2, 3, 4, 5))
MAKE_DIR, MAKE_REG, MAKE_SOCK, TRUNCATE = (1 << bit for bit in (7, 8, 9, 14))

READ = READ_FILE | READ_DIR
KEEP = READ | WRITE_FILE | REMOVE_DIR | REMOVE_FILE | MAKE_DIR | MAKE_REG | TRUNCATE
"""Everything that temporary files need; no device, link, pipe or socket."""

BIND = MAKE_SOCK | REMOVE_FILE
ON_FILES = WRITE_FILE | READ_FILE | TRUNCATE
"""Rights that a rule about a single file may name."""

_FILE_BITS = {1: 13, 2: 14, 3: 15, 4: 15}
"""How many rights over files each version knows; from 5 on there are 16."""

_VERSION, _BENEATH, _NO_NEW_PRIVS = 1, 1, 38


class _Ruleset(ctypes.Structure):
    _fields_ = (("files", ctypes.c_uint64), ("net", ctypes.c_uint64), ("scoped", ctypes.c_uint64))


class _Beneath(ctypes.Structure):
    _pack_ = 1
    _fields_ = (("allowed", ctypes.c_uint64), ("parent", ctypes.c_int32))


def version() -> int:
    """What this kernel knows of Landlock; 0 for nothing."""
    try:
        return call("landlock_create_ruleset", None, 0, _VERSION) if known() else 0
    except OSError:
        return 0


def restrict(allowed: Iterable[tuple[Path, int]]) -> None:
    """Leave this thread, and all that it starts, the rights named for these paths; a path that is not there is skipped.

    Binding and connecting over TCP, abstract sockets of others and signals to others are refused too, where Landlock can.
    """
    found = version()
    files = (1 << _FILE_BITS.get(found, 16)) - 1
    about = _Ruleset(files, 3 if found >= 4 else 0, 3 if found >= 6 else 0)
    size = 8 if found < 4 else 16 if found < 6 else 24
    rules = call("landlock_create_ruleset", ctypes.byref(about), size, 0)
    try:
        for path, rights in allowed:
            _allow(rules, path, rights & files)
        prctl(_NO_NEW_PRIVS, 1)
        call("landlock_restrict_self", rules, 0)
    finally:
        os.close(rules)


def _allow(rules, path, rights):
    try:
        place = os.open(path, os.O_PATH | os.O_CLOEXEC)
    except FileNotFoundError:
        return
    try:
        if not stat.S_ISDIR(os.fstat(place).st_mode):
            rights &= ON_FILES
        call("landlock_add_rule", rules, _BENEATH, ctypes.byref(_Beneath(rights, place)), 0)
    finally:
        os.close(place)
