"""Workflow files: what is wrong is said, a schedule is met once, runs never overlap, what died goes on, letters leave once."""

import csv
import json
import os
from datetime import datetime, timedelta
from uuid import uuid4

import pytest
from sqlalchemy import insert

from tests.office import Office
from tests.workflow_bench import Bench, at
from workflows.batch import workflow
from workflows.batch.definitions import FOLDER, definitions
from workflows.batch.due import run_due
from workflows.batch.letters import key_of, near_limit, to_member
from workflows.batch.run import alone_in
from workflows.batch.schedule import Schedule
from workflows.batch.tables import turnovers
from workflows.batch.workflow import Desk, Overlap, claim, go_on, start
from workflows.pages.registry import PAGES
from workflows.store import activity_tables as tables
from workflows.store import invoices
from workflows.store.engine import open_store
from workflows.words.catalogue import LANGUAGES, speak

MONTHLY = "task: expense_register\noutputs: [pdf, csv]\nmail: {to: staff, letter: done}\nschedule: {every: month, day: 3, at: '07:00'}\n"


def invoiced(tx, owner, day, net: str, now) -> str:
    """An invoice without lines: what counts here is its day and its net."""
    id = uuid4().hex
    tx.execute(insert(tables.invoices).values(id=id, owner=owner.id, client="c", day=day.isoformat(), due=day.isoformat(), net=net, tax="0.00", made_at=now))
    return id


@pytest.fixture
def bench(tmp_path):
    found = Bench(tmp_path)
    yield found
    found.desk.house.store.close()


def test_the_files_that_come_along_are_right_and_named_in_three_languages():
    found = definitions()
    assert set(found) >= {"near_limit", "coaching_report", "monthly_invoices", "expense_register", "brochure"}
    for name in (path.stem for path in FOLDER.glob("*.yaml")):
        assert found[name].troubles == () and found[name].definition.schedule is not None
        assert len({found[name].definition.called(speak(language)) for language in LANGUAGES} - {name}) == 3


@pytest.mark.parametrize(("text", "said"), [
    ("page: nope\ntable: {query: members}", "simulation"), ("task: nope", "expense_register"), ("page: simulation", "…"),
    ("page: simulation\ntable: {query: nope}", "turnovers"), ("page: simulation\ntable: {file: none.csv}", "none.csv"),
    ("page: simulation\ntable: {query: members}\noutputs: [docx]", "outputs"), ("nonsense", "wrong.yaml"),
    ("page: simulation\ntable: {query: members}\nmail: {to: member, only: rich}", "near_limit"), ("a: [", "wrong"),
    ("page: simulation\ntable: {query: members}\nschedule: {every: sometimes}", "every"), ("task: expense_register\nwhen: 3", "when"),
    ("task: expense_register\nmail: {to: member}", "requête"), ("task: expense_register\noutputs: [one_pdf]", "pdf"),
    ("page: coaching\ntable: {query: diagnoses}\nprivate: true\nmail: {to: staff}", "private"),
    ("task: expense_register\ntitle: {fr: Registre}", "nl, en")])
def test_what_is_wrong_with_a_file_is_a_sentence_in_each_language(bench, text, said):
    found = bench.file("wrong", text)
    assert found.troubles
    for language in LANGUAGES:
        lines = " ".join(speak(language)(one.key, **dict(one.values)) for one in found.troubles)
        assert language != "fr" or said in lines or found.troubles[0].key == "definition.unreadable"
        assert "Error" not in lines and "pydantic" not in lines


@pytest.mark.parametrize(("schedule", "now", "last", "following"), [
    ({"every": "month", "day": 31, "at": "08:00"}, "2026-03-01T00:00", "2026-02-28T07:00", "2026-03-31T06:00"),
    ({"every": "week", "day": 1, "at": "07:00"}, "2026-11-23T06:00", "2026-11-23T06:00", "2026-11-30T06:00"),
    ({"every": "quarter", "day": 5, "month": 1, "at": "06:00"}, "2026-12-31T23:30", "2026-10-05T04:00", "2027-01-05T05:00"),
    ({"every": "year", "day": 20, "month": 1, "at": "06:30"}, "2026-01-20T05:29", "2025-01-20T05:30", "2026-01-20T05:30"),
    ({"every": "day", "at": "02:30"}, "2026-03-29T12:00", "2026-03-29T01:30", "2026-03-30T00:30")])
