"""The table of a quarter: a row for each member who has a diagnosis, ready for the batch of reports."""

import csv
import io
from datetime import datetime

from sqlalchemy import Connection

from workflows.coaching.facts import Facts, facts_of
from workflows.coaching.questions import CoachingQuestions
from workflows.coaching.setting import CoachingSetting
from workflows.law.parameters import Shelf
from workflows.people.roles import ADVISER
from workflows.questions.entered import typed
from workflows.questions.link import as_text, fitting
from workflows.store import assignments, coaching_facts, drafts, people
from workflows.store.engine import Store
from workflows.store.people import Person
from workflows.words.catalogue import speak
from workflows.words.formats import legal_day

MOST = 100_000


class UnknownAdviser(LookupError):
    """Nobody with this address advises members."""


def filled(questions: CoachingQuestions, facts: Facts | None, law: Shelf) -> CoachingQuestions:
    """The questions with what the books answer: what was typed stays. Then no books are needed to compute them.

    >>> from datetime import date
    >>> from workflows.law.library import shelf
    >>> filled(CoachingQuestions(), Facts(date(2026, 4, 1), clients=(900.0, 100.0)), shelf()).turnover_year
    1000.0
    """
    known = CoachingSetting(questions, law, facts)
    said = {name: known.known(name)[0] for name in ("turnover_year", "billed_days", "receivables")}
    said |= {"clients": known.clients[0], "pipeline": known.pipeline[0], "real": known.real[0]}
    return questions.model_copy(update={name: value for name, value in said.items() if value not in (None, ())})


def quarter_rows(tx: Connection, law: Shelf, now: datetime, adviser: str = "") -> list[tuple[Person, dict[str, str]]]:
    """Each member who has a diagnosis, with its questions as a table has them. `adviser`: an address, for the members
    assigned to that person today; UnknownAdviser where nobody advises under it.
    """
    rows, day = [], legal_day(now)
    if adviser:
        found = people.by_email(tx, adviser)
        if found is None or found.role != ADVISER:
            raise UnknownAdviser(adviser)
        members = assignments.members_of(tx, found.id, now)
    else:
        members = people.people(tx, role="member", limit=MOST)
    for member in members:
        mine = drafts.drafts(tx, member.id, page=CoachingQuestions.page)
        if mine and member.disabled_at is None:
            raw = {name: value.value for name, value in drafts.values(tx, mine[0].id).items()}
            asked = fitting(typed(CoachingQuestions, raw), CoachingQuestions, speak(member.language))[0]
            facts = facts_of(coaching_facts.plain_facts(tx, member.id, day))
            said = filled(asked, facts, law).typed()
            rows.append((member, {name: as_text(value) for name, value in said.items()}))
    return rows


def quarter_table(store: Store, law: Shelf, now: datetime, adviser: str = "") -> tuple[str, int]:
    """The rows as a CSV, and how many there are."""
    with store.read() as tx:
        rows = [{"name": member.name, "language": member.language, **said}
                for member, said in quarter_rows(tx, law, now, adviser)]
    written = io.StringIO()
    names = ["name", "language", *(name for name in CoachingQuestions.model_fields if any(name in row for row in rows))]
    table = csv.DictWriter(written, names, delimiter=";", restval="", lineterminator="\n")
    table.writeheader()
    table.writerows(rows)
    return written.getvalue(), len(rows)
