"""Who is who on an order: the cooperative's entity sells and employs, the member works, the client orders."""

from dataclasses import dataclass

from stdnum.eu.vat import MEMBER_STATES

from workflows.orders.identifiers import written


@dataclass(frozen=True)
class Address:
    """Where somebody lives or has a seat. `country`: two letters of ISO 3166."""

    street: str = ""
    postcode: str = ""
    city: str = ""
    country: str = "BE"

    @property
    def lines(self) -> tuple[str, ...]:
        """The address as it stands on an envelope, without the country.

        >>> Address("Rue Haute 1", "1000", "Bruxelles").lines
        ('Rue Haute 1', '1000 Bruxelles')
        """
        return tuple(line for line in (self.street, f"{self.postcode} {self.city}".strip()) if line)


@dataclass(frozen=True)
class Seller:
    """The entity of the cooperative that sells, invoices and employs, with every mention that Belgian law wants on paper.

    Art. 2:20 of the code of companies and associations: name, legal form, seat, enterprise number, RPM and court.
    """

    name: str
    legal_form: str
    address: Address
    number: str
    court: str
    iban: str
    bic: str = ""
    email: str = ""
    website: str = ""
    in_liquidation: bool = False

    @property
    def vat(self) -> str:
        return "BE" + self.number


@dataclass(frozen=True)
class Client:
    """Who orders. `number`: ten digits of a Belgian enterprise, else empty; `private`: a person who buys for themselves."""

    name: str
    email: str = ""
    address: Address = Address()
    number: str = ""
    vat: str = ""
    language: str = "fr"
    private: bool = False
    contact: str = ""
    phone: str = ""

    @property
    def abroad(self) -> bool:
        return self.address.country != "BE"

    @property
    def in_union(self) -> bool:
        # In VAT numbers Greece is EL.
        return {"GR": "el"}.get(self.address.country, self.address.country.lower()) in MEMBER_STATES

    @property
    def known_as(self) -> str:
        """The number as it is written on paper, or "".

        >>> Client("Mobilis", number="0202239951").known_as
        '0202.239.951'
        """
        return written(self.number) if self.number else self.vat


@dataclass(frozen=True)
class Worker:
    """Who does the work. `id`: of the account, or "" for somebody who has none yet."""

    name: str
    id: str = ""
    email: str = ""
