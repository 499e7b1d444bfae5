"""A table of questions: checked first, one failure stops nothing, what is done stays done."""

import csv
import itertools
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from openpyxl import Workbook

from tests.notebooks import plain
from workflows.batch.run import FolderBusy, alone_in, check, is_done, run, slug
from workflows.batch.table import BadTable, columns, read_table
from workflows.cli.batch import Progress, run_batch
from workflows.cli.errors import Said
from workflows.pages.registry import PAGES
from workflows.simulation.compare import compare
from workflows.simulation.questions import SimulationQuestions
from workflows.words.catalogue import speak

PAGE, FR = PAGES["simulation"], speak("fr")
ROOT = Path(__file__).resolve().parent.parent.parent
MEMBERS = ROOT / "data" / "examples" / "members.csv"


def table(tmp_path, text: str, encoding: str = "utf-8") -> Path:
    path = tmp_path / "table.csv"
    path.write_bytes(text.encode(encoding))
    return path


def rows_of(path: Path) -> list[dict]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize(("text", "encoding"), [
    ("name,turnover\nÉva,48000.50\n", "utf-8"), ("name;turnover\nÉva;48.000,50\n", "utf-8-sig"),
    ("name\tturnover\nÉva\t48 000,5\n", "utf-8"), ("name;turnover\r\nÉva;48000,50\r\n", "cp1252"),
    ("\n\nName ; Turnover\n\nÉva;\"48.000,50 €\"\n;;\n", "utf-8")])
def test_tables_as_people_make_them(tmp_path, text, encoding):
    rows = read_table(table(tmp_path, text, encoding), PAGE.model, FR, "fr")
    jobs, refused = check(rows, PAGE, FR)
    assert refused == [] and [(job.row.name, job.questions.turnover) for job in jobs] == [("Éva", 48_000.5)]


def test_xlsx_with_nested_rows_on_a_second_sheet(tmp_path):
    book = Workbook()
    book.active.append(["name", "turnover", "days", "language"])
    book.active.append(["Anna", 48_000.5, 110, "nl"])
    book.active.append(["Bram", None, 90, None])
    contracts = book.create_sheet("contracts")
    for line in (["row", "budget", "gross"], [2, 2_480, 1_600], [2, 3_100, 2_000]):
        contracts.append(line)
    months = book.create_sheet("turnover_by_month")
    months.append(["row", "amount"])
    for amount in range(1, 13):
        months.append([3, amount * 100])
    book.save(tmp_path / "table.xlsx")
    jobs, refused = check(read_table(tmp_path / "table.xlsx", PAGE.model, FR, "fr"), PAGE, FR)
    assert refused == []
    assert jobs[0].questions.contracts == ((2480.0, 1600.0), (3100.0, 2000.0)) and jobs[0].row.language == "nl"
    assert jobs[1].questions.turnover_of_year == 7_800


@pytest.mark.parametrize(("text", "said"), [
    ("", "pas de ligne"), ("turnover\n", "pas de ligne"), ("turnovre\n1\n", "« turnover »"), ("turnover,turnover\n1,2\n", "deux fois"),
    ("a\x00b\n1\n", "pas une table lisible"), ("nonsense\n1\n", "n’est pas une question")])
def test_what_is_no_table_gets_one_sentence(tmp_path, text, said):
    with pytest.raises(BadTable, match=said):
        read_table(table(tmp_path, text), PAGE.model, FR, "fr")
    (tmp_path / "broken.xlsx").write_bytes(b"no zip")
    with pytest.raises(BadTable, match="pas une table lisible"):
        read_table(tmp_path / "broken.xlsx", PAGE.model, FR, "fr")


def test_ten_thousand_hostile_rows_are_refused_before_anything_runs(tmp_path):
    lines = "".join(f"M{i};{'x' * (i % 50)}{i};🎨;-{i}\n" for i in range(10_000))
    rows = read_table(table(tmp_path, "name;turnover;days;children\n" + lines), PAGE.model, FR, "fr")
    jobs, refused = check(rows, PAGE, FR)
    assert jobs == [] or all(job.questions for job in jobs)
    assert len({row for row, *_ in refused}) == 10_000 - len(jobs) and {field for _, _, field, _ in refused} >= {"days", "turnover"}


