"""A client or a place of work abroad: what to see to, from a dated table; where the table says nothing, the adviser does."""

from dataclasses import dataclass
from datetime import date

from workflows.law.parameters import Figure, Parameter, Shelf
from workflows.orders.parties import Address, Client

PREFIX = "abroad_"
SITUATIONS = ("client_union_vat", "client_union_no_vat", "client_union_private", "client_outside", "place_union",
              "place_outside")


@dataclass(frozen=True)
class Check:
    """A point of the check-list: for which situation; `parameter` and `figure` None where no rule is known."""

    situation: str
    parameter: Parameter | None
    figure: Figure | None


def situations(client: Client, place: Address | None) -> tuple[str, ...]:
    """What is abroad about an order.

    >>> situations(Client("Atelier Lumière", address=Address(country="FR"), vat="FR40303265045"), Address(country="FR"))
    ('client_union_vat', 'place_union')
    >>> situations(Client("Mobilis"), None)
    ()
    """
    found = []
    if client.abroad and client.in_union:
        found.append(f"client_union_{'private' if client.private else 'vat' if client.vat else 'no_vat'}")
    elif client.abroad:
        found.append("client_outside")
    where = Client("", address=place or client.address)
    if where.abroad:
        found.append("place_union" if where.in_union else "place_outside")
    return tuple(found)


def checks(client: Client, place: Address | None, day: date, law: Shelf) -> tuple[Check, ...]:
    """The check-list of an order on a day; a situation that no rule names has one point without a rule.

    >>> from workflows.law.library import shelf
    >>> abroad = Client("Studio", address=Address(country="US"))
    >>> [(one.situation, one.parameter and one.parameter.id) for one in checks(abroad, None, date(2026, 7, 1), shelf())]
    [('client_outside', 'abroad_outside_vat'), ('place_outside', None)]
    """
    rules = [rule for name, rule in law.parameters.items() if name.startswith(PREFIX)]
    found = []
    for situation in situations(client, place):
        known = [Check(situation, rule, figure) for rule in rules for figure in rule.within(day, day)
                 if situation in figure.value]
        found += known or [Check(situation, None, None)]
    return tuple(found)
