"""The parameters cell of a page's notebook, generated from its questions: plain literals that papermill can replace."""

from typing import Any, get_args

from workflows.questions.base import Questions

ABOUT = ("name", "language")
"""Columns of a batch's table that say whose row it is and in which language the report is wanted."""

_TYPES = {float: "float", int: "int", str: "str", bool: "bool", tuple: "list"}


def parameters_cell(model: type[Questions]) -> str:
    """The source of the cell. A test compares it with the notebook.

    >>> from workflows.simulation.questions import SimulationQuestions
    >>> parameters_cell(SimulationQuestions).splitlines()[10]
    'turnover: float = 24000.0  # EUR/year'
    """
    lines = ["language: str = 'fr'  # of the report: fr, nl or en"]
    for name, field in model.model_fields.items():
        unit = (field.json_schema_extra or {}).get("unit") or "choice"
        lines.append(f"{name}: {_type(field.annotation, field.default)} = {_literal(field.default)}  # {unit}")
    return "\n".join(lines)


def given(model: type[Questions], cell: dict[str, Any]) -> dict[str, Any]:
    """The parameters among the names of a notebook, those left at their default not said."""
    found = {}
    for name, field in model.model_fields.items():
        value = cell.get(name, field.default)
        value = tuple(map(_tupled, value)) if isinstance(value, (list, tuple)) else value
        if value != field.default:
            found[name] = value
    return found


def _tupled(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value


def _type(annotation: Any, default: Any) -> str:
    if default is not None:
        return _TYPES[type(default)]
    text = str(get_args(annotation))
    return "float" if "float" in text else "int" if "int" in text else "str"


def _literal(value: Any) -> str:
    return "[]" if value == () else repr(value)
