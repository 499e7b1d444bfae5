"""The room of the coaching: what the books say answers what was not typed; the plan first; a driver moves all of it in time."""

import json
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime

import pytest
from pypdf import PdfReader
from sqlalchemy import insert

from widgets.rooms import coaching
from workflows.cli.main import main
from workflows.coaching import commands
from workflows.coaching.office import Office
from workflows.law.library import shelf
from workflows.pages.registry import PAGES
from workflows.people.desk import LocalDesk
from workflows.store import people
from workflows.store.activity_tables import invoices
from workflows.store.engine import open_store

NOW = datetime(2026, 11, 26, 9, tzinfo=UTC)


@pytest.fixture
def store(tmp_path):
    made = open_store(f"sqlite:///{tmp_path / 'atelier.db'}")
    yield made
    made.close()


@pytest.fixture
def ana(store):
    with store.write() as tx:
        found = people.add_person(tx, "ana@example.org", "Ana Peeters", "member", "fr", NOW)
        tx.execute(insert(invoices).values(id="a", owner=found.id, client="Mobilis", day="2026-03-02", due="2026-04-02", net="52000",
                                           tax="10920", made_at=NOW))
    commands.add_action(Office(store, shelf()), found, found.id, "Relever <b>", "trois devis", date(2026, 12, 31), "member", NOW)
    return found


def built(monkeypatch, store=None, who=None, query="lang=fr"):
    monkeypatch.setattr(coaching, "desk_here", lambda: LocalDesk(store, who.id, lambda: NOW) if who else None)
    with ThreadPoolExecutor(1) as apart:
        return apart.submit(lambda: coaching.CoachingRoom(query=query, topic=PAGES["coaching"])).result()


def test_the_books_answer_and_the_plan_stands_first(monkeypatch, store, ana):
    room = built(monkeypatch, store, ana)
    assert room.answer["growth"]["offered"] and room.answer["growth"]["origin"] == "books"
    assert "Relever &lt;b&gt;" in room.plan.value and f'href="coaching/{ana.id}"' in room.plan.value
    top = next(card for card in room.root.children[-1].children if "top" in card._dom_classes)
    assert top.children.index(room.plan) < top.children.index(room.result)


def test_a_guest_gets_the_same_page_without_a_plan(monkeypatch):
    room = built(monkeypatch)
    assert room.plan.value == "" and room.answer["growth"]["origin"] == "plan" and "Diagnostic" in room.result.value


def test_on_a_phone_the_tornado_and_the_radar_are_folded_and_come_after_the_table(monkeypatch):
    room = built(monkeypatch, query='lang=fr&skills=[["selling","3","2026-09-01"]]')
    said = room.details.value
    assert "<table>" in room.result.value, "the table stands with the answer, before the form"
    narrow = said.split('<div class="narrow"><details')
    assert len(narrow) == 3, "both wait in a fold of their own on a phone"
    assert said.count('<div class="part wide">') == 2
    ids = [part.split('"')[0] for part in said.split(' id="')[1:]]
    assert len(ids) == len(set(ids))


def test_each_step_of_a_driver_is_drawn(monkeypatch):
    room = built(monkeypatch, query="lang=fr&wanted_net=1800&hire_month=7&turnover_year=60000")

    def step(rate):
        room.form.fields["day_rate"].entry.value = str(rate)
        return room.answer["questions"]["day_rate"]

    with ThreadPoolExecutor(1) as apart:
        took = [apart.submit(step, 351 + number).result() for number in range(12)]
    assert took == [351.0 + number for number in range(12)]


@pytest.mark.claims("T086")
def test_the_quarterly_report_of_a_batch_has_the_numbers_of_the_page_byte_for_byte(monkeypatch, tmp_path):
    table = tmp_path / "quarter.csv"
    table.write_text('name;language;day_rate;wanted_net;turnover_year;skills\nAna;nl;400;1.800;52000;"[[""selling"",""2"",""1/9/2026""]]"\n', encoding="utf-8")
    assert main(["batch", str(table), "--page", "coaching", "--out", str(tmp_path / "out")]) == 0
    folder = next(path.parent for path in (tmp_path / "out").rglob("answer.json"))
    kept = json.loads((folder / "answer.json").read_text(encoding="utf-8"))["answer"]
    room = built(monkeypatch, query='day_rate=400&wanted_net=1800&turnover_year=52000&skills=[["selling","2","1/9/2026"]]')
    assert json.dumps(kept, sort_keys=True) == json.dumps(room.answer, sort_keys=True)
    assert len(PdfReader(folder / "report.pdf").pages) == 1 and '<html lang="nl">' in (folder / "report.html").read_text(encoding="utf-8")
    assert kept["growth"]["offered"] is True
