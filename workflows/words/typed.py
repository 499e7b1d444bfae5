"""Numbers and words as people type them: 24000, 24.000,50, 24 000,50, 24'000.50, 1.234; Hélène, helene."""

import math
import re
import unicodedata
from decimal import Decimal

_SPACES = re.compile(r"[\s\u00a0\u202f\u2009'’_]")
_CURRENCY = re.compile(r"(?i)(€|eur(os?)?)")


class NotANumber(ValueError):
    """What was typed is no number."""


def read_number(text, money: bool = False) -> float:
    """The number that was typed; NotANumber otherwise (also for nan and infinity).

    Where comma and point stand together, the last one is decimal. A lone one is decimal, except for `money` with
    exactly three digits behind it: nobody writes tenths of a cent, everybody writes thousands.

    >>> read_number("24.000,50 €"), read_number("1.500", money=True), read_number("1,500", money=True), read_number("0.07")
    (24000.5, 1500.0, 1500.0, 0.07)
    """
    if isinstance(text, bool) or text is None:
        raise NotANumber(text)
    if isinstance(text, (int, float)):
        return _finite(float(text), text)
    return _finite(float(_digits(text, money)), text)


def read_decimal(text: str, money: bool = False) -> Decimal:
    """As `read_number`, exact: what is owed is no binary float.

    >>> read_decimal("0,4326"), read_decimal("1.200", money=True)
    (Decimal('0.4326'), Decimal('1200'))
    """
    return Decimal(_digits(text, money))


def _digits(text, money: bool) -> str:
    """What was typed in the digits that a computer reads."""
    clean = _CURRENCY.sub("", _SPACES.sub("", str(text)))
    comma, point = clean.rfind(","), clean.rfind(".")
    if comma >= 0 and point >= 0:
        group, decimal = (".", ",") if comma > point else (",", ".")
        clean = clean.replace(group, "").replace(decimal, ".")
    elif clean.count(",") + clean.count(".") > 1 or (money and re.fullmatch(r"[+-]?\d{1,3}[.,]\d{3}", clean)):
        clean = clean.replace(",", "").replace(".", "")
    else:
        clean = clean.replace(",", ".")
    if not re.fullmatch(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d{1,3})?", clean, re.ASCII):
        raise NotANumber(text)
    return clean


def _finite(number: float, text) -> float:
    if not math.isfinite(number):
        raise NotANumber(text)
    return number


def folded(text: str) -> str:
    """Words as a search compares them: without case and accents.

    >>> folded("Hélène")
    'helene'
    """
    parts = unicodedata.normalize("NFKD", text.casefold())
    return "".join(sign for sign in parts if not unicodedata.combining(sign))


def printable(text: str) -> str:
    """Words without control characters and half signs, which no document and no XML can hold; lines and tabs stay.

    >>> printable("a\\x00b\\ud800\\tc")
    'ab\\tc'
    """
    return "".join(sign for sign in text if sign in "\n\t" or unicodedata.category(sign) not in ("Cc", "Cs"))
