"""The pages around an account, as people use them: entering, roles, an administrator's and an adviser's work, the end."""

import re
from datetime import timedelta

import pytest

from tests.browser.screens import fits, some_screens, violations
from workflows.people import drafts
from workflows.simulation.questions import SimulationQuestions as Q
from workflows.store import people
from workflows.words.catalogue import speak

pytestmark = pytest.mark.browser
FR = speak("fr")
GOOD = "three small green boats"


@pytest.fixture
def opened(visit, house, chromium, address):
    """A page of the site for somebody of a role."""
    def open_page(role, place, language="fr", width=1280, person=None):
        context = chromium.new_context(viewport={"width": width, "height": 900}, locale="fr-BE")
        if role:
            house.sign_in(context, address, person or house.add(role))
        return visit(f"lang={language}", place, context=context)

    return open_page


def test_the_first_link_enters_the_password_enters_again_and_out(opened, house):
    ana = house.add("member", "Ana Peeters")
    one = opened(None, f"/enter/{house.link(ana)}").page
    one.locator("input[name=password]").fill("short")
    one.get_by_role("button", name=FR("enter.do")).click()
    assert FR("password.short", shortest=12) in one.inner_text("main")
    one.locator("input[name=password]").fill(GOOD)
    one.get_by_role("button", name=FR("enter.do")).click()
    one.get_by_role("link", name="Ana Peeters").click()
    one.get_by_role("button", name=FR("account.sign_out"), exact=True).click()
    one.get_by_role("link", name=FR("sign_in.title")).click()
    one.get_by_label(FR("field.email")).fill(ana.email)
    one.get_by_label(FR("field.password")).fill("wrong password")
    one.get_by_role("button", name=FR("sign_in.do"), exact=True).click()
    assert FR("sign_in.wrong") in one.inner_text("main") and one.get_by_label(FR("field.email")).input_value() == ana.email
    one.get_by_label(FR("field.password")).fill(GOOD)
    one.keyboard.press("Enter")
    one.get_by_role("link", name="Ana Peeters").wait_for()
    cookies = {cookie["name"]: cookie for cookie in one.context.cookies()}
    assert cookies["atelier_session"]["httpOnly"] and cookies["atelier_session"]["sameSite"] == "Lax"


def test_who_asks_for_a_page_of_others_is_led_to_the_door(opened, house, address):
    adviser = house.add("adviser", "Claire Dubois")
    one = opened(None, "/").page
    one.goto(f"{address}/treasury?lang=fr")
    assert FR("sign_in.why") in one.inner_text("main") and "next=" in one.url
    one.goto(f"{address}/simulation?draft={'0' * 32}&lang=fr")
    assert FR("sign_in.why") in one.inner_text("main")
    member = opened("member", "/").page
    assert member.goto(f"{address}/treasury?lang=fr").status == 403 and FR("site.not_yours") in member.inner_text("main")
    assert opened("member", "/accounts").page.inner_text("main").count(FR("site.not_yours")) == 1
    assert opened("administrator", "/members").page.inner_text("main").count(FR("site.not_yours")) == 1
    assert FR("members.empty") in opened("adviser", "/members", person=adviser).page.inner_text("main")


def test_an_administrator_opens_an_account_and_names_an_adviser(opened, house):
    claire = house.add("adviser", "Claire Unique")
    one = opened("administrator", "/accounts").page
    one.get_by_label(FR("field.name"), exact=True).fill("Zoë Nieuw")
    one.get_by_label(FR("field.email"), exact=True).fill("zoe@example.org")
    one.get_by_role("button", name=FR("accounts.add")).click()
    assert FR("accounts.added", email="zoe@example.org") in one.inner_text("main")
    one.get_by_label(FR("field.search")).fill("zoë")
    one.get_by_role("button", name=FR("field.search.do")).click()
    assert one.locator("section.person").count() == 1 and FR("accounts.never") in one.inner_text("section.person")
    one.get_by_label(f"{FR('role.adviser')} : Zoë Nieuw").select_option(label="Claire Unique")
    one.get_by_role("button", name=f"{FR('accounts.assign')} : Zoë Nieuw").click()
    assert FR("accounts.adviser.done", name="Zoë Nieuw") in one.inner_text("main")
    store = house.store()
    with store.read() as tx:
        zoe = people.by_email(tx, "zoe@example.org")
    store.close()
    letters = [path.read_text() for path in (house.home / "outbox").glob("*.eml")] if (house.home / "outbox").exists() else []
    for _ in range(50):
        if any("zoe@example.org" in letter for letter in letters):
            break
        one.wait_for_timeout(200)
        letters = [path.read_text() for path in (house.home / "outbox").glob("*.eml")] if (house.home / "outbox").exists() else []
    assert any("zoe@example.org" in letter for letter in letters), "the link left"
    assert "Zoë Nieuw" in opened("adviser", "/members", person=claire).page.inner_text("main")
    assert zoe.password is None


