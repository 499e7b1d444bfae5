"""Answers that are words, and rows of them, as entries, links and cells of tables bring them."""

import json
from collections.abc import Callable
from typing import Annotated, Any

from pydantic import BeforeValidator

from workflows.words.typed import printable


def free_text(said: Any) -> Any:
    """Words without what no document can hold; a whole number is words too, as a table's cell gives it. Else as it came.

    >>> free_text(" Affiche\\x00 "), free_text(2026), free_text(None), free_text(True)
    ('Affiche', '2026', '', True)
    """
    if isinstance(said, int) and not isinstance(said, bool):
        return str(said)
    return printable(said).strip() if isinstance(said, str) else "" if said is None else said


FreeText = Annotated[str, BeforeValidator(free_text)]


def filled_rows(said: Any, empty: tuple[str, ...], counts: Callable[[tuple[str, ...]], object] = any) -> Any:
    """Rows with what `empty` says where a cell is blank or missing, those that do not count left out.

    What is no row goes on as it came, to be refused.

    >>> filled_rows('[["Site", "", "day"], ["Train"]]', ("", "1", "hour"))
    (('Site', '1', 'day'), ('Train', '1', 'hour'))
    """
    if isinstance(said, str):
        try:
            said = json.loads(said) if said.strip() else ()
        except ValueError:
            return said
    if not isinstance(said, (list, tuple)) or not all(isinstance(row, (list, tuple)) for row in said):
        return said
    full = (tuple(printable(str(cell)).strip() or blank for cell, blank in zip(
        (*row, *empty[len(row):]), (*empty, *[""] * (len(row) - len(empty))), strict=True)) for row in said)
    return tuple(row for row in full if counts(row))
