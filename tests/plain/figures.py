"""The dated figures of `data/` as exact fractions: only the values and their periods are read."""

import csv
import unicodedata
from datetime import date
from functools import cache, lru_cache
from math import inf
from pathlib import Path

import yaml

from tests.plain.money import exact

DATA = Path(__file__).resolve().parents[2] / "data"


@lru_cache(maxsize=1)
def _everything():
    found = {}
    for folder in ("law", "cooperative"):
        for path in sorted((DATA / folder).glob("*.yaml")):
            content = yaml.load(path.read_bytes(), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
            for name, fields in (content.get("parameters") or {}).items():
                found[name] = [value for value in fields["values"] if not value.get("withdrawn_on")]
    return found


@cache
def figure(name, day):
    """The value of a figure on a day."""
    for value in _everything()[name]:
        first, last = value.get("valid_from") or value["since_at_least"], value.get("valid_to")
        if first <= day and (last is None or day <= last):
            return None if value["value"] == inf else exact(value["value"])
    raise LookupError(f"{name} on {day}")


class Law:
    """The figures of one day: `law("tax_rates")`."""

    def __init__(self, day):
        self.day = day

    def __call__(self, name):
        return figure(name, self.day)


@cache
def law_of_year(year):
    """Yearly figures are those of the last day of the income year."""
    return Law(date(year, 12, 31))


@cache
def law_of_month(year, month):
    """Monthly figures are those of the first day of the month."""
    return Law(date(year, month, 1))


@cache
def municipal_rate(name, year):
    """A municipality's own rate: of that year, else the newest before it, else the oldest."""
    wanted, rates = _letters(name), {}
    lines = (line for line in (DATA / "law" / "municipal_rates.csv").read_text("utf-8").splitlines() if line[:1] != "#")
    for line in csv.DictReader(lines, delimiter=";"):
        if wanted in [_letters(part) for part in line["name"].split("/")]:
            rates[int(line["year"])] = exact(float(line["rate"]))
    before = [known for known in rates if known <= year]
    return rates[max(before) if before else min(rates)]


def _letters(name):
    plain = "".join(letter for letter in unicodedata.normalize("NFKD", name) if not unicodedata.combining(letter))
    return "".join(letter if letter.isalnum() else " " for letter in plain.casefold()).split()