def test_an_adviser_names_a_stand_in_and_the_member_reads_who_opened_what(opened, house):
    claire, dirk = house.add("adviser", "Claire Weg"), house.add("adviser", "Dirk Hier")
    ana = house.add("member", "Ana Peeters", adviser=claire)
    store = house.store()
    drafts.create(store, ana, "a" * 31 + "1", {"turnover": ("48000", 0)}, Q, house.now())
    store.close()
    one = opened("adviser", "/members", person=claire).page
    one.get_by_label(FR("members.stand_in.colleague")).select_option(label="Dirk Hier")
    one.get_by_label(FR("members.stand_in.until")).fill((house.now() + timedelta(days=400)).date().isoformat())
    one.get_by_role("button", name=FR("members.stand_in.do"), exact=True).click()
    assert FR("members.stand_in.too_long", days=92) in one.inner_text("main")
    one.get_by_label(FR("members.stand_in.colleague")).select_option(label="Dirk Hier")
    one.get_by_label(FR("members.stand_in.until")).fill((house.now() + timedelta(days=7)).date().isoformat())
    one.get_by_role("button", name=FR("members.stand_in.do"), exact=True).click()
    assert FR("members.stand_in.done", name="Dirk Hier") in one.inner_text("main")
    other = opened("adviser", "/members", person=dirk).page
    other.get_by_role("link", name=re.compile(FR("page.simulation.title"))).first.click()
    other.locator(".first .tiles .amount, .atelier .tiles .amount").first.wait_for()
    journal = opened("member", "/journal", person=ana).page
    assert "Dirk Hier" in journal.inner_text("table") and FR("event.opened") in journal.inner_text("table")


def test_everything_about_oneself_as_a_file_and_then_gone(opened, house, address):
    ana = house.add("member", "Ana Vertrekt")
    store = house.store()
    drafts.create(store, ana, "b" * 31 + "2", {"turnover": ("48123", 0)}, Q, house.now())
    store.close()
    one = opened(None, f"/enter/{house.link(ana)}").page
    one.locator("input[name=password]").fill(GOOD)
    one.get_by_role("button", name=FR("enter.do")).click()
    one.get_by_role("link", name="Ana Vertrekt").click()
    with one.expect_download() as download:
        one.get_by_role("link", name=FR("account.export")).click()
    said = download.value.path().read_text()
    assert "48123" in said and ana.email in said and "argon2" not in said
    one.locator("form[action$='erase'] input[name=password]").fill("not mine at all")
    one.get_by_role("button", name=FR("account.erase")).click()
    assert FR("password.old_wrong") in one.inner_text("main")
    one.locator("form[action$='erase'] input[name=password]").fill(GOOD)
    one.get_by_role("button", name=FR("account.erase")).click()
    assert FR("account.erase.done") in one.inner_text("main")
    one.goto(f"{address}/account")
    assert "/sign-in" in one.url
    assert b"48123" not in (house.home / "atelier.db").read_bytes() and b"Ana Vertrekt" not in (house.home / "atelier.db").read_bytes()


@some_screens
def test_with_something_in_them_axe_finds_nothing_and_nothing_is_wider_than_the_screen(opened, house, language, width):
    claire = house.add("adviser", "Claire Dubois")
    ana = house.add("member", "Ana Peeters", adviser=claire)
    store, draft = house.store(), f"{width:x}{ord(language[0]):x}".rjust(32, "c")
    drafts.create(store, ana, draft, {"turnover": ("48000", 0)}, Q, house.now())
    store.close()
    for role, person, place in (
            (None, None, f"/enter/{house.link(ana)}"), ("member", ana, "/"), ("member", ana, "/account"), ("member", ana, "/journal"),
            ("member", ana, "/drafts"), ("member", ana, f"/drafts/{draft}"), ("adviser", claire, "/members"), ("administrator", None, "/accounts")):
        page = opened(role, place, language, width, person).page
        assert fits(page) and violations(page) == [], place
        assert page.evaluate("document.documentElement.lang") == language
        page.context.close()
