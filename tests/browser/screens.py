"""What holds on every screen: nothing that axe finds, nothing wider than the screen, room for a finger, in three languages.

All screens together take long. `make test` sees each page once, on screens that take turns; the slow part sees the rest.
"""

import pytest
from axe_playwright_python.sync_playwright import Axe

RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
         # What is in order need not be told one by one: on a page of the law book that takes four times as long as looking.
         "resultTypes": ["violations"]}
SCREENS = ((1280, "fr"), (390, "nl"), (1280, "en"), (390, "fr"), (1280, "nl"), (390, "en"))
"""Width and language; the first three have both widths and every language."""
WIDTHS = (1280, 390)

some_screens = pytest.mark.parametrize(("width", "language"), [
    pytest.param(*screen, marks=() if at < 3 else pytest.mark.slow) for at, screen in enumerate(SCREENS)])
"""For a test that opens many pages: three screens in `make test`, all in the slow part."""


def violations(page) -> list[str]:
    """What axe finds, each with the piece of the page that it is about."""
    return [f"{found['id']}: {found['nodes'][0]['html'][:200]}" for found in Axe().run(page, options=RULES).response["violations"]]


def fits(page) -> bool:
    """Nothing is wider than the screen."""
    return page.evaluate("document.documentElement.scrollWidth") <= page.viewport_size["width"]


def too_small(page, css: str, height: int) -> list[str]:
    """What a finger would miss."""
    return page.evaluate("""([css, height]) => [...document.querySelectorAll(css)]
        .filter(e => e.offsetParent && e.getBoundingClientRect().height < height).map(e => e.outerHTML.slice(0, 120))""", [css, height])


def open_details(page) -> int:
    """Unfold everything that the browser folds; how many there are."""
    return page.evaluate("""() => { const all = document.querySelectorAll('details');
        all.forEach(one => one.open = true); return all.length; }""")


def unfold_all(one) -> None:
    """Unfold everything of a page with a calculator, and wait for what it says there."""
    folded = one.page.locator(".fold:not(.unfolded) > button:visible")
    while folded.count():
        one.press_fold(folded.first)
    for summary in one.page.locator("summary").all():
        if summary.is_visible():
            summary.click()
