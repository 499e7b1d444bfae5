"""What a kernel, and the process that kernels are forked from, may know of the server's environment: names on a list."""

from collections.abc import Mapping

NAMES = ("LANG", "LANGUAGE", "TZ", "PYTHONHASHSEED", "ATELIER_DATA", "ATELIER_PERSON", "ATELIER_ROLE",
         "QUERY_STRING", "SCRIPT_NAME", "PATH_INFO", "SERVER_SOFTWARE", "SERVER_PROTOCOL", "SERVER_NAME", "SERVER_PORT")
STARTS = ("LC_", "VOILA_")

PLAIN = ("LANG", "LANGUAGE", "TZ", "ATELIER_DATA", "PYTHONHASHSEED")
"""What the warm parent gets: nothing of any person or request."""

ALWAYS = {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1", "MKL_NUM_THREADS": "1", "RAYON_NUM_THREADS": "2",
          "PYTHONDONTWRITEBYTECODE": "1", "PYTHONUTF8": "1"}
"""One thread for numbers: a parent with several could not be forked, and many kernels share few cores."""


def for_kernel(environment: Mapping[str, str]) -> dict[str, str]:
    """The part of an environment that a kernel gets.

    >>> sorted(set(for_kernel({"LANG": "fr_BE.UTF-8", "ATELIER_DATABASE": "secret", "JUPYTER_TOKEN": "x"})) - set(ALWAYS))
    ['LANG']
    """
    return {name: value for name, value in environment.items() if name in NAMES or name.startswith(STARTS)} | ALWAYS


def for_parent(environment: Mapping[str, str]) -> dict[str, str]:
    """The part of an environment that the warm parent gets.

    >>> "QUERY_STRING" in for_parent({"QUERY_STRING": "turnover=1"})
    False
    """
    return {name: value for name, value in environment.items() if name in PLAIN or name.startswith("LC_")} | ALWAYS
