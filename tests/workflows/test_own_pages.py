"""A page from plain assignments: what its cells say is what the form asks; what is wrong is said; nothing is run to read it."""

import json
import os
import subprocess
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from pydantic import ValidationError

from tests.faults.test_server_killed import ATELIER
from tests.own_page import TEMPLATE, beside_the_house, written
from widgets.labels import Labels
from workflows.batch.trial import trial
from workflows.cli.main import main
from workflows.pages import own, publishing
from workflows.pages.own import own_page, read_page
from workflows.pages.own_answer import FormulaFailed
from workflows.pages.own_check import troubles
from workflows.pages.publishing import NotPublished, may_open, standing
from workflows.people.accounts import add_account
from workflows.questions.cell import given
from workflows.questions.plain import read_cell
from workflows.store import journal, published
from workflows.words.catalogue import LANGUAGES, learn, speak

NOW = datetime(2026, 11, 26, 9, tzinfo=UTC)


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """Where advisers' pages stand, for this test."""
    monkeypatch.setattr(own, "FOLDER", tmp_path)
    return tmp_path


def keys(path: Path) -> list[str]:
    found = troubles(path)
    for one in found:
        for language in LANGUAGES:
            assert speak(language)(one.key, **dict(one.values))
    return [one.key for one in found]


def test_the_template_is_a_page_without_a_fault():
    assert keys(TEMPLATE) == []
    page = own_page("template")
    answer = page.answered(page.model(day_rate="1.000", place="home"))
    assert [(one["name"], one["value"]) for one in answer["results"]][:2] == [("turnover", 110_000.0), ("kept", 102_850.0)]


def test_types_units_and_bounds_of_the_cell_are_those_of_the_questions(folder):
    page = read_page(written(folder / "mine.ipynb", parameters=(
        "from typing import Literal\nfrom datetime import date\nlanguage: str = 'fr'\nrate: float = 350  # Tarif (€/jour) 0..2000\n"
        "days = 10  # Jours 1..\nshare: float = 0.1  # Part (%) 0..0.5\nhome: bool = True  # À la maison\nnote: str = ''  # Remarque\n"
        "start: date = date(2026, 3, 2)  # Début\nlumps: list[float] = [1, 2.5]  # Acomptes (€) 0..\nkind: Literal['a', 'b'] = 'a'  # Genre")))
    model = page.model
    assert page.troubles == () or [one.key for one in page.troubles] == ["plain.clash"], page.troubles
    said = model(rate="1.250,50", days="12", share="7 %", home="nee", note=" oui ", start="3/4/2026", lumps="10;20,5", kind="b")
    assert said.typed() == {"rate": 1250.5, "days": 12, "share": 0.07, "home": "no", "note": "oui", "start": "2026-04-03",
                            "lumps": (10.0, 20.5), "kind": "b"}
    for wrong in ({"rate": 2001}, {"days": 0}, {"days": 1.5}, {"share": 0.51}, {"home": "maybe"}, {"start": "soon"}, {"lumps": [-1]},
                  {"kind": "c"}, {"other": 1}, {"rate": float("inf")}):
        with pytest.raises(ValidationError):
            model(**wrong)
    run = {"rate": 350, "days": 10, "share": 0.1, "home": True, "note": "", "start": date(2026, 3, 2), "lumps": [1, 2.5], "kind": "a"}
    assert model(**given(model, run)).typed() == {}, "the cell's own values are the defaults, as the kernel has them"


@pytest.mark.parametrize(("line", "key"), [
    ("x: complex = 1", "plain.type"), ("x: dict = {}", "plain.type"), ("x = __import__('os').system('id')", "plain.no_literal"),
    ("x = 1 +", "plain.syntax"), ("for x in []: pass", "plain.no_assignment"), ("x, y = 1, 2", "plain.no_assignment"), ("X = 1", "plain.name"),
    ("lang = 'fr'", "plain.name"), ("x: int = 1.5", "plain.default"), ("x: float = 5  # X 0..4", "plain.default"), ("x: bool = 3", "plain.default"),
    ("x = 1\nx = 2", "plain.twice"), ("x: date = 'soon'", "plain.default"), ("x: float = float('nan')", "plain.no_literal"),
    ("x: float = 1e999", "plain.default"), ("x: list[str] = []", "plain.type"), ("x = None", "plain.type"), ("import os", "plain.no_assignment")])
def test_what_cannot_be_asked_is_named_and_never_run(line, key, tmp_path):
    found = read_cell(line)
    assert [one.key for one in found.troubles] == [key]
    for language in LANGUAGES:
        assert speak(language)(key, **dict(found.troubles[0].values)).endswith(".")


