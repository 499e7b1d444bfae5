"""The cash flow and the vehicle as a person uses them: opened, typed into, read, printed, with nothing that axe finds."""

import io

import pytest
from pypdf import PdfReader

from workflows.cash.flow import cash_flow
from workflows.cash.questions import CashFlowQuestions
from workflows.cash.vehicle import vehicle
from workflows.cash.vehicle_questions import VehicleQuestions
from workflows.pages.examples import examples
from workflows.words.catalogue import speak

pytestmark = pytest.mark.browser
FR, NL = speak("fr"), speak("nl")


def opened(visit, place: str, query: str = "", **options):
    return visit(query, place, **options)


def shows(one, amount: str) -> None:
    one.page.locator(".tile .amount").filter(has_text=amount).first.wait_for()


def test_the_cash_flow_moves_with_what_is_typed(visit):
    one = opened(visit, "/cash_flow")
    assert one.page.title().startswith(FR("cash_flow.title"))
    shows(one, FR.formats.money(cash_flow(CashFlowQuestions()).trough.balance))
    one.type("draw", "1.450,50")
    lowest = cash_flow(CashFlowQuestions(draw=1450.5)).trough.balance
    shows(one, FR.formats.money(lowest))
    assert lowest < 0 and one.page.locator(".headline").inner_text().startswith("Il manque")
    one.until("location.search.includes('draw=1450.5')")
    one.unfold(FR("cash_flow.group.clients"))
    one.field("way").select_option(label=FR("cash_flow.way.self_employed"))
    one.type("clients", "70/90; 30/30")
    asked = CashFlowQuestions(draw=1450.5, way="self_employed", clients="70/90;30/30")
    shows(one, FR.formats.money(cash_flow(asked).trough.balance))
    one.type("clients", "70/1000")
    one.page.locator(".box-clients [role=alert]").filter(has_text="70/1000").wait_for()


@pytest.mark.parametrize("example", [e for e in examples() if e.questions.page == "cash_flow"], ids=lambda e: e.name)
def test_the_plans_open_from_home_filled_in(visit, example):
    one = visit(place="/")
    one.page.get_by_role("link", name=example.said(FR)[0]).click()
    one.open_now()
    answer = cash_flow(example.questions)
    shows(one, FR.formats.money(answer.trough.balance))
    if answer.remedies.advance:
        one.page.get_by_text(f"une avance de {FR.formats.money(answer.remedies.advance.amount, cents=False)}").wait_for()
    assert one.page.locator(".wide svg[role=img]").count() == 1 and one.page.locator("[role=alert]").count() == 0


def test_the_vehicle_moves_with_what_is_typed(visit):
    one = opened(visit, "/vehicle", "lang=nl")
    shows(one, NL.formats.number(vehicle(VehicleQuestions()).cost.per_km, 4))
    one.type("km_professional", "20.000")
    shows(one, NL.formats.number(vehicle(VehicleQuestions(km_professional=20_000)).cost.per_km, 4))
    one.field("kind").select_option(label=NL("vehicle.kind.van"))
    shows(one, NL("vehicle.tile.no_scale"))
    assert "geen kilometerschaal" in one.page.locator(".headline").inner_text()


@pytest.mark.parametrize("place", ["/cash_flow", "/vehicle"])
def test_the_pdf_says_what_the_page_says(visit, place):
    one = opened(visit, place, "lang=nl")
    with one.page.expect_download() as download:
        one.page.locator(".act-pdf").click()
    with open(download.value.path(), "rb") as file:
        text = "".join(page.extract_text() for page in PdfReader(io.BytesIO(file.read())).pages)
    amount = one.page.locator(".tile .amount").first.inner_text()
    assert "".join(amount.split()) in "".join(text.split())
