"""A member's coaching as member or adviser see it: plan, meetings, reports, and what changed since the last report."""

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from workflows.coaching.office import ADVISER, MEMBER, Office, adviser_of, diagnosis, stands
from workflows.people.drafts import NotYours
from workflows.store import coaching, drafts, people
from workflows.store.coaching import Action, Meeting, Signature, Snapshot
from workflows.store.people import Person


@dataclass(frozen=True)
class Change:
    """An indicator then and now, as `as_json` says it."""

    name: str
    before: dict[str, Any]
    now: dict[str, Any]


@dataclass(frozen=True)
class Since:
    """What changed since the last report: indicators, actions that ended, meetings that were held, all since then."""

    report: Snapshot
    changes: tuple[Change, ...]
    ended: tuple[Action, ...]
    held: tuple[Meeting, ...]


@dataclass(frozen=True)
class Opened:
    """`names`: of everybody who is named. `answer`: today's diagnosis, None before anything was typed; `draft`: its id.

    `adviser`: who accompanies the member, None for nobody. `signed`: the signatures by report.
    """

    member: Person
    stands_as: str
    adviser: Person | None
    actions: tuple[Action, ...]
    meetings: tuple[Meeting, ...]
    reports: tuple[Snapshot, ...]
    signed: dict[str, tuple[Signature, ...]]
    names: dict[str, str]
    answer: dict[str, Any] | None
    draft: str
    since: Since | None

    def standing(self, report: Snapshot) -> tuple[dict[str, Any], int]:
        """The stage of a report as `as_json` says it, and how many of its indicators ask to act."""
        found = json.loads(report.content)["indicators"]
        return found["stage"], sum(one["verdict"] == "act" for one in found.values())

    def may_sign(self, report: Snapshot) -> bool:
        """Whether the place of who looks is still free under a report."""
        return all(one.stands_as != self.stands_as for one in self.signed.get(report.id, ()))


def open_coaching(office: Office, actor: Person, member: str, now: datetime) -> Opened:
    """All of it; NotYours for who is neither the member nor an adviser assigned today."""
    with office.store.read() as tx:
        stands_as = stands(tx, actor, member, now)
        actions, meetings = coaching.actions(tx, member), coaching.meetings(tx, member)
        reports = coaching.snapshots(tx, member)
        signatures = coaching.signatures(tx, member)
        ids = {one.owner for one in actions} | {one.adviser for one in meetings} | {one.person for one in signatures}
        names = {id: found.name for id in ids if (found := people.person(tx, id))}
        answer, mine = diagnosis(office, tx, member, now), drafts.drafts(tx, member, page="coaching")
        return Opened(people.person(tx, member), stands_as, adviser_of(tx, actor, member, now), tuple(actions),
                      tuple(meetings), tuple(reports),
                      {one.id: tuple(mark for mark in signatures if mark.snapshot == one.id) for one in reports}, names,
                      answer, mine[0].id if mine else "",
                      since(reports[0], answer, actions, meetings) if reports and answer else None)


def since(report: Snapshot, answer: dict[str, Any], actions, meetings) -> Since:
    """What is different from a report: an indicator whose value or verdict moved, what ended and was held after it."""
    before = json.loads(report.content)["indicators"]
    changes = tuple(Change(name, before[name], one) for name, one in answer["indicators"].items()
                    if name in before and any(before[name][part] != one[part] for part in ("value", "verdict", "stage")))
    return Since(report, changes, tuple(one for one in actions if one.state != "open" and one.since > report.made_at),
                 tuple(one for one in meetings if one.state == "held" and one.since > report.made_at))


def kept_answer(office: Office, actor: Person, report: str, now: datetime, when) -> tuple[Snapshot, dict[str, Any]]:
    """A report as its templates want it: the answer that was kept, its quarter, its signatures. `when` writes instants."""
    with office.store.read() as tx:
        row = coaching.snapshot(tx, report)
        if row is None:
            raise NotYours(report)
        stands(tx, actor, row.member, now)
        marks = [one for one in coaching.signatures(tx, row.member) if one.snapshot == report]
        signed = [{"stands_as": one.stands_as, "name": people.person(tx, one.person).name, "when": when(one.at)}
                  for one in marks if one.stands_as in (MEMBER, ADVISER)]
    return row, {**json.loads(row.content), "quarter": row.quarter, "sha256": row.sha256, "signed": signed}


def meeting_of(office: Office, actor: Person, id: str, now: datetime) -> tuple[Meeting, Person, Person]:
    """An appointment, its member and its adviser, for who may see it."""
    with office.store.read() as tx:
        row = coaching.meeting(tx, id)
        if row is None:
            raise NotYours(id)
        stands(tx, actor, row.member, now)
        return row, people.person(tx, row.member), people.person(tx, row.adviser)
