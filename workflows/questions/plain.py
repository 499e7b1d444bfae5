"""A parameters cell that somebody wrote by hand, read without running it: its questions, and what is wrong with it.

`day_rate: float = 350  # Tarif journalier (€/jour) 0..2000`: a name, perhaps a type, a value; behind the # the French label,
in parentheses the unit, then the bounds, either of which may be left out.
"""

import ast
import io
import math
import re
import tokenize
from dataclasses import dataclass
from typing import Any

from workflows.questions.days import day

KINDS = ("int", "float", "bool", "str", "choice", "date", "list")
_TYPES = {"int": "int", "float": "float", "bool": "bool", "str": "str", "date": "date", "list": "list"}
_NUMBER = r"(?:-?\d+(?:\.\d+)?)?"
_COMMENT = re.compile(rf"#\s*(?P<label>.*?)\s*(?:\((?P<unit>[^()]*)\))?\s*(?P<bounds>{_NUMBER}\.\.{_NUMBER})?\s*$")
NAME = re.compile(r"[a-z][a-z0-9_]{0,39}")
TAKEN = frozenset({"language", "name", "v", "law", "lang", "draft", "new", "next", "title", "line", "intro", "json", "page",
                   "version", "linked", "migrations", "migrate", "unit", "again", "typed", "row", "copy", "dict",
                   "construct", "schema", "validate"})
"""Names that a link, a table, the command line or the form use for something else."""
MOST = 40
"""Questions that a form may have before nobody fills it in."""


@dataclass(frozen=True)
class Trouble:
    """Something that is wrong: the key of its sentence, and what fills it."""

    key: str
    values: tuple[tuple[str, Any], ...] = ()

    @classmethod
    def of(cls, key: str, **values: Any) -> "Trouble":
        """With what fills the sentence by name."""
        return cls(key, tuple(values.items()))


@dataclass(frozen=True)
class Asked:
    """One question: what it is called, of which kind, its value until somebody answers, its bounds, its choices."""

    name: str
    kind: str
    default: Any
    label: str = ""
    unit: str = ""
    low: float | None = None
    high: float | None = None
    choices: tuple[str, ...] = ()


@dataclass(frozen=True)
class Cell:
    """What a cell asks, and what could not be read in it."""

    asked: tuple[Asked, ...]
    troubles: tuple[Trouble, ...]


def read_cell(source: str) -> Cell:
    """The questions of a parameters cell.

    >>> cell = read_cell("language: str = 'fr'\\nday_rate: float = 350  # Tarif journalier (€/jour) 0..2000")
    >>> cell.troubles, cell.asked[0].label, cell.asked[0].unit, cell.asked[0].high
    ((), 'Tarif journalier', '€/jour', 2000.0)
    >>> read_cell("x = open('secrets')").troubles[0].key
    'plain.no_literal'
    """
    try:
        tree = ast.parse(source)
    except SyntaxError as error:
        return Cell((), (Trouble.of("plain.syntax", line=error.lineno or 1),))
    comments, found, troubles = comments_of(source), {}, []
    for node in tree.body:
        if _is_frame(node):
            continue
        made = _one(node, comments.get(node.end_lineno, ""))
        if isinstance(made, Trouble):
            troubles.append(made)
        elif made.name in found:
            troubles.append(Trouble.of("plain.twice", name=made.name))
        elif made.name != "language":
            found[made.name] = made
    if len(found) > MOST:
        troubles.append(Trouble.of("plain.too_many", most=MOST))
    return Cell(tuple(found.values()), tuple(troubles))


def comments_of(source: str) -> dict[int, str]:
    """The comment at the end of each line, by number; a # inside a text is none.

    >>> comments_of("a = '#1'  # one (€)")
    {1: '# one (€)'}
    """
    tokens = tokenize.generate_tokens(io.StringIO(source).readline)
    return {token.start[0]: token.string for token in tokens if token.type == tokenize.COMMENT}


