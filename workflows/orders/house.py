"""What an order needs of the installation: who sells, under which law, where files and pages are, how numbers look."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from workflows.installation import Installation
from workflows.law.library import shelf
from workflows.law.parameters import Shelf
from workflows.orders.document import order_pdf
from workflows.orders.order import Order
from workflows.orders.parties import Address, Seller
from workflows.store.engine import Store


@dataclass(frozen=True)
class House:
    """`document`: makes the PDF of an order under a law. `address`: where the pages are served. `series` and `form`:
    how numbers are counted and written, from `year` and `number`."""

    store: Store
    home: Path
    seller: Seller
    law: Shelf
    document: Callable[[Order, Shelf], bytes]
    address: str
    series: str = "{year}"
    form: str = "{year}-{number:04d}"


def house_of(store: Store, settings: Installation, home: Path) -> House:
    """The house of an installation, under today's law."""
    said = settings.seller.model_dump()
    address = Address(*(said.pop(name) for name in ("street", "postcode", "city")))
    return House(store, home, Seller(address=address, **said), shelf(), order_pdf, settings.server.address,
                 settings.orders.series, settings.orders.form)
