"""The statement of an Activity: as a sheet for paper, and as a table for a spreadsheet."""

import csv
import io

from workflows.law.owed import ZERO
from workflows.orders.activity import Activity
from workflows.report.sheet import Section, Sheet, Table, Tile
from workflows.words.catalogue import Words
from workflows.words.cells import inert

STEPS = ("paid", "advanced", "contribution", "expenses", "wages", "left")
TOLD = ("quoted", "accepted", "invoiced", "waiting", "overdue")
TAKEN = ("contribution", "expenses", "wages")


def statement(found: Activity, words: Words) -> Sheet:
    """The account on a day, and every booking behind it."""
    owed, day = words.formats.owed, words.formats.date
    steps = tuple((words(f"activity.account.{name}"), owed(0 - amount if name in TAKEN else amount))
                  for name in STEPS for amount in (getattr(found.account, name),))
    told = tuple((words(f"activity.account.{name}"), owed(getattr(found.account, name))) for name in TOLD)
    amounts = (words("activity.column.what"), words("activity.column.amount"))
    rows = tuple((day(one.day), words(f"activity.booking.{one.what}"), one.text, owed(one.amount)) for one in found.bookings
                 if one.day <= found.day)
    columns = tuple(words(f"activity.column.{name}") for name in ("day", "what", "about", "amount"))
    return Sheet(
        page="activity", title=words("activity.title_of", name=found.owner.name),
        asked=((words("activity.column.day"), day(found.day)), *_named(found, words)),
        tiles=(Tile(words("activity.account.left"), owed(found.account.left), words("activity.left_note")),
               Tile(words("activity.account.invoiced"), owed(found.account.invoiced)),
               Tile(words("activity.account.paid"), owed(found.account.paid))),
        verdict=answer_to(found, words),
        sections=(Section(words("activity.section.account"), (words("activity.no_card"),), Table(amounts, steps, (1,))),
                  Section(words("activity.section.told"), (), Table(amounts, told, (1,))),
                  Section(words("activity.section.bookings"), () if rows else (words("activity.no_bookings"),),
                          Table(columns, rows, (3,)) if rows else None)),
        notes=tuple(figure.doubt[words.language] for _, figure in found.account.figures if figure.doubt),
        edition=day(found.day), link="", version=1)


def _named(found: Activity, words: Words) -> tuple[tuple[str, str], ...]:
    """Which Activity this is, where there are several."""
    if len(found.names) < 2:
        return ()
    named = words("activity.all") if found.name is None else found.name or words("activity.unnamed")
    return ((words("purchase_order.activity.label"), named),)


def answer_to(found: Activity, words: Words) -> tuple[str, ...]:
    """Can I pay myself on that day?"""
    owed, day, pay = words.formats.owed, words.formats.date, found.pay
    if pay.days:
        return (words.count("activity.pay.yes", pay.days, day=day(found.day), cost=owed(pay.day_cost),
                            gross=owed(pay.day_gross)),)
    if pay.from_day:
        return (words("activity.pay.later", lacking=owed(pay.lacking), day=day(found.day), from_day=day(pay.from_day)),)
    return (words("activity.pay.no", lacking=owed(pay.lacking), day=day(found.day)),)


def statement_csv(found: Activity, words: Words) -> str:
    """The bookings as a table: day, what, about what, amount, and what is left after each that counts. Never a formula."""
    out = io.StringIO()
    table = csv.writer(out, delimiter=";", lineterminator="\r\n")
    table.writerow([words(f"activity.column.{name}") for name in ("day", "what", "about", "amount")])
    for one in found.bookings:
        if one.day <= found.day:
            signed = 0 - one.amount if one.what in ("expense", "wage", "credited", "lost") else one.amount
            table.writerow([one.day.isoformat(), words(f"activity.booking.{one.what}"), inert(one.text), signed])
    table.writerow([found.day.isoformat(), words("activity.account.contribution"), "", 0 - found.account.contribution])
    table.writerow([found.day.isoformat(), words("activity.account.left"), "", found.account.left + ZERO])
    return out.getvalue()
