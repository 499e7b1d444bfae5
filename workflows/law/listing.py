"""The rules and figures as plain JSON values, for the command line and over HTTP: names and keys are a contract."""

import inspect
from datetime import date
from typing import Any

from workflows.law.as_json import parameter
from workflows.law.book import RULES
from workflows.law.library import shelf
from workflows.law.names import names
from workflows.law.parameters import UnknownFigure
from workflows.law.value import close_names
from workflows.words.catalogue import Words


def listed(language: str) -> dict[str, dict[str, str]]:
    """Every rule and every figure by name, with what it is called.

    >>> listed("en")["parameters"]["cooperative_contribution_rate"]
    'Contribution to the cooperative'
    """
    called = names()
    return {"rules": {name: called.of(name, language) for name in sorted(RULES)},
            "parameters": {name: found.name[language] for name, found in sorted(shelf().parameters.items())}}


def shown(name: str, day: date | None, language: str) -> dict[str, Any]:
    """One rule with what it needs, or one figure with its values, or only the one in force on `day`.

    Raises UnknownFigure for what is neither, and for a day without a value.

    >>> shown("minimum_monthly_wage", date(2026, 5, 1), "en")["figures"][0]["value"]
    2189.81
    """
    if name in RULES:
        needs = inspect.signature(RULES[name]).parameters
        return {"name": name, "label": names().of(name, language), "about": inspect.getdoc(RULES[name]),
                "needs": {need: names().of(need, language) for need in needs}}
    return parameter(shelf()[name], day)


def unknown(error: UnknownFigure, words: Words) -> str:
    """The sentence for a name that is not in the book, or a day without a figure."""
    if error.day:
        return words("error.no_figure", name=error.name, day=words.formats.date(error.day), known=error.known)
    close = close_names(error.name)
    hint = words("error.no_name_close", close=", ".join(close)) if close else words("error.no_name_list")
    return words("error.no_name", name=error.name, close=hint)
