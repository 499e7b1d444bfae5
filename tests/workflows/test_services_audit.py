"""The audit of the services: the map, both purposes, the plan, what could be stopped; own or hired; the brochure."""

import io
import json
import re
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from openpyxl import Workbook
from pydantic import ValidationError
from pypdf import PdfReader

import workflows.drawing
from tests.workflows.test_services_register import changed
from workflows.batch.run import check
from workflows.batch.table import read_table
from workflows.pages.registry import PAGES
from workflows.questions.problems import problems
from workflows.services import brochure as pages
from workflows.services.audit import months_after, services_audit
from workflows.services.audit_json import as_json
from workflows.services.audit_questions import AuditQuestions
from workflows.services.audit_sheet import audit_sheet
from workflows.services.brochure_sheet import brochure_html, brochure_pdf
from workflows.services.register import read_register, register
from workflows.services.sharing import shared_goods
from workflows.services.sharing_questions import SharedGoodsQuestions
from workflows.services.sharing_sheet import as_json as sharing_json
from workflows.words.catalogue import LANGUAGES, speak

FR = speak("fr")
QUESTION = "Quels sont les services de SMart que vous souhaiteriez voir renforcer ? (Plusieurs réponses possibles)"
SOME = "van; 2026-1; 2; Trop loin\nvan; 2026-2; 4; Plus proche\nagora; 2026-2; 1; Vide\nadvice; 2026-2; 5; Vite et bien\ndesk; 2026-2; 4;"


def audit(**said) -> dict:
    return json.loads(json.dumps(as_json(services_audit(AuditQuestions(**said)))))


def service(answer: dict, id: str) -> dict:
    return next(one for one in answer["services"] if one["id"] == id)


def svg(sheet, place: int) -> str:
    return sheet.sections[place].chart.svg(760, 360, "k")


@pytest.mark.claims("T002")
@pytest.mark.parametrize(("start", "end"), [("2026-08-31", "2027-02-28"), ("2027-08-31", "2028-02-29"), ("2026-11-30", "2027-05-30")])
def test_the_audit_ends_six_calendar_months_after_it_began(start, end):
    answer = audit(start=start, ratings=SOME)
    assert answer["deadline"] == end and answer["months"] == 6
    assert answer["rated"] == 3 and answer["count"] == len(register().services)
    assert months_after(date(2026, 12, 31), 2) == date(2027, 2, 28)
    tiles = audit_sheet(answer, FR).tiles
    assert tiles[1].amount == FR.formats.percent(3 / answer["count"], 0)
    assert tiles[2].amount == "6 mois" and FR.formats.date(date.fromisoformat(end)) in tiles[2].note


@pytest.mark.claims("T003")
@pytest.mark.parametrize("lens", ["employment", "activity"])
@pytest.mark.parametrize("width", [760, 360])
def test_the_map_shows_every_service_exactly_once(lens, width):
    sheet = audit_sheet(audit(lens=lens, ratings=SOME), FR)
    drawn = re.findall(r"<circle.*?<title>(\d+)\. ([^<]+)</title>", sheet.sections[0].chart.svg(width, 360, "k"))
    assert sorted(name for _, name in drawn) == sorted(one.name["fr"].replace("'", "&#x27;") for one in register().services.values())
    assert len({number for number, _ in drawn}) == len(drawn) == len(sheet.sections[0].table.rows)


@pytest.mark.parametrize("width", [760, 360])
def test_no_circle_of_the_map_hides_another_and_none_leaves_the_paper(width):
    many = "\n".join(f"{id}; 2026-1; 3; ok" for id in list(register().services)[:15])
    for ratings in ("", SOME, many):
        drawn = audit_sheet(audit(ratings=ratings), FR).sections[0].chart.svg(width, 300, "k")
        places = [tuple(map(float, place)) for place in re.findall(r'<circle cx="([\d.-]+)" cy="([\d.-]+)" r="(\d+)"', drawn)]
        height = float(re.search(r'viewBox="0 0 \d+ (\d+)"', drawn)[1])
        for at, (x, y, r) in enumerate(places):
            assert r <= x <= width - r + 12 and r <= y <= height - r
            assert all(abs(x - a) >= 2 * r - 0.2 or abs(y - b) >= 2 * r - 0.2 for a, b, _ in places[at + 1:])


