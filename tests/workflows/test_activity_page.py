"""The page of an Activity at a running server: its account, its days, its invoices; as a member, an adviser and strangers."""

import csv
import io
import re
from datetime import UTC, datetime, timedelta

import pytest
from pypdf import PdfReader

from tests.workflows.test_order_pages import Browser


class Me(Browser):
    """A browser that follows where it is sent."""

    def press(self, page, action, data=None, files=None):
        answer = super().press(page, action, data, files)
        return self.get(answer.headers["Location"]) if answer.status_code == 302 else answer


@pytest.fixture
def claire(site):
    return site.people.add("adviser", "Claire Dubois")


@pytest.fixture
def ana(site, claire):
    return site.people.add("member", "Ana Peeters", adviser=claire)


def day_in(days: int) -> str:
    return (datetime.now(UTC) + timedelta(days=days)).date().isoformat()


def sold(site, ana, **typed) -> str:
    id = site.sent(ana, day=day_in(-10), until=day_in(-9), **typed)
    site.office.answer(id)
    return id


def left(page) -> str:
    return re.search(r'<tr class="sum">.*?<td class="sum">([^<]*)<', page.text, re.S)[1].replace("\u202f", "").replace("\xa0", " ")


@pytest.mark.claims("T087")
def test_an_empty_activity_says_what_will_come_and_that_there_is_no_card(site, ana):
    page = Me(site, ana).get("/activity?lang=fr")
    assert page.status_code == 200 and left(page) == "0,00 €"
    assert "aucune carte bancaire" in page.text and "la première commande acceptée" in page.text
    assert "rien n’est attendu" in page.text


def test_from_an_accepted_order_to_a_paid_day(site, ana, claire):
    me, adviser = Me(site, ana), Me(site, claire)
    sold(site, ana)
    page = me.get("/activity?lang=fr")
    assert "700,00" in page.text and left(page) == "0,00 €"
    page = me.press(page, "/activity/invoice")
    assert page.status_code == 200 and left(page) == "654,50 €", "the cooperative advances what is invoiced, less the contribution"
    assert re.search(r"Oui, \d jours au moins", page.text)
    page = me.press(page, "/activity/plan", {"worker": "Ana Peeters", "work_day": day_in(1), "hours": "7,6", "gross": "150"})
    assert "à déclarer" in page.text and "C’est déclaré" not in page.text, "a member does not declare"
    page = adviser.get(f"/activity?member={ana.id}&lang=fr")
    page = adviser.press(page, "/declare")
    assert "déclaré" in page.text and left(adviser.get(f"/activity?member={ana.id}&day={day_in(1)}&lang=fr")) == "422,00 €"
    page = adviser.press(adviser.press(page, "/hand", {"number": "V2026/17"}), "/settle", {"net": "200", "kind": "paid", "on": day_in(0)})
    assert "V2026/17" in page.text and "500,00" in page.text
    place = re.search(r'href="(/activity/invoice/[0-9a-f]{32})\.xml"', page.text)[1]
    assert "V2026/17" in adviser.get(f"{place}.xml").text and "2026-0" in adviser.get(f"{place}.csv").text
    assert Me(site, site.people.add("member", "Zoë Janssens")).get(f"{place}.csv").status_code == 404
    page = adviser.press(page, "/settle", {"net": "500", "kind": "lost", "note": "faillite", "on": day_in(0)})
    assert "soldée" in page.text and "faillite" in page.text


def test_what_the_law_or_the_form_does_not_allow_is_said_on_the_page(site, ana):
    me = Me(site, ana)
    page = me.get("/activity?lang=fr")
    for said, sentence in (({"hours": "0,5", "gross": "40"}, "au moins 3 heures"), ({"hours": "7,6", "gross": "50"}, "au moins"),
                           ({"hours": "🎨", "gross": "1e400"}, "Écrivez un jour et des nombres")):
        answer = me.press(page, "/activity/plan", {"worker": "Ana", "work_day": day_in(2), **said})
        assert answer.status_code == 422 and sentence in answer.text
    assert "Aucun jour prévu" in me.get("/activity?lang=fr").text


def test_an_invoice_is_undone_and_an_old_page_changes_nothing(site, ana):
    me = Me(site, ana)
    sold(site, ana)
    old = me.get("/activity?lang=fr")
    page = me.press(old, "/activity/invoice")
    again = me.press(old, "/activity/invoice")
    assert again.status_code == 422 and "ont changé depuis" in again.text
    assert left(me.press(page, "/undo")) == "0,00 €"


@pytest.mark.claims("T087")
def test_the_statement_is_a_pdf_and_a_table_without_formulas(site, ana):
    me = Me(site, ana)
    sold(site, ana, client_name="=cmd|' /C calc'!A0")
    page = me.press(me.get("/activity?lang=nl"), "/activity/invoice")
    assert page.status_code == 200
    table = list(csv.reader(io.StringIO(me.get("/activity.csv?lang=nl").text.lstrip("\ufeff")), delimiter=";"))
    assert table[0] == ["Dag", "Wat", "Over", "Bedrag"] and table[-1][-1] == "654.50"
    assert all(not cell.startswith(("=", "+", "@")) for row in table for cell in row)
    text = " ".join(page.extract_text() for page in PdfReader(io.BytesIO(me.get("/activity.pdf?lang=nl").content)).pages)
    assert "Activiteit van Ana Peeters" in text and "654,50" in text and "bankkaart" in text


def test_strangers_find_nothing(site, ana):
    for role in ("member", "adviser", "administrator"):
        other = Me(site, site.people.add(role, "Zoë Janssens"))
        assert other.get(f"/activity?member={ana.id}").status_code in (403, 404)
    assert site.client().get("/activity").status_code == 302


def test_several_activities_are_chosen_by_name_and_what_is_done_stays_in_that_one(site, ana):
    me = Me(site, ana)
    sold(site, ana, client_name="Mobilis", activity="Illustration")
    sold(site, ana, client_name="Mobilis", activity="<b>Leçons</b>", lines=[["Cours", "1", "day", "100", "standard", "work"]])
    every = me.get("/activity?lang=fr")
    assert "<b>Leçons" not in every.text and every.text.count("activity=") >= 2
    page = me.get("/activity?lang=fr&activity=illustration")
    assert "Conception" in page.text and "Cours" not in page.text
    page = me.press(page, "/activity/plan", {"worker": "Bram Claes", "work_day": day_in(3), "hours": "7,6", "gross": "150"})
    assert "Bram Claes" in page.text
    assert "Bram Claes" not in me.get("/activity?lang=fr&activity=%3Cb%3ELecons%3C/b%3E").text
    page = me.press(page, "/activity/invoice")
    assert "Conception" not in page.text and "Cours" in me.get("/activity?lang=fr").text
