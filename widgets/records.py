"""Rows of texts as one question: a box to paste into, a line for each row, and a button that reads a file."""

from typing import Any

from widgets.column import Column


class Records(Column):
    """As a column of amounts, with several cells between semicolons on a line."""

    def _written(self, value: Any) -> str:
        if isinstance(value, (list, tuple)):
            return "\n".join("; ".join(row) if isinstance(row, (list, tuple)) else str(row) for row in value)
        return value or ""