@pytest.mark.claims("T004")
def test_a_rating_without_a_word_is_not_rated_and_not_rated_is_no_zero():
    answer = audit(ratings=SOME)
    assert not service(answer, "desk")["rated"] and service(answer, "desk")["mean"] is None and service(answer, "desk")["without_comment"] == 1
    assert service(answer, "van")["rated"] and service(answer, "van")["comments"] == ["Trop loin", "Plus proche"]
    sheet = audit_sheet(answer, FR)
    marks = {row[0].split(". ")[1]: row[2] for row in sheet.sections[0].table.rows}
    assert marks["Bureau partagé"] == "non évalué" and marks["Location d’une camionnette"] == "4" and "0" not in marks.values()
    strip = float(re.search(r'<rect x="48\.0" y="36" width="([\d.]+)"', svg(sheet, 0))[1]) + 48
    left = {name for x, name in re.findall(r'<circle cx="([\d.]+)".*?<title>\d+\. ([^<]+)</title>', svg(sheet, 0)) if float(x) < strip}
    assert "Bureau partagé" in left and "Location d’une camionnette" not in left and len(left) == answer["count"] - 3


@pytest.mark.claims("T004")
@pytest.mark.parametrize(("ratings", "said"), [("van; 2026-1; 6; x", "de 1 à 5"), ("van; 2026-1; 0; x", "de 1 à 5"), ("van; 2026-1; ; ", "note ou un commentaire"),
                                               ("vann; 2026-1; 3; x", "« van"), ("van; juin; 3; x", "2026-1"), ("van; 2026-1; ½; x", "de 1 à 5"),
                                               ("van; 2026-1; 3; " + "x" * 700, "600 signes"), ("van;2026-1;3;x\n" * 2_001, "2000 au plus")])
def test_what_is_no_rating_is_refused_with_its_line(ratings, said):
    with pytest.raises(ValidationError) as refused:
        AuditQuestions(ratings=ratings)
    assert said in problems(refused.value, AuditQuestions, FR)[0].sentence


@pytest.mark.claims("T005")
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_drawing_of_the_survey_shows_when_and_what_was_asked(language):
    sheet = audit_sheet(audit(), speak(language))
    with_rates = [section for section in sheet.sections if section.chart]
    assert len(with_rates) == 2
    for section in with_rates:
        for width in (760, 360):
            said = " ".join(re.findall(r"<text[^>]*>([^<]*)</text>", section.chart.svg(width, 300, "k")))
            assert QUESTION in said and "2015" in said and speak(language).formats.month(6) in said


@pytest.mark.claims("T006")
def test_the_survey_is_drawn_as_bars_from_zero_and_never_as_a_pie():
    sheet = audit_sheet(audit(), FR)
    drawn = svg(sheet, 4)
    said = re.findall(r"<title>[^<]*: ([\d,]+)\xa0%</title>", drawn)
    assert round(sum(Fraction(part.replace(",", ".")) for part in said), 1) == Fraction("384.2")
    widths = [float(width) for width in re.findall(r'<rect x="12\.0"[^>]*width="([\d.]+)"', drawn)]
    assert widths[0] / widths[-1] == pytest.approx(56.5 / 38.7, abs=0.01), "each bar begins at 0 and is its own rate"
    assert not any("pie" in name.lower() for name in dir(workflows.drawing)) and " A" not in drawn, "no sector is drawn"


def test_an_error_is_drawn_only_where_it_is_known_how_many_answered():
    assert "<path" not in svg(audit_sheet(audit(), FR), 4)
    drawn = svg(audit_sheet(audit(answered=900), FR), 4)
    assert drawn.count("<path") == 8 and "95 %" in audit_sheet(audit(answered=900), FR).sections[4].paragraphs[1].replace("\xa0", " ")


@pytest.mark.claims("T037")
def test_ratings_are_kept_by_period_and_their_trend_is_shown():
    answer = audit(ratings=SOME)
    assert service(answer, "van")["periods"] == [{"period": "2026-1", "mean": 2.0, "ratings": 1}, {"period": "2026-2", "mean": 4.0, "ratings": 1}]
    assert service(answer, "van")["trend"] == 2.0 and service(answer, "advice")["trend"] is None
    sheet = audit_sheet(answer, FR)
    trend = next(section for section in sheet.sections if section.title == FR("services_audit.section.trend"))
    assert trend.table.rows == (("Location d’une camionnette", "2026-1: 2; 2026-2: 4", "+2"),)
    assert "affaire de personnes" in trend.paragraphs[0]


