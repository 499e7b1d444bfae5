"""The answer of a page that an adviser wrote: its formulas, run on the questions, and what they gave as plain values.

This runs what somebody wrote. It is called in the kernel of a page, which is confined, in the process of a batch's row and
on the command line; the server itself never calls it.
"""

import math
from datetime import date
from typing import Any

from workflows.law.library import shelf
from workflows.questions.base import Questions
from workflows.questions.link import to_link
from workflows.questions.plain_model import as_python


class FormulaFailed(RuntimeError):
    """A formula of the page stopped with an error; the text says which one and in which line."""


def answer_of(page: Any, questions: Questions, law: Any = None) -> dict[str, Any]:
    """The answer of an OwnPage as plain JSON values. `results` has name, value; what is no plain value is left out."""
    law = law or shelf()
    names = run(page.source, as_python(page.model, page.asked, questions.model_dump()), page.name)
    results = [{"name": one.name, "value": plain(names.get(one.name))} for one in page.results]
    return {"page": page.name, "questions_version": questions.version, "questions": questions.model_dump(mode="json"),
            "results": [one for one in results if one["value"] is not None],
            "assumptions": [], "doubts": [], "law_dates": {"edition": law.edition.isoformat(), "figures": []},
            "link": to_link(questions, law.edition)}


def run(source: str, values: dict[str, Any], name: str = "answer") -> dict[str, Any]:
    """The names after the formulas. FormulaFailed says which line stopped them.

    >>> run("kept = rate * days", {"rate": 350.0, "days": 100})["kept"]
    35000.0
    >>> try:
    ...     run("kept = 1 / days", {"days": 0})
    ... except FormulaFailed as failed:
    ...     print(failed)
    1: ZeroDivisionError: division by zero
    """
    names = dict(values)
    try:
        exec(compile(source, name, "exec"), names)
    except Exception as error:  # whatever a formula does: the page says so in a sentence
        trace, line = error.__traceback__, 0
        while trace is not None:
            line = trace.tb_lineno if trace.tb_frame.f_code.co_filename == name else line
            trace = trace.tb_next
        raise FormulaFailed(f"{line}: {type(error).__name__}: {error}") from error
    return names


def plain(value: Any) -> Any:
    """A value as JSON keeps it; None for what is no number, text, day, or list of them."""
    if isinstance(value, (bool, str)):
        return value
    if hasattr(value, "item") and not isinstance(value, (int, float)):
        try:
            value = value.item()
        except (TypeError, ValueError):
            return None
    if isinstance(value, (int, float)):
        return value if math.isfinite(value) else None
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, (list, tuple)) and len(value) <= 1000:
        parts = [plain(part) for part in value]
        return None if None in parts else parts
    return None
