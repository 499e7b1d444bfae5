"""Home says first what waits for who opens it: for a member, an adviser, staff, and nothing for guests."""

import re
from uuid import uuid4

from tests.expenses import TYPED
from tests.workflows.test_order_pages import Browser
from workflows.expenses.questions import ExpenseQuestions
from workflows.orders import commands
from workflows.people import drafts
from workflows.store import expenses


def waiting(site, person) -> dict[str, str]:
    """What waits, by its sentence: the address where it is done."""
    page = Browser(site, person).get("/?lang=fr").text
    part = re.search(r"<h2>À faire maintenant</h2>(.*?)<h2>", page, re.S)[1]
    return {text: place for place, text in re.findall(r'<a href="([^"]+)"><b>([^<]+)</b>', part)} or {re.search(r"<p>(.*?)</p>", part)[1]: ""}


def test_each_role_sees_what_waits_and_each_line_leads_there(site):
    claire = site.people.add("adviser", "Claire Dubois")
    ana = site.people.add("member", "Ana Peeters", adviser=claire)
    sam = site.people.add("staff", "Sam Lambert")
    assert waiting(site, ana) == waiting(site, claire) == {"Rien ne vous attend.": ""}
    first = site.office.write(ana, uuid4().hex)
    site.office.write(ana, uuid4().hex, subject="Autre")
    assert list(waiting(site, ana)) == ["2 commandes à terminer"]
    commands.ask_review(site.office.house, ana, first, site.office.later())
    assert list(waiting(site, ana)) == ["1 commande à terminer"]
    line, = waiting(site, claire).items()
    assert line[0] == "1 commande à relire" and "Affiche" in Browser(site, claire).get(line[1]).text
    id = uuid4().hex
    drafts.create(site.office.store, ana, id, {name: (value, 0) for name, value in TYPED.items()}, ExpenseQuestions, site.office.later())
    with site.office.store.write() as tx:
        note = expenses.move(tx, expenses.fresh(id, ana.id, "Ana Peeters", site.office.now), "submitted", site.office.later(), purpose="Bois")
    for who in (claire, sam):
        assert "1 note de frais à approuver" in waiting(site, who)
    with site.office.store.write() as tx:
        expenses.move(tx, note, "returned", site.office.later(), reason="Illisible")
    place = waiting(site, ana)["1 note de frais à revoir"]
    assert "Bois" in Browser(site, ana).get(place.replace("&amp;", "&")).text and "1 note de frais à approuver" not in waiting(site, claire)


def test_guests_and_who_keeps_accounts_see_no_such_part(site):
    admin = site.people.add("administrator", "Noor Maes")
    with site.client() as nobody:
        assert "À faire maintenant" not in nobody.get("/?lang=fr").text
    assert "À faire maintenant" not in Browser(site, admin).get("/?lang=fr").text
