"""Money, numbers and dates of a language as Belgium writes them, through Babel."""

from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache
from zoneinfo import ZoneInfo

from babel import Locale
from babel.dates import format_date, get_month_names
from babel.numbers import format_currency, format_decimal

BRUSSELS = ZoneInfo("Europe/Brussels")
"""Whose clocks a legal day follows."""

LOCALES = {"fr": "fr_BE", "nl": "nl_BE", "en": "en_GB", "de": "de_BE"}


def legal_day(now: datetime) -> date:
    """The day in Belgium.

    >>> from datetime import UTC
    >>> legal_day(datetime(2026, 6, 30, 22, 30, tzinfo=UTC))
    datetime.date(2026, 7, 1)
    """
    return now.astimezone(BRUSSELS).date()


@lru_cache(maxsize=4096)
def _money(euros, cents, locale):
    """A report says most of its amounts several times."""
    return format_currency(euros, "EUR", locale=locale, currency_digits=False, format=None if cents else _whole(locale))


@lru_cache(maxsize=1024)
def _written(day, locale):
    return format_date(day, "long", locale=locale)


class Formats:
    """Formats of one language."""

    def __init__(self, language: str):
        self.language = language
        self.locale = LOCALES[language]

    def money(self, euros: float, cents: bool = True) -> str:
        """Euros with cents, or rounded to whole euros.

        >>> Formats("nl").money(-17894.5)
        '€\\xa0-17.894,50'
        """
        return _money(round(euros, 2 if cents else 0) + 0.0, cents, self.locale)

    def owed(self, euros: Decimal) -> str:
        """An exact amount of money, every cent of it.

        >>> Formats("de").owed(Decimal("1234.5"))
        '1.234,50\xa0€'
        """
        return format_currency(euros, "EUR", locale=self.locale)

    def exact(self, number: Decimal, least: int = 0, most: int = 3) -> str:
        """An exact number with at least and at most so many decimals.

        >>> Formats("nl").exact(Decimal("0.500")), Formats("fr").exact(Decimal("1250"), 2, 4)
        ('0,5', '1\u202f250,00')
        """
        return format_decimal(number, format="#,##0." + "0" * least + "#" * (most - least), locale=self.locale)

    def signed(self, euros: float, cents: bool = True) -> str:
        """Money with its sign, + too."""
        return ("+" if euros >= 0 else "−") + self.money(abs(euros), cents)

    def number(self, value: float, digits: int = 2, grouped: bool = True) -> str:
        """A number with at most `digits` decimals; `grouped`: with a sign between its thousands.

        >>> Formats("fr").number(110.5), Formats("nl").number(2_000, 1, grouped=False)
        ('110,5', '2000')
        """
        return format_decimal(round(value, digits) + 0.0, format="#,##0." + "#" * digits if digits else "#,##0",
                              locale=self.locale, group_separator=grouped)

    def amount(self, value: float) -> str:
        """An amount without its unit: cents in full, or none where it is whole.

        >>> Formats("nl").amount(31250.4), Formats("nl").amount(31250.0)
        ('31.250,40', '31.250')
        """
        whole = round(value, 2) == round(value)
        return format_decimal(round(value, 2) + 0.0, format="#,##0" if whole else "#,##0.00", locale=self.locale)

    def short(self, value: float) -> str:
        """An amount as it stands along an axis: thousands as k, millions as M.

        >>> Formats("fr").short(23_500), Formats("nl").short(-1_250_000), Formats("en").short(0)
        ('23,5\xa0k', '-1,25\xa0M', '0')
        """
        for size, sign, digits in ((1e9, "G", 2), (1e6, "M", 2), (1e3, "k", 1)):
            if abs(value) >= size:
                return f"{self.number(value / size, digits)}\xa0{sign}"
        return self.number(value, 0)

    def percent(self, share: float, digits: int = 2) -> str:
        """A share as a percentage.

        >>> Formats("nl").percent(0.065)
        '6,5\\xa0%'
        """
        sign = "%" if self.language == "en" else "\xa0%"
        return self.number(share * 100, digits) + sign

    def date(self, day: date) -> str:
        """A day written out."""
        written = _written(day, self.locale)
        return "1er" + written[1:] if self.language == "fr" and day.day == 1 else written

    def instant(self, at: datetime) -> str:
        """An instant by the clocks of Brussels, to the minute.

        >>> Formats("fr").instant(datetime.fromisoformat('2026-11-26T09:05Z'))
        '26 novembre 2026, 10:05'
        """
        local = at.astimezone(BRUSSELS)
        return f"{self.date(local.date())}, {local:%H:%M}"

    def month(self, number: int, short: bool = False) -> str:
        """The name of month 1 to 12.

        >>> Formats("nl").month(3), Formats("nl").month(3, short=True)
        ('maart', 'mrt')
        """
        return get_month_names("abbreviated" if short else "wide", "stand-alone", locale=self.locale)[number]

    def language_name(self, code: str) -> str:
        """The name of a language by its two letters; the letters where nobody knows them.

        >>> Formats("nl").language_name("fr")
        'Frans'
        """
        return Locale.parse(self.locale).languages.get(code, code)

    def country(self, code: str) -> str:
        """The name of a country by its two letters of ISO 3166; the letters where nobody knows them.

        >>> Formats("de").country("FR")
        'Frankreich'
        """
        return Locale.parse(self.locale).territories.get(code, code)


def _whole(locale: str) -> str:
    return {"fr_BE": "#,##0\xa0¤", "nl_BE": "¤\xa0#,##0;¤\xa0-#,##0", "en_GB": "¤#,##0", "de_BE": "#,##0\xa0¤"}[locale]
