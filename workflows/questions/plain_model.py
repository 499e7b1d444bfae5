"""The questions model of a parameters cell that somebody wrote by hand: the same base as every other page's."""

from collections.abc import Iterable
from datetime import date
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, StringConstraints, create_model

from workflows.questions.base import Count, Money, Number, Questions, Share, asks, listed
from workflows.questions.days import Day
from workflows.questions.plain import Asked
from workflows.words.typed import folded

YES, NO = "yes", "no"
_SAID = {"oui": YES, "ja": YES, "yes": YES, "true": YES, "vrai": YES, "waar": YES, "1": YES, "non": NO, "nee": NO, "no": NO,
         "false": NO, "faux": NO, "onwaar": NO, "0": NO}
GROUP, LONGEST_TEXT, LONGEST_LIST = "asked", 500, 1_000
_NAMED = frozenset({"text", "client", "country", "day", "share", "choices", "rows", "year", "number"})
"""Units that a form treats in a way of their own."""


def _yes_or_no(said: Any) -> Any:
    if isinstance(said, bool):
        return YES if said else NO
    return _SAID.get(folded(str(said).strip()), said)


YesNo = Annotated[Literal["yes", "no"], BeforeValidator(_yes_or_no)]
PlainText = Annotated[str, BeforeValidator(lambda said: str(said) if isinstance(said, (int, float)) else said),
                      StringConstraints(strip_whitespace=True, max_length=LONGEST_TEXT)]


def plain_model(page: str, asked: Iterable[Asked], version: int = 1) -> type[Questions]:
    """The model of a page.

    >>> from workflows.questions.plain import read_cell
    >>> model = plain_model("mine", read_cell("rate: float = 350  # Tarif (€) 0..2000\\nhome: bool = True").asked)
    >>> model(rate="1.250,50", home="non").typed()
    {'rate': 1250.5, 'home': 'no'}
    """
    fields: dict[str, Any] = {one.name: _field(one) for one in asked}
    made = create_model(f"Plain_{page}", __base__=Questions, **fields)
    made.page, made.version = page, version
    return made


def as_python(model: type[Questions], asked: Iterable[Asked], values: dict[str, Any]) -> dict[str, Any]:
    """Answers as a formula wants them: True for yes, a date for a day, a list for several numbers.

    >>> from workflows.questions.plain import read_cell
    >>> cell = read_cell("home: bool = True\\nstart: date = '2026-03-02'").asked
    >>> as_python(plain_model("mine", cell), cell, {"home": "yes", "start": "2026-03-02"})
    {'home': True, 'start': datetime.date(2026, 3, 2)}
    """
    turn = {"bool": lambda said: said == YES, "date": lambda said: date.fromisoformat(said) if said else None, "list": list}
    return {one.name: turn.get(one.kind, lambda said: said)(values[one.name]) for one in asked}


def unit_of(one: Asked) -> str:
    """The unit as forms know it."""
    if one.kind in ("bool", "choice"):
        return ""
    if one.kind in ("str", "date"):
        return "text" if one.kind == "str" else "day"
    if one.unit.startswith(("€", "EUR")):
        return "EUR"
    if one.unit == "%":
        return "share"
    return "" if one.unit in _NAMED else one.unit.replace("/", " / ")


def _field(one: Asked) -> tuple[Any, Any]:
    unit, bounds = unit_of(one), {name: value for name, value in (("ge", one.low), ("le", one.high)) if value is not None}
    number: Any = Money if unit == "EUR" else Share if unit == "share" else Number
    if one.kind == "int":
        whole = {name: int(value) for name, value in bounds.items()}
        return Count, asks(one.default, unit, GROUP, digits=0, **whole)
    if one.kind == "float":
        return number, asks(one.default, unit, GROUP, **bounds)
    if one.kind == "list":
        return (Annotated[tuple[Annotated[number, Field(**bounds)], ...], BeforeValidator(listed)],
                asks(one.default, unit, GROUP, max_length=LONGEST_LIST))
    if one.kind == "bool":
        return YesNo, asks(YES if one.default else NO, unit, GROUP)
    if one.kind == "choice":
        return Literal[one.choices], asks(one.default, unit, GROUP)
    return (PlainText if one.kind == "str" else Day), asks(one.default, unit, GROUP)
