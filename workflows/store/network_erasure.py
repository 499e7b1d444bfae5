"""What an export tells and an erasure forgets of the network.

Hours that two people confirmed stay without their words: else the other one's balance would change.
"""

from datetime import datetime
from typing import Any

from sqlalchemy import Connection, delete, or_, select, update

from workflows.store.network_tables import achievements, consents, exchanges, mentor_pairs, practices, profiles
from workflows.store.text import iso


def kept_network(tx: Connection, person_id: str) -> dict[str, Any]:
    """All of it about a person, as plain values by name of the table."""
    own = select(profiles.c.id).where(profiles.c.owner == person_id)
    asked = {profiles: profiles.c.owner == person_id,
             **{table: table.c.profile.in_(own) for table in (consents, practices, achievements)},
             mentor_pairs: or_(mentor_pairs.c.mentor.in_(own), mentor_pairs.c.mentee.in_(own)),
             exchanges: or_(exchanges.c.giver.in_(own), exchanges.c.taker.in_(own))}
    return {table.name: [{name: iso(value) if isinstance(value, datetime) else value for name, value in row.items()}
                         for row in tx.execute(select(table).where(condition)).mappings()]
            for table, condition in asked.items()}


def forget_network(tx: Connection, person_id: str, now: datetime) -> None:
    """Forget profile, consents, cards, achievements and pairs of a person."""
    own = select(profiles.c.id).where(profiles.c.owner == person_id)
    for table in (consents, practices, achievements):
        tx.execute(delete(table).where(table.c.profile.in_(own)))
    tx.execute(delete(mentor_pairs).where(or_(mentor_pairs.c.mentor.in_(own), mentor_pairs.c.mentee.in_(own))))
    mine = or_(exchanges.c.giver.in_(own), exchanges.c.taker.in_(own))
    tx.execute(delete(exchanges).where(mine, exchanges.c.state != "done"))
    tx.execute(update(exchanges).where(mine).values(about=""))
    tx.execute(update(profiles).where(profiles.c.owner == person_id).values(
        name="", disciplines="", offers="", seeks="", sector="", place="", languages="", mobility="", contact="",
        seniority=None, confirmed_at=None, mentors=0, wants_mentor=0, changed_at=now))
