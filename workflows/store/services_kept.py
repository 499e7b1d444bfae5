"""What an export and an erasure do with what a person said to the cooperative: all of it is told, then the person is gone.

A rating and a discount stay as figures of nobody; what was written goes, and so does every testimonial. Announcements,
sheets and workshops are the cooperative's own.
"""

from datetime import datetime
from typing import Any

from sqlalchemy import Connection, delete, select, update

from workflows.store.service_tables import discounts, messages, ratings, testimonials
from workflows.store.text import iso

_OWN = {"messages": messages, "ratings": ratings, "discounts": discounts, "testimonials": testimonials}


def kept_services(tx: Connection, person_id: str) -> dict[str, Any]:
    """All of it about a person, as plain values by name of the table."""
    return {name: [{column: iso(value) if isinstance(value, datetime) else value for column, value in row.items()}
                   for row in tx.execute(select(table).where(table.c.person == person_id)).mappings()]
            for name, table in _OWN.items()}


def forget_services(tx: Connection, person_id: str) -> None:
    """Forget who said what, and the words."""
    for table in (messages, testimonials):
        tx.execute(delete(table).where(table.c.person == person_id))
    tx.execute(update(ratings).where(ratings.c.person == person_id).values(person=None, comment=""))
    tx.execute(update(discounts).where(discounts.c.person == person_id).values(person=None, proof=""))
