"""XML by hand: elements with their texts escaped, and none that are empty, which Peppol refuses."""

import re
from datetime import date
from decimal import Decimal
from xml.sax.saxutils import escape, quoteattr

from workflows.law.owed import PRICE

HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'

_NEVER = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What no XML file may hold, however it is written."""


def text(tag: str, value: object, **attributes: str) -> str:
    """An element that holds a value; "" where there is none.

    >>> text("cbc:Name", "Fish & <chips>\\x07"), text("cbc:ID", "0403019261", schemeID="0208"), text("cbc:Note", " ")
    ('<cbc:Name>Fish &amp; &lt;chips&gt;</cbc:Name>', '<cbc:ID schemeID="0208">0403019261</cbc:ID>', '')
    """
    held = _NEVER.sub("", plain(value)).strip()
    return f"<{tag}{_attributes(attributes)}>{escape(held)}</{tag}>" if held else ""


def node(tag: str, *parts: str, **attributes: str) -> str:
    """An element that holds elements; "" where they are all empty.

    >>> node("cac:Country", text("cbc:IdentificationCode", "BE")), node("cac:Country", text("cbc:IdentificationCode", ""))
    ('<cac:Country><cbc:IdentificationCode>BE</cbc:IdentificationCode></cac:Country>', '')
    """
    held = "".join(parts)
    return f"<{tag}{_attributes(attributes)}>{held}</{tag}>" if held else ""


def plain(value: object) -> str:
    """A value as XML writes it: exact numbers without exponent, days in ISO 8601.

    >>> plain(Decimal("1E+2")), plain(Decimal("0.500")), plain(date(2026, 3, 2))
    ('100', '0.5', '2026-03-02')
    """
    if isinstance(value, Decimal):
        written = f"{value:f}"
        return written.rstrip("0").rstrip(".") if "." in written else written
    return value.isoformat() if isinstance(value, date) else str(value)


def money(tag: str, amount: Decimal) -> str:
    """An amount in cents, with its currency."""
    return f'<{tag} currencyID="EUR">{amount:.2f}</{tag}>'


def price(tag: str, amount: Decimal) -> str:
    """A price with four decimals, with its currency."""
    return f'<{tag} currencyID="EUR">{amount.quantize(PRICE):f}</{tag}>'


def _attributes(attributes: dict[str, str]) -> str:
    return "".join(f" {name}={quoteattr(value)}" for name, value in attributes.items())