def test_the_shipped_members_all_fit_and_are_varied():
    jobs, refused = check(read_table(MEMBERS, PAGE.model, FR, "fr"), PAGE, FR)
    assert len(jobs) == 200 and refused == []
    assert {job.questions.situation for job in jobs} == {"job", "benefits", "studies", "none"}
    assert {job.row.language for job in jobs} == {"fr", "nl", "en"} and {job.questions.year for job in jobs} == {2024, 2025, 2026}
    assert {"contracts", "turnover_by_month", "partner_net"} <= {name for job in jobs for name in job.questions.typed()}
    assert len({job.folder for job in jobs}) == 200


def test_columns_are_the_questions():
    assert columns(PAGE.model) == ("name", "language", *PAGE.model.model_fields)


def test_names_become_safe_folders():
    assert slug("../../etc/passwd") == "etc-passwd" and slug("🎨") == "" and slug("Zoë Ünal") == "zoe-unal"


def test_a_batch_leaves_reports_refusals_and_results(tmp_path):
    path = table(tmp_path, "name;turnover;situation;language\nAnna;48.000,50;none;nl\nBob;abc;none;fr\nEve;18000;benefits;en\n")
    out = tmp_path / "out"
    assert run_batch(path, "simulation", out, 2, FR) == 1
    refused = rows_of(out / "refused.csv")
    assert [(row["ligne"], row["nom"], row["question"]) for row in refused] == [("3", "Bob", "turnover")]
    assert "n’est pas un nombre" in refused[0]["phrase"] and not (out / "failed.csv").exists()
    results = rows_of(out / "results.csv")
    assert [(row["row"], row["name"]) for row in results] == [("2", "Anna"), ("4", "Eve")]
    for row in results:
        folder = out / row["folder"]
        assert {path.name for path in folder.iterdir()} == {"notebook.ipynb", "report.html", "report.pdf", "answer.json"}
        answer = json.loads((folder / "answer.json").read_text())["answer"]
        assert float(row["cooperative_net_year"]) == answer["routes"]["cooperative"]["net_year"]
        assert (folder / "report.pdf").read_bytes().startswith(b"%PDF")
    assert '<html lang="nl">' in (out / results[0]["folder"] / "report.html").read_text()
    before = {path: path.stat().st_mtime_ns for path in out.rglob("*.pdf")}
    assert run_batch(path, "simulation", out, 2, FR) == 1
    assert {path: path.stat().st_mtime_ns for path in out.rglob("*.pdf")} == before, "what is done is not done again"


def test_a_name_is_never_a_formula(tmp_path):
    path = table(tmp_path, 'name;turnover\n"=HYPERLINK(""http://example.org"")";abc\n-5;abc\n')
    assert run_batch(path, "simulation", tmp_path / "out", 1, FR) == 1
    assert [row["nom"] for row in rows_of(tmp_path / "out" / "refused.csv")] == ["'=HYPERLINK(\"http://example.org\")", "'-5"]


def test_one_failed_row_does_not_stop_the_others(tmp_path, monkeypatch):
    """The folder of one row cannot be written: that row fails, with its error; the exit status says so."""
    path = table(tmp_path, "name;turnover\nAnna;20000\nBob;30000\n")
    out = tmp_path / "out"
    out.mkdir()
    (out / "00002-anna").write_text("a file where the folder should be")
    assert run_batch(path, "simulation", out, 1, FR) == 1
    failed = rows_of(out / "failed.csv")
    assert [row["nom"] for row in failed] == ["Anna"] and "FileExists" in failed[0]["erreur"]
    assert [row["name"] for row in rows_of(out / "results.csv")] == ["Bob"]


