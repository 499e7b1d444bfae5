"""A client on a phone, without an account and without scripts, answers an order; what opens links by itself changes nothing."""

import urllib.request

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.order_site import OrderSite
from workflows.store.journal import verify
from workflows.words.catalogue import CLIENT_LANGUAGES, speak

pytestmark = pytest.mark.browser
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
FR = speak("fr")
LINES = [["Conception de l’affiche et de toutes ses déclinaisons pour les réseaux sociaux", "2", "day", "350", "standard", "work"],
         ["Réunion", "30", "minute", "80", "standard", "work"], ["Déplacements", "120", "kilometre", "0,4326", "standard", "expense"]]
HOME = [["Muren schilderen", "3", "day", "280", "old_home", "work"]]


@pytest.fixture(scope="module")
def site(address, house):
    found = OrderSite(address, house)
    yield found
    found.office.store.close()


@pytest.fixture(scope="module")
def ana(site):
    return site.people.add("member", "Ana Peeters")


@pytest.fixture
def phone(chromium):
    """A phone that runs no script; a tap is a finger's."""
    contexts = []

    def open_page(place, width=390, scripts=False):
        context = chromium.new_context(viewport={"width": width, "height": 844}, java_script_enabled=scripts, has_touch=True,
                                       is_mobile=width < 600, locale="fr-BE")
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(20_000)
        page.came, page.bytes = [], []
        page.on("response", lambda answer: (page.came.append(answer), page.bytes.append(len(answer.body()))))
        page.goto(place)
        return page

    yield open_page
    for context in contexts:
        assert context.cookies() == []
        context.close()


def test_a_client_accepts_by_tapping_on_a_phone_that_runs_no_script(site, ana, phone):
    id = site.sent(ana, lines=LINES, until="6/3/2026")
    page = phone(site.place(id))
    assert page.title() == f"Ana Peeters · Mobilis · Affiche · 2026-03-02 · {site.row(id).number}"
    assert [answer.status for answer in page.came] == [200, 200] and sum(page.bytes) < 50_000, page.bytes
    assert all(answer.url.startswith(site.address) for answer in page.came)
    page.get_by_role("link", name=FR("answer.form")).tap()
    page.get_by_label(FR("answer.name")).fill("Jeanne Martin")
    page.get_by_role("button", name=FR("answer.accept")).tap()
    assert site.row(id).state == "sent", "the browser itself asks for the tick"
    page.get_by_label(FR("answer.may_decide", client="Mobilis")).tap()
    page.get_by_role("button", name=FR("answer.accept")).tap()
    page.get_by_role("status").get_by_text(FR("answer.done.accepted")).wait_for()
    assert site.row(id).state == "accepted"
    page.goto(site.place(id))
    assert FR("answer.already_accepted") in page.inner_text("main")
    assert page.get_by_role("button", name=FR("answer.accept")).count() == 0
    with site.office.store.read() as tx:
        assert verify(tx) is None
    said = site.events(id)[-1].payload
    assert (said["name"], said["channel"], said["pdf"]) == ("Jeanne Martin", "link", site.events(id)[0].payload["pdf"])


def test_a_refusal_with_its_reason_in_dutch(site, ana, phone):
    id, nl = site.sent(ana, client_language="nl"), speak("nl")
    page = phone(site.place(id))
    assert page.locator("html").get_attribute("lang") == "nl"
    page.get_by_label(nl("answer.name")).fill("Jan Claes")
    page.get_by_label(nl("answer.may_decide", client="Mobilis")).tap()
    page.get_by_label(nl("answer.reason")).fill("Te duur")
    page.get_by_role("button", name=nl("answer.refuse")).tap()
    page.get_by_text(nl("answer.done.refused")).wait_for()
    assert site.row(id).state == "refused" and site.events(id)[-1].payload["reason"] == "Te duur"


def test_the_page_speaks_four_languages_and_the_evidence_says_which_was_read(site, ana, phone):
    id = site.sent(ana)
    page = phone(site.place(id))
    for code in CLIENT_LANGUAGES:
        page.get_by_role("navigation").get_by_text(speak(code)("answer.language.name"), exact=True).tap()
        page.wait_for_load_state()
        assert page.locator("html").get_attribute("lang") == code
        assert speak(code)("orders.document.totals.gross") in page.inner_text("main")
    assert site.row(id).state == "sent"
    de = speak("de")
    page.get_by_label(de("answer.name")).fill("Eva Schmitz")
    page.get_by_label(de("answer.may_decide", client="Mobilis")).tap()
    page.get_by_role("button", name=de("answer.accept")).tap()
    page.get_by_text(de("answer.done.accepted")).wait_for()
    assert site.events(id)[-1].payload["language"] == "de"


def test_the_declaration_about_a_home_is_asked_where_the_sentence_stands(site, ana, phone):
    id = site.sent(ana, client_name="Jan Claes", client_kind="private", client_number=None, client_language="nl", lines=HOME)
    page, nl = phone(site.place(id)), speak("nl")
    page.get_by_label(nl("answer.name")).fill("Jan Claes")
    page.get_by_label(nl("answer.may_decide", client="Jan Claes")).tap()
    page.get_by_role("button", name=nl("answer.accept")).tap()
    page.get_by_role("alert").get_by_text(nl("answer.error.attests")).wait_for()
    assert page.get_by_label(nl("answer.name")).input_value() == "Jan Claes" and site.row(id).state == "seen"
    assert page.get_by_role("alert").bounding_box()["y"] < 844, "what is wrong is on the screen, beside what to tick"
    page.get_by_label(nl("answer.attests")).tap()
    page.get_by_role("button", name=nl("answer.accept")).tap()
    page.get_by_text(nl("answer.done.accepted")).wait_for()
    assert site.events(id)[-1].payload["attests"] is True


def test_the_document_is_what_was_sent(site, ana, phone):
    id = site.sent(ana)
    page = phone(site.place(id))
    with page.context.expect_page():
        page.get_by_role("button", name=FR("answer.document")).tap()
    for _ in range(100):
        if site.row(id).state == "seen":
            break
        page.wait_for_timeout(100)
    assert site.row(id).state == "seen" and page.get_by_label(FR("answer.name")).count() == 1


def test_a_scanner_of_mails_changes_nothing(site, ana):
    id = site.sent(ana)
    before = site.row(id), site.events(id)
    for method in ("GET", "HEAD") * 15:
        asked = urllib.request.Request(site.place(id), method=method, headers={"User-Agent": "Scanner/1.0"})
        with urllib.request.urlopen(asked, timeout=20) as answer:
            assert answer.status == 200
    assert (site.row(id), site.events(id)) == before


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("language", CLIENT_LANGUAGES)
def test_axe_finds_nothing_and_nothing_is_wider_than_the_screen(site, ana, phone, language, width):
    id = site.sent(ana, client_language=language, client_kind="private", client_number=None, lines=[*LINES, *HOME], deposit="40 %",
                   subject="Un sujet d’une longueur peu commune, " * 3, note="x" * 300)
    page = phone(site.place(id), width, scripts=True)
    for place in (site.place(id), f"{site.address}/order/{'x' * 43}?lang={language}"):
        page.goto(place)
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        found = Axe().run(page, options=RULES)
        assert found.violations_count == 0, found.generate_report()


def test_it_prints_without_its_form(site, ana, phone):
    page = phone(site.place(site.sent(ana, lines=LINES)), 1280, scripts=True)
    page.emulate_media(media="print")
    assert not page.get_by_label(FR("answer.name")).is_visible() and page.get_by_text("Déplacements").is_visible()
    assert page.pdf(format="A4").startswith(b"%PDF")