@pytest.mark.parametrize(("changes", "key"), [
    ({"form": "open_page('other', globals())"}, "check.other_name"), ({"form": "1"}, "check.no_form"),
    ({"answer": "x = 'sk-aB3dE5gH7jK9mN1pQ3rS'"}, "check.secret"), ({"answer": "x = connect(password='hunter22')"}, "check.secret"),
    ({"answer": "x = 'q8Zr2LxV0tYw7NcKp4Jd'"}, "check.secret"), ({"answer": "x = 'postgresql://ann:pw@db/x'"}, "check.secret"),
    ({"answer": "def f():\n    pass\nx = 1"}, "check.function"), ({"answer": "x = '<b class=y>'"}, "check.html"), ({"answer": "x ="}, "plain.answer_syntax"),
    ({"answer": "_x = 1"}, "plain.no_results"), ({"answer": "days = 3"}, "plain.clash"), ({"author": ""}, "check.no_author"),
    ({"labels": {"title": {"fr": "Titre"}}}, "check.language.nl")])
def test_each_fault_of_a_notebook_is_said(folder, changes, key):
    found = keys(written(folder / "mine.ipynb", **{"author": "a@example.org", **changes}))
    assert key in found and "check.good" not in found


def test_outputs_and_many_cells_are_said_and_a_secret_is_never_repeated(folder):
    path = written(folder / "mine.ipynb", "a@example.org", answer="x = login(token='tirelipimpon')")
    content = json.loads(path.read_text("utf-8"))
    content["cells"] += [{**content["cells"][-1], "id": f"more{n}", "execution_count": 3} for n in range(2)]
    path.write_text(json.dumps(content), "utf-8")
    found = troubles(path)
    assert {"check.outputs", "check.cells", "check.secret"} <= {one.key for one in found}
    assert "tirelipimpon" not in " ".join(speak("fr")(one.key, **dict(one.values)) for one in found)


def test_files_that_are_no_page_are_no_page(folder):
    (folder / "broken.ipynb").write_text("{", "utf-8")
    (folder / "empty.ipynb").write_text('{"cells": [], "metadata": {}}', "utf-8")
    assert own_page("broken") is None and own_page("empty") is None and own_page("../template") is None and own_page("orders") is None
    assert keys(folder / "broken.ipynb") == ["check.no_notebook"] and "check.no_page" in keys(folder / "empty.ipynb")
    assert keys(folder / "none.ipynb") == ["check.no_file"]


def test_a_formula_that_stops_says_its_line(folder):
    page = read_page(written(folder / "mine.ipynb", answer="turnover = day_rate\nkept = 1 / (days - days)"))
    with pytest.raises(FormulaFailed, match=r"^2: ZeroDivisionError"):
        page.answered(page.model())


def test_a_page_teaches_its_own_sentences_and_none_of_the_house(folder):
    with pytest.raises(ValueError, match="mine"):
        learn("mine", "fr", {"home.title": "pwned"})
    written(folder / "mine.ipynb", labels={"title": {"nl": "Mijn pagina"}})
    assert own_page("mine") and speak("nl")("mine.title") == "Mijn pagina" and speak("fr")("mine.day_rate.label") == "Tarif journalier"


def test_the_form_for_labels_keeps_them_in_the_notebook_and_changes_nothing_else(folder):
    path = written(folder / "mine.ipynb")
    before = json.loads(path.read_text("utf-8"))
    form = Labels(own_page("mine"), speak("fr"))
    form.entries["day_rate", "nl"].value, form.author.value, form.audience.value = "Dagprijs", " Ann@Example.org ", "advisers"
    form.save.click()
    after = json.loads(path.read_text("utf-8"))
    assert form.told.value and after["cells"] == before["cells"]
    page = own_page("mine")
    assert (page.said("day_rate", "nl"), page.author, page.audience) == ("Dagprijs", "ann@example.org", "advisers")


@pytest.fixture
def people(store):
    return {role: add_account(store, f"{role}@example.org", f"{role} x", role, "fr", None, NOW) for role in ("member", "adviser", "staff", "administrator")}


