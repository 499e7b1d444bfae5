"""Values of the coaching answer as people write them: an indicator, its reference, what it misses, a month."""

from collections.abc import Mapping
from typing import Any

from workflows.coaching.questions import CoachingQuestions
from workflows.law.library import names_of_figures
from workflows.questions.problems import label
from workflows.words.catalogue import Words

MARKS = {"good": "✓", "watch": "!", "act": "▲", "unknown": "?"}
"""A sign beside the word of a verdict: nobody has to see a colour."""

_UNITS = {"EUR": "money", "EUR/day": "money", "share": "percent", "days": "days", "months": "months", "ratio": "times",
          "clients": "number"}
_SAID = {"days": "number", "margin": "percent", "turnover": "whole", "asked": "money", "billed": "number",
         "index": "index", "top": "percent", "count": "number", "weighted": "index", "target": "whole", "cash": "whole",
         "burn": "whole", "need": "whole", "owed": "whole", "real": "money", "month": "money"}


def amount(value: float | None, kind: str, words: Words) -> str:
    """A value of a kind: money, whole (euros), percent, number, index, days, months, times; a dash where there is none.

    >>> from workflows.words.catalogue import speak
    >>> amount(0.415, "percent", speak("en")), amount(52, "days", speak("fr")), amount(None, "money", speak("nl"))
    ('41.5%', '52 jours', '–')
    """
    formats = words.formats
    if value is None:
        return "–"
    if kind in ("money", "whole"):
        return formats.money(value, cents=kind == "money" and abs(value) < 10_000)
    if kind == "percent":
        return formats.percent(value, 1)
    number = formats.number(value, 2 if kind in ("times", "index") else 1)
    return number if kind in ("number", "index") else words(f"coaching.unit.{kind}", n=number)


def value_of(indicator: Mapping[str, Any], words: Words) -> str:
    """The value of an indicator; the stage has a name."""
    if indicator["stage"]:
        return words(f"coaching.stage.{indicator['stage']}")
    if indicator["value"] is None and indicator["verdict"] != "unknown":
        return words("coaching.unit.covered")
    return amount(indicator["value"], _UNITS.get(indicator["unit"], "number"), words)


def verdict_of(indicator: Mapping[str, Any], words: Words) -> str:
    """The verdict with its sign."""
    return f"{MARKS[indicator['verdict']]} {words('coaching.verdict.' + indicator['verdict'])}"


def reference_of(indicator: Mapping[str, Any], figures: Mapping[str, Any], words: Words) -> str:
    """What the value is held against. `figures`: value by name of every dated figure."""
    name = indicator["name"]
    if name == "day_rate":
        asked = indicator["said"].get("asked")
        return amount(asked, "money", words) if asked is not None else "–"
    kinds = {"coaching_safety_margin": "percent", "coaching_utilisation": "percent", "coaching_realised_price": "percent",
             "coaching_top_client": "percent", "coaching_recurring": "percent", "coaching_stage_existence": "percent",
             "coaching_concentration": "index"}
    values = {f"at{place}": amount(figures[one], kinds.get(one, "number"), words)
              for place, one in enumerate(indicator["references"])}
    return words(f"coaching.indicator.{name}.reference", **values)


def sentence_of(indicator: Mapping[str, Any], words: Words) -> str:
    """What the value says, with the amounts it is made of; or what is missing."""
    name = indicator["name"]
    if indicator["verdict"] == "unknown":
        return words("coaching.missing", fields=missing_of(indicator, words))
    values = {part: amount(value, _SAID[part], words) for part, value in indicator["said"].items()}
    said = words(f"coaching.indicator.{name}.said", value=value_of(indicator, words),
                 share=amount(indicator["value"], "percent", words) if name == "stage" else "", **values)
    return f"{said} {words('coaching.without', fields=missing_of(indicator, words))}" if indicator["missing"] else said


def missing_of(indicator: Mapping[str, Any], words: Words) -> str:
    """The questions that were not answered, by their labels."""
    return ", ".join(f"« {label(name, CoachingQuestions, words)} »" if words.language == "fr" else
                     f"“{label(name, CoachingQuestions, words)}”" for name in indicator["missing"])


def sources_of(indicator: Mapping[str, Any], answer: Mapping[str, Any], words: Words) -> str:
    """Where the reference was read."""
    titles = names_of_figures(words.language)
    found = {f["source"]: None for f in answer["law_dates"]["figures"] if f["name"] in indicator["references"]}
    return "; ".join(titles.get(title, title) for title in found) or words("coaching.source.own")


def month_of(answer: Mapping[str, Any], number: int | None, words: Words) -> str:
    """Month 1 to 36 of the projection by its name; a dash for none."""
    if number is None:
        return words("coaching.never")
    year, month = answer["months"][number - 1].split("-")
    return f"{words.formats.month(int(month))} {year}"


def way_of(name: str, words: Words, within: bool = False) -> str:
    """The name of a way of working; `within` a sentence, with its article."""
    return words(f"way.{name}.{'in' if within else 'short'}")
