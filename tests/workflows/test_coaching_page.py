"""The page of a member's coaching at a running server: plan, meetings, reports; as member, adviser and strangers."""

import io
import json
import re
from datetime import UTC, datetime, timedelta

import pytest
from pypdf import PdfReader

from tests.workflows.test_activity_page import Me
from workflows.coaching.questions import CoachingQuestions
from workflows.people import drafts
from workflows.store import coaching


@pytest.fixture
def claire(site):
    return site.people.add("adviser", "Claire Dubois")


@pytest.fixture
def ana(site, claire):
    return site.people.add("member", "Ana Peeters", adviser=claire)


def typed(site, member, id, **answers):
    said = {name: (value, 0) for name, value in {"wanted_net": "1.800", "cash": "9000", **answers}.items()}
    drafts.create(site.office.store, member, id, said, CoachingQuestions, datetime.now(UTC))


def day_in(days: int) -> str:
    return (datetime.now(UTC) + timedelta(days=days)).date().isoformat()


def test_a_first_visit_says_what_there_is_to_do(site, ana):
    page = Me(site, ana).get(f"/coaching/{ana.id}?lang=fr")
    assert page.status_code == 200 and "Rien n’est convenu" in page.text and "Aucun rendez-vous prévu" in page.text
    assert "Aucun diagnostic n’est rempli" in page.text and "Votre conseiller : Claire Dubois" in page.text


def test_plan_meeting_report_and_both_signatures_without_a_script(site, ana, claire):
    me, adviser = Me(site, ana), Me(site, claire)
    typed(site, ana, "e" * 32)
    here = f"/coaching/{ana.id}"
    assert f'href="{here}"' in adviser.get("/members").text and f'href="{here}"' in me.get("/").text
    page = me.press(me.get(here), "/action", {"title": "Relever <b>", "measure": "trois devis", "due": day_in(30), "by": "member"})
    assert "Relever &lt;b&gt;" in page.text and "L’action est dans le plan" in page.text
    page = adviser.press(adviser.get(f"{here}?lang=fr"), "/meeting", {"day": day_in(3), "time": "10:00", "minutes": "45", "place": "Rue"})
    assert "45 minutes" in page.text and "Claire Dubois" in page.text
    file = me.get(re.search(rf'href="({here}/meeting/[0-9a-f]{{32}}\.ics)"', page.text)[1])
    assert file.headers["Content-Type"].startswith("text/calendar") and f"DTSTART;TZID=Europe/Brussels:{day_in(3).replace('-', '')}T100000" in file.text
    page = me.press(me.get(here), "/keep")
    assert "Pas encore signé" in page.text and re.search(r"Démarrage|Survie|Réussite", page.text) and "À agir : " in page.text
    page = me.press(page, "/sign")
    assert "Membre : Ana Peeters" in page.text and 'class="main" aria-label="Signer' not in page.text
    page = adviser.press(adviser.get(f"{here}?lang=fr"), "/sign")
    assert "Conseiller : Claire Dubois" in page.text and "Aucun indicateur n’a bougé" in page.text
    for kind, head in (("pdf", b"%PDF"), ("html", b"<!doctype html>")):
        link = re.search(rf'href="({here}/report/[0-9a-f]{{32}}\.{kind})"', page.text)[1]
        report = me.get(f"{link}?lang=nl")
        assert report.content.startswith(head)
    with site.office.store.read() as tx:
        row = coaching.snapshots(tx, ana.id)[0]
        assert json.loads(row.content)["plan"][0]["title"] == "Relever <b>"
    paper = PdfReader(io.BytesIO(me.get(link.replace(".html", ".pdf")).content))
    said = paper.pages[0].extract_text()
    assert len(paper.pages) == 1 and "Claire Dubois" in said and row.sha256[:16] in said.replace("\n", "")
    page = me.press(me.get(here), "/done")
    assert "C’est noté" in page.text and "Actions terminées : 1." in page.text


def test_what_is_wrong_is_said_on_the_page_and_what_was_typed_stays(site, ana):
    me, here = Me(site, ana), f"/coaching/{ana.id}?lang=fr"
    page = me.press(me.get(here), "/action", {"title": "Garder ceci", "measure": "x", "due": "2020-01-01"})
    assert page.status_code == 422 and "L’échéance doit être" in page.text and "Garder ceci" in page.text
    for data in ({"day": "soon", "time": "10:00", "minutes": "45"}, {"day": day_in(2), "time": "25:99", "minutes": "45"},
                 {"day": day_in(2), "time": "10:00", "minutes": "💥"}, {"day": day_in(-9), "time": "10:00", "minutes": "5"}):
        assert me.press(me.get(here), "/meeting", data).status_code == 422
    assert me.client.post(f"/coaching/{ana.id}/keep").status_code == 403, "a form of another site does nothing"


def test_strangers_find_nothing(site, ana):
    typed(site, ana, "f" * 32)
    for role in ("member", "adviser", "staff"):
        other = Me(site, site.people.add(role, "Autre"))
        assert other.get(f"/coaching/{ana.id}").status_code == 404
        token = re.search(r'name="_xsrf" value="([^"]+)"', other.get("/account").text)[1]
        for place in ("action", "meeting", "keep", f"action/{'0' * 32}/done", f"meeting/{'0' * 32}/hold", f"report/{'0' * 32}/sign"):
            said = {"_xsrf": token, "title": "x", "measure": "x", "due": day_in(3), "day": day_in(3), "time": "10:00", "minutes": "45", "next_step": "x"}
            assert other.client.post(f"/coaching/{ana.id}/{place}", data=said).status_code == 404, place
    guest = site.client()
    assert guest.get(f"/coaching/{ana.id}").headers["Location"].startswith("/sign-in")
    assert Me(site, ana).get(f"/coaching/{ana.id}/report/{'0' * 32}.pdf").status_code == 404