def test_two_batches_into_one_folder_are_refused(tmp_path):
    path = table(tmp_path, "turnover\n20000\n")
    with alone_in(tmp_path / "out"):
        with pytest.raises(FolderBusy), alone_in(tmp_path / "out"):
            pass
        with pytest.raises(Said, match="Un autre lot"):
            run_batch(path, "simulation", tmp_path / "out", 1, FR)


def test_a_folder_that_cannot_be_written_is_one_sentence(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(Said, match="Impossible d’écrire"):
        run_batch(table(tmp_path, "turnover\n20000\n"), "simulation", tmp_path / "file" / "out", 1, FR)


@pytest.mark.slow
def test_ctrl_c_and_start_again_goes_on_where_it_stopped(tmp_path):
    path = table(tmp_path, "name;turnover\n" + "".join(f"M{i};{20_000 + i}\n" for i in range(8)))
    out = tmp_path / "out"
    command = [Path(sys.executable).parent / "atelier", "batch", path, "--page", "simulation", "--out", out, "--workers", "1", "--lang", "en"]
    process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True, start_new_session=True)
    for _ in range(600):
        time.sleep(0.2)
        if len(list(out.glob("*/answer.json"))) >= 2:
            break
    os.killpg(process.pid, signal.SIGINT)
    said = process.communicate(timeout=60)[1]
    assert process.returncode == 1 and "goes on where it stopped" in said
    done = {place: place.stat().st_mtime_ns for place in out.glob("*/answer.json")}
    assert 2 <= len(done) < 8
    again = subprocess.run(command, stderr=subprocess.PIPE, text=True, timeout=200)
    assert again.returncode == 0, again.stderr
    assert all(place.stat().st_mtime_ns == at for place, at in done.items())
    assert len(rows_of(out / "results.csv")) == 8
    jobs, _ = check(read_table(path, PAGE.model, FR, "en"), PAGE, FR)
    assert all(is_done(out, job) for job in jobs)


def test_rows_with_different_ways_stand_under_their_own_columns(tmp_path):
    table = tmp_path / "t.csv"
    table.write_text("name,situation,turnover,expenses\nAda,none,40000,3000\nBob,job,9000,500\n", encoding="utf-8")
    assert run_batch(table, "simulation", tmp_path / "out", 2, speak("en")) == 0
    with (tmp_path / "out" / "results.csv").open(encoding="utf-8-sig", newline="") as file:
        ada, bob = csv.DictReader(file)
    for row, way, missing in ((ada, "self_employed", "complementary"), (bob, "complementary", "self_employed")):
        asked = SimulationQuestions(situation=row["situation"], turnover=float(row["turnover"]), expenses=3_000 if row is ada else 500)
        assert float(row[f"{way}_net_year"]) == compare(asked, scan=False).ways[way].net_year
        assert row[f"{missing}_net_year"] == "" and row["link"].startswith("situation=")


def test_a_row_that_moved_in_the_table_is_not_run_again_and_fresh_runs_it(tmp_path):
    """What counts is the content: a row with another number keeps its report; another name needs no other report."""
    out = tmp_path / "out"
    assert run_batch(table(tmp_path, "name,turnover\nAnna,20000\nBob,30000\n"), "simulation", out, 2, FR) == 0
    answer = out / "00003-bob" / "answer.json"
    made = {path.name: path.read_bytes() for path in answer.parent.iterdir()}
    moved = table(tmp_path, "name,turnover\nAnna,20000\nZoe,abc\nBob,30000\n")
    told = []
    jobs, refused = check(read_table(moved, PAGE.model, FR, "fr"), PAGE, FR)
    outcome = run(jobs, PAGE, out, 2, lambda done, of: told.append((done, of)))
    assert (outcome.done, outcome.kept, outcome.failed) == (0, 2, []) and len(refused) == 1 and told == [(2, 2)]
    assert {path.name: path.read_bytes() for path in (out / "00004-bob").iterdir()} == made
    outcome = run(jobs, PAGE, out, 2, lambda *_: None, fresh=True)
    assert (outcome.done, outcome.kept) == (2, 0)
    again = {path.name: path.read_bytes() for path in (out / "00004-bob").iterdir()}
    same = ("report.html", "report.pdf", "answer.json")
    assert {name: again[name] for name in same} == {name: made[name] for name in same}, "equal content, equal bytes"


