"""The whole way of an order: a member writes it on a phone, the client accepts it on a phone, the adviser sees it at once."""

import os
import re
import subprocess
from datetime import UTC, datetime, timedelta

import pytest

from tests.browser.conftest import ATELIER, Visit
from tests.mailbox import mail_server
from tests.order_site import started
from workflows.words.catalogue import speak

pytestmark = pytest.mark.browser
FR = speak("fr")
PHONE = {"viewport": {"width": 390, "height": 844}, "locale": "fr-BE", "has_touch": True, "is_mobile": True}


@pytest.fixture(scope="module")
def box():
    with mail_server() as found:
        yield found


@pytest.fixture(scope="module")
def site(tmp_path_factory, box):
    home = tmp_path_factory.mktemp("home")
    found, process = started(home, home / "server.log", f'[mail]\nhost = "127.0.0.1"\nport = {box.port}\nstarttls = false\n')
    yield found
    process.terminate()
    process.wait(30)
    found.office.store.close()


@pytest.fixture
def signed_in(site, chromium):
    """Opens a browser of a person."""
    contexts = []

    def open_browser(person, **options):
        contexts.append(chromium.new_context(**options))
        contexts[-1].add_cookies([{"name": "atelier_session", "value": site.people.session(person), "url": site.address}])
        return Visit(contexts[-1], site.address)

    yield open_browser
    for context in contexts:
        context.close()


def day_in(days: int) -> str:
    return f"{datetime.now(UTC) + timedelta(days=days):%d/%m/%Y}"


def fill_line(one, at, text, quantity, unit, price):
    row = one.page.locator(".lines .row").nth(at)
    for place, value in enumerate((text, quantity, price)):
        row.locator("input").nth(place).fill(value)
    row.locator("select").first.select_option(unit)


