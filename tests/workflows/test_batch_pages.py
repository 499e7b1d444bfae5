"""Advisers' pages and batches at a running server: who sees what, started, followed, downloaded, published, and kept typing."""

import json
import re
import time
from datetime import UTC, datetime, timedelta

import pytest

from tests.own_page import beside_the_house
from tests.workflows.test_order_pages import Browser
from workflows.words.catalogue import speak

FR, NL = speak("fr"), speak("nl")


@pytest.fixture(scope="module")
def claire(site):
    return site.people.add("adviser", "Claire Dubois")


@pytest.fixture(scope="module")
def adele(site):
    return site.people.add("administrator", "Adèle Admin")


@pytest.fixture(scope="module")
def page(claire):
    with beside_the_house("zz_served", claire.email):
        yield "/zz_served"


def status(site, person, place) -> int:
    return Browser(site, person).get(place).status_code


def test_only_its_author_opens_an_unpublished_page_and_home_says_so(site, claire, adele, page):
    ana = site.people.add("member", "Ana Peeters")
    assert status(site, None, page) == 302 and status(site, ana, page) == 403 and status(site, adele, page) == 403
    opened = Browser(site, claire).get(page)
    assert opened.status_code == 200 and "Mon tarif journalier" in opened.text and "Traceback" not in opened.text
    assert FR("home.own.only_you") in Browser(site, claire).get("/").text
    assert "zz_served" not in Browser(site, ana).get("/").text
    assert status(site, claire, "/zz_nothing") == 404 and status(site, claire, "/..%2ftemplate") == 404


def test_what_is_typed_on_it_is_kept_and_listed(site, claire, page):
    me = Browser(site, claire)
    me.get(page)
    said = {"page": "zz_served", "version": 1, "draft": "a1" * 16, "made": False, "fields": {"day_rate": ["4000", 0]}}
    kept = me.client.post("/save", content=json.dumps(said), headers={"X-XSRFToken": me.client.cookies["_xsrf"], "Content-Type": "application/json"})
    assert kept.status_code == 200 and "2 000" in kept.json()["fields"]["day_rate"]["problem"].replace("\u202f", " ").replace("\xa0", " ")
    ana = Browser(site, site.people.add("member", "Ana Peeters"))
    ana.get("/account")
    other = ana.client.post("/save", content=json.dumps({**said, "draft": "b2" * 16}), headers={"X-XSRFToken": ana.client.cookies["_xsrf"], "Content-Type": "application/json"})
    assert other.status_code == 422 and "Tarif" not in other.text, "who may not open the page learns nothing of it"
    assert "Mon tarif journalier" in me.get("/drafts?lang=fr").text and "Tarif journalier" in me.get(f"/drafts/{'a1' * 16}").text


def test_an_administrator_reads_the_cells_and_publishes_with_the_announcement_before(site, adele, claire, page):
    ana, me = site.people.add("member", "Ana Peeters"), Browser(site, adele)
    assert status(site, claire, "/pages") == 403 and status(site, None, "/pages") == 302
    shown = me.get("/pages?lang=fr")
    assert "turnover = day_rate * days" in shown.text and claire.email in shown.text
    today = datetime.now(UTC).date()
    dates = {"announced": today.isoformat(), "active": today.isoformat(), "text_fr": "Une nouvelle page.", "text_nl": "Een nieuwe pagina.", "text_en": "A new page."}
    wrong = me.press(shown, f"pages{page}/publish", dates)
    assert wrong.status_code == 422 and "doit précéder" in wrong.text and "Une nouvelle page." in wrong.text, "what was typed stays"
    dates["announced"] = (today - timedelta(days=30)).isoformat()
    later = me.press(shown, f"pages{page}/publish", {**dates, "active": (today + timedelta(days=1)).isoformat()})
    assert later.status_code == 200 and status(site, ana, page) == 403
    for language, text in (("fr", "Une nouvelle page."), ("nl", "Een nieuwe pagina."), ("en", "A new page.")):
        assert text in Browser(site, ana).get(f"/announcements?lang={language}").text, "what will change is told to everybody"
    assert me.press(me.get("/pages"), f"pages{page}/withdraw").status_code == 200
    done = me.press(me.get("/pages"), f"pages{page}/publish", dates)
    assert done.status_code == 200 and status(site, ana, page) == 200 and "zz_served" in Browser(site, ana).get("/").text
    assert me.press(me.get("/pages"), f"pages{page}/withdraw").status_code == 200 and status(site, ana, page) == 403


def test_batches_are_for_staff_and_a_run_is_started_followed_and_downloaded(site, claire):
    sam = site.people.add("staff", "Sam Staff")
    ana = site.people.add("member", "Ana Peeters")
    assert status(site, claire, "/batches") == 403 and status(site, ana, "/batches") == 403 and status(site, None, "/batches") == 302
    me = Browser(site, sam)
    first = me.get("/batches?lang=nl")
    assert NL("definition.near_limit") in first.text and NL("batches.never") in first.text
    begun = me.press(first, "batches/expense_register/start")
    assert (begun.status_code == 200 and NL("batches.started", title=NL("definition.expense_register")) in begun.text) or "a démarré" in begun.text
    until = time.monotonic() + 60
    while FR("batches.state.done") not in (shown := me.get("/batches?lang=fr")).text and time.monotonic() < until:
        time.sleep(1)
    file = re.search(r'href="(/batches/[0-9a-f]{32}/expenses-\d{4}\.pdf)"', shown.text)[1]
    assert me.get(file).content.startswith(b"%PDF") and status(site, ana, file) == 403
    run = file.split("/")[2]
    for name in ("table.json", "..%2f..%2f..%2fatelier.db", "settings.toml", "nothing.pdf"):
        assert me.get(f"/batches/{run}/{name}").status_code == 404
    assert me.get("/batches/" + "0" * 32 + "/results.csv").status_code == 404


def test_a_second_start_and_a_forged_one_change_nothing(site):
    sam = site.people.add("staff", "Sam Staff")
    me = Browser(site, sam)
    assert me.client.post("/batches/expense_register/start").status_code == 403
    assert me.get("/batches/expense_register/start").status_code in (200, 302)
    shown = me.get("/batches")
    assert me.press(shown, "batches/monthly_invoices/start").status_code == 200
    again = me.press(shown, "batches/monthly_invoices/start")
    assert again.status_code in (200, 409)
    assert me.client.post("/batches/nope/start", data={"_xsrf": "x"}).status_code == 403
