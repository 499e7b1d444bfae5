"""The pages of the services at a running server: as a guest, a member, the cooperative, and somebody who means harm."""

import csv
import io
import re
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import inspect

from tests.workflows.test_activity_page import Me
from tests.workflows.test_order_pages import PNG
from workflows.services.register import register
from workflows.words.catalogue import LANGUAGES, speak


@pytest.fixture
def ana(site):
    return Me(site, site.people.add("member", "Ana Peeters"))


@pytest.fixture
def staff(site):
    return Me(site, site.people.add("staff", "Sam Staf"))


def services_in(page) -> list[str]:
    return re.findall(r'<li><a href="/services/([a-z_]+)[^"]*"><b>', page.text)


@pytest.mark.claims("T031", "T082")
@pytest.mark.parametrize("word", ["camionnette", "camionette", "bestelwagen", "van"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_guest_finds_the_same_service_first_whatever_it_is_called(site, word, language):
    page = site.client().get("/services", params={"q": word, "lang": language})
    assert page.status_code == 200 and services_in(page)[0] == "van_costs"
    assert register().services["van_costs"].contact[language] in page.text


@pytest.mark.claims("T003", "T036")
def test_the_list_has_every_service_once_and_says_who_answers_what(site):
    page = site.client().get("/services?lang=fr")
    assert services_in(page) == list(register().services)
    assert "Mon client a fait faillite" in page.text and 'href="/services/guarantee_fund?lang=fr"><span>' in page.text
    assert services_in(site.client().get("/services?family=network")) == [one.id for one in register().of_family("network")]
    none = site.client().get("/services?q=qqqqqq&lang=fr")
    assert services_in(none) == [] and "Aucun service ne correspond" in none.text and "/feedback?kind=to_develop" in none.text


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_service_has_a_page_that_invents_no_price(site, language):
    for one in register().services.values():
        page = site.client().get(f"/services/{one.id}?lang={language}")
        assert page.status_code == 200 and one.purpose[language] in page.text
        assert speak(language)("services.price.included" if one.included else "services.price.ask") in page.text
    assert site.client().get("/services/garden").status_code == 404


def test_a_hostile_search_is_shown_as_it_was_typed(site):
    page = site.client().get("/services", params={"q": '"><script>alert(1)</script>' + "x" * 9_000})
    assert page.status_code in (200, 414, 431) and "<script>alert" not in page.text


@pytest.mark.claims("T036")
def test_a_satisfaction_is_as_easy_to_say_as_a_complaint(ana):
    page = ana.get("/services/advice?lang=fr")
    forms = {}
    for kind in ("complaint", "satisfaction"):
        link = re.search(rf'href="(/feedback\?service=advice&amp;kind={kind})"', page.text)[1].replace("&amp;", "&")
        form = ana.get(link).text
        forms[kind] = re.sub(rf'value="{kind}" required checked', "", re.sub(r'name="_xsrf" value="[^"]*"', "", form))
        assert f'value="{kind}" required checked' in form
    names = [re.findall(r'name="(\w+)"', form) for form in forms.values()]
    assert names[0] == names[1], "the same fields"
    sent = ana.press(ana.get("/feedback?kind=satisfaction&lang=fr"), "/feedback", {"kind": "satisfaction", "text": "Vite et bien aiguillé"})
    assert sent.status_code == 200 and "C’est fait." in sent.text


@pytest.mark.claims("T106")
def test_a_message_with_keywords_and_a_photo_is_read_by_the_cooperative_as_it_was_written(ana, staff):
    text = "Premier <script>alert(1)</script>\r\nla suite\r\n\r\nSecond paragraphe"
    sent = ana.press(ana.get("/feedback?lang=fr"), "/feedback", {"kind": "complaint", "text": text, "name": "Ana", "keywords": "scan, frais"},
                     {"file": ("photo.png", PNG)})
    assert sent.status_code == 200
    page = staff.get("/feedback/all?kind=complaint&lang=fr")
    assert "&lt;script&gt;" in page.text and "<script>alert" not in page.text
    assert re.search(r'<p class="pre ink">Premier [^<]*\nla suite</p><p class="pre ink">Second paragraphe</p>', page.text)
    assert "scan, frais" in page.text
    place = re.search(r'href="(/feedback/[0-9a-f]{32}/file)"', page.text)[1]
    file = staff.get(place)
    assert file.content == PNG and file.headers["Content-Type"] == "image/png" and "sandbox" in file.headers["Content-Security-Policy"]
    assert ana.get(place).status_code == 200


@pytest.mark.claims("T106")
@pytest.mark.parametrize(("file", "status", "said"), [(b"<html>", 415, "ni une photo ni un PDF"), (PNG + b"\0" * (10 * 2**20), 413, "trop grand"),
                                                      (PNG + b"\0" * (11 * 2**20), 413, "trop grand")])
def test_a_file_that_is_too_large_or_of_another_type_is_refused_and_the_text_stays(ana, file, status, said):
    sent = ana.press(ana.get("/feedback?lang=fr"), "/feedback", {"kind": "complaint", "text": "Mon texte"}, {"file": ("x.png", file)})
    assert sent.status_code == status and said in sent.text


def test_a_form_of_another_site_sends_nothing(site, ana):
    sent = ana.client.post("/feedback", data={"kind": "complaint", "text": "forged"}, files={"file": ("x.png", b"")})
    assert sent.status_code == 403


@pytest.mark.claims("T096")
def test_the_table_for_the_outside_names_nobody_and_hides_small_numbers(ana, staff):
    for _ in range(5):
        ana.press(ana.get("/feedback?lang=fr"), "/feedback", {"kind": "to_develop", "text": "Un autre outil, agora"}, {"file": ("", b"")})
    sent = staff.get("/feedback/themes.csv?lang=fr")
    rows = list(csv.reader(io.StringIO(sent.text.lstrip("\ufeff")), delimiter=";"))
    assert rows[0] == ["Thème", "Type", "Nombre"] and len(rows) == 37
    assert {row[2] for row in rows[1:]} <= {"< 5", *map(str, range(5, 99))} and ["Mise en réseau", "un service à développer", "5"] in rows
    assert "Ana" not in sent.text and ana.get("/feedback/themes.csv").status_code == 403


@pytest.mark.claims("T004")
def test_a_member_rates_in_a_mark_and_words_and_the_audit_opens_with_it(site, ana, staff):
    page = ana.press(ana.get("/services/desk?lang=fr"), "/rate", {"rating": "4", "comment": "Lumineux"})
    assert "Vous avez donné 4" in page.text
    lacks = ana.press(page, "/rate", {"rating": "4", "comment": " "})
    assert lacks.status_code == 422 and "une note sans commentaire ne compte pas" in lacks.text
    page = staff.press(staff.get("/services/desk?lang=fr"), "/sheet", {"users": "30", "cost": "1.200", "option": "keep", "alternatives": ""})
    assert "Sam Staf" in page.text
    assert "audit" not in "".join(re.findall(r'action="([^"]+)"', ana.get("/services?lang=fr").text))
    form = staff.get("/services?lang=fr")
    token = re.search(r'action="/services/audit".*?name="_xsrf" value="([^"]+)"', form.text, re.S)[1]
    sent = staff.client.post("/services/audit", data={"_xsrf": token})
    assert sent.status_code == 302 and re.fullmatch(r"/services_audit\?draft=[0-9a-f]{32}", sent.headers["Location"])
    assert ana.client.post("/services/audit", data={"_xsrf": ana.client.cookies.get("_xsrf", "")}).status_code == 403


@pytest.mark.claims("T027")
def test_a_change_is_announced_and_not_begun_too_soon(site, ana, staff):
    later = (datetime.now(UTC) + timedelta(days=60)).date().isoformat()
    texts = {f"{part}_{code}": f"{part} {code}" for part in ("title", "text") for code in LANGUAGES}
    page = staff.press(staff.get("/announcements?lang=fr"), "/announcements", {"subject": "form:expense_note", "version": "2", "active_on": later, **texts})
    assert page.status_code == 200 and "title fr" in page.text and "title fr" not in ana.get("/announcements?lang=fr").text
    page = staff.press(page, "/publish")
    assert "title nl" in ana.get("/announcements?lang=nl").text and "title fr" in site.client().get("/services?lang=fr").text
    refused = staff.press(page, "/activate")
    assert refused.status_code == 422 and "Trop tôt" in refused.text and speak("fr").formats.date(datetime.fromisoformat(later).date()) in refused.text
    lacking = staff.press(page, "/announcements", {"subject": "form:simulation", "version": "9", "active_on": later, **texts, "text_nl": " "})
    assert lacking.status_code == 422 and "en français, en néerlandais et en anglais" in lacking.text and "text fr" in lacking.text
    assert ana.client.post("/announcements", data={"_xsrf": "x"}).status_code == 403


@pytest.mark.claims("T097", "T099", "T102", "T103")
def test_an_evening_is_planned_recorded_and_printed_in_both_languages(ana, staff):
    page = staff.press(staff.get("/workshops?lang=fr"), "/workshops", {"title_fr": "Les services", "title_nl": "De diensten", "day": "2015-11-30",
                                                                       "at": "18:00", "place": "Centre Dansaert"})
    place = re.search(r'href="(/workshops/[0-9a-f]{32})"><b lang="fr">Les services', page.text)[1]
    page = staff.get(f"{place}?lang=fr")
    for step, data in (("ask", {"question_fr": "Arrêter ?", "question_nl": "Stoppen?"}), ("invite", {"name": "Job Yourself", "subject": "Ses services", "state": "accepted"}),
                       ("point", {"point_fr": "Voir les réseaux", "point_nl": "Netwerken bekijken"})):
        page = staff.press(page, f"/{step}", data)
        assert page.status_code == 200, step
    page = staff.press(page, "/record", {"consensus": "premature", "arguments": "", "examples": "<i>x</i>"})
    assert "question prématurée" in page.text and "&lt;i&gt;" in page.text
    assert re.search(r'<ol class="agenda"><li>Témoignage de pratique : Job Yourself</li>', page.text)
    ics = ana.get(f"{place}.ics?lang=nl")
    assert ics.headers["Content-Type"].startswith("text/calendar") and b"DTSTART;TZID=Europe/Brussels:20151130T180000" in ics.content
    for code in ("fr", "nl"):
        assert ana.get(f"{place}.pdf?lang={code}").content.startswith(b"%PDF")
    assert 'action="' not in re.sub(r'action="[^"]*(sign|search)[^"]*"', "", ana.get(place).text), "a member reads and changes nothing"
    assert ana.client.post(f"{place}/ask", data={"_xsrf": ana.client.cookies.get("_xsrf", "")}).status_code == 403


@pytest.mark.claims("T095", "T059")
def test_members_bring_discounts_and_testimonials(site, ana):
    page = ana.press(ana.get("/discounts?lang=fr"), "/discounts", {"shop": "Papier & Co", "percent": "10 %", "day": "2026-01-05", "proof": "facture"})
    assert "Papier &amp; Co" in page.text and "10\xa0%" in page.text and "confirmé le 5 janvier 2026" in page.text
    assert "confirmé le 5 janvier 2026" not in ana.press(page, "/confirm").text
    told = {"author": "Ana, paysagère", "text": "Le collectif m’a manqué", "scope": "site"}
    assert "Le collectif" not in site.client().get("/services?lang=fr").text
    ana.press(ana.get("/testimonials?lang=fr"), "/testimonials", told)
    assert "Le collectif" not in site.client().get("/services?lang=fr").text, "no consent was given"
    page = ana.press(ana.get("/testimonials?lang=fr"), "/testimonials", {**told, "consents": "1"})
    assert "Le collectif" in site.client().get("/services?lang=fr").text
    ana.press(page, "/withdraw")
    assert "Le collectif" not in site.client().get("/services?lang=fr").text


@pytest.mark.claims("T105")
def test_visits_are_counted_by_page_and_nothing_about_anybody_is_kept(site, ana, staff):
    for _ in range(3):
        ana.get("/services/van?q=secret-word")
    page = staff.get("/counts?lang=fr")
    counted = {name: int(many) for name, many in re.findall(r'<th scope="row">([^<]+)</th><td class="sum">(\d+)<', page.text)}
    assert counted["/services/*"] >= 3 and counted["/services"] >= 1
    assert "secret" not in page.text and "Ana" not in page.text and "van" not in "".join(counted)
    with site.office.store.read() as tx:
        columns = [column["name"] for column in inspect(tx).get_columns("counts")]
    assert columns == ["day", "page", "visits"], "there is no column for a person"
    assert ana.get("/counts").status_code == 403


@pytest.mark.parametrize("place", ["/feedback", "/workshops", "/discounts", "/testimonials", "/counts", "/feedback/all"])
def test_who_is_not_signed_in_is_asked_to(site, place):
    answer = site.client().get(place)
    assert answer.status_code == 302 and "/sign-in" in answer.headers["Location"]
