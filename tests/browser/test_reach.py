"""For everybody: with the keyboard alone, with a screen reader, on a phone, on paper."""

import pytest
from pypdf import PdfReader

from tests.browser.screens import fits, too_small, unfold_all, violations
from workflows.words.catalogue import speak

pytestmark = pytest.mark.browser
FR = speak("fr")
ROOM = ".atelier button, .atelier input[type=text], .atelier select, .atelier summary"


@pytest.mark.parametrize("width", [1280, 390])
def test_axe_finds_nothing_on_the_simulation(visit, width):
    one = visit("situation=none&turnover=48000&lang=nl", width=width)
    assert violations(one.page) == []
    unfold_all(one)
    one.type("turnover", "veel")
    one.page.locator(".box-turnover [role=alert]").wait_for()
    assert violations(one.page) == []


@pytest.mark.claims("T023", "T104")
def test_the_keyboard_alone_reaches_and_does_everything(visit):
    one = visit()
    keys = one.page.keyboard
    seen = []

    def tab_to(css: str, steps: int = 80):
        for _ in range(steps):
            keys.press("Tab")
            seen.append(one.page.evaluate(
                "() => { const e = document.activeElement, s = getComputedStyle(e); return [e.tagName, s.outlineStyle, e.outerHTML.slice(0, 160)]; }"))
            if one.page.evaluate("css => !!document.activeElement.closest(css)", css):
                return
        raise AssertionError(f"{css} was never reached")

    tab_to(".skip")
    tab_to(".field-situation")
    while one.page.evaluate("document.activeElement.textContent") != FR("simulation.situation.none"):
        keys.press("Tab")
    keys.press("Enter")
    one.shows(situation="none")
    tab_to(".field-turnover")
    keys.press("Control+A")
    keys.type("30000")
    tab_to(".slider-turnover")
    one.shows(situation="none", turnover=30_000)
    keys.press("ArrowRight")
    one.shows(situation="none", turnover=30_100)
    tab_to(".field-days")
    keys.press("Control+A")
    keys.type("100")
    tab_to(".field-kind")
    one.shows(situation="none", turnover=30_100, days=100)
    keys.press("ArrowDown")
    one.shows(situation="none", turnover=30_100, days=100, kind="artist")
    for css in (".act-undo", ".act-reset", "details[data-key=table] summary", ".act-link", ".act-pdf", ".act-print"):
        tab_to(css)
    assert [html for tag, outline, html in seen if tag != "BODY" and outline == "none"] == [], "where am I?"
    keys.press("Shift+Tab")
    with one.page.expect_download():
        keys.press("Enter")


def test_a_phone_shows_situation_three_figures_and_one_sentence_first(visit):
    one = visit(width=390, has_touch=True, is_mobile=True)
    one.shows()
    for css in (".field-situation", ".tiles", ".headline"):
        box = one.page.locator(css).first.bounding_box()
        assert box["y"] + box["height"] <= 844, css
    assert not one.field("days").is_visible() and not one.page.locator(".box-turnover_by_month .months").is_visible()
    assert fits(one.page)
    one.page.get_by_role("button", name=FR("room.more"), exact=True).tap()
    one.field("days").wait_for()
    unfold_all(one)
    assert fits(one.page)
    assert too_small(one.page, ROOM, 36) == [], "a finger needs room"


@pytest.mark.parametrize("language", ["fr", "nl", "en"])
def test_it_prints_on_one_page(visit, tmp_path, language):
    one = visit(f"situation=none&turnover=48000&days=120&children=2&lang={language}")
    one.shows(language, situation="none", turnover=48_000, days=120, children=2)
    one.page.pdf(path=tmp_path / "print.pdf", prefer_css_page_size=True)
    pages = PdfReader(tmp_path / "print.pdf").pages
    said = pages[0].extract_text()
    assert len(pages) == 1
    # On paper the front end does not run again: what it wrote for a wide screen must not decide where the paper cuts.
    one.page.emulate_media(media="print")
    right = one.page.evaluate("""() => {
        for (const id of ['main', 'jp-main-content-panel', 'rendered_cells']) document.getElementById(id).style.width = '3000px';
        return Math.max(...[...document.querySelectorAll('.tile, .headline, .atelier li')].map(e => e.getBoundingClientRect().right));
    }""")
    assert right <= 1280
    words = speak(language)
    assert words.formats.money(48_000) in said and words("simulation.situation.none") in said, "what was asked stands on the paper"
    assert words("simulation.title") in said and words("sheet.intervals.title") in said


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("situation", ["job", "none"])
def test_nothing_is_cut_off_in_any_language(visit, width, situation):
    one = visit(f"situation={situation}&turnover=123456.78&v=1", width=width)
    for language in ("NL", "EN", "FR"):
        one.choose(language)
        one.shows(language.lower(), situation=situation, turnover=123_456.78)
        cut = one.page.evaluate("""() => [...document.querySelectorAll('.atelier button, .tile .amount, .tile b, h1, h2')]
            .filter(e => e.offsetParent && e.scrollWidth > e.clientWidth + 1 && getComputedStyle(e).display !== 'inline')
            .map(e => e.textContent)""")
        assert cut == [], language
        broken = one.page.evaluate("""() => [...document.querySelectorAll('.tile b .narrow')]
            .filter(e => e.offsetParent && e.getClientRects().length > 1).map(e => e.textContent)""")
        assert broken == [], f"{language}: a word is broken in the middle"
