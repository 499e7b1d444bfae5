"""`atelier payslip` and `atelier simulate`: one question, one answer."""

from typing import Any

import typer

from workflows.cli.errors import asked
from workflows.cli.options import helped, printed, with_questions
from workflows.words.catalogue import Words


def add(app: typer.Typer, words: Words) -> None:
    """Both commands."""
    from workflows.law.payslip import PayslipQuestions
    from workflows.simulation.questions import SimulationQuestions

    app.command("payslip", help=helped(words("cli.payslip.help"), "atelier payslip --month 2026-01 --gross 3000", words))(
        with_questions(lambda values, as_json: _payslip(values, as_json, words), PayslipQuestions, words))
    app.command("simulate", help=helped(words("cli.simulate.help"),
                                        "atelier simulate --situation none --turnover 48000 --json", words))(
        with_questions(lambda values, as_json: _simulate(values, as_json, words), SimulationQuestions, words))


def _payslip(values: dict[str, Any], as_json: bool, words: Words) -> None:
    from workflows.law.payslip import TARGETS, PayslipQuestions, payslip, payslip_json

    amounts = payslip_json(payslip(asked(PayslipQuestions, values, words)))
    if as_json:
        typer.echo(printed(amounts))
        return
    for name in TARGETS:
        typer.echo(f"{words(f'payslip.line.{name}'):<34}{words.formats.money(amounts[name]):>16}")


def _simulate(values: dict[str, Any], as_json: bool, words: Words) -> None:
    from workflows.simulation.follow import answered
    from workflows.simulation.follow_json import as_json as plain
    from workflows.simulation.questions import SimulationQuestions
    from workflows.simulation.report import names_of_figures
    from workflows.simulation.sheet import sheet

    answer = plain(answered(asked(SimulationQuestions, values, words)))
    if as_json:
        typer.echo(printed(answer))
        return
    page = sheet(answer, words, names_of_figures(words.language))
    for part in page.parts:
        typer.echo(f"\n{part.name}")
        for line in part.lines:
            typer.echo(f"  {line.name:<58}{line.amount:>16}")
        typer.echo("\n".join(f"  {note}" for note in part.notes))
    typer.echo("\n" + "\n".join((page.headline, *page.warnings, *page.intervals, *page.held, *page.law)))
    for fact in page.assumptions:
        typer.echo(f"  {fact.name}: {fact.value} ({fact.status})")
