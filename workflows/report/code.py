"""The square code that reopens a situation."""

import io
from functools import lru_cache

import segno


@lru_cache(maxsize=8)
def square_code(text: str) -> str:
    """A QR code as SVG text, error level M.

    >>> square_code("http://example.org/simulation?turnover=48000").startswith("<svg")
    True
    """
    found = io.BytesIO()
    segno.make(text, error="m", micro=False).save(found, kind="svg", xmldecl=False, svgns=True, border=2, scale=4,
                                                  dark="#1d2733", light="#ffffff")
    return found.getvalue().decode()