def test_a_schedule_follows_the_belgian_clock(schedule, now, last, following):
    found = Schedule.model_validate(schedule)
    assert (found.last_due(at(now)), found.next_due(at(now))) == (at(last), at(following))


def test_a_missed_moment_is_caught_up_once_and_not_the_one_before_it_was_known(bench):
    monthly = bench.file("monthly", MONTHLY)
    assert bench.due(monthly) == ["waived"] and bench.runs("monthly") == []
    assert bench.due(monthly) == ["nothing"]
    bench.now = at("2027-03-15T12:00")  # four moments went by while the machine was off
    assert [bench.due(monthly) for _ in range(3)] == [["run"], ["nothing"], ["nothing"]]
    (only,) = bench.runs("monthly")
    assert (only.state, only.due) == ("done", at("2027-03-03T06:00"))
    bench.now = at("2027-04-03T05:00")
    assert bench.due(monthly) == ["run"] and len(bench.runs("monthly")) == 2


def test_two_runs_never_overlap(bench, tmp_path):
    monthly = bench.file("monthly", MONTHLY)
    with alone_in(tmp_path / "batches" / "monthly"), pytest.raises(Overlap):
        start(bench.desk, monthly)
    assert bench.runs("monthly") == [], "who came second did nothing"
    claim(bench.desk, monthly)
    with pytest.raises(Overlap):
        claim(bench.desk, monthly)
    with pytest.raises(Overlap):
        start(bench.desk, monthly)
    bench.now += timedelta(minutes=2)
    assert start(bench.desk, monthly).state == "done", "what holds no lock on this machine has died"
    assert [one.state for one in bench.runs("monthly")] == ["done", "broken"]


def test_two_runs_of_one_second_have_a_folder_each(bench):
    monthly = bench.file("monthly", MONTHLY)
    first, second = (start(bench.desk, monthly) for _ in range(2))
    assert bench.desk.folder(first) != bench.desk.folder(second)
    assert all((bench.desk.folder(one) / "expenses-2025.pdf").is_file() for one in (first, second))


def test_on_another_machine_a_run_counts_as_alive_until_it_is_silent_for_long(bench, monkeypatch):
    monthly = bench.file("monthly", MONTHLY)
    monkeypatch.setattr(workflow.socket, "gethostname", lambda: "elsewhere")
    claim(bench.desk, monthly)
    monkeypatch.undo()
    bench.now += timedelta(minutes=29)
    with pytest.raises(Overlap):
        start(bench.desk, monthly)
    bench.now += timedelta(minutes=2)
    assert start(bench.desk, monthly).state == "done"


def test_what_died_half_way_goes_on_at_the_next_look_and_its_moment_has_one_run(bench, tmp_path):
    monthly = bench.file("monthly", MONTHLY)
    bench.due(monthly)
    bench.now = at("2026-12-03T06:10")
    child = os.fork()
    if child == 0:  # a run that is killed in the middle of its work
        own = Bench.__new__(Bench)
        own.office = Office(open_store(bench.desk.house.store.url), tmp_path)
        own.desk, own.now = Desk(own.office.house, lambda: bench.now, workers=1), bench.now
        workflow.TASKS["expense_register"] = lambda *_: os._exit(9)
        run_due(own.desk, {"monthly": monthly})
        os._exit(0)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 9
    assert [one.state for one in bench.runs("monthly")] == ["running"]
    bench.now += timedelta(minutes=15)
    assert bench.due(monthly) == ["run"] and bench.due(monthly) == ["nothing"]
    (only,) = bench.runs("monthly")
    assert (only.state, only.due) == ("done", at("2026-12-03T06:00"))


