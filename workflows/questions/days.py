"""Types of answers that are days and countries, as people write them."""

import re
from datetime import date
from functools import lru_cache
from typing import Annotated

from babel import Locale
from pydantic import BeforeValidator
from pydantic_core import PydanticCustomError

from workflows.words.catalogue import CLIENT_LANGUAGES
from workflows.words.typed import folded


def day(text: str) -> str:
    """A day as ISO writes it, from what Belgians write: 2/3/2026, 02-03-26, 2026-03-02; otherwise it is refused.

    >>> day("2/3/2026"), day("2.3.26"), day("2026-03-02")
    ('2026-03-02', '2026-03-02', '2026-03-02')
    """
    written = str(text).strip()
    found = re.fullmatch(r"(\d{1,2})[/.\- ](\d{1,2})[/.\- ](\d{4}|\d{2})", written, re.ASCII)
    try:
        if found:
            number, month, year = map(int, found.groups())
            return date(year if year > 99 else 2000 + year, month, number).isoformat()
        return date.fromisoformat(written).isoformat()
    except ValueError:
        raise PydanticCustomError("not_a_day", "not_a_day", {}) from None


def country(text: str) -> str:
    """The two letters of a country, from them or from its name in a language that clients speak; otherwise it is refused.

    >>> country("Frankrijk"), country("be"), country("Pays-Bas")
    ('FR', 'BE', 'NL')
    """
    code = str(text).strip()
    found = _countries().get(folded(code))
    if found is None:
        raise PydanticCustomError("country", "country", {})
    return found


@lru_cache(maxsize=1)
def _countries() -> dict[str, str]:
    found = {}
    for language in CLIENT_LANGUAGES:
        for code, name in Locale(language).territories.items():
            if re.fullmatch("[A-Z]{2}", code):
                found |= {folded(name): code, code.lower(): code}
    return found


Day = Annotated[str, BeforeValidator(lambda said: None if said in (None, "") else day(said))]
Country = Annotated[str, BeforeValidator(country)]
