"""What members and the cooperative keep about the services: announcements, messages, ratings, workshops, discounts, testimonials."""

import json
from datetime import UTC, date, datetime, time, timedelta

import pytest

from tests.stores import NOW
from workflows.law.library import shelf
from workflows.people.drafts import NotYours
from workflows.people.refusal import Refusal
from workflows.report.sheet_pdf import sheet_pdf
from workflows.services import announcing, community, rating, saying, workshops
from workflows.services.audit_questions import AuditQuestions
from workflows.services.minutes import agenda, minutes
from workflows.store import counting, drafts, people
from workflows.store.erasure import erase, export
from workflows.words.catalogue import speak

TEXTS = {"fr": ("Nouvelle note de frais", "Un champ de moins."), "nl": ("Nieuwe onkostennota", "Eén veld minder."),
         "en": ("New expense note", "One field less.")}
DAY = timedelta(days=1)
PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 64


@pytest.fixture
def ana(store):
    with store.write() as tx:
        return people.add_person(tx, "ana@example.org", "Ana Peeters", "member", "fr", NOW)


@pytest.fixture
def staff(store):
    with store.write() as tx:
        return people.add_person(tx, "staff@example.org", "Sam Staf", "staff", "nl", NOW)


@pytest.mark.claims("T027")
def test_a_change_begins_thirty_days_after_it_was_announced_and_not_a_day_before(store, ana, staff):
    law, subject = shelf(), "form:expense_note"
    assert announcing.days_before(law) == 30
    with pytest.raises(announcing.NotAnnounced) as refused:
        announcing.activate(store, staff, subject, "2", NOW, law)
    assert refused.value.key == "announcements.error.not_announced"
    written = announcing.announce(store, staff, subject, "2", TEXTS, date(2026, 7, 10), NOW)
    with pytest.raises(announcing.NotAnnounced):
        announcing.activate(store, staff, subject, "2", NOW + 90 * DAY, law)
    assert announcing.announcements(store) == [] and len(announcing.announcements(store, everything=True)) == 1
    announcing.publish(store, staff, written.id, NOW)
    with pytest.raises(announcing.NotAnnounced) as refused:
        announcing.activate(store, staff, subject, "2", NOW + 29 * DAY, law)
    assert refused.value.values == {"days": 30, "first": date(2026, 7, 31)}
    assert announcing.activate(store, staff, subject, "2", NOW + 30 * DAY, law).activated_at == NOW + 30 * DAY
    assert announcing.text_of(announcing.announcements(store)[0], "nl")[0] == "Nieuwe onkostennota"


@pytest.mark.claims("T027")
def test_a_change_does_not_begin_before_the_day_it_was_told_for(store, staff):
    one = announcing.announce(store, staff, "parameter:van", "0,50", TEXTS, date(2027, 1, 1), NOW)
    announcing.publish(store, staff, one.id, NOW)
    with pytest.raises(announcing.NotAnnounced):
        announcing.activate(store, staff, "parameter:van", "0,50", datetime(2026, 12, 31, 22, tzinfo=UTC), shelf())
    assert announcing.activate(store, staff, "parameter:van", "0,50", datetime(2026, 12, 31, 23, tzinfo=UTC), shelf()), "it is the 1st in Brussels"


def test_an_announcement_needs_three_languages_and_somebody_of_the_cooperative(store, ana, staff):
    for texts in ({**TEXTS, "nl": ("", "x")}, {"fr": TEXTS["fr"]}):
        with pytest.raises(Refusal):
            announcing.announce(store, staff, "form:a", "1", texts, date(2027, 1, 1), NOW)
    announcing.announce(store, staff, "form:a", "1", TEXTS, date(2027, 1, 1), NOW)
    with pytest.raises(Refusal):
        announcing.announce(store, staff, "form:a", "1", TEXTS, date(2027, 1, 1), NOW)
    for work in (lambda: announcing.announce(store, ana, "form:b", "1", TEXTS, date(2027, 1, 1), NOW),
                 lambda: announcing.activate(store, ana, "form:a", "1", NOW, shelf())):
        with pytest.raises(NotYours):
            work()


def said(store, home, person, kind="complaint", text="Trop lent", **more):
    return saying.say(store, home, person, saying.Said(kind, text, **more), NOW)


@pytest.mark.claims("T106", "T107")
def test_a_message_keeps_its_kind_its_keywords_and_its_file(store, tmp_path, ana, staff):
    for kind in ("complaint", "satisfaction", "to_develop", "objective"):
        said(store, tmp_path, ana, kind, f"C’est {kind}")
    kept = said(store, tmp_path, ana, text="Premier.\r\n\r\nSecond <b>gras</b>.", keywords="frais, camionnette, frais", file=PNG, name="Ana")
    found = saying.heard(store, staff)
    assert [one.kind for one in saying.heard(store, staff, kind="satisfaction")] == ["satisfaction"] and len(found) == 5
    assert saying.paragraphs(kept.text) == ["Premier.", "Second <b>gras</b>."] and kept.keywords == "frais, camionnette"
    assert saying.file_of(store, tmp_path, ana, kept.id) == saying.file_of(store, tmp_path, staff, kept.id) == ("image/png", PNG)


