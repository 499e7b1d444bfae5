"""The simulation as a person uses it: every click and key in a real browser, every amount to the cent."""

import re

import pytest

from workflows.law.names import names
from workflows.words.catalogue import speak

pytestmark = pytest.mark.browser
FR, NL, EN = speak("fr"), speak("nl"), speak("en")


def text_of(visit, css: str) -> str:
    return visit.page.locator(css).first.inner_text()


def test_a_result_stands_there_without_a_click(visit):
    one = visit()
    one.shows()
    assert FR("sheet.headline.situation") in text_of(one, ".headline"), "without a situation nobody wins"
    one.page.get_by_text(FR.formats.money(23_222, cents=False)).first.wait_for()
    assert one.page.locator(".wide svg[role=img]").count() == 1
    assert one.page.title().startswith(FR("simulation.title"))


def test_the_situation_decides_what_is_compared(visit):
    one = visit("turnover=48000&v=1")
    one.choose(FR("simulation.situation.studies"))
    one.shows(turnover=48_000, situation="studies")
    one.choose(FR("simulation.situation.benefits"))
    one.page.locator(".headline").filter(has_text=FR("sheet.headline.benefits")).wait_for()
    one.unfold(FR("simulation.group.benefits"))
    one.type("daily_benefit", "60")
    one.type("benefit_days", "150")
    one.shows(turnover=48_000, situation="benefits", daily_benefit=60, benefit_days=150)
    assert not one.field("job_gross").is_visible()
    one.choose(FR("simulation.situation.job"))
    one.shows(turnover=48_000, situation="job")
    assert one.field("job_gross").is_visible()
    one.type("job_gross", "28.800")
    one.shows(turnover=48_000, situation="job", job_gross=28_800)
    one.choose(FR("simulation.situation.none"))
    one.shows(turnover=48_000, situation="none")
    assert not one.field("job_gross").is_visible()
    assert one.page.get_by_role("button", name=FR("simulation.situation.none"), exact=True).get_attribute("aria-pressed") == "true"


def test_amounts_are_typed_with_cents_and_stand_in_the_link(visit):
    one = visit()
    one.type("turnover", "48 000,55")
    one.shows(turnover=48_000.55)
    one.until("location.search.includes('turnover=48000.55')")
    assert one.field("turnover").input_value() == "48 000,55"
    two = visit("turnover=48137.01&v=1")
    two.shows(turnover=48_137.01)
    two.page.wait_for_timeout(1_000)
    two.shows(turnover=48_137.01)


def test_the_slider_moves_the_amount_and_the_result(visit):
    one = visit()
    handle = one.page.locator(".slider-turnover .noUi-handle")
    assert handle.get_attribute("aria-label") == FR("room.turnover.slider")
    handle.focus()
    for _ in range(3):
        handle.press("ArrowRight")
    one.shows(turnover=24_300)
    one.until("location.search.includes('turnover=24300')")


def test_ready_amounts_are_one_tap(visit):
    one = visit()
    one.choose(FR.formats.money(50_000, cents=False))
    one.shows(turnover=50_000)
    assert one.field("turnover").input_value() == FR.formats.amount(50_000)


def test_the_language_changes_in_the_middle_and_keeps_everything(visit):
    one = visit()
    one.type("turnover", "31.250,40")
    one.type("days", "95,5")
    one.unfold(FR("simulation.group.family"))
    one.field("household").select_option(label=FR("simulation.household.couple_one_income"))
    said = {"turnover": 31_250.4, "days": 95.5, "household": "couple_one_income"}
    one.shows(**said)
    for words in (NL, EN, FR):
        one.choose(words.language.upper())
        one.shows(words.language, **said)
        one.page.locator("h1", has_text=words("simulation.title")).wait_for()
        one.until(f"document.documentElement.lang === '{words.language}'")
        assert one.field("turnover").input_value() == words.formats.amount(31_250.4)
        one.page.get_by_label(words("simulation.days.label"), exact=True).wait_for()
        one.until(f"location.search.includes('lang={words.language}')")


def test_what_is_wrong_is_said_at_its_field_and_stops_nothing(visit):
    one = visit()
    one.type("turnover", "beaucoup")
    problem = one.page.locator(".box-turnover [role=alert]")
    problem.wait_for()
    assert "n’est pas un nombre" in problem.inner_text() and FR("simulation.turnover.label") in problem.inner_text()
    assert one.field("turnover").input_value() == "beaucoup" and one.field("turnover").get_attribute("aria-invalid") == "true"
    one.shows()
    for wrong in ("-5", "9999999", "🎨", "1e400", "NaN"):
        one.type("turnover", wrong)
        problem.wait_for()
    one.type("turnover", "30000")
    problem.wait_for(state="detached")
    one.shows(turnover=30_000)


def test_undo_and_back_to_the_example(visit):
    one = visit()
    one.type("turnover", "30000")
    one.shows(turnover=30_000)
    one.type("turnover", "40000")
    one.shows(turnover=40_000)
    for press, turnover in (("undo", 30_000), ("reset", 24_000), ("undo", 30_000), ("undo", 24_000)):
        one.choose(FR(f"room.{press}"))
        one.shows(turnover=turnover)
        assert one.field("turnover").input_value() == FR.formats.amount(turnover)
    one.page.locator("button.act-undo[disabled]").wait_for()
    assert one.page.locator("button.act-undo").is_disabled(), "nothing is left to take back"