@pytest.mark.claims("T089")
def test_each_service_has_a_sheet_and_the_software_decides_nothing():
    answer = audit(ratings=SOME, decisions="van; 40; 7.200,50; partenaire; Ana Peeters; Louer ailleurs; ou partager")
    assert service(answer, "van")["sheet"] == {"users": 40, "cost": 7200.5, "option": "partner", "author": "Ana Peeters", "alternatives": "Louer ailleurs; ou partager"}
    sheet = audit_sheet(answer, FR)
    table = next(section for section in sheet.sections if section.title == FR("services_audit.section.sheets")).table
    assert len(table.rows) == answer["count"]
    assert {row[6] for row in table.rows} == {"pas encore décidé", "confier à un partenaire"}, "nothing is decided but what a person wrote"
    row = next(row for row in table.rows if row[0] == "Location d’une camionnette")
    assert [part.replace("\xa0", " ").replace("\u202f", " ") for part in row[1:]] == [
        "48,9 %", "4", "40", "7 200,50 €", "Louer ailleurs; ou partager", "confier à un partenaire", "Ana Peeters"]
    with pytest.raises(ValidationError) as refused:
        AuditQuestions(decisions="van; 40; ; stop; ; ")
    assert "nom de qui la propose" in problems(refused.value, AuditQuestions, FR)[0].sentence


def test_a_table_brings_ratings_and_sheets_on_further_sheets_empty_cells_and_all(tmp_path):
    book = Workbook()
    book.active.append(["name", "start"])
    book.active.append(["Audit", "31/8/2026"])
    for name, lines in (("ratings", [(2, "van", "2026-1", 4, "Prompt; près"), (2, "desk", "2026-1", None, "Clair")]),
                        ("decisions", [(2, "van", None, 7200.5, "stop", "Ana", None), (2, "desk", 12)])):
        sheet = book.create_sheet(name)
        for line in [("row", *["x"] * 6), *lines]:
            sheet.append(line)
    book.save(tmp_path / "table.xlsx")
    (job,), refused = check(read_table(tmp_path / "table.xlsx", AuditQuestions, FR, "fr"), PAGES["services_audit"], FR)
    assert refused == [] and [(one.service, one.rating, one.comment) for one in job.questions.rated()] == [
        ("van", 4, "Prompt; près"), ("desk", None, "Clair")]
    van, desk = job.questions.decided()["van"], job.questions.decided()["desk"]
    assert (van.users, van.cost, van.option, van.author) == (None, 7200.5, "stop", "Ana") and (desk.users, desk.option) == (12, "")


@pytest.mark.claims("T090", "T091")
def test_the_purpose_weighs_the_services_and_the_differences_are_listed():
    answer = audit(ratings=SOME)
    weights = {lens: said["weights"] for lens, said in answer["lenses"].items()}
    assert weights["employment"]["training"] == 1.5 and weights["activity"]["network_evening"] == 1.5
    training, evening = service(answer, "training")["lenses"], service(answer, "network_evening")["lenses"]
    assert training["employment"]["importance"] == 0.795 and training["activity"]["importance"] == 0.3975
    assert evening["employment"]["importance"] == 0.441 and evening["activity"]["importance"] == 0.6615
    assert (training["employment"]["rank"], evening["activity"]["rank"]) == (1, 1) and training["activity"]["rank"] > 15
    moved = {one["id"] for one in answer["services"] if one["lenses"]["employment"]["rank"] != one["lenses"]["activity"]["rank"]
             or one["lenses"]["employment"]["quadrant"] != one["lenses"]["activity"]["quadrant"]}
    assert set(answer["changes"]) == moved and len(moved) > 10
    sheet = audit_sheet(answer, FR)
    assert len(sheet.sections[1].table.rows) == len(moved) and sheet.sections[1].table.columns[1:] == ("coopérative d’emploi", "coopérative d’activités")
    shown = next(section for section in sheet.sections if section.title == FR("services_audit.section.weights"))
    assert ("Formations", "1,5", "0,75") in shown.table.rows and "Hypothèses" in shown.paragraphs[0]


@pytest.mark.claims("T092")
def test_only_what_is_low_on_both_axes_is_asked_about_with_who_would_notice():
    answer = audit(ratings=SOME + "\nmobility; 2026-1; 1; Rien\ndefence; 2026-1; 1; Rien", decisions="mobility; 12; ; ; ; ")
    assert answer["stop"]["employment"] == ["agora", "mobility"], "defence is bad and much asked for: it is to be reinforced"
    assert not set(answer["stop"]["employment"]) & set(answer["without_data"])
    sheet = audit_sheet(answer, FR)
    assert [(row[0], row[3]) for row in sheet.sections[2].table.rows] == [("SMart Agora", "inconnu"), ("Travailler à l’étranger", "12")]
    assert audit()["stop"] == {"employment": [], "activity": []} and len(audit()["without_data"]) == audit()["count"]


@pytest.mark.claims("T101")
def test_agora_is_rated_as_any_other_and_its_gaps_are_told():
    assert service(audit(ratings=SOME), "agora")["gaps"] == ["T068", "T069", "T070", "T071"] and service(audit(ratings=SOME), "agora")["mean"] == 1.0