@pytest.mark.claims("T106")
@pytest.mark.parametrize(("more", "status"), [({"file": b"<html><script>"}, 415), ({"file": b"MZ" + b"\0" * 99}, 415), ({"text": "  \n "}, 422),
                                              ({"text": "x" * 5_001}, 422), ({"file": PNG + b"\0" * 10 * 2**20}, 413), ({"kind": "spam"}, 422),
                                              ({"keywords": ",".join(map(str, range(11)))}, 422)])
def test_what_is_no_message_is_not_kept(store, tmp_path, ana, staff, more, status):
    with pytest.raises(saying.NotKept) as refused:
        said(store, tmp_path, ana, **more)
    assert refused.value.status == status and saying.heard(store, staff) == []


def test_another_member_reads_neither_messages_nor_files(store, tmp_path, ana):
    kept = said(store, tmp_path, ana, file=PNG)
    with store.write() as tx:
        other = people.add_person(tx, "zoe@example.org", "Zoë", "member", "fr", NOW)
    for work in (lambda: saying.heard(store, other), lambda: saying.file_of(store, tmp_path, other, kept.id),
                 lambda: saying.evidence(store, other, shelf())):
        with pytest.raises(NotYours):
            work()


@pytest.mark.claims("T013", "T096")
def test_complaints_are_counted_by_theme_and_small_numbers_are_left_out(store, tmp_path, ana, staff):
    for text in ["ma camionnette"] * 5 + ["le juriste"] * 4:
        said(store, tmp_path, ana, text=text)
    found = {(theme, kind): many for theme, kind, many in saying.evidence(store, staff, shelf())}
    assert found["administration", "complaint"] == 5 and found["legal", "complaint"] is None and found["defence", "complaint"] is None
    assert len(found) == 9 * 4, "every theme and kind has a cell, so that nothing is told by what is missing"
    assert not {"Ana", "ana@example.org"} & set(json.dumps([list(row) for row in saying.evidence(store, staff, shelf())]).split('"'))


@pytest.mark.claims("T004", "T037")
def test_a_rating_needs_a_word_and_takes_the_place_of_the_one_before_in_its_half_year(store, ana, staff):
    for mark, comment in (("4", "  "), ("6", "x"), ("", "x"), ("3.5", "x")):
        with pytest.raises(Refusal):
            rating.rate(store, ana, "van", mark, comment, NOW)
    rating.rate(store, ana, "van", "4", "Bien", NOW)
    rating.rate(store, ana, "van", "2", "Trop\nloin; hélas", NOW + DAY)
    rating.rate(store, ana, "van", "5", "Mieux", NOW + 200 * DAY)
    rating.keep_sheet(store, staff, "van", "40", "7.200", "partner", "Louer; partager", NOW)
    with store.read() as tx:
        values = {name: value.value for name, value in drafts.values(tx, rating.audit_draft(store, staff, NOW)).items()}
    questions = AuditQuestions(**values)
    assert sorted((one.period, one.rating, one.comment) for one in questions.rated()) == [
        ("2026-2", 2, "Trop loin; hélas"), ("2027-1", 5, "Mieux")]
    assert questions.decided()["van"].author == "Sam Staf" and questions.decided()["van"].cost == 7200
    with pytest.raises(NotYours):
        rating.audit_draft(store, ana, NOW)
    with pytest.raises(rating.UnknownService):
        rating.rate(store, ana, "garden", "4", "Bien", NOW)


TITLE = {"fr": "Quels services ?", "nl": "Welke diensten?"}


def evening(store, staff, day, at=time(18)):
    return workshops.plan(store, staff, day, at, "Centre Dansaert, rue d’Alost, 1000 Bruxelles", TITLE, NOW)


