"""The evidence of one order on one page: what was sent and answered, when and by whom, and that nothing changed since."""

from datetime import datetime
from typing import Any

from workflows.orders.house import House
from workflows.orders.opened import OpenedOrder, open_order
from workflows.report.sheet import Section, Sheet, Table, Tile
from workflows.store import journal
from workflows.store.people import Person
from workflows.words.catalogue import Words
from workflows.words.formats import legal_day


def evidence(house: House, actor: Person, id: str, now: datetime, words: Words) -> Sheet:
    """The page of evidence of an order that was sent, for its owner and their adviser. NotYours for everybody else.

    The whole chain is checked each time: a page of evidence of a chain that is broken says so.
    """
    found = open_order(house, actor, id, now, words)
    with house.store.read() as tx:
        broken, last = journal.verify(tx), journal.latest(tx)
    row, number = found.one.row, words.formats.number
    seq = number(last if broken is None else broken, 0)
    whole = words("evidence.whole" if broken is None else "evidence.broken", seq=seq)
    rows = tuple(_row(entry, found, words) for entry in found.history if entry.event.startswith("order_"))
    columns = tuple(words(f"evidence.column.{name}") for name in ("row", "when", "what", "who", "how"))
    prints = tuple((str(one.revision), words.formats.instant(one.sent_at), _in_groups(one.pdf)) for one in found.revisions)
    return Sheet(
        page=f"orders/{id}", title=words("evidence.title", number=row.number or "–"),
        asked=tuple((words(f"evidence.{name}"), said) for name, said in (
            ("worker", row.worker), ("client", row.client), ("subject", row.subject)) if said),
        tiles=(Tile(words("evidence.state"), words(f"orders.state.{row.state}")),
               Tile(words("evidence.amount"), words.formats.owed(row.gross)),
               Tile(words("evidence.revision"), str(row.revision))),
        verdict=(whole, words("evidence.means")),
        sections=(Section(words("evidence.events"), (), Table(columns, rows)),
                  Section(words("evidence.documents"), (words("evidence.sha"),),
                          Table(tuple(words(f"evidence.column.{name}") for name in ("revision", "when", "sha")), prints))),
        notes=(words("evidence.weight"),), edition=words.formats.date(legal_day(now)), link="", version=1)


def _row(entry: journal.Entry, found: OpenedOrder, words: Words) -> tuple[str, ...]:
    said: dict[str, Any] = entry.payload or {}
    named = ", ".join(part for part in (said.get("name"), said.get("function")) if part)
    who = named or found.names.get(entry.actor or "") or "–"
    how = [words(f"orders.channel.{said['channel']}")] if said.get("channel") else []
    how += [str(said[name]) for name in ("to", "address", "agent", "reason", "note") if said.get(name)]
    return str(entry.seq), words.formats.instant(entry.at), words(f"event.{entry.event}"), who, " · ".join(how) or "–"


def _in_groups(digest: str) -> str:
    """A long digest in pieces that a line can end between.

    >>> _in_groups("a" * 32)
    'aaaaaaaaaaaaaaaa aaaaaaaaaaaaaaaa'
    """
    return " ".join(digest[at:at + 16] for at in range(0, len(digest), 16))
