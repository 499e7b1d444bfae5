"""An order to try things with: what documents look like, what a test starts from."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from workflows.orders.lines import Line
from workflows.orders.order import Order
from workflows.orders.parties import Address, Client, Seller, Worker

SELLER = Seller("Coopérative Exemple", "SC", Address("Rue Coenraets 72", "1060", "Bruxelles"), "0403019261", "Bruxelles",
                "BE68539007547034", email="commandes@example.org", website="www.example.org")
"""An invented entity with a number that passes the check; an installation names its own in settings.toml."""


def example(**changed) -> Order:
    """A poster for a festival: two lines of work and one of travel.

    >>> example().number, example(number="2026-0002").number
    ('2026-0001', '2026-0002')
    """
    order = Order(
        seller=SELLER, client=Client("Mobilis", "achats@example.org", Address("Rue Haute 1", "1000", "Bruxelles"),
                                     "0202239951", "BE0202239951", contact="Jeanne Martin"),
        worker=Worker("Ana Peeters", email="ana@example.org"), subject="Affiche du festival",
        lines=(Line("Conception de l’affiche", Decimal(2), "day", Decimal("350")),
               Line("Réunion par téléphone", Decimal(30), "minute", Decimal("80")),
               Line("Déplacements", Decimal(120), "kilometre", Decimal("0.4326"), kind="expense")),
        day=date(2026, 3, 2), until=date(2026, 3, 6), issued_on=date(2026, 2, 20), valid_until=date(2026, 3, 20),
        number="2026-0001")
    return replace(order, **changed)