def test_a_failure_is_kept_with_its_reason_and_the_others_have_their_turn(bench, monkeypatch):
    first, second = bench.file("first", MONTHLY), bench.file("second", MONTHLY)
    bench.due(first, second)
    bench.now = at("2026-12-04T06:10")
    real, failing = workflow.TASKS["expense_register"], iter((RuntimeError("disk"), None))

    def sometimes(*given):
        error = next(failing, None)
        if error:
            raise error
        return real(*given)

    monkeypatch.setitem(workflow.TASKS, "expense_register", sometimes)
    assert bench.due(first, second) == ["failed", "run"]
    (one,) = bench.runs("first")
    assert (one.state, one.why) == ("failed", "RuntimeError: disk")
    assert go_on(bench.desk, first, one.id).state == "done"


def test_the_register_goes_to_staff_once_with_its_pdf(bench):
    sam = bench.office.person("staff", "Sam Staff")
    monthly = bench.file("monthly", MONTHLY)
    one = start(bench.desk, monthly)
    (mail,) = bench.mails()
    assert (mail.to, mail.attachment_name, one.mailed) == (sam.email, "expenses-2025.pdf", 1)
    assert "https://atelier.example.org/batches" in mail.body
    assert (bench.desk.folder(one) / "expenses-2025.pdf").read_bytes().startswith(b"%PDF")


def test_the_files_of_a_run_are_forgotten_in_time_and_nothing_else_is(bench, tmp_path):
    monthly = bench.file("monthly", MONTHLY)
    old = bench.desk.folder(start(bench.desk, monthly))
    bench.now += timedelta(days=300)
    new = bench.desk.folder(start(bench.desk, monthly))
    bench.now += timedelta(days=101)
    bench.due(monthly)
    assert not old.exists() and new.exists() and (tmp_path / "a.db").exists()
    bench.due(monthly)
    assert [bool(one.folder) for one in bench.runs("monthly") if one.due is None] == [True, False]


def test_invoices_are_grouped_up_to_the_end_of_last_month_and_no_second_time(bench):
    ana = bench.office.person("member", "Ana Peeters")
    id = bench.office.write(ana)
    bench.office.send(ana, id)
    bench.office.answer(id)
    grouping = bench.file("grouping", "task: group_invoices\noutputs: [csv]\n")
    bench.now = at("2026-04-01T05:00")
    first, second = start(bench.desk, grouping), None
    bench.now += timedelta(minutes=5)
    second = start(bench.desk, grouping)
    assert (first.rows, second.rows) == (1, 0)
    with (bench.desk.folder(first) / "results.csv").open(encoding="utf-8-sig") as file:
        (row,) = csv.DictReader(file)
    assert (row["member"], row["client"], row["day"]) == ("Ana Peeters", "Mobilis", "2026-03-31")


def test_members_turnover_by_month_is_what_was_invoiced_and_stands(bench):
    ana, bram = bench.office.person("member", "Ana Peeters"), bench.office.person("member", "Bram De Smet")
    with bench.desk.house.store.write() as tx:
        for day, net, owner in (("2025-11-02", "1000.00", ana), ("2026-10-31", "2500.50", ana), ("2026-11-01", "9.00", ana),
                                ("2024-01-01", "7.00", bram)):
            day = datetime.fromisoformat(day).date()
            invoiced(tx, owner, day, net, bench.now)
        invoices.undo_invoice(tx, invoiced(tx, ana, datetime(2026, 9, 1).date(), "400.00", bench.now), bench.now)
        (found,) = turnovers(tx, bench.now)
    assert (found.name, found.to, found.values["last_month"], found.values["year"]) == ("Ana Peeters", ana.email, 10, 2026)
    assert found.values["last_months"].split(";") == ["1000.00", *["0.00"] * 10, "2500.50"]
    assert PAGES["simulation"].model(**found.values).last_months[-1] == 2500.5, "the page takes them as they are"


