"""The form of a note beside what its owner has handed in already: twins are said, the year's journeys counted."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.expenses import PDF, Office
from widgets.rooms import expense
from workflows.pages.registry import PAGES
from workflows.people.desk import LocalDesk, answer
from workflows.store.engine import open_store


@pytest.fixture
def office(tmp_path):
    made = Office.at(open_store(f"sqlite:///{tmp_path / 'atelier.db'}"), tmp_path)
    yield made
    made.store.close()


@pytest.fixture
def ana(office):
    found = office.person("member", "Ana Peeters")
    office.submit(found, office.write(found))
    office.submit(found, office.write(found, "b" * 32, receipt=None, kind="bicycle", kilometres="4000", amount=None, day="1/2/2026"))
    return found


def room(monkeypatch, office, who, query, draft=""):
    """The room with the real desk of a person, as a kernel of that person has it."""
    monkeypatch.setattr(expense, "desk_here", lambda: LocalDesk(office.store, who.id, lambda: office.now))

    def build():
        made = expense.ExpenseRoom(query=query, topic=PAGES["expense_note"])
        made.keeping.draft = draft
        made.known()
        made.changed()
        return made

    with ThreadPoolExecutor(1) as apart:
        return apart.submit(build).result()


def test_the_same_day_and_amount_is_said_while_typing(monkeypatch, office, ana):
    twin = room(monkeypatch, office, ana, "day=2/3/2026&amount=184,50&purpose=Bois&lang=en")
    assert "Bois pour le décor" in twin.twins.value and "Is this another expense?" in twin.twins.value
    assert room(monkeypatch, office, ana, "day=2/3/2026&amount=184,51&lang=en").twins.value == ""
    assert room(monkeypatch, office, ana, "day=2/3/2026&amount=184,50&lang=en", draft="a" * 32).twins.value == "", "not of itself"


def test_what_the_year_paid_for_the_bicycle_is_filled_in_and_can_be_typed_over(monkeypatch, office, ana):
    filled = room(monkeypatch, office, ana, "kind=bicycle&day=2026-04-02&kilometres=10&lang=en")
    assert filled.questions.paid_before == 1480.0
    assert room(monkeypatch, office, ana, "kind=bicycle&day=2026-04-02&kilometres=10&paid_before=5").questions.paid_before == 5.0
    assert room(monkeypatch, office, ana, "kind=bicycle&day=2025-04-02&kilometres=10").questions.paid_before is None


def test_a_ticket_that_is_not_attached_is_said_for_a_draft_and_no_more_once_it_is(monkeypatch, office, ana):
    id = office.write(ana, "c" * 32, receipt=None)
    lacking = room(monkeypatch, office, ana, "amount=3&lang=en", draft=id)
    assert "not attached" in lacking.twins.value
    office_now = office.write(ana, "d" * 32, receipt=PDF)
    assert "not attached" not in room(monkeypatch, office, ana, "amount=3&lang=en", draft=office_now).twins.value


def test_a_desk_tells_a_persons_own_notes_and_an_adviser_those_of_the_member(office, ana):
    claire, zoe = office.person("adviser", "Claire Dubois"), office.person("member", "Zoë Janssens")
    office.assign(claire, ana)
    assert {note["id"] for note in LocalDesk(office.store, ana.id, lambda: office.now).expenses("")} == {"a" * 32, "b" * 32}
    assert LocalDesk(office.store, zoe.id, lambda: office.now).expenses("a" * 32) == []
    assert b'"184.50"' in answer(LocalDesk(office.store, claire.id, lambda: office.now), b'{"ask": "expenses", "id": "' + b"a" * 32 + b'"}')
