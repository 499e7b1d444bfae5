"""Tables of earlier rounds as one question: a box with a line for each table, and a button that reads a file."""

from typing import Any

from widgets.column import Column


class Tables(Column):
    """The box holds lines such as "1 | Ana; Bob; Cem"."""

    def _written(self, value: Any) -> str:
        if isinstance(value, tuple):
            return "\n".join(f"{row[0]} | {'; '.join(row[1:])}" for row in value)
        return super()._written(value)