def test_rows_that_changed_places_do_not_take_each_others_reports(tmp_path):
    path, out = table(tmp_path, "km_professional\n5000\n6000\n"), tmp_path / "out"
    assert run_batch(path, "vehicle", out, 2, FR) == 0
    assert run_batch(table(tmp_path, "km_professional\n6000\n5000\n"), "vehicle", out, 2, FR) == 0
    asked = {folder: json.loads((out / folder / "answer.json").read_text())["answer"]["questions"]["km_professional"]
             for folder in ("00002-vehicle", "00003-vehicle")}
    assert asked == {"00002-vehicle": 6000, "00003-vehicle": 5000}


def test_another_program_or_law_makes_other_content(monkeypatch, tmp_path):
    rows = read_table(table(tmp_path, "turnover\n20000\n"), PAGE.model, FR, "fr")
    copy = tmp_path / "data"
    shutil.copytree(ROOT / "data", copy)
    monkeypatch.setenv("ATELIER_DATA", str(copy))
    before = check(rows, PAGE, FR)[0][0].digest
    assert check(rows, PAGE, FR)[0][0].digest == before
    one = next((copy / "law").rglob("*.yaml"))
    one.write_text(one.read_text(encoding="utf-8") + "\n# changed\n", encoding="utf-8")
    assert check(rows, PAGE, FR)[0][0].digest != before


@pytest.mark.slow
def test_stock_papermill_makes_the_same_reports(tmp_path):
    path = table(tmp_path, "name,turnover,language\nAnna,20000,nl\n")
    for engine in ("atelier", "stock"):
        assert run_batch(path, "simulation", tmp_path / engine, 1, FR, engine) == 0
    ours, stock = (tmp_path / engine / "00002-anna" for engine in ("atelier", "stock"))
    for name in ("report.html", "report.pdf", "answer.json"):
        assert (ours / name).read_bytes() == (stock / name).read_bytes()
    executed, its = (plain(json.loads((place / "notebook.ipynb").read_text(encoding="utf-8")))["cells"] for place in (ours, stock))
    assert executed == its


def test_an_engine_that_does_not_exist_is_one_sentence(tmp_path):
    with pytest.raises(Said, match="atelier, stock"):
        run_batch(table(tmp_path, "turnover\n20000\n"), "simulation", tmp_path / "out", 1, FR, "diesel")


@pytest.mark.soak
@pytest.mark.timeout(20_000)
def test_a_thousand_reports_cost_the_same_each_and_the_bar_knows_when_it_ends(tmp_path, capsys):
    """`ROWS=10000` counts further. The time left, as the bar shows it after the first tenth, against what it was."""
    total = int(os.environ.get("ROWS", "1000"))
    path = table(tmp_path, "name,km_professional\n" + "".join(f"M{n},{5_000 + n}\n" for n in range(total)))
    page, seen = PAGES["vehicle"], []
    jobs, _ = check(read_table(path, page.model, FR, "fr"), page, FR)
    with Progress(len(jobs), FR) as bar:
        def told(done, of):
            bar(done, of)
            seen.append((time.monotonic(), bar.left))
        outcome = run(jobs, page, tmp_path / "out", 2, told)
    assert outcome.done == total and outcome.failed == []
    tenth, left = seen[total // 10]
    took = seen[-1][0] - tenth
    with capsys.disabled():
        print(f"\nafter the first tenth {left:.0f} s left were shown, {took:.0f} s it took")
        for first, last in itertools.pairwise((1, total // 10, total // 2, total)):
            print(f"rows {first:>6} to {last:>6}: {1000 * (seen[last][0] - seen[first][0]) / (last - first):.0f} ms each")
    assert 0.8 * took <= left <= 1.2 * took
    early, late = seen[total // 2][0] - seen[1][0], seen[-1][0] - seen[total // 2][0]
    assert late <= 1.2 * early
