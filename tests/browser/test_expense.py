"""A ticket on the pavement: a member on a phone photographs it and hands it in; the adviser approves on another screen."""

import io
import re
from decimal import Decimal

import pytest

from tests.browser.keeping import draft_of, until_kept
from tests.browser.screens import fits, violations
from workflows.store import expenses
from workflows.words.catalogue import speak

pytestmark = pytest.mark.browser
FR = speak("fr")
PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}


def photo(folder, width=1200):
    """A photo as a phone takes it, with the place it was taken in."""
    from PIL import Image
    content, exif = io.BytesIO(), Image.Exif()
    exif[0x8825] = {1: "N", 2: (50.0, 51.0, 0.0), 3: "E", 4: (4.0, 20.0, 0.0)}
    Image.effect_noise((width, width), 60).save(content, "JPEG", exif=exif)
    path = folder / "ticket.jpg"
    path.write_bytes(content.getvalue())
    return path


def row_of(house, id):
    store = house.store()
    try:
        with store.read() as tx:
            return expenses.expense(tx, id)
    finally:
        store.close()


def on_a_phone(chromium, house, address, who):
    context = chromium.new_context(**PHONE, locale="fr-BE")
    house.sign_in(context, address, who)
    return context


def take(one, path, css=".receipt-camera"):
    one.page.locator(".receipt-piece").wait_for()
    one.page.set_input_files(css, path)


def test_a_photo_first_then_four_answers_then_handed_in_and_approved(chromium, visit, house, address, ana, tmp_path):
    claire = house.add("adviser", "Claire Dubois")
    house.assign(ana, claire)
    path = photo(tmp_path)
    one = visit("lang=fr", "/expense_note", context=on_a_phone(chromium, house, address, ana))
    camera = one.page.locator(".receipt-camera")
    assert camera.get_attribute("capture") == "environment" and camera.get_attribute("accept") == "image/*"
    assert one.page.locator(".receipt-file").get_attribute("accept") == "image/*,application/pdf"
    open_now = [name for name in ("kind", "day", "amount", "kilometres", "purpose", "vat", "reference")
                if one.page.locator(f".box-{name}").is_visible()]
    assert open_now == ["kind", "day", "amount", "purpose"], "and the photo: five"
    take(one, path)
    picture = one.page.locator(".receipt-kept img")
    picture.wait_for()
    one.until("document.querySelector('.receipt-kept img').naturalWidth === 1200")
    id = draft_of(one)
    one.type("day", "2/3/2026")
    one.type("amount", "184,50")
    one.type("purpose", "Bois pour le décor")
    until_kept(house, ana, id, day="2/3/2026", amount="184,50", purpose="Bois pour le décor")
    one.page.locator(".tiles .amount", has_text=re.compile("184,50")).first.wait_for()
    assert fits(one.page), "nothing is wider than the phone"
    assert violations(one.page) == []
    one.page.locator("a.order-send").click()
    one.page.get_by_role("button", name=FR("expenses.do.submit"), exact=True).wait_for()
    assert violations(one.page) == [] and fits(one.page)
    one.page.get_by_role("button", name=FR("expenses.do.submit"), exact=True).click()
    one.page.get_by_text(FR("expenses.done.submit")).wait_for()
    row = row_of(house, id)
    assert (row.state, row.amount) == ("submitted", Decimal("184.50"))
    adviser = chromium.new_context(locale="fr-BE")
    house.sign_in(adviser, address, claire)
    desk = visit("", "/expenses", context=adviser)
    assert violations(desk.page) == []
    desk.page.get_by_role("link", name=re.compile("Ana Peeters · Bois")).click()
    desk.until("document.querySelector('.expense-facts img').naturalWidth === 1200")
    assert violations(desk.page) == []
    desk.page.get_by_role("button", name=FR("expenses.do.approve"), exact=True).click()
    desk.page.get_by_text(FR("expenses.done.approve")).wait_for()
    assert row_of(house, id).state == "approved"
    assert (house.home / "attachments" / row.receipt[:2] / row.receipt).read_bytes() == path.read_bytes(), "the original is the evidence"


def test_with_the_line_down_the_photo_waits_and_leaves_by_itself(chromium, visit, house, address, ana, tmp_path):
    context = on_a_phone(chromium, house, address, ana)
    one = visit("new=1&lang=fr", "/expense_note", context=context)
    one.page.locator(".receipt-piece").wait_for()
    context.set_offline(True)
    take(one, photo(tmp_path))
    one.page.get_by_text(FR("receipt.offline")).wait_for()
    assert one.page.get_by_text("ticket.jpg").is_visible()
    context.set_offline(False)
    one.page.locator(".receipt-kept img").wait_for()
    one.until("location.search.includes('draft=')")
    assert row_of(house, draft_of(one)).receipt


def test_a_receipt_is_taken_off_put_back_and_survives_what_does_not_fit(chromium, visit, house, address, ana, tmp_path):
    one = visit("new=1&lang=fr", "/expense_note", context=on_a_phone(chromium, house, address, ana))
    wrong = tmp_path / "notes.txt"
    wrong.write_text("no receipt")
    take(one, wrong, ".receipt-file")
    one.page.get_by_text(FR("receipt.error.type")).wait_for()
    take(one, photo(tmp_path, 300), ".receipt-file")
    one.page.locator(".receipt-kept img").wait_for()
    id = draft_of(one)
    name = row_of(house, id).receipt
    one.type("amount", "beaucoup")
    one.page.locator(".box-amount .problem p").wait_for()
    one.choose(FR("receipt.remove"))
    one.page.get_by_text(FR("receipt.removed")).wait_for()
    assert row_of(house, id).receipt is None
    one.choose(FR("receipt.undo"))
    one.page.locator(".receipt-kept img").wait_for()
    assert row_of(house, id).receipt == name
    one.page.reload()
    one.page.locator(".receipt-kept img").wait_for()
    assert one.shown("amount") == "beaucoup"


def test_kilometres_hide_what_belongs_to_a_ticket_and_say_what_is_above_the_scale(visit):
    one = visit("lang=fr&kind=car&day=2025-07-01&kilometres=100&asked_per_km=0.5", "/expense_note", width=390)
    one.page.locator(".tiles .amount", has_text="43,09").first.wait_for()
    assert not one.page.locator(".box-amount").is_visible() and one.page.locator(".box-kilometres").is_visible()
    assert one.page.get_by_text(re.compile("6,91.*dépassent le barème")).is_visible()
    one.choose(FR("expense_note.kind.receipt"))
    one.page.locator(".box-amount").wait_for(state="visible")
    assert not one.page.locator(".box-kilometres").is_visible()
    assert one.page.get_by_text(FR("expense_note.send.guest")).is_visible()