@pytest.mark.claims("T093")
def test_from_how_many_days_a_van_of_ones_own_pays_with_a_step_for_each_van():
    q = SharedGoodsQuestions(days=150, hire_day="75,00", own_year="7.200", own_day=15, days_of_one=200)
    found = shared_goods(q)
    # One van: 7,200 + 15 d < 75 d from 121; two from 201: 14,400 < 60 d from 241; three from 401: always cheaper.
    assert [(one.days, one.cheaper) for one in found.changes] == [(1, "outside"), (121, "own"), (201, "outside"), (241, "own")]
    assert (found.own, found.outside, found.vans) == (Decimal(9450), Decimal(11250), 1)

    def costs(days):
        return -(-days // 200) * Fraction(7200) + 15 * days, Fraction(75) * days

    cheaper = [(own < out) - (own > out) for own, out in map(costs, range(1_001))]
    stands, seen = 0, []
    for days, sign in enumerate(cheaper):
        if sign and sign != stands:
            stands = sign
            seen.append((days, "own" if sign > 0 else "outside"))
    assert seen == [(one.days, one.cheaper) for one in found.changes]


@pytest.mark.claims("T093")
def test_where_both_cost_the_same_nothing_changes_sides():
    assert shared_goods(SharedGoodsQuestions(hire_day=15, own_year=0, own_day=15)).changes == ()
    assert sharing_json(shared_goods(SharedGoodsQuestions(hire_day=15, own_year=0, own_day=15)))["cheaper"] is None


@pytest.mark.claims("T094")
def test_buying_together_saves_volume_times_price_times_discount_less_its_cost():
    found = sharing_json(shared_goods(SharedGoodsQuestions(purchases="Papier; 1000; 4,50; 8 %\nEncre; 20; 60; 12,5", running="600")))
    assert [(one["spent"], one["saved"]) for one in found["purchases"]] == [("4500.00", "360.00"), ("1200.00", "150.00")]
    assert (found["saved"], found["left"], found["discount"]) == ("510.00", "-90.00", str(round(Decimal(600) / Decimal(5700), 6)))
    even = shared_goods(SharedGoodsQuestions(purchases="Papier; 1000; 5,70; 10", running="570"))
    assert even.left == 0 and even.discount == Decimal("0.1"), "at the break-even discount nothing is left"


def booklet(language: str, known=None, **said) -> tuple[str, str]:
    """The text of the brochure as HTML and as PDF."""
    answer = json.loads(json.dumps(pages.as_json(pages.brochure(pages.BrochureQuestions(**said), known=known))))
    words, day = speak(language), date(2026, 11, 26)
    html = re.sub(r"<style>.*?</style>", "", brochure_html(answer, words, day), flags=re.S)
    return html, " ".join("".join(page.extract_text() for page in PdfReader(io.BytesIO(brochure_pdf(answer, words, day))).pages).split())


@pytest.mark.claims("T083")
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_brochure_has_every_service_once_and_its_date(language):
    html, paper = booklet(language, questions="no")
    names = [one.name[language] for one in register().services.values()]
    assert re.findall(r"<h3>([^<]+)", html) == [one.name[language] for family in register().families
                                                for one in register().of_family(family)]
    for name, one in zip(names, register().services.values()):
        assert paper.count(one.purpose[language][:40]) == 1, name
    assert speak(language).formats.date(date(2026, 11, 26)) in html and "2026" in paper


@pytest.mark.claims("T083")
def test_a_service_that_is_added_stands_in_the_next_brochure(tmp_path):
    path = changed(tmp_path, lambda services: services.update(bike={**services["van"], "name": {
        "fr": "Vélo cargo partagé", "nl": "Gedeelde bakfiets", "en": "Shared cargo bike"}}))
    html, paper = booklet("fr", read_register(path))
    assert html.count("Vélo cargo partagé") == 1 and paper.count("Vélo cargo partagé") == 1
    assert "Vélo cargo" not in booklet("fr")[0]


def test_a_brochure_of_one_family_and_without_what_was_left_out():
    html, _ = booklet("nl", family="network", planned="no", price="no", questions="no", occasion="<b>Avond</b>", day="30/11/2026")
    assert re.findall(r"<h3>([^<]+)", html) == ["SMart Agora", "Kortingen die leden kregen"]
    assert "Prijs onbekend" not in html and "&lt;b&gt;Avond" in html and "30 november 2026" in html


@pytest.mark.claims("T083")
def test_no_price_in_the_brochure_is_invented():
    html, _ = booklet("fr")
    assert html.count("Prix inconnu : demandez-le.") == sum(not one.included and one.price is None for one in register().services.values())
    assert not re.search(r"\d+ ?€", re.sub(r"&nbsp;|\xa0", " ", html.split('class="services"', 1)[1].split("<footer")[0].replace("50 000 €", "")))
    assert PAGES["brochure"].audience == "members"
