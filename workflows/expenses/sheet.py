"""The answer of the page `expense_note` in words: beside the form, in HTML, on paper."""

from datetime import date
from decimal import Decimal
from typing import Any

from workflows.expenses.questions import ExpenseQuestions
from workflows.questions.problems import label
from workflows.report.facts import asked, edition, figures, notes
from workflows.report.sheet import Section, Sheet, Table, Tile
from workflows.words.catalogue import Words


def expense_sheet(answer: dict[str, Any], words: Words) -> Sheet:
    """The sheet of an answer.

    >>> from workflows.expenses.answer import as_json, expense_note
    >>> from workflows.words.catalogue import speak
    >>> said = as_json(expense_note(ExpenseQuestions(day="2026-03-02", amount="184,50", purpose="Bois")))
    >>> [tile.amount for tile in expense_sheet(said, speak("en")).tiles][:2]
    ['€184.50', '€184.50']
    """
    return Sheet(
        page=answer["page"], title=words("expense_note.title"), asked=asked(ExpenseQuestions, _said(answer, words), words),
        tiles=_tiles(answer, words), verdict=(*_paid(answer, words), *_effect(answer, words)),
        sections=(*_steps(answer, words), figures(answer, words)),
        notes=(words("expense_note.note.original"), *notes(ExpenseQuestions, answer, words)),
        edition=edition(answer, words), link=answer["link"], version=answer["questions_version"])


def _said(answer, words):
    said = answer["questions"]
    return {**said, "day": said["day"] and _day(said["day"], words)}


def _tiles(answer, words):
    def tile(name, amount, note=""):
        return Tile(words(f"expense_note.tile.{name}"), words.formats.owed(Decimal(amount)) if amount else "–", note)

    does = answer["effect"] or dict.fromkeys(("cost", "net_less", "gained"))
    return (tile("paid_back", answer["paid_back"], words("expense_note.tile.paid_back_note")),
            tile("cost", does["cost"], words("expense_note.tile.cost_note")),
            tile("net_less", does["net_less"], words("expense_note.tile.net_less_note")))


def _paid(answer, words):
    """What is paid back, or why nothing is."""
    kind, at, said, owed = answer["questions"]["kind"], answer["rate"], [], words.formats.owed
    if kind == "van" and at:
        said.append(words("expense_note.verdict.van", owner=at["source"][words.language],
                          day=_day(at["noted_on"], words)))
        said.append(words("expense_note.verdict.van_agreed" if answer["agreed"] else "expense_note.verdict.van_how"))
    elif at and at["per_km"] is None:
        last = at["last"]
        said.append(words("expense_note.verdict.no_rate", day=_day(answer["day"], words)))
        if last and last["until"]:
            said.append(words("expense_note.verdict.last_rate", rate=_rate(last["per_km"], words),
                              until=_day(last["until"], words)))
    if answer["missing"]:
        said.append(words("expense_note.verdict.missing", fields=", ".join(
            label(name, ExpenseQuestions, words) for name in answer["missing"])))
    if answer["paid_back"] and not answer["missing"]:
        said.insert(0, words("expense_note.verdict.paid_back", amount=owed(Decimal(answer["paid_back"]))))
    for name in ("above", "beyond"):
        if Decimal(answer[name]):
            said.append(words(f"expense_note.verdict.{name}", amount=owed(Decimal(answer[name]))))
    return tuple(said)


def _effect(answer, words):
    """Account, pay and break-even in a sentence each; and until when the year's books stay open."""
    does, said, owed = answer["effect"], [], words.formats.owed
    if does:
        amounts = {name: owed(Decimal(amount)) for name, amount in does.items() if amount is not None}
        said.append(words("expense_note.verdict.cost", **amounts))
        if does["net_less"] is not None:
            said.append(words("expense_note.verdict.net", **amounts))
        said.append(words("expense_note.verdict.break_even", **amounts))
    if answer["closing"]:
        key = "expense_note.verdict.closing_announced" if answer["announced"] else "expense_note.verdict.closing"
        said.append(words(key, year=answer["year"], last=_day(answer["closing"], words),
                          announced=_day(answer["announced"], words) if answer["announced"] else ""))
    else:
        said.append(words("expense_note.verdict.open", year=answer["year"]))
    return tuple(said)


def _steps(answer, words):
    """Every step from what is asked to what the member has more."""
    at, does, q = answer["rate"], answer["effect"], answer["questions"]
    if answer["paid_back"] is None:
        return ()
    owed, rows = words.formats.owed, []

    def row(name, amount, **said):
        rows.append((words(f"expense_note.step.{name}", **said), owed(Decimal(amount))))

    if at:
        per_km = q["asked_per_km"] if q["asked_per_km"] is not None else at["per_km"]
        row("kilometres", answer["asked"], km=words.formats.exact(Decimal(str(q["kilometres"]))), rate=_rate(per_km, words))
        if Decimal(answer["above"]):
            row("above", -Decimal(answer["above"]), rate=_rate(at["per_km"], words))
        if Decimal(answer["beyond"]):
            row("beyond", -Decimal(answer["beyond"]),
                cap=words.formats.exact(Decimal(answer["cap"] or 0)), unit=words(f"expense_note.cap.{q['kind']}"))
    else:
        row("receipt", answer["asked"])
    row("paid_back", answer["paid_back"])
    if Decimal(does["vat_back"]):
        row("vat_back", -Decimal(does["vat_back"]))
    row("cost", does["cost"])
    row("contribution", "0.00")
    row("gross_less", does["gross_less"])
    if does["net_less"] is not None:
        row("net_less", does["net_less"], gross=owed(Decimal(does["gross_month"])))
        row("gained", does["gained"])
    columns = (words("expense_note.column.step"), words("expense_note.column.amount"))
    return (Section(words("expense_note.section.steps"), (), Table(columns, tuple(rows), (1,))),)


def _rate(text, words):
    return words.formats.exact(Decimal(str(text)), 2, 4)


def _day(text, words):
    return words.formats.date(date.fromisoformat(text))
