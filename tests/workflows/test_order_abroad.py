"""A client or work abroad triggers the right check-list from the dated table, and says to ask the adviser where it is silent."""

from datetime import date

import pytest

from workflows.law.library import shelf
from workflows.orders.abroad import SITUATIONS, checks
from workflows.orders.answer import as_json, purchase_order
from workflows.orders.parties import Address, Client
from workflows.orders.questions import OrderQuestions
from workflows.orders.sheet import order_sheet
from workflows.words.catalogue import LANGUAGES, speak

FRENCH = "FR40303265045"
DAY = date(2026, 7, 1)
CASES = [("BE", "", False, "BE", []), ("FR", FRENCH, False, "BE", ["abroad_reverse_charge"]),
         ("FR", FRENCH, False, "FR", ["abroad_reverse_charge", "abroad_a1", "abroad_posting"]),
         ("DE", "", False, "BE", ["abroad_vat_number_missing"]), ("NL", "", True, "BE", [None]),
         ("US", "", False, "BE", ["abroad_outside_vat"]), ("BE", "", False, "JP", [None]),
         ("CH", "", False, "CH", ["abroad_outside_vat", None])]


@pytest.mark.claims("T088")
@pytest.mark.parametrize(("country", "vat", "private", "place", "expected"), CASES)
def test_the_check_list_of_a_situation(country, vat, private, place, expected):
    client = Client("Client", address=Address(country=country), vat=vat, private=private)
    found = checks(client, Address(country=place), DAY, shelf())
    assert [one.parameter and one.parameter.id for one in found] == expected


@pytest.mark.claims("T088")
def test_before_a_rule_there_was_none_and_the_adviser_is_named():
    found = checks(Client("Client"), Address(country="FR"), date(2009, 1, 1), shelf())
    assert [one.parameter for one in found] == [None]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_situation_is_said_on_the_page_with_its_doubt(language):
    words = speak(language)
    typed = OrderQuestions(client_name="Studio", client_country="FR", client_vat=FRENCH, place_country="FR", day="2026-07-01",
                           lines=[["Film", "1", "day", "500", "reverse_union"]])
    sheet = order_sheet(as_json(purchase_order(typed)), words)
    section = next(one for one in sheet.sections if one.title == words("purchase_order.section.abroad"))
    assert len(section.paragraphs) == 3 and all(len(part) > 60 for part in section.paragraphs)
    assert sum("A1" in note for note in sheet.notes) == 1, "the doubt is said"
    assert all(words(f"purchase_order.abroad.{name}") for name in SITUATIONS)


def test_a_domestic_order_says_nothing_of_it():
    assert as_json(purchase_order(OrderQuestions()))["abroad"] == []
