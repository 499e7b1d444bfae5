"""The command line is a contract: names, keys, exit statuses, sentences."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from workflows.cli.main import main
from workflows.law.book import RULES
from workflows.law.library import shelf
from workflows.pages.registry import PAGES
from workflows.words.catalogue import LANGUAGES, speak

ATELIER = Path(sys.executable).parent / "atelier"


def run(capsys, *arguments) -> tuple[int, str, str]:
    status = main(list(arguments))
    said = capsys.readouterr()
    return status, said.out, said.err


def test_payslip_has_exactly_the_promised_keys(capsys):
    status, out, err = run(capsys, "payslip", "--month", "2026-01", "--gross", "3000", "--json")
    assert (status, err) == (0, "")
    assert list(json.loads(out)) == ["employee_contribution", "work_bonus", "taxable", "withholding_tax",
                                     "special_contribution", "net", "holiday_pay"]
    assert json.loads(out)["employee_contribution"] == 392.1 and json.loads(out)["holiday_pay"] == 460.2


def test_payslip_by_days_and_by_hours(capsys):
    days = json.loads(run(capsys, "payslip", "--month", "2026-01", "--gross", "1400", "--days", "10", "--month-days", "22", "--json")[1])
    full = json.loads(run(capsys, "payslip", "--month", "2026-01", "--gross", "1400", "--json")[1])
    hours = json.loads(run(capsys, "payslip", "--month", "2024-06", "--gross", "2600", "--hours", "32", "--full-time-hours", "38", "--json")[1])
    assert days["work_bonus"] < full["work_bonus"] and hours["net"] == 1952.87


def test_simulate_has_the_promised_keys(capsys):
    status, out, err = run(
        capsys, "simulate", "--year", "2026", "--turnover", "48000", "--situation", "none", "--days", "120", "--expenses", "3000",
        "--household", "single", "--children", "1", "--municipal-rate", "0.07", "--fund-fee", "0.04", "--own-costs", "2200",
        "--coefficient", "1.55", "--kind", "employee", "--json")
    assert (status, err) == (0, "")
    answer = json.loads(out)
    assert set(answer) >= {"routes", "crossings", "held_constant", "assumptions", "law_dates"}
    assert set(answer["routes"]) == {"cooperative", "self_employed", "company", "association"}
    for route in answer["routes"].values():
        assert set(route) >= {"received_in_year", "holiday_pay", "assessment", "net_year", "net_month_average", "contributions",
                              "income_tax", "marginal_rate", "net_year_band"}
        assert route["net_year"] == round(
            route["received_in_year"] + route["holiday_pay"] + route["assessment"] + route["details"].get("exit_net", 0), 2)
        assert route["net_month_average"] == round(route["net_year"] / 12, 2)
    for crossing in answer["crossings"]:
        assert set(crossing) >= {"between", "turnover", "better_below", "better_above", "turnover_band"}
    figures = answer["law_dates"]["figures"]
    assert all(figure["valid_from"] or figure["since_at_least"] for figure in figures) and len(figures) > 40


def test_partner_net_and_job_are_options(capsys):
    assert run(capsys, "simulate", "--household", "couple_two_incomes", "--partner-net", "20000", "--json")[0] == 0
    assert run(capsys, "simulate", "--situation", "job", "--turnover", "1080", "--json")[0] == 0


def test_law_list_names_every_rule_and_figure(capsys):
    listed = json.loads(run(capsys, "law", "list", "--json")[1])
    assert set(listed["rules"]) == set(RULES) and set(listed["parameters"]) == set(shelf().parameters)


@pytest.mark.parametrize("name", sorted(shelf().parameters))
def test_every_figure_can_be_shown(capsys, name):
    status, out, _ = run(capsys, "law", "show", name, "--json")
    assert status == 0 and json.loads(out)["figures"][0]["source"]
    assert run(capsys, "law", "show", name, "--lang", "nl")[0] == 0


@pytest.mark.parametrize("name", sorted(RULES))
def test_every_rule_can_be_shown(capsys, name):
    assert run(capsys, "law", "show", name)[0] == 0


def test_law_value_from_profit_from_net_income_and_from_taxable_income(capsys):
    def value(*arguments):
        return json.loads(run(capsys, "law", "value", *arguments, "--json")[1])

    of_income = value("self_employed_contributions", "--on", "2026-06-01", "net_income=0", "fund_fee=0.0395")
    assert of_income["value"] == 3702.36 and of_income["inputs"] == {"net_income": 0.0, "fund_fee": 0.0395}
    assert {source["name"] for source in of_income["sources"]} >= {"self_employed_minimum_income", "self_employed_rate_1"}
    assert value("self_employed_contributions", "--on", "2026-06-01", "profit=30000")["value"] == 5272.0
    tax = value("income_tax", "--on", "2026-06-01", "taxable_income=30000", "municipal_rate=0")
    assert tax["value"] == round(16_720 * 0.25 + 12_790 * 0.4 + 490 * 0.45 - 11_180 * 0.25, 2)
    couple = value("income_tax", "--on", "2026-06-01", "taxable_income=30000", "household=couple_one_income", "children=2")
    assert couple["value"] < tax["value"]
    assert value("municipal_rate", "--on", "2026-01-01", "region=brussels")["value"] == 0.062


WRONG = [
    ("simulate", "--turnover", "abc"), ("simulate", "--turnover", "-5"), ("simulate", "--turnoverr", "5"), ("simulate", "--turnover"),
    ("simulate", "--year", "1999"), ("simulate", "--household", "single", "--partner-net", "4"), ("simulate", "extra"),
    ("payslip", "--month", "2019-01"), ("payslip", "--month", "soon"), ("payslip", "--gross", "-1"), ("payslip", "--days", "3"),
    ("payslip", "--days", "3", "--month-days", "20", "--hours", "3", "--full-time-hours", "38"), ("payslip", "--kind", "boss"),
    ("law", "show", "nothing"), ("law", "value", "income_tax"), ("law", "value", "income_tax", "nope=3"), ("law", "value", "net"),
    ("law", "value", "income_tax", "taxable_income=x"), ("law", "value", "income_tax", "taxable_income"), ("law", "show"), ("law",),
    ("law", "value", "tax_brackets", "--on", "1999-01-01"), ("law", "value", "tax_brackets", "--on", "tomorrow"), ("nope",), (),
    ("batch", "none.csv", "--page", "simulation", "--out", "x"), ("batch", "none.csv", "--page", "nope", "--out", "x"), ("batch",),
    ("batch", "none.csv", "--page", "simulation", "--out", "x", "--workers", "0"), ("serve", "--port", "0"), ("serve", "--port", "x"),
    ("serve", "--port", "99999999"), ("simulate", "--lang", "xx"), ("page",), ("page", "nope"), ("page", "fee_reform", "extra"), ("page", "fee_reform", "--cap", "abc"),
    ("page", "fee_reform", "--tiers", "1/2/3"), ("page", "treasury", "--terms", "30/50%"), ("page", "treasury", "--nope", "1"),
    ("page", "guarantee_fund", "--level", "2"), ("page", "fee_reform", "--turnovers", "@none.csv"), ("page", "fee_reform", "--turnovers", "@.")]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("arguments", WRONG, ids=" ".join)
def test_wrong_input_is_one_sentence_and_status_2(capsys, arguments, language):
    extra = [] if "--lang" in arguments else ["--lang", language]
    status, out, err = run(capsys, *arguments, *extra)
    assert status == 2 and out == ""
    for line in err.strip().split("\n"):
        assert line.endswith((".", "?")) and len(line) > 15, err
    for library in ("Usage", "Error", "Traceback", "─", "click", "typer"):
        assert library not in err


@pytest.mark.parametrize("command", [(), ("serve",), ("payslip",), ("simulate",), ("batch",), ("law",), ("law", "list"), ("law", "show"),
                                     ("law", "value"), *(tuple(page.command.split()) for page in PAGES.values() if page.sheet)],
                         ids=" ".join)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_command_has_help_with_an_example_in_the_language(capsys, command, language):
    status, out, _ = run(capsys, *command, "--help", "--lang", language)
    assert status == 0 and "--lang" in out
    if command not in ((), ("law",)):
        assert speak(language)("cli.example", command="atelier").split("atelier")[0] in out


def test_the_examples_of_the_help_run(capsys):
    for command in (("payslip",), ("simulate",), ("law", "list"), ("law", "show"), ("law", "value"), *(
            tuple(page.command.split()) for page in PAGES.values() if page.sheet)):
        out = " ".join(run(capsys, *command, "--help", "--lang", "en")[1].split())
        example = re.search(r"Example: atelier (.*?) (?:Arguments|Options):", out)[1].split()
        assert main(example) == 0, example
        capsys.readouterr()


def test_the_installed_command_answers():
    done = subprocess.run([ATELIER, "law", "value", "cooperative_contribution", "--on", "2026-01-01", "turnover=23076.92", "--json"],
                          capture_output=True, text=True, check=True)
    assert json.loads(done.stdout)["value"] == 1500.0


def test_the_environment_decides_the_language_when_nobody_says(capsys, monkeypatch):
    monkeypatch.setenv("LC_ALL", "nl_BE.UTF-8")
    assert "is geen getal" in run(capsys, "simulate", "--turnover", "x")[2]
    monkeypatch.setenv("LC_ALL", "C")
    assert "n’est pas un nombre" in run(capsys, "simulate", "--turnover", "x")[2]
