"""What the C library keeps of memory that was freed: given back to the system, or kept because more is needed at once."""

import ctypes

_MMAP_THRESHOLD, _TRIM_THRESHOLD, _TOP_PAD = -3, -1, -2
"""Parameters of glibc's mallopt."""

ARRAYS, KEPT = 64 << 20, 2 << 20


def keep_for_arrays() -> None:
    """Arrays come and go thousands of times in an answer: their memory is kept, not asked of the system each time.

    Half of the page faults of a report go with it. Where the C library has no such setting, nothing changes.
    """
    mallopt = getattr(ctypes.CDLL(None), "mallopt", None)
    if mallopt:
        for parameter, size in ((_MMAP_THRESHOLD, ARRAYS), (_TRIM_THRESHOLD, ARRAYS), (_TOP_PAD, KEPT)):
            mallopt(parameter, size)


def give_back() -> None:
    """To the system, what was freed."""
    trim = getattr(ctypes.CDLL(None), "malloc_trim", None)
    if trim:
        trim(0)
