"""One engine, four doors: Python, command line, page and report give the same cents for the same questions."""

import csv
import json
import random
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from workflows.batch.run import check
from workflows.batch.table import read_table
from workflows.cli.batch import run_batch
from workflows.cli.main import main
from workflows.pages.registry import PAGES
from workflows.questions.link import to_link
from workflows.simulation.as_json import as_json
from workflows.simulation.compare import compare
from workflows.words.catalogue import speak

ROOT = Path(__file__).resolve().parent.parent.parent
PAGE = PAGES["simulation"]
JOBS, _ = check(read_table(ROOT / "data" / "examples" / "members.csv", PAGE.model, speak("fr"), "fr"), PAGE, speak("fr"))
CHOSEN = random.Random(1).sample(JOBS, 52)


def numbers(answer: dict) -> dict:
    return {"routes": answer["routes"], "crossings": answer["crossings"], "curve": answer["curve"]}


def options(questions) -> list[str]:
    said = []
    for name, value in questions.typed().items():
        text = ";".join("/".join(map(str, part)) if isinstance(part, tuple) else str(part) for part in value) \
            if isinstance(value, tuple) else str(value)
        said += [f"--{name.replace('_', '-')}", text]
    return said


def live_answer(questions) -> dict:
    """The answer that the room draws after opening the link of these questions, its scan waited for."""
    from widgets.rooms.patience import hurried
    from widgets.rooms.simulation import SimulationRoom

    def answer():
        hurried.set(True)
        return SimulationRoom(query=to_link(questions)).answer

    # In a thread of its own no event loop runs (the browser tests leave one in this thread), so the scan is done in line.
    with ThreadPoolExecutor(1) as apart:
        return as_json(apart.submit(answer).result())


@pytest.mark.parametrize("job", [*CHOSEN[:26], *(pytest.param(job, marks=pytest.mark.slow) for job in CHOSEN[26:])], ids=lambda job: job.folder)
def test_python_command_line_and_page_agree_to_the_cent(capsys, job):
    python = as_json(compare(job.questions))
    assert main(["simulate", *options(job.questions), "--json"]) == 0
    assert numbers(json.loads(capsys.readouterr().out)) == numbers(json.loads(json.dumps(python)))
    assert numbers(live_answer(job.questions)) == numbers(python)


def _agree(out: Path, jobs):
    with (out / "results.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = {int(row["row"]): row for row in csv.DictReader(file)}
    for job in jobs:
        python = json.loads(json.dumps(as_json(compare(job.questions))))
        answer = json.loads((out / job.folder / "answer.json").read_text(encoding="utf-8"))["answer"]
        assert numbers(answer) == numbers(python), job.folder
        for way, route in python["routes"].items():
            assert float(rows[job.row.number][f"{way}_net_year"]) == route["net_year"]


def _table(tmp_path, jobs) -> Path:
    header = list(PAGE.model.model_fields)
    path = tmp_path / "table.csv"
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(header)
        for job in jobs:
            said = dict(zip(options(job.questions)[::2], options(job.questions)[1::2]))
            writer.writerow([said.get(f"--{name.replace('_', '-')}", "") for name in header])
    return path


def test_a_report_agrees_to_the_cent(tmp_path):
    path = _table(tmp_path, CHOSEN[:2])
    assert run_batch(path, "simulation", tmp_path / "out", 2, speak("nl")) == 0
    _agree(tmp_path / "out", check(read_table(path, PAGE.model, speak("nl"), "nl"), PAGE, speak("nl"))[0])


@pytest.mark.slow
@pytest.mark.timeout(900)
def test_fifty_reports_agree_to_the_cent(tmp_path):
    path = _table(tmp_path, CHOSEN[:50])
    assert run_batch(path, "simulation", tmp_path / "out", 2, speak("fr")) == 0
    _agree(tmp_path / "out", check(read_table(path, PAGE.model, speak("fr"), "fr"), PAGE, speak("fr"))[0])