@pytest.mark.claims("T103")
def test_the_invitation_is_for_a_monday_at_six_by_the_clocks_of_brussels(store, staff):
    one = evening(store, staff, date(2015, 11, 30))
    assert date(2015, 11, 30).weekday() == 0 and one.starts_at.astimezone(UTC) == datetime(2015, 11, 30, 17, tzinfo=UTC)
    lines = workshops.calendar(one, "fr", NOW).decode().replace("\r\n ", "").split("\r\n")
    assert "DTSTART;TZID=Europe/Brussels:20151130T180000" in lines and "DTEND;TZID=Europe/Brussels:20151130T200000" in lines
    assert "LOCATION:Centre Dansaert\\, rue d’Alost\\, 1000 Bruxelles" in lines and "SUMMARY:Quels services ?" in lines
    assert "TZOFFSETTO:+0100" in lines, "the zone travels with it: in November Brussels is an hour before UTC"
    summer = workshops.calendar(evening(store, staff, date(2026, 7, 6)), "nl", NOW).decode()
    assert "DTSTART;TZID=Europe/Brussels:20260706T180000" in summer and "SUMMARY:Welke diensten?" in summer
    assert all(len(line) <= 75 for line in workshops.calendar(one, "fr", NOW, "é" * 300).split(b"\r\n"))


def test_no_text_of_an_invitation_begins_another_line(store, staff):
    one = workshops.plan(store, staff, date(2027, 1, 1), time(18), "x\r\nATTACH:http://example.org", TITLE, NOW)
    said = workshops.calendar(one, "fr", NOW, "a\nEND:VEVENT\nBEGIN:VALARM").decode().replace("\r\n ", "")
    assert said.count("END:VEVENT\r\n") == 1 and "\r\nATTACH" not in said and "\r\nBEGIN:VALARM" not in said


@pytest.mark.claims("T097", "T098")
def test_a_question_keeps_its_consensus_its_argument_and_its_examples_in_both_languages(store, staff):
    id = evening(store, staff, date(2015, 11, 30)).id
    for fr, nl in (("Arrêter les vans ?", "De bestelwagens stoppen?"), ("Une centrale ?", "Een centrale?"), ("Un objectif ?", "Een doel?")):
        workshops.ask(store, staff, id, {"fr": fr, "nl": nl}, NOW)
    workshops.record(store, staff, id, 0, "yes", "Le prix", "Location à la journée", NOW)
    workshops.record(store, staff, id, 1, "no", "", "", NOW)
    workshops.record(store, staff, id, 2, "premature", "", "", NOW)
    one = workshops.workshop(store, id)
    assert [question.consensus for question in one.questions] == ["yes", "no", "premature"]
    assert speak("fr")("workshops.consensus.premature") != speak("fr")("workshops.consensus.no")
    french, dutch = (minutes(one, date(2026, 7, 1), speak(code)) for code in ("fr", "nl"))
    assert [len(section.table.rows) if section.table else 0 for section in french.sections] == [
        len(section.table.rows) if section.table else 0 for section in dutch.sections]
    assert french.sections[2].table.rows[0] == ("Arrêter les vans ?", "consensus", "Le prix", "Location à la journée")
    assert dutch.sections[2].table.rows[2][:2] == ("Een doel?", "vraag komt te vroeg")
    assert "Is de groep tot een consensus gekomen?" in dutch.sections[2].paragraphs[0]
    assert sheet_pdf(dutch, speak("nl"), date(2026, 7, 1)).startswith(b"%PDF")
    for consensus, argument in (("yes", ""), ("perhaps", "x")):
        with pytest.raises(Refusal):
            workshops.record(store, staff, id, 0, consensus, argument, "", NOW)
    with pytest.raises(Refusal):
        workshops.ask(store, staff, id, {"fr": "Seulement ?", "nl": ""}, NOW)


@pytest.mark.claims("T099")
def test_an_open_point_comes_back_at_every_evening_until_it_is_closed(store, staff):
    first, second, third = (evening(store, staff, date(2026, month, 1)) for month in (7, 9, 11))
    workshops.take_up(store, staff, first.id, {"fr": "Voir les autres réseaux", "nl": "Andere netwerken bekijken"}, NOW)
    workshops.take_up(store, staff, first.id, {"fr": "Agora", "nl": "Agora"}, NOW)
    for one in (second, third):
        assert sum("Voir les autres réseaux" in slot for slot in agenda(workshops.workshop(store, one.id), speak("fr"))) == 1
    assert any("Andere netwerken" in slot for slot in agenda(workshops.workshop(store, second.id), speak("nl")))
    assert not any("Voir les" in slot for slot in agenda(workshops.workshop(store, first.id), speak("fr")))
    point = workshops.workshop(store, second.id).carried[0]
    workshops.close(store, staff, point.id, second.starts_at + timedelta(hours=1))
    assert len(workshops.workshop(store, second.id).carried) == 2, "it stood on that evening's agenda"
    assert [part.id for part in workshops.workshop(store, third.id).carried] != [point.id] and len(workshops.workshop(store, third.id).carried) == 1


