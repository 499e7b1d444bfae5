"""What member and adviser do: actions, meetings, a diagnosis kept, signatures. Each one transaction with a line in the
journal."""

import hashlib
import json
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

from workflows.coaching.office import MEMBER, Office, adviser_of, diagnosis, quarter, stands
from workflows.people.drafts import NotYours
from workflows.people.refusal import Refusal
from workflows.store import coaching
from workflows.store.coaching import Action, Meeting, Signature, Snapshot
from workflows.store.journal import alone, append
from workflows.store.people import Person, person
from workflows.store.text import canonical, fresh_id
from workflows.words.formats import BRUSSELS, legal_day

LONGEST = 300
MOST_MINUTES = 480
FARTHEST = timedelta(days=731)
ACTION_STEPS = {"done": ("open",), "dropped": ("open",), "open": ("done", "dropped")}
"""To which state from which ones."""


class NotNow(Refusal):
    """It cannot be done as it stands: something is missing, too late, or was changed since it was looked at."""


def add_action(office: Office, actor: Person, member: str, title: str, measure: str, due: date, by: str,
               now: datetime) -> Action:
    """An action in the plan. `by`: member or adviser, whoever does it."""
    title, measure = _said(title), _said(measure)

    def work(tx):
        alone(tx)
        stands(tx, actor, member, now)
        owner = member if by == MEMBER else _adviser(tx, actor, member, now).id
        if not title or not measure:
            raise NotNow("coaching.error.action")
        if not legal_day(now) <= due <= legal_day(now) + FARTHEST:
            raise NotNow("coaching.error.due")
        made = Action(fresh_id(), member, owner, title, measure, due, "open", now, now)
        coaching.put_action(tx, made)
        _note(tx, actor, member, "action_added", now, action=made.id, title=title, due=due.isoformat(), owner=owner)
        return made

    return office.store.run(work)


def move_action(office: Office, actor: Person, id: str, to: str, looked: str, now: datetime) -> Action:
    """An action done, dropped or open again. `looked`: since when it was in its state as the actor saw it."""
    def work(tx):
        alone(tx)
        row = coaching.action(tx, id, locked=True)
        _may(tx, row, actor, now)
        if row.state not in ACTION_STEPS.get(to, ()) or looked not in ("", row.since.isoformat()):
            raise NotNow("coaching.error.changed")
        moved = coaching.changed(row, to, now)
        coaching.put_action(tx, moved)
        _note(tx, actor, row.member, "action_moved", now, action=id, state=to)
        return moved

    return office.store.run(work)


def plan_meeting(office: Office, actor: Person, member: str, starts_at: datetime, minutes: int, place: str,
                 now: datetime) -> Meeting:
    """An appointment of member and adviser. `starts_at`: by the clocks of Brussels where it names no zone."""
    starts_at = starts_at if starts_at.tzinfo else starts_at.replace(tzinfo=BRUSSELS)

    def work(tx):
        alone(tx)
        stands(tx, actor, member, now)
        adviser = _adviser(tx, actor, member, now)
        if not now < starts_at <= now + FARTHEST:
            raise NotNow("coaching.error.start")
        if not 1 <= minutes <= MOST_MINUTES:
            raise NotNow("coaching.error.minutes", most=MOST_MINUTES)
        made = Meeting(fresh_id(), member, adviser.id, starts_at, minutes, _said(place), "", "planned", now, 0)
        coaching.put_meeting(tx, made)
        _note(tx, actor, member, "meeting_planned", now, meeting=made.id, minutes=minutes)
        return made

    return office.store.run(work)


def hold_meeting(office: Office, actor: Person, id: str, minutes: int, next_step: str, looked: str,
                 now: datetime) -> Meeting:
    """Write down a meeting that took place: the minutes it used, and the next step."""
    if not 1 <= minutes <= MOST_MINUTES:
        raise NotNow("coaching.error.minutes", most=MOST_MINUTES)
    if not _said(next_step):
        raise NotNow("coaching.error.next_step")
    return _move_meeting(office, actor, id, "held", looked, now, minutes=minutes, next_step=_said(next_step))


def cancel_meeting(office: Office, actor: Person, id: str, looked: str, now: datetime) -> Meeting:
    """Take an appointment away; its file for the calendar says so too."""
    return _move_meeting(office, actor, id, "cancelled", looked, now)


def keep(office: Office, actor: Person, member: str, now: datetime) -> Snapshot:
    """Keep today's diagnosis with the open actions as the report of the quarter; what is signed is its digest."""
    def work(tx):
        alone(tx)
        stands(tx, actor, member, now)
        answer = diagnosis(office, tx, member, now)
        if answer is None:
            raise NotNow("coaching.error.no_diagnosis")
        plan = [{"title": one.title, "measure": one.measure, "due": one.due.isoformat(), "owner": person(tx, one.owner).name}
                for one in coaching.actions(tx, member) if one.state == "open"]
        content = canonical(json.loads(json.dumps(answer)) | {"plan": plan})
        row = Snapshot(fresh_id(), member, quarter(legal_day(now)), content, digest(content), now, actor.id)
        coaching.add_snapshot(tx, row)
        _note(tx, actor, member, "report_kept", now, report=row.id, quarter=row.quarter, sha256=row.sha256)
        return row

    return office.store.run(work)


def sign(office: Office, actor: Person, id: str, sha256: str, now: datetime) -> Signature:
    """Sign a report that was kept. `sha256`: of what the actor saw; the content itself is hashed again."""
    def work(tx):
        alone(tx)
        row = coaching.snapshot(tx, id)
        stands_as = _may(tx, row, actor, now)
        if sha256 != row.sha256 or digest(row.content) != row.sha256:
            raise NotNow("coaching.error.changed")
        made = Signature(id, stands_as, actor.id, row.sha256, now)
        if not coaching.sign(tx, made):
            raise NotNow("coaching.error.signed")
        _note(tx, actor, row.member, "report_signed", now, report=id, stands_as=stands_as, sha256=row.sha256)
        return made

    return office.store.run(work)


def digest(content: str) -> str:
    """What is signed: SHA-256 of the report's content.

    >>> digest("{}")[:8]
    '44136fa3'
    """
    return hashlib.sha256(content.encode()).hexdigest()


def _move_meeting(office: Office, actor: Person, id: str, to: str, looked: str, now: datetime, **more: Any) -> Meeting:
    def work(tx):
        alone(tx)
        row = coaching.meeting(tx, id, locked=True)
        _may(tx, row, actor, now)
        if row.state != "planned" or looked not in ("", row.since.isoformat()):
            raise NotNow("coaching.error.changed")
        moved = replace(coaching.changed(row, to, now, changes=row.changes + 1), **more)
        coaching.put_meeting(tx, moved)
        _note(tx, actor, row.member, f"meeting_{to}", now, meeting=id, minutes=moved.minutes, next_step=moved.next_step)
        return moved

    return office.store.run(work)


def _may(tx, row: Action | Meeting | Snapshot | None, actor: Person, now: datetime) -> str:
    """As whom the actor stands to whose thing this is; NotYours too where there is none."""
    if row is None:
        raise NotYours("coaching")
    return stands(tx, actor, row.member, now)


def _adviser(tx, actor: Person, member: str, now: datetime) -> Person:
    found = adviser_of(tx, actor, member, now)
    if found is None:
        raise NotNow("coaching.error.no_adviser")
    return found


def _said(text: str) -> str:
    return " ".join(text.split())[:LONGEST]


def _note(tx, actor: Person, member: str, what: str, now: datetime, **said: Any) -> None:
    append(tx, now, actor.id, member, f"coaching_{what}", payload=said)
