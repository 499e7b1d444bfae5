"""What the coaching needs of an installation, and who stands where to a member."""

from dataclasses import dataclass
from datetime import date, datetime

from workflows.coaching.as_json import as_json
from workflows.coaching.coach import coach
from workflows.coaching.facts import facts_of
from workflows.coaching.questions import CoachingQuestions
from workflows.law.parameters import Shelf
from workflows.people.drafts import NotYours
from workflows.people.roles import may
from workflows.questions.entered import typed
from workflows.questions.link import fitting
from workflows.store import assignments, coaching_facts, drafts, people
from workflows.store.engine import Store
from workflows.store.people import Person
from workflows.words.catalogue import speak
from workflows.words.formats import legal_day

MEMBER, ADVISER = "member", "adviser"


@dataclass(frozen=True)
class Office:
    """Where plans and diagnoses are kept, and the law that they are counted by."""

    store: Store
    law: Shelf


def stands(tx, actor: Person, member: str, now: datetime) -> str:
    """As whom the actor stands to a member: the member, or an adviser assigned today. NotYours for everybody else."""
    if actor.id == member and may(actor.role, "keep_drafts"):
        return MEMBER
    if may(actor.role, "see_members") and assignments.may_see(tx, actor.id, member, now):
        return ADVISER
    raise NotYours(member)


def adviser_of(tx, actor: Person, member: str, now: datetime) -> Person | None:
    """The adviser who is meant: the actor, else the one assigned to the member."""
    if actor.id != member:
        return actor
    found = assignments.advisers_of(tx, member, now)
    return found[0][0] if found else None


def diagnosis(office: Office, tx, member: str, now: datetime) -> dict | None:
    """The answer as it stands today: the member's newest coaching draft with what the books say; None without a draft."""
    mine = drafts.drafts(tx, member, page=CoachingQuestions.page)
    if not mine:
        return None
    raw = {name: value.value for name, value in drafts.values(tx, mine[0].id).items()}
    language = people.person(tx, member).language
    questions = fitting(typed(CoachingQuestions, raw), CoachingQuestions, speak(language))[0]
    return as_json(coach(questions, office.law, facts_of(coaching_facts.plain_facts(tx, member, legal_day(now)))))


def quarter(day: date) -> str:
    """The quarter of a day.

    >>> quarter(date(2026, 11, 26))
    '2026-Q4'
    """
    return f"{day.year}-Q{(day.month - 1) // 3 + 1}"
