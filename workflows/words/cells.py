"""Texts as cells of a table that spreadsheets open."""

from typing import Any


def inert(cell: Any) -> Any:
    """A text that a spreadsheet would run as a formula, with an apostrophe in front, as spreadsheets write it themselves.

    >>> inert("=1+1"), inert("-5"), inert("Bois"), inert(-5)
    ("'=1+1", "'-5", 'Bois', -5)
    """
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(("=", "+", "-", "@", "\t", "\r")) else cell
