"""Results as Parquet: the same cells as the CSV, each with its type, read back to the cent."""

import csv
import subprocess
import sys
from datetime import date
from decimal import Decimal

import pyarrow
import pytest
from pyarrow import parquet

from tests.office import Office
from workflows.batch.definitions import read
from workflows.batch.results import write_rows
from workflows.batch.typed import write_typed
from workflows.batch.workflow import Desk, start
from workflows.cli.batch import run_batch
from workflows.server.batches import TYPES, files_in
from workflows.settings import ROOT
from workflows.store.engine import open_store
from workflows.words.catalogue import speak

FR = speak("fr")


def both(folder) -> tuple[list[dict], pyarrow.Table]:
    with (folder / "results.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file)), parquet.read_table(folder / "results.parquet")


def test_a_batch_leaves_the_same_table_twice(tmp_path):
    table = tmp_path / "table.csv"
    table.write_text("name,day,kind,amount,purpose\nAnna,2026-03-02,receipt,12.40,Gand\nBob,2026-03-03,receipt,7,\n", encoding="utf-8")
    out = tmp_path / "out"
    assert run_batch(table, "expense_note", out, 2, FR, parquet=True) == 0
    lines, typed = both(out)
    assert list(lines[0]) == typed.column_names and len(lines) == typed.num_rows == 2
    kinds = {field.name: field.type for field in typed.schema}
    assert kinds["asked"] == pyarrow.decimal128(18, 2) and kinds["day"] == pyarrow.date32() and kinds["row"] == pyarrow.int64()
    for line, row in zip(lines, typed.to_pylist()):
        assert {name: "" if value is None else str(value) for name, value in row.items()} == line
    assert [row["asked"] for row in typed.to_pylist()] == [Decimal("12.40"), Decimal("7.00")]
    assert run_batch(table, "expense_note", out, 2, FR) == 0
    assert not (out / "results.parquet").exists(), "what was not asked for again would tell of other rows"


def test_computed_amounts_are_those_of_the_csv_to_the_last_digit(tmp_path):
    table = tmp_path / "table.csv"
    table.write_text("name,situation,turnover,expenses\nAda,none,40000,3000\nBob,job,9000,500\n", encoding="utf-8")
    assert run_batch(table, "simulation", tmp_path / "out", 2, FR, parquet=True) == 0
    lines, typed = both(tmp_path / "out")
    for name in ("cooperative_net_year", "turnover", "complementary_net_year"):
        assert typed.schema.field(name).type == pyarrow.float64()
        assert [line[name] and float(line[name]) for line in lines] == ["" if v is None else v for v in typed[name].to_pylist()]


def test_each_column_has_the_narrowest_type_that_holds_it(tmp_path):
    rows = [{"net": "-12.30", "seen": True, "n": 3, "x": 1, "day": "2026-02-28", "text": "=1+1", "none": "", "mixed": "1.00"},
            {"net": None, "seen": False, "n": None, "x": 2.5, "day": "", "text": "12.30 €", "mixed": "abc", "late": date(2026, 1, 1)}]
    write_rows(tmp_path / "results.csv", rows)
    write_typed(tmp_path / "results.parquet", rows)
    _, typed = both(tmp_path)
    assert [str(field.type) for field in typed.schema] == [
        "decimal128(18, 2)", "bool", "int64", "double", "date32[day]", "string", "string", "string", "date32[day]"]
    assert typed["net"].to_pylist() == [Decimal("-12.30"), None] and typed["text"].to_pylist() == ["=1+1", "12.30 €"]
    write_typed(tmp_path / "results.parquet", [])
    assert not (tmp_path / "results.parquet").exists()


@pytest.mark.parametrize("day", ["2026-02-30", "2026-2-3", "soon"])
def test_what_only_looks_like_a_day_stays_a_text(tmp_path, day):
    write_typed(tmp_path / "one.parquet", [{"day": day}, {"day": "2026-01-01"}])
    assert parquet.read_table(tmp_path / "one.parquet")["day"].to_pylist() == [day, "2026-01-01"]


def test_a_workflow_file_asks_for_it_and_staff_can_fetch_it(tmp_path):
    path = tmp_path / "typed.yaml"
    (tmp_path / "rows.csv").write_text("name,km_professional\nAnna,5000\n", encoding="utf-8")
    path.write_text("page: vehicle\ntable: {file: rows.csv}\noutputs: [pdf, parquet]\n", encoding="utf-8")
    office = Office(open_store(f"sqlite:///{tmp_path / 'a.db'}"), tmp_path)
    try:
        desk = Desk(office.house, lambda: office.now, workers=1)
        one = start(desk, read(path))
        assert one.state == "done" and files_in(desk.folder(one)) == ("results.parquet",) and TYPES[".parquet"]
        assert parquet.read_table(desk.folder(one) / "results.parquet")["name"].to_pylist() == ["Anna"]
    finally:
        office.house.store.close()


def test_neither_pages_nor_batches_load_it_before_it_is_asked_for():
    """pyarrow starts threads, with which a warm parent could not be forked; papermill would load it."""
    code = ("import sys; import workflows.cli.main, workflows.server.batches, workflows.batch.workflow, workflows.kernels.engine_parent as p;"
            "p.warm_up('simulation');"
            "print([m for m in ('pyarrow', 'boto3', 'fsspec', 's3fs', 'distributed', 'dask') if m in sys.modules])")
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT)
    assert done.stdout.strip() == "[]", done.stderr