def test_only_who_is_near_a_limit_is_written_to_in_their_language_and_once(bench, tmp_path):
    answer = {"page": "simulation", "link": "turnover=1", "questions": {"year": 2026}, "warning": {"limits": [{"state": "far", "turnover": 9e4}, {"state": "near", "turnover": 41_234, "better_above": "self_employed"}]}}
    assert near_limit(answer) and not near_limit({"warning": None}) and not near_limit({"warning": {"limits": [{"state": "far"}]}})
    with bench.desk.house.store.write() as tx:
        keys = [key_of("near_limit", near_limit(answer), run, answer, "ana@example.org") for run in ("first run", "next month")]
        assert [to_member(tx, bench.desk.house, key, "near_limit", "ana@example.org", "Ana", "nl", answer, None, "…", bench.now) for key in keys] == [True, False]
    (mail,) = bench.mails()
    assert mail.subject == "Uw omzet nadert een drempel" and "41.234" in mail.body and "{" not in mail.body
    assert "https://atelier.example.org/simulation?turnover=1&lang=nl" in mail.body


def test_a_page_for_each_row_of_a_table_gives_results_one_pdf_and_goes_on_where_it_failed(bench, monkeypatch):
    (bench.folder / "notes.csv").write_text("name;language;kind;day;amount;purpose\nAna;nl;receipt;2/3/2026;184,50;Hout\n;fr;receipt;x;1;?\n", "utf-8")
    notes = bench.file("notes", "page: expense_note\ntable: {file: notes.csv}\noutputs: [pdf, csv, one_pdf]\nmail: {to: [boss@example.org], letter: report}\n")
    assert notes.troubles == ()
    one = start(bench.desk, notes)
    folder = bench.desk.folder(one)
    assert (one.state, one.rows, one.done, one.refused, one.mailed) == ("failed", 2, 1, 1, 1)
    with (folder / "results.csv").open(encoding="utf-8-sig") as file:
        assert [(row["name"], row["paid_back"]) for row in csv.DictReader(file)] == [("Ana", "184.50")]
    assert (folder / "all.pdf").read_bytes().startswith(b"%PDF") and "3,,day,Jour" in (folder / "refused.csv").read_text("utf-8-sig")
    assert not list(folder.rglob("report.html")), "nobody asked for it"
    (bench.folder / "notes.csv").write_text("name\nSomebody else\n", "utf-8")
    again = go_on(bench.desk, notes, one.id)
    assert (again.id, again.rows, again.kept) == (one.id, 2, 1), "the rows of the run, not those of a table that changed since"
    assert [row["name"] for row in json.loads((folder / "table.json").read_text("utf-8"))] == ["Ana", ""]
    (mail,) = bench.mails()
    assert mail.attachment_name == "all.pdf" and mail.to == "boss@example.org"


@pytest.mark.slow
def test_the_warning_of_members_runs_from_their_invoices_to_their_letter(bench):
    ana, bram = bench.office.person("member", "Ana Peeters"), bench.office.person("member", "Bram De Smet")
    with bench.desk.house.store.write() as tx:
        for owner, net in ((ana, "9000.00"), (bram, "900.00")):
            for month in range(1, 11):
                invoiced(tx, owner, datetime(2026, month, 15).date(), net, bench.now)
    found = definitions()["near_limit"]
    one = start(bench.desk, found)
    assert (one.state, one.rows, one.done) == ("done", 2, 2)
    with (bench.desk.folder(one) / "results.csv").open(encoding="utf-8-sig") as file:
        warned = {row["name"]: row["warning"] for row in csv.DictReader(file)}
    near = {name for name, state in warned.items() if state in ("near", "reached")}
    assert {mail.to for mail in bench.mails()} == {person.email for person in (ana, bram) if person.name in near}
    assert "Ana Peeters" in near and all(mail.attachment for mail in bench.mails())
    bench.now += timedelta(minutes=5)
    assert start(bench.desk, found).mailed == 0, "nobody hears the same twice"
