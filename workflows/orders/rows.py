"""Lines as they are typed or pasted: six cells of text each, read into exact amounts or refused with row and column."""

from decimal import Decimal
from typing import Any

from workflows.orders.lines import KINDS, MOST_PRICE, MOST_QUANTITY, UNITS, Line
from workflows.orders.vat import TREATMENTS
from workflows.questions.base import refusal
from workflows.questions.free import filled_rows
from workflows.words.typed import NotANumber, read_decimal

COLUMNS = ("text", "quantity", "unit", "price", "vat", "kind")
"""The cells of a line, in order."""

EMPTY = ("", "", "hour", "", "standard", "work")
"""A line that nobody has typed yet."""

MOST_LINES, LONGEST_TEXT = 500, 400

Row = tuple[str, str, str, str, str, str]


def rows_of(said: Any) -> Any:
    """Rows from what an entry, a link or a table's cell holds, empty ones left out; what is no row goes on to be refused.

    >>> rows_of([["Site", "0,5", "day", "350", "", ""], ["", "", "hour", "", "standard", "work"]])
    (('Site', '0,5', 'day', '350', 'standard', 'work'),)
    """
    return filled_rows(said, EMPTY, lambda row: row[0] or row[1] or row[3])


def line_of(row: Row, at: int) -> Line:
    """The line of a row, the `at`th; a refusal names the field `lines`, the row and why.

    >>> line_of(("Conseil", "30", "minute", "80", "standard", "work"), 1).amount
    Decimal('40.00')
    """
    if len(row) != len(COLUMNS):
        raise refusal("lines", "order_row", row=at)
    text, quantity, unit, price, vat, kind = row
    if not text:
        raise refusal("lines", "order_text_missing", row=at)
    if len(text) > LONGEST_TEXT:
        raise refusal("lines", "order_text_long", row=at, most=LONGEST_TEXT)
    for said, known in ((unit, UNITS), (vat, TREATMENTS), (kind, KINDS)):
        if said not in known:
            raise refusal("lines", "order_choice", row=at, value=said[:40])
    return Line(text, _number(quantity, at, "quantity", 3, MOST_QUANTITY), unit,
                _number(price, at, "price", 4, MOST_PRICE), vat, kind)


def lines_of(rows: tuple[Row, ...]) -> tuple[Line, ...]:
    """All lines; a refusal names the first row that is none."""
    if len(rows) > MOST_LINES:
        raise refusal("lines", "order_rows_many", count=len(rows), most=MOST_LINES)
    return tuple(line_of(row, at) for at, row in enumerate(rows, 1))


def pasted(text: str) -> tuple[Row, ...]:
    """Rows from a piece of a spreadsheet: a line each, cells between tabs, in the order of the columns.

    >>> pasted("Site\\t2\\tday\\t350\\nAppel\\t30\\tminute\\t80")
    (('Site', '2', 'day', '350', 'standard', 'work'), ('Appel', '30', 'minute', '80', 'standard', 'work'))
    """
    return rows_of([line.split("\t")[:len(COLUMNS)] for line in text.splitlines()])


def _number(text: str, at: int, column: str, digits: int, most: Decimal) -> Decimal:
    try:
        number = read_decimal(text, money=column == "price")
    except NotANumber:
        raise refusal("lines", f"order_{column}", row=at, value=text[:40]) from None
    if number != round(number, digits):
        raise refusal("lines", f"order_{column}_digits", row=at, value=text[:40])
    if not 0 <= number <= most or (column == "quantity" and not number):
        raise refusal("lines", f"order_{column}_range", row=at, value=text[:40])
    return number
