"""Which adviser accompanies which member, and who stands in."""

from datetime import datetime

from sqlalchemy import Connection, exists, insert, or_, select, update

from workflows.store.people import COLUMNS, Person
from workflows.store.tables import assignments as table
from workflows.store.tables import people


def assign(tx: Connection, adviser: str, member: str, kind: str, now: datetime, until: datetime | None = None,
           by: str | None = None) -> None:
    """Let an adviser ('adviser' or 'stand_in') accompany a member; what stood before of this kind ends now."""
    tx.execute(select(people.c.id).where(people.c.id == adviser).with_for_update())  # of two who assign at once, one waits
    end_assignment(tx, adviser, member, kind, now)
    tx.execute(insert(table).values(adviser=adviser, member=member, kind=kind, since=now, until=until, by=by))


def end_assignment(tx: Connection, adviser: str, member: str, kind: str, now: datetime) -> None:
    """End what stands of this kind."""
    tx.execute(update(table).where(table.c.adviser == adviser, table.c.member == member, table.c.kind == kind,
                                   table.c.ended_at.is_(None)).values(ended_at=now))


def members_of(tx: Connection, adviser: str, now: datetime) -> list[Person]:
    """The members whom this person may see now, by name."""
    mine = select(table.c.member).where(table.c.adviser == adviser, *_standing(now))
    found = tx.execute(select(*COLUMNS).where(people.c.id.in_(mine), people.c.erased_at.is_(None), _is_adviser(adviser))
                       .order_by(people.c.name, people.c.id))
    return [Person(*row) for row in found]


def advisers_of(tx: Connection, member: str, now: datetime) -> list[tuple[Person, str, datetime | None]]:
    """Who may see this member now: person, kind, until when; advisers before those who stand in."""
    found = tx.execute(select(*COLUMNS, table.c.kind, table.c.until).join(table, table.c.adviser == people.c.id).where(
        table.c.member == member, people.c.role == "adviser", people.c.erased_at.is_(None), people.c.disabled_at.is_(None),
        *_standing(now)).order_by(table.c.kind, people.c.name))
    return [(Person(*row[:-2]), *row[-2:]) for row in found]


def may_see(tx: Connection, adviser: str, member: str, now: datetime) -> bool:
    """Whether this person, being an adviser, accompanies the member now."""
    return tx.execute(select(exists().where(table.c.adviser == adviser, table.c.member == member, *_standing(now),
                                            _is_adviser(adviser)))).scalar_one()


def _standing(now: datetime) -> tuple:
    return table.c.ended_at.is_(None), table.c.since <= now, or_(table.c.until.is_(None), table.c.until > now)


def _is_adviser(id: str):
    who = people.alias()
    return exists().where(who.c.id == id, who.c.role == "adviser", who.c.disabled_at.is_(None), who.c.erased_at.is_(None))
