"""The law book in a browser: found by typing, read with the keyboard, on a phone, on paper, and from a disk."""

import subprocess
import urllib.error
import urllib.request
from datetime import date
from urllib.parse import quote

import pytest

from tests.browser.conftest import ATELIER
from workflows.pages.law_book import law_book
from workflows.words.catalogue import speak

pytestmark = pytest.mark.browser


@pytest.mark.parametrize(("language", "asked"), [("fr", "BÉNÉFICE"), ("fr", "benefice"), ("nl", "werkbonus"), ("en", "work bonus"), ("en", "werkbonus")])
def test_search_bears_accents_capitals_and_another_language(visit, language, asked):
    one = visit(f"lang={language}", place="/law/")
    shown = one.page.locator(".names li:visible")
    everything = shown.count()
    one.page.locator("#asked").fill(asked)
    names = {item.get_attribute("data-name") for item in shown.all()}
    wanted = "profit" if "n" in asked.lower() and "f" in asked.lower() else "work_bonus"
    assert wanted in names and len(names) < everything / 3
    assert one.page.locator("#found").inner_text().startswith(str(len(names)))
    one.page.locator("#asked").fill("zzz 🎨")
    assert shown.count() == 0 and one.page.locator("#found").inner_text() == speak(language)("lawbook.search.none")
    one.page.locator("#asked").press("Escape")
    assert shown.count() == everything


def test_the_keyboard_alone_finds_and_opens_a_figure_and_its_rules(visit):
    one = visit("lang=fr", place="/law/")
    keys = one.page.keyboard
    one.page.locator("#asked").focus()
    keys.type("cooperative_contribution_rate")
    keys.press("Enter")
    keys.press("Enter")
    one.page.get_by_role("heading", name=law_book().entry("cooperative_contribution_rate", speak("fr")).label).first.wait_for()
    value = one.page.locator(".card .amount").inner_text()
    assert value == speak("fr").formats.percent(law_book().law["cooperative_contribution_rate"].on(date.today()).value)
    one.page.locator("section[aria-labelledby=read-by] a").first.press("Enter")
    one.page.locator("details pre").wait_for(state="attached")
    assert not one.page.locator("details pre").is_visible()
    one.page.locator("summary").press("Enter")
    assert "def cooperative_contribution(turnover, cooperative_contribution_rate):" in one.page.locator("details pre").inner_text()


def test_home_leads_to_the_book_and_languages_keep_the_page(visit):
    one = visit("lang=fr", place="/")
    one.page.get_by_role("link", name=speak("fr")("lawbook.title")).click()
    one.page.locator("#asked").wait_for()
    one.page.goto(f"{one.address}/law/net_year?lang=fr")
    one.page.get_by_role("link", name=speak("nl")("language.name")).click()
    assert one.page.locator("h1").inner_text() == law_book().entry("net_year", speak("nl")).label


@pytest.mark.parametrize("name", ["no_such", "../../pyproject.toml", "..%2f..%2fpyproject.toml", "%2e%2e/%2e%2e/etc/passwd", quote("🎨"), "x" * 10_000,
                                  "<script>alert(1)</script>", "%00", "net_year/", "index.html"])
def test_unknown_and_hostile_names_are_a_404_with_a_sentence(address, name):
    with pytest.raises(urllib.error.HTTPError) as refused:
        urllib.request.urlopen(f"{address}/law/{quote(name, safe='%/.')}?lang=en")
    body = refused.value.read().decode()
    assert refused.value.code == 404 and "[project]" not in body and "<script>alert" not in body and "Traceback" not in body
    assert "is not in this book" in body


def test_pages_allow_no_script_of_others_and_set_no_cookie(address):
    answer = urllib.request.urlopen(f"{address}/law/net_year?lang=en")
    body = answer.read().decode()
    assert "script-src 'self'" in answer.headers["Content-Security-Policy"] and answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Set-Cookie"] is None
    assert "<script" not in body and "style=" not in body and "onclick" not in body


def test_the_book_on_a_disk_searches_and_links_without_a_server(chromium, tmp_path):
    subprocess.run([ATELIER, "law", "book", "--out", tmp_path / "book", "--lang", "en"], check=True, capture_output=True)
    page, outside = chromium.new_page(), []
    page.on("request", lambda request: None if request.url.startswith(("file:", "data:")) else outside.append(request.url))
    page.goto((tmp_path / "book" / "index.html").as_uri())
    page.get_by_role("link", name="Nederlands").click()
    page.locator("#asked").fill("WERKBONUS luik a")
    page.locator(".names li:visible a").first.click()
    page.locator("h1").wait_for()
    page.get_by_role("link", name="English").click()
    assert "work bonus" in page.locator("h1").inner_text().lower() and outside == []
    page.close()
