"""Export and erasure with orders: everything is told, what was only typed goes, what the books must keep stays."""

import json

from workflows.orders import commands
from workflows.store import clients, journal, orders
from workflows.store.erasure import erase, export


def test_an_export_tells_all_and_an_erasure_keeps_the_books_only(office):
    ana, bram = office.person("member", "Ana Peeters"), office.person("member", "Bram Claes")
    sent, unsent, his = office.write(ana), office.write(ana, "b" * 32, subject="Brouillon"), office.write(bram, "c" * 32)
    office.send(ana, sent)
    office.answer(sent)
    office.send(bram, his)
    commands.ask_review(office.house, ana, unsent, office.later())
    with office.store.read() as tx:
        told = export(tx, ana.id)
    assert [row["number"] for row in told["orders"]] == ["2026-0001", None] and "Mobilis" in told["order_revisions"][0]["content"]
    assert "achats@example.org" in json.dumps(told["clients"]) and bram.id not in json.dumps(told)
    with office.store.write() as tx:
        erase(tx, ana.id, office.later())
    with office.store.read() as tx:
        assert journal.verify(tx) is None
        assert clients.known_clients(tx, ana.id) == [] and len(clients.known_clients(tx, bram.id)) == 1
        assert [row.number for row in orders.orders(tx, [ana.id])] == ["2026-0001"]
        assert orders.revision(tx, sent, 1) is not None, "an order that was sent belongs to the books"
        assert orders.standing_link(tx, sent) is None
