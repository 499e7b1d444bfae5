"""The list of orders and the page of one, over HTTP at a running server, as a member, an adviser and others use them."""

import io
import re
import time
from datetime import timedelta
from html import unescape
from uuid import uuid4

import pytest
from pypdf import PdfReader

from workflows.orders import commands
from workflows.orders.answering import code_of
from workflows.store import drafts, journal, orders, outbox
from workflows.store.attachments import read

PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 64


@pytest.fixture
def claire(site):
    return site.people.add("adviser", "Claire Dubois")


@pytest.fixture
def ana(site, claire):
    return site.people.add("member", "Ana Peeters", adviser=claire)


class Browser:
    """A person's browser without scripts: it reads forms and sends them as they stand."""

    def __init__(self, site, person):
        self.client = site.client(person)

    def get(self, place: str):
        return self.client.get(place)

    def press(self, page, action: str, data: dict | None = None, files=None):
        """Send the form of this action with its hidden fields."""
        form = next(part for part in re.findall(r"<form.*?</form>", page.text, re.S) if f'{action}"' in part.split(">")[0])
        hidden = {name: unescape(value) for name, value in re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', form)}
        return self.client.post(re.search(r'action="([^"]+)"', form)[1], data={**hidden, **(data or {})}, files=files)


def titles(page) -> list[str]:
    return re.findall(r'<a href="/orders/[0-9a-f]{32}"><b>([^<]*)</b>', page.text)


@pytest.mark.claims("T021", "T022")
def test_a_member_finds_orders_without_opening_any(site, ana):
    me = Browser(site, ana)
    assert "Aucune commande encore" in me.get("/orders").text
    draft = site.office.write(ana, uuid4().hex, subject="Brouillon d’été", client_name="Théâtre de Poche")
    sent = site.sent(ana, subject="Affiche", client_name="Mobilis")
    done = site.sent(ana, subject="Site", client_name="Café Löwe")
    site.office.answer(done)
    page = me.get("/orders")
    assert titles(page) == ["Site", "Affiche", "Brouillon d’été"], "the newest change first"
    row = site.row(sent)
    for said in ("Ana Peeters", "Mobilis", "Affiche", "2 mars 2026", row.number, "847,00", "Envoyée", "Répondre", "depuis aujourd’hui"):
        assert said in page.text.replace("\xa0", " "), said
    assert titles(me.get("/orders?q=theatre")) == ["Brouillon d’été"], "accents and capitals do not matter, drafts are found"
    assert titles(me.get("/orders?q=LOWE+peeters")) == ["Site"] and titles(me.get(f"/orders?q={row.number}")) == ["Affiche"]
    assert titles(me.get("/orders?state=draft&state=accepted")) == ["Site", "Brouillon d’été"]
    assert "Aucune commande ne correspond" in me.get("/orders?q=nothing").text
    assert re.findall(r"<b>(\d+)</b>", page.text) == ["3", "1", "1", "1"], "of all, and of each state"
    for hostile in ("q=%ff", "q=" + "%25" * 90, "q=_", "state=nothing", "page=99999", "page=-1", "page=%F0%9F%8E%A8", "did=see", "did=accept"):
        assert me.get(f"/orders?{hostile}").status_code == 200, hostile
    assert site.row(draft) is None and me.get(f"/orders/{draft}").status_code == 200


@pytest.mark.claims("T017")
def test_an_adviser_sees_assigned_members_the_longest_waiting_first_and_nobody_elses(site, ana, claire):
    zoe = site.people.add("member", "Zoë Janssens", adviser=claire)
    stranger = site.people.add("member", "Marc Thys")
    first = site.sent(ana, subject="Première")
    site.sent(zoe, subject="Deuxième")
    gone = site.sent(ana, subject="Finie")
    site.office.answer(gone)
    hidden = site.sent(stranger, subject="Cachée")
    page = Browser(site, claire).get("/orders")
    assert titles(page) == ["Première", "Deuxième", "Finie"] and "attend depuis le plus longtemps" in page.text
    for other in (claire, ana):
        assert Browser(site, other).get(f"/orders/{hidden}").status_code == 404
        assert Browser(site, other).get(f"/orders/{hidden}/document/1").status_code == 404
    assert Browser(site, site.people.add("staff", "Els Maes")).get(f"/orders/{first}").status_code == 404
    assert Browser(site, site.people.add("administrator", "Admin One")).get("/orders").status_code == 403
    with site.client() as nobody:
        assert nobody.get("/orders").status_code == nobody.get(f"/orders/{first}").status_code == 302


def test_the_page_of_an_order_has_its_document_mail_and_history(site, ana, claire):
    id = site.sent(ana)
    site.office.answer(id, address="192.0.2.7")
    me, adviser = Browser(site, ana), Browser(site, claire)
    page = adviser.get(f"/orders/{id}")
    for said in ("Conception", "847,00", "Jeanne Martin", "par le lien", "a envoyé la commande", "achats@example.org", "Acceptée"):
        assert said in page.text.replace("\xa0", " "), said
    with site.office.store.read() as tx:
        assert any(entry.event == "opened" and entry.actor == claire.id for entry in journal.entries(tx, draft=id))
        sent = orders.revision(tx, id, 1)
    pdf = me.get(f"/orders/{id}/document/1")
    assert pdf.content == read(site.office.home, sent.pdf) and pdf.headers["content-type"] == "application/pdf"
    assert "Ana-Peeters_Mobilis_Affiche_2026-03-02" in pdf.headers["content-disposition"]
    assert me.get(f"/orders/{id}/document/2").status_code == 404


def test_mails_that_wait_that_failed_and_that_became_files_are_told_apart(site, ana):
    id, failed = site.sent(ana), site.sent(ana)
    with site.office.store.write() as tx:
        mail, = outbox.about(tx, failed)
        outbox.failed(tx, mail.id, site.office.later(), "SMTPServerDisconnected", None)
    me, until = Browser(site, ana), time.monotonic() + 30
    assert "ne sera plus essayé (SMTPServerDisconnected)" in me.get(f"/orders/{failed}").text
    while "n’a pas de serveur de mail" not in (said := me.get(f"/orders/{id}").text):
        assert "attend de partir" in said and time.monotonic() < until
        time.sleep(0.3)
    with site.office.store.read() as tx:
        mail, = outbox.about(tx, id)
    assert f"{mail.id}.eml" in said and (site.office.home / "outbox" / f"{mail.id}.eml").exists()


@pytest.mark.claims("T020")
def test_a_draft_says_what_is_missing_and_is_sent_by_a_button(site, ana):
    id = site.office.write(ana, uuid4().hex, client_email=None, day=None)
    me = Browser(site, ana)
    page = me.get(f"/orders/{id}")
    assert "Il manque encore" in page.text and "Adresse mail du client" in page.text and "/send" not in page.text
    refused = me.press(me.get("/orders"), f"{id}/send")
    assert refused.status_code == 422 and "Rien n’est parti" in refused.text and f"/purchase_order?draft={id}" in refused.text
    assert site.row(id) is None
    whole = site.office.write(ana, uuid4().hex)
    sent = me.press(me.get(f"/orders/{whole}"), f"{whole}/send")
    assert sent.status_code == 302 and sent.headers["location"] == f"/orders/{whole}?did=send"
    assert site.row(whole).state == "sent" and "part vers le client" in me.get(sent.headers["location"]).text


def test_a_stale_page_says_so_and_nothing_happens_twice(site, ana):
    id = site.office.write(ana, uuid4().hex)
    me = Browser(site, ana)
    page = me.get(f"/orders/{id}")
    assert me.press(page, f"{id}/send").status_code == 302
    again = me.press(page, f"{id}/send")
    assert again.status_code == 409 and "a changé d’état entre-temps" in again.text
    old = me.get(f"/orders/{id}")
    commands.revise(site.office.house, ana, id, site.office.later())
    site.office.send(ana, id)
    assert site.row(id).state == "sent" and site.row(id).revision == 2
    assert me.press(old, f"{id}/withdraw").status_code == 409, "the same state, but another version"
    assert site.row(id).state == "sent" and [entry.event for entry in site.events(id)].count("order_sent") == 2


def test_review_is_asked_given_back_with_a_word_and_the_list_comes_back_as_it_was(site, ana, claire):
    id = site.office.write(ana, uuid4().hex, subject="À relire d’abord")
    me, adviser = Browser(site, ana), Browser(site, claire)
    asked = me.press(me.get("/orders?q=relire&state=draft"), f"{id}/ask_review")
    assert asked.headers["location"] == "/orders?q=relire&state=draft&did=ask_review"
    page = adviser.get(f"/orders/{id}")
    assert adviser.press(page, f"{id}/give_back", {"note": "Prix <trop> bas"}).status_code == 302
    assert "« Prix &lt;trop&gt; bas »" in me.get(f"/orders/{id}").text and site.row(id).state == "draft"


def test_a_copy_has_the_same_answers_but_no_day_and_is_the_members(site, ana, claire):
    id = site.sent(ana, subject="Entretien")
    adviser = Browser(site, claire)
    place = adviser.press(adviser.get(f"/orders/{id}"), f"{id}/repeat").headers["location"]
    made = re.search(r"[0-9a-f]{32}", place)[0]
    assert made != id and "Premier jour du travail" in Browser(site, ana).get(f"/orders/{made}").text
    assert titles(Browser(site, ana).get("/orders?q=entretien")) == ["Entretien", "Entretien"]


def test_revised_orders_are_written_in_the_form_again(site, ana):
    id = site.sent(ana)
    me = Browser(site, ana)
    assert me.press(me.get(f"/orders/{id}"), f"{id}/revise").headers["location"] == f"/purchase_order?draft={id}"
    assert site.row(id).state == "revised"


def answered(site, claire, id, files=None, **data):
    adviser = Browser(site, claire)
    return adviser.press(adviser.get(f"/orders/{id}"), f"{id}/answer", {
        "decision": "accept", "name": "Jeanne Martin", "may_decide": "1", **data}, files)


def test_an_adviser_enters_an_answer_by_the_code_on_the_phone(site, ana, claire):
    id = site.sent(ana)
    code = code_of(site.office.links[id])
    wrong = answered(site, claire, id, channel="code", code="00000000" if code != "00000000" else "1")
    assert wrong.status_code == 422 and "Ce code n’est pas celui du mail" in wrong.text and 'value="Jeanne Martin"' in wrong.text
    assert answered(site, claire, id, channel="code", code=f" {code} ").headers["location"] == f"/orders/{id}?did=accept"
    said = site.events(id)[-1]
    assert (site.row(id).state, said.actor, said.payload["channel"]) == ("accepted", claire.id, "code")
    assert "par téléphone, avec le code" in Browser(site, ana).get(f"/orders/{id}").text
    assert Browser(site, ana).client.post(f"/orders/{id}/answer", data={}).status_code == 403


@pytest.mark.parametrize("content, kind", [(PNG, "image/png"), (b"%PDF-1.7 signed", "application/pdf"), (b"\xff\xd8\xff\xe0 photo", "image/jpeg"),
                                           (b"\0\0\0\x18ftypheic photo", "image/heic"), (b"RIFF\0\0\0\0WEBPVP8 ", "image/webp")])
def test_a_signed_paper_is_kept_with_the_answer(site, ana, claire, content, kind):
    id = site.sent(ana)
    missing = answered(site, claire, id, channel="paper")
    assert missing.status_code == 422 and "Ajoutez une photo" in missing.text
    found = answered(site, claire, id, {"photo": ("../../signed.exe", content, "text/html")}, channel="paper", decision="refuse")
    assert found.status_code == 302 and site.row(id).state == "refused"
    name = site.events(id)[-1].payload["photo"]
    photo = Browser(site, ana).get(f"/orders/{id}/photo/{name}")
    assert photo.content == content and photo.headers["content-type"] == kind
    assert "attachment" in photo.headers["content-disposition"] and photo.headers["x-content-type-options"] == "nosniff"
    other = site.people.add("member", "Marc Thys")
    assert Browser(site, other).get(f"/orders/{id}/photo/{name}").status_code == 404
    assert Browser(site, ana).get(f"/orders/{id}/photo/{'0' * 64}").status_code == 404


def test_a_photo_is_not_lost_when_something_else_is_missing(site, ana, claire):
    id, adviser = site.sent(ana), Browser(site, claire)
    said = {"decision": "accept", "may_decide": "1", "channel": "paper"}
    first = adviser.press(adviser.get(f"/orders/{id}"), f"{id}/answer", {**said, "name": " "}, {"photo": ("paper.png", PNG, "image/png")})
    assert first.status_code == 422 and "La photo est déjà là" in first.text and site.row(id).state == "sent"
    assert adviser.press(first, f"{id}/answer", {**said, "name": "Jeanne"}).status_code == 302
    kept = site.events(id)[-1].payload["photo"]
    assert site.row(id).state == "accepted" and read(site.office.home, kept) == PNG


def test_what_is_no_photo_or_too_large_is_refused(site, ana, claire):
    id = site.sent(ana)
    for content in (b"<html><script>", b"MZ\x90", b"GIF89a", b"x"):
        found = answered(site, claire, id, {"photo": ("photo.png", content, "image/png")}, channel="paper")
        assert found.status_code == 422 and "ni une photo" in found.text
    big = answered(site, claire, id, {"photo": ("photo.png", PNG + b"\0" * 10_000_000, "image/png")}, channel="paper")
    assert big.status_code == 422 and "dépasse 10 Mo" in big.text
    almost = answered(site, claire, id, {"photo": ("photo.png", PNG + b"\0" * 9_900_000, "image/png")}, channel="paper")
    assert almost.status_code == 302 and site.row(id).state == "accepted"
    nonsense = Browser(site, claire).client.post(f"/orders/{id}/answer", content=b"x", headers={"Content-Type": "multipart/form-data"})
    assert nonsense.status_code == 400


def test_no_other_site_can_press_a_button(site, ana, claire):
    id = site.sent(ana)
    for browser, step in ((Browser(site, ana), "withdraw"), (Browser(site, claire), "answer"), (Browser(site, ana), "repeat")):
        found = browser.client.post(f"/orders/{id}/{step}", data={"state": "sent", "revision": "1", "decision": "accept", "name": "x",
                                                                  "may_decide": "1", "channel": "session"})
        assert found.status_code == 403
    assert site.row(id).state == "sent"


def test_what_was_sent_is_not_deleted_and_what_was_not_leaves_the_list(site, ana):
    me, sent, draft = Browser(site, ana), site.sent(ana, subject="Envoyée"), site.office.write(ana, uuid4().hex, subject="Brouillon")
    commands.ask_review(site.office.house, ana, draft, site.office.later())
    page = me.get("/drafts")
    kept = me.press(page, f"{sent}/delete")
    assert kept.status_code == 409 and "elle reste gardée comme preuve" in kept.text
    assert me.press(page, f"{draft}/delete").status_code == 302
    assert titles(me.get("/orders")) == ["Envoyée"] and me.get(f"/orders/{draft}").status_code == 404
    with site.office.store.write() as tx:
        drafts.delete_draft(tx, sent, ana.id, site.office.later())
        assert drafts.purge_deleted(tx, site.office.now + timedelta(days=1)) == 1
    assert site.row(sent).state == "sent" and site.row(draft) is None


def test_pages_of_the_list(site):
    owner = site.people.add("member", "Ben Maes")
    with site.office.store.write() as tx:
        for at in range(205):
            drafts.create_draft(tx, owner.id, "purchase_order", 1, {"subject": f"Numéro {at}"}, owner.id, site.office.later())
    me = Browser(site, owner)
    first, last = me.get("/orders"), me.get("/orders?page=3")
    assert (len(titles(first)), len(titles(last))) == (100, 5) and "Page 1 sur 3" in first.text
    assert titles(first)[0] == "Numéro 204" and titles(last)[-1] == "Numéro 0" and "page=2" in first.text


def test_the_page_of_evidence_names_who_answered_how_and_the_documents_fingerprint(site, ana, claire):
    id = site.sent(ana)
    site.office.answer(id, name="Jeanne Martin", address="192.0.2.7", agent="Téléphone")
    answer = Browser(site, claire).get(f"/orders/{id}/evidence?lang=fr")
    assert answer.headers["Content-Type"] == "application/pdf"
    pages = PdfReader(io.BytesIO(answer.content)).pages
    text = " ".join(" ".join(page.extract_text().split()) for page in pages)
    with site.office.store.read() as tx:
        sent = orders.revision(tx, id, 1)
    assert all(part in text for part in ("Jeanne Martin", "192.0.2.7", "par le lien", "est intacte", "Preuve de la commande"))
    assert sent.pdf in text.replace(" ", "") and len(pages) == 1, "one page"
    assert Browser(site, site.people.add("member", "Zoë Janssens")).get(f"/orders/{id}/evidence").status_code == 404