def said_behind(comment: str) -> tuple[str, str, float | None, float | None]:
    """Label, unit and bounds of a comment.

    >>> said_behind("# Part gardée (%) 0..0.5"), said_behind("# Jours prestés 1..")
    (('Part gardée', '%', 0.0, 0.5), ('Jours prestés', '', 1.0, None))
    """
    read = _COMMENT.match(comment) if comment else None
    if read is None:
        return "", "", None, None
    low, _, high = (read["bounds"] or "..").partition("..")
    return read["label"], (read["unit"] or "").strip(), float(low) if low else None, float(high) if high else None


def _is_frame(node: ast.stmt) -> bool:
    """Imports of type names, and a text that stands alone: neither asks anything."""
    if isinstance(node, ast.ImportFrom):
        return node.module in ("typing", "datetime")
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)


def _one(node: ast.stmt, comment: str) -> Asked | Trouble:
    if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name) and node.value is not None:
        name, annotation = node.target.id, node.annotation
    elif isinstance(node, ast.Assign) and len(node.targets) == 1 and isinstance(node.targets[0], ast.Name):
        name, annotation = node.targets[0].id, None
    else:
        return Trouble.of("plain.no_assignment", line=node.lineno)
    if not NAME.fullmatch(name) or (name in TAKEN and name != "language"):
        return Trouble.of("plain.name", name=name)
    try:
        value = _value(node.value)
    except ValueError:
        return Trouble.of("plain.no_literal", name=name)
    kind, choices = _kind(annotation, value)
    if kind is None:
        return Trouble.of("plain.type", name=name, type=ast.unparse(annotation) if annotation else type(value).__name__)
    label, unit, low, high = said_behind(comment)
    return _fitting(Asked(name, kind, value, label, unit, low, high, choices))


def _value(node: ast.expr) -> Any:
    """A literal, or date(2026, 1, 31) as ISO writes it."""
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "date" and len(node.args) == 3:
        return "-".join(f"{ast.literal_eval(part):0{wide}d}" for part, wide in zip(node.args, (4, 2, 2)))
    value = ast.literal_eval(node)
    return list(value) if isinstance(value, tuple) else value


def _kind(annotation: ast.expr | None, value: Any) -> tuple[str | None, tuple[str, ...]]:
    if annotation is None:
        return (type(value).__name__ if type(value) in (int, float, bool, str, list) else None), ()
    if isinstance(annotation, ast.Name):
        return _TYPES.get(annotation.id), ()
    if isinstance(annotation, ast.Subscript) and isinstance(annotation.value, ast.Name):
        if annotation.value.id == "Literal":
            try:
                found = ast.literal_eval(annotation.slice)
            except ValueError:
                return None, ()
            found = found if isinstance(found, tuple) else (found,)
            good = found and all(isinstance(one, str) and NAME.fullmatch(one) for one in found)
            return ("choice", found) if good else (None, ())
        if annotation.value.id == "list" and ast.unparse(annotation.slice) in ("int", "float"):
            return "list", ()
    return None, ()


def _fitting(one: Asked) -> Asked | Trouble:
    """The question with its default as its kind keeps it; a trouble where the default is none of that kind."""
    wrong, value = Trouble.of("plain.default", name=one.name, value=str(one.default)[:40]), one.default
    numbers = value if one.kind == "list" and isinstance(value, list) else [value]
    if one.kind in ("int", "float", "list"):
        real = all(isinstance(number, (int, float)) and not isinstance(number, bool) and math.isfinite(number)
                   for number in numbers)
        outside = real and any((one.low is not None and number < one.low) or (one.high is not None and number > one.high)
                               for number in numbers)
        if not real or outside or (one.kind == "int" and not float(value).is_integer()) or \
                (one.kind == "list") != isinstance(value, list):
            return wrong
        value = tuple(map(float, numbers)) if one.kind == "list" else int(value) if one.kind == "int" else float(value)
    elif one.kind == "date":
        try:
            value = day(value) if isinstance(value, str) else None
        except Exception:  # pydantic's own refusal, which is no ValueError
            value = None
        if value is None:
            return wrong
    elif (one.kind == "choice" and value not in one.choices) or (one.kind == "bool" and not isinstance(value, bool)) or \
            (one.kind == "str" and not isinstance(value, str)):
        return wrong
    return Asked(one.name, one.kind, value, one.label, one.unit, one.low, one.high, one.choices)
