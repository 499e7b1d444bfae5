"""A long column of amounts as one answer: pasted, uploaded, or the rows of a further sheet of a table."""

from typing import Annotated

from pydantic import AfterValidator, BeforeValidator, Field, ValidationInfo

from workflows.questions.base import refusal
from workflows.words.typed import NotANumber, read_number

MOST, LONGEST = 100_000_000.0, 100_000
"""The largest amount of a column, EUR, and how many amounts it may have."""


def _column(value, info: ValidationInfo):
    """A column of amounts: a list, or text with one amount a line (or semicolons); a first line that is a name is left."""
    if not isinstance(value, str):
        return value
    lines = [line.strip() for line in value.replace(";", "\n").replace("|", "\n").splitlines()]
    filled = [(number, line) for number, line in enumerate(lines, 1) if line]
    if len(filled) > LONGEST + 1:
        raise refusal(info.field_name, "too_many", max_length=LONGEST)
    found = []
    for number, line in filled:
        try:
            found.append(read_number(line, money=True))
        except NotANumber:
            if number != filled[0][0] or len(filled) == 1:
                raise refusal(info.field_name, "column_line", line=number, part=line[:40]) from None
    return found


def _within(value: tuple[float, ...], info: ValidationInfo):
    """Each amount from 0 to the most that any page looks at; the first that is not is named with its place. To the cent."""
    for place, amount in enumerate(value, 1):
        if not 0 <= amount <= MOST:
            raise refusal(info.field_name, "column_amount", place=place, part=f"{amount:g}")
    return tuple(round(amount, 2) for amount in value)


AmountColumn = Annotated[tuple[float, ...], Field(max_length=LONGEST), AfterValidator(_within), BeforeValidator(_column)]