@pytest.mark.claims("T032", "T033")
def test_from_the_members_phone_to_the_clients_answer_and_back(site, box, signed_in, chromium):
    claire = site.people.add("adviser", "Claire Dubois")
    ana = site.people.add("member", "Ana Peeters", adviser=claire)
    # The member, on the pavement.
    one = signed_in(ana, **PHONE).open("new=1&lang=fr", "/purchase_order")
    one.type("client_name", "Théâtre du Parc")
    one.type("subject", "Affiche de la saison")
    one.type("day", day_in(20))
    fill_line(one, 0, "Conception", "2", "day", "350")
    one.page.locator(".tile .amount", has_text=re.compile(r"847,00")).first.wait_for()
    one.unfold(FR("purchase_order.group.client_details"))
    one.type("client_email", "client@example.org")
    one.page.locator(".headline", has_text=FR("purchase_order.verdict.ready")).first.wait_for()
    one.page.locator("a.order-send").click()
    one.page.get_by_role("button", name=FR("orders.step.send")).click()
    one.page.get_by_text(FR("orders.done.send")).wait_for()
    # The client's mail: text and page, one document, one link.
    letter = box.letter("client@example.org", "Affiche de la saison")
    text, page = letter.get_body(("plain",)).get_content(), letter.get_body(("html",)).get_content()
    link, = set(re.findall(rf"{site.address}/order/[\w-]+", text))
    document, = letter.iter_attachments()
    assert link in page and document.get_content_type() == "application/pdf" and document.get_content().startswith(b"%PDF")
    assert document.get_filename().startswith("Ana-Peeters_Theatre-du-Parc_Affiche-de-la-saison_")
    assert letter["Reply-To"] == ana.email and letter["Auto-Submitted"] == "auto-generated"
    # The client, on another phone, without an account and without scripts.
    phone = chromium.new_context(java_script_enabled=False, **PHONE)
    client = phone.new_page()
    client.goto(link)
    client.locator("input[name=name]").fill("Jeanne Martin")
    client.locator("input[name=may_decide]").check()
    client.get_by_role("button", name=FR("answer.accept"), exact=True).tap()
    client.get_by_text(FR("answer.done.accepted")).wait_for()
    phone.close()
    # The adviser's list, without opening anything; and the letters to both.
    desk = signed_in(claire)
    desk.page.goto(f"{site.address}/orders?q=theatre&lang=fr")
    row = desk.page.locator("table.orders tbody tr").inner_text()
    assert all(part in row for part in ("Ana Peeters", "Théâtre du Parc", "Affiche de la saison", FR("orders.state.accepted")))
    assert "Jeanne Martin" in box.letter(ana.email, "Acceptée").get_body(("plain",)).get_content()
    assert box.letter("client@example.org", "accepté")["Message-ID"] != letter["Message-ID"]
    # The Activity's account, and the chain of evidence.
    desk.page.goto(f"{site.address}/activity?member={ana.id}&lang=fr")
    assert "700,00" in desk.page.locator("table.sums tr", has_text=FR("activity.account.accepted")).inner_text()
    done = subprocess.run([ATELIER, "orders", "verify"], env={**os.environ, "ATELIER_HOME": str(site.people.home)},
                          capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.claims("T016")
def test_a_repeat_order_for_a_known_client_needs_four_answers(site, box, signed_in):
    ana = site.people.add("member", "Ana Peeters")
    site.sent(ana, client_name="Théâtre du Parc", client_contact="Jeanne Martin", client_language="nl", payment_days="45")
    one = signed_in(ana, locale="fr-BE").open("new=1&lang=fr", "/purchase_order")
    one.page.get_by_text(FR("purchase_order.title")).first.wait_for()
    one.type("client_name", "teatre du parc")
    one.page.get_by_role("button", name="Théâtre du Parc", exact=True).click()
    one.type("subject", "Programme")
    one.type("day", day_in(30))
    fill_line(one, 0, "Mise en page", "0,5", "hour", "80")
    one.page.locator(".headline", has_text=FR("purchase_order.verdict.no_day")).first.wait_for()
    one.unfold(FR("purchase_order.group.client_details"))
    assert one.shown("client_email") == "achats@example.org" and one.shown("client_contact") == "Jeanne Martin"
    assert not one.page.get_by_text(re.compile("Il manque encore")).count()
    one.page.locator("a.order-send").click()
    one.page.get_by_role("button", name=FR("orders.step.send")).click()
    one.page.get_by_text(FR("orders.done.send")).wait_for()
    assert "Programme" in box.letter("achats@example.org", "Programme")["Subject"]


def test_a_piece_of_a_spreadsheet_falls_into_the_lines_and_ten_thousand_are_refused_with_a_sentence(site, signed_in):
    one = signed_in(site.people.add("member", "Ana Peeters"), locale="fr-BE").open("new=1&lang=fr", "/purchase_order")
    cell = one.page.locator(".lines .row input").first

    def paste(text):
        cell.evaluate("""(cell, text) => { const data = new DataTransfer(); data.setData('text/plain', text);
            cell.dispatchEvent(new ClipboardEvent('paste', {clipboardData: data, bubbles: true, cancelable: true})); }""", text)

    paste("Conception\t2\tjour\t350\nRéunion\t30\tmin\t80\nTrain\t1\tforfait\t24,80\ttaux normal\tfrais")
    one.page.locator(".tile .amount", has_text=re.compile(r"925,41")).first.wait_for()
    assert [cell.input_value() for cell in one.page.locator(".lines .cell-2 select").all()][:3] == ["day", "minute", "lump_sum"]
    paste("\n".join(f"Ligne {at}\t1\th\t10" for at in range(10_000)))
    one.page.locator(".too-many", has_text="10000").wait_for()
    assert "500" in one.page.locator(".too-many").inner_text()
    one.page.locator(".tile .amount", has_text=re.compile(r"925,41")).first.wait_for()
    assert one.page.locator(".lines .row").count() == 4, "what was there stays"