@pytest.mark.claims("T102")
def test_the_agenda_begins_with_a_testimony_and_knows_who_was_asked(store, staff, ana):
    id = evening(store, staff, date(2026, 9, 1)).id
    assert agenda(workshops.workshop(store, id), speak("fr"))[0] == "1. Témoignage de pratique : une personne à trouver"
    for name, state in (("Job Yourself", "asked"), ("Ana Peeters", "accepted"), ("Une pépinière", "accepted")):
        workshops.invite(store, staff, id, name, "Sa pratique", state, NOW)
    workshops.invite(store, staff, id, "Job Yourself", "Ses services", "declined", NOW)
    one = workshops.workshop(store, id)
    assert [(person.name, person.state) for person in one.speakers] == [("Job Yourself", "declined"), ("Ana Peeters", "accepted"), ("Une pépinière", "accepted")]
    assert agenda(one, speak("fr"))[:2] == ("1. Témoignage de pratique : Ana Peeters", "2. Une pépinière présente : Sa pratique")
    with pytest.raises(NotYours):
        workshops.invite(store, ana, id, "Moi", "", "asked", NOW)


@pytest.mark.claims("T095")
def test_a_discount_has_shop_share_day_and_proof_and_says_when_it_was_confirmed(store, ana):
    old = community.register_discount(store, ana, "Papier & Co", "10 %", date(2026, 3, 1), "facture 17", NOW)
    community.register_discount(store, ana, "Outils", "7,5", date(2026, 5, 1), "dit au comptoir", NOW)
    assert [(one.shop, one.percent, one.confirmed_on) for one in community.discounts(store)] == [
        ("Outils", "7.5", "2026-05-01"), ("Papier & Co", "10", "2026-03-01")]
    community.confirm_discount(store, ana, old.id, NOW)
    assert [(one.shop, one.confirmed_on) for one in community.discounts(store)[:1]] == [("Papier & Co", "2026-07-01")]
    for shop, percent, day, proof in (("", "10", date(2026, 3, 1), "x"), ("A", "0", date(2026, 3, 1), "x"), ("A", "101", date(2026, 3, 1), "x"),
                                      ("A", "10", date(2026, 7, 2), "x"), ("A", "10", date(2026, 3, 1), " "), ("A", "many", date(2026, 3, 1), "x")):
        with pytest.raises(Refusal):
            community.register_discount(store, ana, shop, percent, day, proof, NOW)


@pytest.mark.claims("T059")
def test_a_testimonial_has_author_consent_and_scope_and_without_consent_nobody_reads_it(store, ana, staff):
    community.tell(store, ana, "Ana, paysagère", "J’avais besoin du collectif.", ("site",), False, NOW)
    community.tell(store, ana, "Ana, paysagère", "Sans endroit.", (), True, NOW)
    assert community.published(store, "site") == []
    told = community.tell(store, ana, "Ana, paysagère", "J’ai liquidé ma société.", ("site", "brochure"), True, NOW)
    assert [(one.author, one.consented_at) for one in community.published(store, "site")] == [("Ana, paysagère", NOW)]
    assert len(community.published(store, "brochure")) == 1 and community.published(store, "social") == []
    with pytest.raises(NotYours):
        community.withdraw(store, staff, told.id, NOW)
    community.withdraw(store, ana, told.id, NOW + DAY)
    assert community.published(store, "site") == community.published(store, "brochure") == []


def test_an_export_tells_what_somebody_said_and_an_erasure_leaves_figures_of_nobody(store, tmp_path, ana, staff):
    said(store, tmp_path, ana, text="Ma plainte à moi")
    rating.rate(store, ana, "van", "2", "Mon commentaire", NOW)
    community.register_discount(store, ana, "Outils", "7,5", date(2026, 5, 1), "Ana au comptoir", NOW)
    community.tell(store, ana, "Ana", "Mon témoignage", ("site",), True, NOW)
    with store.read() as tx:
        told = json.dumps(export(tx, ana.id))
    for words in ("Ma plainte", "Mon commentaire", "Ana au comptoir", "Mon t"):
        assert words in told
    with store.write() as tx:
        erase(tx, ana.id, NOW + DAY)
    assert saying.heard(store, staff) == [] and community.published(store, "site") == []
    assert [(one.shop, one.person, one.proof) for one in community.discounts(store)] == [("Outils", None, "")]
    with store.read() as tx:
        values = {name: value.value for name, value in drafts.values(tx, rating.audit_draft(store, staff, NOW)).items()}
    assert values["ratings"].startswith("van; 2026-2; 2") and "commentaire" not in values["ratings"]


@pytest.mark.claims("T105")
def test_visits_add_up_by_day_and_page(store):
    for _ in range(2):
        with store.write() as tx:
            counting.add_visits(tx, {("2026-07-01", "/services"): 3, ("2026-07-02", "/"): 1})
    with store.read() as tx:
        assert counting.visits(tx, "2026-07-01", "2026-07-31") == [("2026-07-01", "/services", 6), ("2026-07-02", "/", 2)]
        assert counting.visits(tx, "2026-08-01", "2026-08-31") == []
