"""Value added tax (taxe sur la valeur ajoutée, belasting over de toegevoegde waarde): which rate, why, and on which day."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from workflows.law.owed import ZERO, exact
from workflows.law.parameters import Figure, Shelf
from workflows.orders.parties import Client


@dataclass(frozen=True)
class Treatment:
    """One way to treat a line. `figure`: the parameter that holds the rate, "" where none is charged.

    `category` and `reason`: codes of EN 16931 (UNCL5305, VATEX) for Peppol. `sentence`: key of the words that must stand
    on the document, "" for none. `needs_attestation`: the client must declare that the home is old enough.
    """

    name: str
    figure: str
    category: str
    reason: str = ""
    sentence: str = ""
    needs_attestation: bool = False


TREATMENTS = {one.name: one for one in (
    Treatment("standard", "vat_standard_rate", "S"),
    Treatment("performance", "vat_performance_rate", "S"),
    Treatment("old_home", "vat_old_home_rate", "S", sentence="orders.vat.old_home.mention", needs_attestation=True),
    Treatment("exempt", "", "E", "VATEX-EU-132", "orders.vat.exempt.mention"),
    Treatment("reverse_union", "", "AE", "VATEX-EU-AE", "orders.vat.reverse_union.mention"),
    Treatment("outside", "", "O", "VATEX-EU-O", "orders.vat.outside.mention"),
)}
"""Every treatment by name, the most common first."""


def rate(treatment: str, day: date, law: Shelf) -> tuple[Decimal, Figure | None]:
    """The rate in force on the day of the work, with its dated figure.

    >>> from workflows.law.library import shelf
    >>> rate("standard", date(2026, 7, 1), shelf())[0], rate("exempt", date(2026, 7, 1), shelf())
    (Decimal('0.21'), (Decimal('0.00'), None))
    """
    about = TREATMENTS[treatment]
    if not about.figure:
        return ZERO, None
    figure = law[about.figure].on(day)
    return exact(figure.value), figure


def possible(client: Client) -> tuple[str, ...]:
    """The treatments that can hold for a client, the likeliest first.

    A taxable client elsewhere in the Union owes the tax itself (art. 21 § 2 of the VAT code; art. 196 of Directive
    2006/112/EC); services to an enterprise outside the Union lie outside Belgian tax. A private person abroad is taxed here.

    >>> possible(Client("Jan", private=True))
    ('standard', 'performance', 'old_home', 'exempt')
    """
    here = ("standard", "performance", "old_home", "exempt")
    if not client.abroad or client.private:
        return here
    if client.in_union and client.vat:
        return ("reverse_union", *here)
    return here if client.in_union else ("outside", *here)
