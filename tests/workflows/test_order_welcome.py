"""Whoever is named on an order for the first time gets a one-page welcome, and "informed" is noted once."""

import io

import pytest
from pypdf import PdfReader

from tests.workflows.test_order_pages import Browser
from workflows.words.catalogue import LANGUAGES


@pytest.mark.claims("T084")
def test_two_people_named_for_the_first_time_get_the_welcome_and_are_noted_as_informed(site):
    ana = site.people.add("member", "Ana Peeters")
    me, first = Browser(site, ana), site.sent(ana, workers="Bram Claes, Zoë Ünlü, Bram Claes")
    page = me.get(f"/orders/{first}?lang=fr")
    assert "Nommé·es pour la première fois" in page.text and page.text.count(">Informé·e<") == 2
    for language in LANGUAGES:
        pages = PdfReader(io.BytesIO(me.get(f"/orders/{first}/welcome?name=Zoë Ünlü&lang={language}").content)).pages
        assert len(pages) == 1 and "Zoë Ünlü" in pages[0].extract_text()
    assert me.press(page, "/informed").status_code == 302
    again = me.get(f"/orders/{first}?lang=fr").text
    assert again.count(">Informé·e<") == 1 and ">Zoë Ünlü<" in again and ">Bram Claes<" not in again
    second = site.sent(ana, workers="bram claes")
    assert "Nommé·es pour la première fois" not in me.get(f"/orders/{second}?lang=fr").text, "on the next order nobody is new"
    stranger = Browser(site, site.people.add("member", "Marc Thys"))
    assert stranger.get(f"/orders/{first}/welcome?name=Zoë").status_code == 404
