"""The lines as a client sees them, in the parts of the document: work, what is passed on, the cooperative's share."""

from dataclasses import dataclass
from decimal import Decimal
from math import floor

from workflows.law.owed import ZERO
from workflows.law.parameters import Shelf
from workflows.orders.lines import Line
from workflows.orders.order import Order
from workflows.orders.totals import shown_apart, totals
from workflows.words.catalogue import Words, speak


@dataclass(frozen=True)
class Shown:
    """All lines of an order in the order of the document; paper and data number them alike, from 1."""

    work: tuple[Line, ...]
    passed: tuple[Line, ...]
    apart: tuple[Line, ...]

    @property
    def lines(self) -> tuple[Line, ...]:
        return self.work + self.passed + self.apart


def shown(order: Order, law: Shelf) -> Shown:
    """The lines of an order as its client reads them: the contribution inside the prices, or on lines of its own.

    >>> from workflows.law.library import shelf
    >>> from workflows.orders.examples import example
    >>> [line.text for line in shown(example(shows_contribution=True), shelf()).apart]
    ['Contribution à la coopérative, 6,5\\xa0%']
    >>> subtotal(shown(example(), shelf()).passed)
    Decimal('51.91')
    """
    lines, words = order.lines, speak(order.language)
    if order.shows_contribution:
        share = totals(lines, order.day, law).contribution_rate
        text = words("orders.document.apart.line", rate=words.formats.percent(float(share)))
        lines = shown_apart(lines, text, lambda line: _as_lump(line, words), order.day, law)
    ours, apart = lines[:len(order.lines)], lines[len(order.lines):]
    work = tuple(line for line in ours if line.kind == "work")
    return Shown(work, tuple(line for line in ours if line.kind != "work"), apart)


def subtotal(lines: tuple[Line, ...]) -> Decimal:
    """What lines come to, EUR excluding VAT."""
    return sum((line.amount for line in lines), ZERO)


def unit_in_words(unit: str, quantity: Decimal, words: Words) -> str:
    """The unit of a quantity, singular or plural as the language has it.

    >>> unit_in_words("day", Decimal("1.5"), speak("fr")), unit_in_words("day", Decimal("1.5"), speak("nl"))
    ('jour', 'dagen')
    """
    one = floor(abs(quantity)) < 2 if words.language == "fr" else abs(quantity) == 1
    return words.count(f"orders.document.unit.{unit}", 1 if one else 2)


def _as_lump(line: Line, words: Words) -> str:
    return words("orders.document.lump", text=line.text, quantity=words.formats.exact(line.quantity),
                 unit=unit_in_words(line.unit, line.quantity, words))
