"""The answer of the order's page in words: beside the form, in HTML, on paper."""

from datetime import date
from decimal import Decimal
from typing import Any

from workflows.orders.questions import OrderQuestions
from workflows.questions.problems import label
from workflows.report.facts import edition, figures, notes
from workflows.report.sheet import Section, Sheet, Table, Tile
from workflows.words.catalogue import Words


def order_sheet(answer: dict[str, Any], words: Words) -> Sheet:
    """The sheet of an answer.

    >>> from workflows.orders.answer import as_json, purchase_order
    >>> from workflows.words.catalogue import speak
    >>> typed = OrderQuestions(day="2026-03-02", lines=[["Affiche", "2", "day", "350"]])
    >>> [tile.amount for tile in order_sheet(as_json(purchase_order(typed)), speak("en")).tiles][:2]
    ['€847.00', '€700.00']
    """
    return Sheet(
        page=answer["page"], title=words("purchase_order.title"), asked=_asked(answer, words), tiles=_tiles(answer, words),
        verdict=_verdict(answer, words),
        sections=(*_lines(answer, words), *_received(answer, words), *_parts(answer, words), *_abroad(answer, words),
                  figures(answer, words)),
        notes=(words("purchase_order.note.not_a_contract"), *notes(OrderQuestions, answer, words)),
        edition=edition(answer, words), link=answer["link"], version=answer["questions_version"])


def _asked(answer, words):
    shown = ("client_name", "subject", "day", "until", "client_reference")
    return tuple((label(name, OrderQuestions, words), _day(said, words) if name in ("day", "until") else said)
                 for name in shown if (said := answer["questions"][name]))


def _tiles(answer, words):
    owed, gets = words.formats.owed, answer["earned"]
    asks = Tile(words("purchase_order.tile.gross"), owed(Decimal(answer["gross"])), words("purchase_order.tile.gross_note"))
    net = Tile(words("purchase_order.tile.net"), owed(Decimal(answer["net"])),
               words("purchase_order.tile.net_note", contribution=owed(Decimal(answer["contribution"]))))
    if not gets:
        return asks, net, Tile(words("purchase_order.tile.received"), "–", words("purchase_order.tile.unknown_note"))
    if not gets["paid_on"]:
        return asks, net, Tile(words("purchase_order.tile.account"), owed(Decimal(gets["budget"])),
                               words("purchase_order.tile.account_note"))
    return asks, net, Tile(words("purchase_order.tile.received"), owed(Decimal(gets["received"])),
                           words("purchase_order.tile.received_note", day=_day(gets["paid_on"], words)))


def _verdict(answer, words):
    owed, gets, said = words.formats.owed, answer["earned"], []
    if not answer["lines"]:
        return (words("purchase_order.verdict.empty"),)
    if Decimal(answer["below"]):
        said.append(words("purchase_order.verdict.below", rate=owed(Decimal(answer["day_rate"])),
                          gap=owed(Decimal(answer["below"]))))
    if gets and gets["too_low"]:
        said.append(words("purchase_order.verdict.too_low", day=owed(Decimal(gets["day_gross"])),
                          minimum=owed(Decimal(gets["day_minimum"]))))
    if gets and not Decimal(gets["days"]):
        said.append(words("purchase_order.verdict.no_day"))
    if answer["missing"]:
        said.append(words("purchase_order.verdict.missing", fields=", ".join(
            label(name, OrderQuestions, words) for name in answer["missing"])))
    return tuple(said) or (words("purchase_order.verdict.ready"),)


def _lines(answer, words):
    if not answer["lines"]:
        return ()
    owed, exact = words.formats.owed, words.formats.exact
    rows = tuple((line["text"], f"{exact(Decimal(line['quantity']))} {words('orders.unit.' + line['unit'])} × "
                  f"{exact(Decimal(line['price']), 2, 4)}", owed(Decimal(line["amount"]))) for line in answer["lines"])
    taxes = tuple((words("purchase_order.tax", kind=words("orders.vat." + one["treatment"]),
                         rate=words.formats.percent(float(one["rate"]))), "", owed(Decimal(one["tax"])))
                  for one in answer["taxed"])
    last = (words("purchase_order.tile.gross"), "", owed(Decimal(answer["gross"])))
    columns = tuple(words(f"purchase_order.column.{name}") for name in ("text", "quantity", "amount"))
    return (Section(words("purchase_order.section.lines"), (), Table(columns, (*rows, *taxes, last), (1, 2))),)


def _received(answer, words):
    gets, owed = answer["earned"], words.formats.owed
    if not gets or not answer["lines"]:
        return ()
    taken = ("contribution", "passed_through", "kept", "employee_contribution", "withholding_tax")
    amounts = {name: Decimal(answer[name]) for name in ("net", "contribution", "passed_through")} | {
        name: Decimal(gets[name]) for name in ("budget", "kept", "gross", "employee_contribution", "withholding_tax",
                                               "received", "holiday_pay")}
    steps = ["net", "contribution", *(["passed_through"] if amounts["passed_through"] else []), "budget"]
    if gets["paid_on"]:
        steps += ["kept", "gross", "employee_contribution", "withholding_tax", "received", "holiday_pay"]
    rows = tuple((words(f"purchase_order.step.{name}"),
                  owed(0 - amounts[name] if name in taken else amounts[name])) for name in steps)
    columns = (words("purchase_order.column.step"), words("purchase_order.column.amount"))
    return (Section(words("purchase_order.section.received"), (words("purchase_order.received.how"),),
                    Table(columns, rows, (1,))),)


def _parts(answer, words):
    if not answer["instalments"]:
        return ()
    rows = tuple((_day(part["day"], words) if part["day"] else words(f"purchase_order.when.{part['when']}"),
                  words.formats.owed(Decimal(part["net"]))) for part in answer["instalments"])
    columns = (words("purchase_order.column.when"), words("purchase_order.column.amount"))
    return (Section(words("purchase_order.section.instalments"), (), Table(columns, rows, (1,))),)


def _abroad(answer, words):
    if not answer["abroad"]:
        return ()
    said = tuple(f"{one['name'][words.language]} : {one['about'][words.language]}" if one["name"] else
                 words(f"purchase_order.abroad.{one['situation']}") for one in answer["abroad"])
    return (Section(words("purchase_order.section.abroad"), said),)


def _day(text, words):
    return words.formats.date(date.fromisoformat(text))
