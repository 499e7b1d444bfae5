"""The argument sheet in a browser: no wider than a phone, and one page when printed."""

import io
from datetime import date

import pytest
from pypdf import PdfReader

from workflows.simulation.argument import argument
from workflows.simulation.argument_questions import ArgumentQuestions
from workflows.simulation.argument_report import argument_html
from workflows.words.catalogue import LANGUAGES, speak

FULL = {"turnover": 500_000, "client_days": 365, "hours_saved": 2_999.5, "hour_value": 499.99, "advice_hours": 2_999.5,
        "advice_hour_value": 499.99, "market_quote": 499_999.99, "market_includes": ()}


@pytest.mark.browser
@pytest.mark.parametrize("language", LANGUAGES)
def test_it_fits_a_phone_and_prints_on_one_page(chromium, language):
    page = chromium.new_page(viewport={"width": 390, "height": 800})
    page.set_content(argument_html(argument(ArgumentQuestions(**FULL)), speak(language), date(2026, 11, 25)))
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert len(PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True))).pages) == 1
    page.close()