def test_a_page_is_its_authors_alone_until_it_is_published_and_announced_before(store, people, folder):
    page = own_page(written(folder / "mine.ipynb", "Adviser@example.org").stem)

    def openers(day=NOW) -> set[str]:
        return {role for role, person in people.items() if publishing.opened_by(store, page, person, role, day)} | (
            {"guest"} if publishing.opened_by(store, page, None, "guest", day) else set())

    assert openers() == {"adviser"}
    published_with = {"digest": page.digest, "announced_on": date(2026, 11, 1), "active_from": date(2026, 12, 1), "announcement": {"fr": "Une page.", "nl": "Een pagina.", "en": "A page."}}
    for change, key in (({"active_from": date(2026, 11, 30)}, "publish.error.order"), ({"announced_on": date(2026, 12, 2)}, "publish.error.not_yet"),
                        ({"announcement": {"fr": "Une page.", "nl": " ", "en": "A page."}}, "publish.error.announcement"), ({"digest": "0" * 64}, "publish.error.changed")):
        with pytest.raises(NotPublished) as why:
            publishing.publish(store, people["administrator"], "mine", now=NOW, **published_with | change)
        assert why.value.key == key and openers(datetime(2027, 1, 1, tzinfo=UTC)) == {"adviser"}
    publishing.publish(store, people["administrator"], "mine", now=NOW, **published_with)
    assert openers() == {"adviser"}, "announced is not active"
    with store.read() as tx:
        assert [one.page.name for one in publishing.told(tx, "guest", NOW)] == ["mine"], "but everybody reads it"
    first_day = datetime(2026, 12, 1, 6, tzinfo=UTC)
    assert openers(first_day) == {"guest", "member", "adviser", "staff", "administrator"}
    page = own_page(written(folder / "mine.ipynb", "adviser@example.org", answer="kept = day_rate * 2").stem)
    with store.read() as tx:
        assert standing(page, published.published(tx), date(2027, 1, 1)).state == "changed"
        assert [one.event for one in journal.entries(tx)][-1] == "page_published"
    assert openers(first_day) == {"adviser"}, "what nobody reviewed is not shown"
    publishing.publish(store, people["administrator"], "mine", now=NOW, **published_with | {"digest": page.digest})
    assert openers(first_day) >= {"guest", "member"}
    publishing.withdraw(store, people["administrator"], "mine", first_day)
    assert openers(first_day) == {"adviser"}


def test_a_page_for_advisers_stays_closed_to_members_and_one_without_author_is_nobodys(store, people, folder):
    page = own_page(written(folder / "mine.ipynb", "", audience="advisers").stem)
    assert not may_open(standing(page, {}, date(2026, 12, 1)), people["adviser"], "adviser")
    publishing.publish(store, None, "mine", page.digest, date(2026, 10, 1), date(2026, 11, 2), dict.fromkeys(LANGUAGES, "Voilà."), NOW)
    assert [role for role in ("guest", "member", "adviser", "staff") if publishing.opened_by(store, page, people.get(role), role, NOW)] == ["adviser", "staff"]
    with store.read() as tx:
        assert [bool(publishing.told(tx, role, NOW)) for role in ("guest", "member", "adviser")] == [False, False, True]


def test_check_runs_the_notebook_and_says_which_cell_fails_or_is_slow(capsys):
    with beside_the_house("zz_failing", "a@example.org", answer="kept = day_rate / 0") as path:
        found = trial(read_page(path), slow=0.0)
    said = {one.key: dict(one.values) for one in found}
    assert "ZeroDivisionError" in said["check.failed"]["why"] and "check.slow" in said
    assert main(["page", "check", str(TEMPLATE), "--no-run", "--lang", "nl"]) == 0
    assert "niets op aan te merken" in capsys.readouterr().out


def test_a_batch_of_an_advisers_page_gives_its_results(tmp_path):
    with beside_the_house("zz_rate", "a@example.org"):
        (tmp_path / "t.csv").write_text("name;day_rate;place\nAna;400;home\n", "utf-8")
        done = subprocess.run([ATELIER, "batch", tmp_path / "t.csv", "--page", "zz_rate", "--out", tmp_path / "out", "--workers", "1"],
                              capture_output=True, text=True, env={**os.environ, "ATELIER_HOME": str(tmp_path)}, timeout=120)
        assert done.returncode == 0, done.stderr
        asked = subprocess.run([ATELIER, "page", "zz_rate", "--day-rate", "400", "--place", "home", "--json"], capture_output=True, text=True, check=True)
    results = (tmp_path / "out" / "results.csv").read_text("utf-8-sig")
    assert "44000.0,41140.0" in results
    assert {one["name"]: one["value"] for one in json.loads(asked.stdout)["results"]}["kept"] == 41_140.0
    assert next((tmp_path / "out").rglob("report.pdf")).read_bytes().startswith(b"%PDF")
