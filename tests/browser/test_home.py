"""Home and the addresses around it."""

import urllib.error
import urllib.request

import pytest

from workflows.pages.examples import examples
from workflows.pages.registry import PAGES
from workflows.questions.link import from_link
from workflows.simulation.questions import SimulationQuestions
from workflows.words.catalogue import speak

pytestmark = pytest.mark.browser
FR = speak("fr")


@pytest.mark.parametrize("language", ["fr", "nl", "en"])
@pytest.mark.parametrize("role", ["guest", "member", "adviser", "staff", "administrator"])
def test_home_lists_the_pages_that_one_may_open_and_the_situations(visit, house, chromium, address, language, role):
    context = chromium.new_context()
    if role != "guest":
        house.sign_in(context, address, house.add(role))
    one, words = visit(f"lang={language}", place="/", context=context), speak(language)
    said = one.page.inner_text("main")
    for name, page in PAGES.items():
        opens = page.audience == "members" or role in ("adviser", "staff")
        assert (words(f"page.{name}.title") in said and words(f"page.{name}.line") in said) == opens
        assert (words(f"home.{page.audience}") in said and words(f"home.{page.audience}.intro") in said) == opens
    for example in examples():
        assert all(part in said for part in example.said(words))
    assert {"fr": "1\u202f500\xa0€", "nl": "€\xa01.500", "en": "€1,500"}[language] in said
    assert {"fr": "24\u202f000\xa0€", "nl": "€\xa024.000", "en": "€24,000"}[language] in said
    assert one.page.evaluate("document.documentElement.lang") == language
    one.page.get_by_role("link", name=speak("nl")("language.name")).click()
    one.page.get_by_text(speak("nl")("home.title")).first.wait_for()


def test_the_browsers_language_is_taken_when_the_address_says_none(chromium, address):
    context = chromium.new_context(locale="nl-BE")
    page = context.new_page()
    page.goto(address)
    assert page.locator("h1").inner_text() == speak("nl")("home.title")
    context.close()


@pytest.mark.parametrize("example", [e for e in examples() if e.questions.page == "simulation"], ids=lambda e: e.name)
def test_each_situation_opens_filled_in(visit, example):
    one = visit(place="/")
    one.page.get_by_role("link", name=example.said(FR)[0]).first.click()
    one.open_now().shows(**from_link(example.link, SimulationQuestions, FR).questions.typed())
    assert one.page.locator(".situation [role=alert]").count() == 0


def test_the_workshops_own_figures_open(visit):
    one = visit(place="/")
    one.page.get_by_role("link", name="23\u202f076,92\xa0€").click()
    answer = one.open_now().shows(turnover=23_076.92)
    assert answer.ways["cooperative"].details["cooperative_contribution"] == 1_500


@pytest.mark.parametrize("place", [
    "/nothing", "/voila/render/simulation.ipynb", "/voila/tree", "/voila/files/simulation.ipynb", "/api/contents", "/api/kernels",
    "/lab", "/tree", "/simulation/", "/simulation.ipynb", "/../pyproject.toml", "/assets/static-0/..%2f..%2fpyproject.toml",
    "/voila/templates/atelier/index.html.j2"])
def test_what_is_no_page_is_a_404_and_never_a_file(address, place):
    with pytest.raises(urllib.error.HTTPError) as refused:
        urllib.request.urlopen(address + place)
    body = refused.value.read().decode()
    assert refused.value.code in (403, 404, 405) and "Traceback" not in body and "[project]" not in body


def test_a_very_long_link_gets_a_sentence(address):
    with pytest.raises(urllib.error.HTTPError) as refused:
        urllib.request.urlopen(address + "/simulation?lang=fr&turnover=" + "9" * 9_000)
    assert refused.value.code == 414 and "<h1>" in refused.value.read().decode()