def test_month_by_month_cannot_be_confused_with_the_year(visit):
    one = visit()
    one.unfold(FR("simulation.group.month"))
    entries = one.page.locator(".box-turnover_by_month .months input")
    assert entries.count() == 12
    for month in range(12):
        entries.nth(month).fill(str(1_000 + 100 * month))
        entries.nth(month).press("Tab")
    one.shows(turnover_by_month=[1_000 + 100 * month for month in range(12)])
    assert one.field("turnover").input_value() == FR.formats.number(18_600) and one.field("turnover").is_disabled()
    for label in (FR("simulation.turnover.label"), FR.formats.month(1), FR.formats.month(12)):
        assert one.page.get_by_label(label, exact=True).first.is_visible()
    assert "an" in FR("simulation.turnover.label")


def test_a_link_reopens_everything_and_its_wrong_parts_get_a_sentence(visit):
    one = visit("situation=job&turnover=48000&days=120&expenses=3000&municipal_rate=0.07&v=1&lang=nl")
    said = {"situation": "job", "turnover": 48_000, "days": 120, "expenses": 3_000, "municipal_rate": 0.07}
    one.shows("nl", **said)
    link = one.page.url.partition("?")[2]
    two = visit(link)
    two.shows("nl", **said)
    three = visit("turnover=%3Cscript%3Ealert(1)%3C/script%3E&days=5000&year=1999&nonsense=1&children=2")
    three.shows(children=2)
    alert = text_of(three, ".situation [role=alert]")
    assert all(FR(f"simulation.{field}.label") in alert for field in ("turnover", "days", "year"))
    assert "nonsense" in alert and "Traceback" not in three.page.content()


def test_what_was_typed_waits_in_this_browser_and_in_no_other(visit):
    one = visit()
    one.type("turnover", "33333,33")
    one.shows(turnover=33_333.33)
    one.type("days", "abc")
    one.page.locator(".box-days [role=alert]").wait_for()
    again = visit(context=one.context)
    again.shows(turnover=33_333.33)
    assert again.field("days").input_value() == "abc", "even what does not fit is kept as it was typed"
    visit().shows()


def test_two_people_at_once_do_not_mix(visit):
    one, two = visit(), visit()
    one.type("turnover", "21000")
    two.type("turnover", "91000")
    one.shows(turnover=21_000)
    two.shows(turnover=91_000)
    assert (one.field("turnover").input_value(), two.field("turnover").input_value()) == ("21000", "91000")
    assert "turnover=21000" in one.page.url and "turnover=91000" in two.page.url


def test_the_path_of_an_amount_unfolds_with_its_sources(visit):
    one = visit("situation=none&turnover=50000&v=1")
    one.unfold(FR("sheet.path"))
    one.page.locator(".fold.unfolded summary", has_text=FR("way.cooperative")).click()
    table = one.page.locator(".fold.unfolded table").first
    table.wait_for()
    name = one.page.get_by_role("rowheader", name=names().of("cooperative_contribution", "fr"), exact=True)
    row = table.locator("tr").filter(has=name).first.inner_text()
    assert FR.formats.number(3_250) in row and "Smart" in row and FR("status.confirmed") in row


def test_the_pdf_holds_the_answer(visit, tmp_path):
    from pypdf import PdfReader
    one = visit("situation=none&turnover=48000&v=1")
    with one.page.expect_download() as download:
        one.choose(FR("room.pdf"))
    path = tmp_path / "answer.pdf"
    download.value.save_as(path)
    answer = one.shows(situation="none", turnover=48_000)
    said = "".join(page.extract_text() for page in PdfReader(path).pages)
    plain = re.sub(r"\s", "", said)
    for way in ("cooperative", "self_employed"):
        assert re.sub(r"\s", "", FR.formats.money(answer.ways[way].net_year)) in plain
    assert one.page.locator(".status").inner_text() == FR("room.pdf.done")


def test_figures_of_the_chart_stand_in_a_table(visit):
    one = visit("situation=none&turnover=48000&v=1")
    one.page.get_by_text(FR("sheet.table"), exact=True).click()
    rows = one.page.locator("details[data-key=table] tbody tr")
    answer = one.shows(situation="none", turnover=48_000)
    mine = rows.filter(has_text=FR.formats.money(48_000)).first.inner_text()
    assert FR.formats.money(answer.ways["cooperative"].net_year) in mine
    one.type("days", "100")
    one.shows(situation="none", turnover=48_000, days=100)
    assert rows.first.is_visible(), "an unfolded part stays open"


def test_the_person_stands_exactly_on_the_curves(visit):
    one = visit("situation=none&turnover=48137.01&v=1")
    found = one.page.evaluate("""() => [...document.querySelectorAll('.wide svg[role=img]')].map(svg => {
        const curves = [...svg.querySelectorAll('polyline')];
        return {here: [...svg.querySelectorAll('circle')].map(c => [+c.getAttribute('cx'), +c.getAttribute('cy')]),
                curves: curves.map(c => c.getAttribute('points'))};
    })[0]""")
    assert len(found["here"]) == len(found["curves"]) == 2
    for (x, y), curve in zip(found["here"], found["curves"], strict=True):
        points = [tuple(map(float, pair)) for pair in re.findall(r"(-?[\d.]+)[ ,](-?[\d.]+)", curve)]
        left, right = max(p for p in points if p[0] <= x), min(p for p in points if p[0] >= x)
        share = (x - left[0]) / (right[0] - left[0]) if right[0] > left[0] else 0
        assert abs(left[1] + share * (right[1] - left[1]) - y) < 0.02
