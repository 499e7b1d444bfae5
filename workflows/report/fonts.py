"""What the bundled fonts can draw, and text of which nothing is lost in silence: other signs become one that is seen."""

import re
import struct
import unicodedata
from functools import lru_cache
from pathlib import Path

from workflows.settings import data_folder

SIGN = "□"
"""Stands where a sign could not be drawn."""

_SPACES = {"\t": " ", "\u2028": "\n", "\u2029": "\n", "\r": "\n"}
_UNSEEN = ("Cc", "Cf")
# A zero-width joiner, a variation selector or a tone of skin belongs to the sign before it.
_ONE_SIGN = re.compile("[\ufe00-\ufe0f\U000e0100-\U000e01ef\U0001f3fb-\U0001f3ff]|\u200d.", re.DOTALL)


def drawn(text: str) -> tuple[str, tuple[str, ...]]:
    """The text as it can be drawn, and the signs that cannot, each once.

    Controls, of which nothing is seen, go: those that turn the direction of writing would let an amount be read backwards.

    >>> drawn("Zoë Łuczak, 50 €"), drawn("Ana 🎨🎨 中\\u202e")
    (('Zoë Łuczak, 50 €', ()), ('Ana □□ □', ('🎨', '中')))
    """
    if text.isascii() and text.isprintable():
        return text, ()
    known, found, lost = _drawable(data_folder() / "fonts"), [], {}
    if known.issuperset(text):
        return unicodedata.normalize("NFC", text), ()
    for sign in unicodedata.normalize("NFC", _ONE_SIGN.sub("", text.replace("\r\n", "\n"))):
        sign = _SPACES.get(sign, sign)
        if sign in known or sign == "\n":
            found.append(sign)
        elif unicodedata.category(sign) == "Zs":
            found.append(" ")
        elif unicodedata.category(sign) not in _UNSEEN:
            found.append(SIGN)
            lost[sign] = None
    return "".join(found), tuple(lost)


@lru_cache(maxsize=2)
def _drawable(folder: Path) -> frozenset[str]:
    """The signs that every bundled font has and that are seen."""
    fonts = [_signs(path.read_bytes()) for path in sorted(folder.glob("*.otf"))]
    return frozenset(sign for sign in map(chr, frozenset.intersection(*fonts)) if unicodedata.category(sign) not in _UNSEEN)


def _signs(font: bytes) -> frozenset[int]:
    """The code points of an OpenType font's Unicode map (table `cmap`, platform 3, segments of format 4)."""
    tables = {font[at:at + 4]: struct.unpack_from(">I", font, at + 8)[0]
              for at in range(12, 12 + 16 * struct.unpack_from(">H", font, 4)[0], 16)}
    start = tables[b"cmap"]
    maps = struct.iter_unpack(">HHI", font[start + 4:start + 4 + 8 * struct.unpack_from(">H", font, start + 2)[0]])
    place = next(start + offset for platform, _, offset in maps if platform == 3)
    kind, _, _, twice = struct.unpack_from(">HHHH", font, place)
    if kind != 4:
        raise ValueError(f"a font's map has format {kind}: only 4 is read")
    count = twice // 2
    ends, starts, deltas, ranges = (struct.unpack_from(f">{count}H", font, place + 14 + part * twice + (2 if part else 0))
                                    for part in range(4))
    offsets = place + 16 + 3 * twice
    found = set()
    for number, (first, last) in enumerate(zip(starts, ends, strict=True)):
        for code in range(first, last + 1):
            glyph = code + deltas[number]
            if ranges[number]:
                glyph = struct.unpack_from(">H", font, offsets + 2 * number + ranges[number] + 2 * (code - first))[0]
            if glyph & 0xffff:
                found.add(code)
    return frozenset(found - {0xffff})
