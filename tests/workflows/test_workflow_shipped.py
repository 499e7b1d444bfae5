"""The workflow files that come along, run for an office with members: the coaching report of the quarter, the brochure."""

import csv

import pikepdf
import pytest

from tests.workflow_bench import Bench
from workflows.batch.definitions import definitions
from workflows.batch.workflow import go_on, start
from workflows.coaching.questions import CoachingQuestions
from workflows.people import drafts


@pytest.fixture
def bench(tmp_path):
    found = Bench(tmp_path)
    yield found
    found.desk.house.store.close()


def test_each_member_with_a_diagnosis_gets_their_report_and_the_office_keeps_nothing_of_it(bench):
    ana, bram = bench.office.person("member", "Ana Peeters"), bench.office.person("member", "Bram De Smet")
    said = {name: (value, 0) for name, value in {"day_rate": "400", "wanted_net": "1.800", "cash": "9.000"}.items()}
    drafts.create(bench.office.store, ana, "d" * 32, said, CoachingQuestions, bench.now)
    found = definitions()["coaching_report"]
    one = start(bench.desk, found)
    assert (one.state, one.rows, one.done, one.mailed) == ("done", 1, 1, 1)
    (mail,) = bench.mails()
    assert (mail.to, mail.attachment_name) == (ana.email, "report.pdf") and bram.email != ana.email
    assert found.definition.called(bench.words("fr")) in mail.body and "400" in mail.body.split("coaching?")[1]
    left = {path.name for path in bench.desk.folder(one).rglob("*")}
    assert left == set(), "what a member typed stays with the member"
    again = go_on(bench.desk, found, one.id)
    assert again.mailed == 0 and len(bench.mails()) == 1, "nobody gets the same report twice"


@pytest.mark.slow
def test_the_brochure_is_one_booklet_in_three_languages(bench):
    one = start(bench.desk, definitions()["brochure"])
    assert (one.state, one.rows, one.done) == ("done", 3, 3)
    folder = bench.desk.folder(one)
    with (folder / "results.csv").open(encoding="utf-8-sig") as file:
        assert {row["services"] for row in csv.DictReader(file)} == {"25"}
    with pikepdf.open(folder / "all.pdf") as together:
        parts = [pikepdf.open(path) for path in sorted(folder.glob("rows/*/report.pdf"))]
        assert len(parts) == 3 and len(together.pages) == sum(len(part.pages) for part in parts)
