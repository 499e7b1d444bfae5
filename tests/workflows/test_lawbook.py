"""The law book as content and as files: everything is in it, every link leads somewhere, nothing is let through unescaped."""

import re
from datetime import date
from html.parser import HTMLParser

import pytest

from workflows.law.book import RULES
from workflows.law.book_pages import Book, page_of
from workflows.law.explain import base_name
from workflows.law.library import shelf
from workflows.law.names import names
from workflows.law.parameters import STATUSES
from workflows.pages.law_book import law_book
from workflows.report.badge import SIGNS, badge, badge_style
from workflows.report.law_book import on_disk, page_html, served, write_book
from workflows.simulation.compare import compare
from workflows.simulation.graphs import STATUSES as ALONE
from workflows.simulation.paths import path
from workflows.simulation.questions import SimulationQuestions
from workflows.simulation.ways import WAYS
from workflows.words.catalogue import LANGUAGES, speak

BOOK, EN, DAY = law_book(), speak("en"), date(2026, 5, 1)


class Links(HTMLParser):
    """The addresses that a page leads to, and the ids on it."""

    def __init__(self, text: str):
        super().__init__()
        self.addresses, self.ids = [], []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        found = dict(attrs)
        self.addresses += [found[key] for key in ("href", "src") if found.get(key)]
        self.ids += [found["id"]] if "id" in found else []


@pytest.fixture(scope="module")
def written(tmp_path_factory):
    out = tmp_path_factory.mktemp("book")
    return out, write_book(BOOK, out, DAY)


def test_every_rule_and_every_figure_has_a_page_in_three_languages(written):
    out, pages = written
    wanted = {base_name(name) for name in RULES} | set(shelf().parameters)
    for language in LANGUAGES:
        found = {path.stem for path in (out / language).glob("*.html")}
        assert found == set(BOOK.kinds) | {"index"} and found > wanted
    assert pages == 3 * (len(BOOK.kinds) + 1) + 1 and "index" not in BOOK.kinds


def test_every_link_on_every_page_leads_to_a_file(written):
    out, _ = written
    for page in out.rglob("*.html"):
        links = Links(page.read_text(encoding="utf-8"))
        assert len(links.ids) == len(set(links.ids)), page
        for address in links.addresses:
            if address.startswith("#"):
                assert address[1:] in links.ids, (page, address)
            elif not address.startswith(("https://", "http://", "data:")):
                assert (page.parent / address).resolve().is_file(), (page, address)


def test_every_step_behind_an_answer_and_every_figure_it_rests_on_has_a_page():
    for way in WAYS:
        for step in path(SimulationQuestions(situation="job"), way):
            for name in (step.rule, *(name for name, _ in step.inputs), *(use.name for use in step.figures)):
                assert page_of(name).removeprefix("law/") in BOOK.kinds, name
    for use in compare(SimulationQuestions(), scan=False).figures:
        assert BOOK.kinds[use.name] == "parameter"


def test_a_figure_shows_its_history_with_status_source_and_doubt():
    page = BOOK.page("work_bonus_a_employee", EN, DAY)
    figures = shelf()["work_bonus_a_employee"].figures
    assert len(page.spells) == len(figures) and page.spells[0].period.startswith("from 1 July 2026")
    assert page.spells[0].statuses == ("computed", "doubtful") and "July 2026" in page.spells[0].doubt
    assert [spell.period for spell in page.spells if spell.now] == ["from 1 April 2026 to 30 June 2026"]
    assert page.today.rows[1] == ("€2,880.32", "€125.04", "27.38%", "€2,880.32")
    assert {entry.name for entry in page.read_by} == {"work_bonus_a_full"} and page.unit == "euros a month"


def test_a_day_without_a_figure_is_said():
    page = BOOK.page("self_employed_minimum_income", EN, date(2031, 1, 1))
    assert page.today is None and EN("lawbook.today.none") in page_html(
        BOOK, "self_employed_minimum_income", EN, on_disk(), date(2031, 1, 1))


def test_a_rule_shows_what_it_reads_who_reads_it_and_its_code():
    page = BOOK.page("cooperative_contribution", speak("nl"), DAY)
    assert [(entry.name, entry.kind) for entry in page.forms[0].reads] == [("turnover", "input"), ("cooperative_contribution_rate", "parameter")]
    assert "cents(cooperative_contribution_rate * turnover)" in page.forms[0].code
    assert "available_budget" in {entry.name for entry in page.read_by}
    two = BOOK.page("net_year", EN, DAY)
    assert len(two.forms) == len({form.topic for form in two.forms}) == 4, "employee, self-employed, company, indemnity"
    assert page.forms[0].formula == "Bijdrage aan de coöperatie × Omzet exclusief btw, op de cent"
    assert {form.code for form in BOOK.page("chosen_profit", EN, DAY).forms} == {
        f"chosen_profit = {status.profit}" for status in ALONE.values()}


def test_the_sum_over_the_months_leads_to_the_month():
    assert BOOK.page("net_months", EN, DAY).sum_of.name == "net"
    assert "net_months" in {entry.name for entry in BOOK.page("net", EN, DAY).read_by}


def test_every_topic_and_every_unit_has_words():
    for language in LANGUAGES:
        words = speak(language)
        for topic in BOOK.topics(words):
            assert f"lawbook.topic.{topic.id}" in words, topic.id
        for parameter in shelf().parameters.values():
            base = parameter.unit.partition(" ")[0].lower().replace("/", "_")
            assert f"lawbook.unit.{base}" in words, parameter.unit


def test_everything_stands_in_a_topic():
    assert {entry.name for topic in BOOK.topics(EN) for entry in topic.entries} == set(BOOK.kinds)


def test_meanings_are_of_names_that_exist_in_three_languages():
    for name, meaning in names().meanings.items():
        assert BOOK.kinds.get(name) in ("rule", "input"), name
        assert set(meaning) == set(LANGUAGES) and all(text.strip().endswith(".") for text in meaning.values()), name


def test_what_comes_from_data_is_escaped():
    def evil(turnover):
        """<script>alert(1)</script>"""
        return turnover

    text = page_html(Book([("evil", evil)], shelf(), {}), "evil", EN, served("/", "en"), DAY)
    assert "<script>" not in text and "&lt;script&gt;" in text


def test_pages_carry_no_script_or_style_of_their_own(written):
    for page in written[0].rglob("*.html"):
        text = page.read_text(encoding="utf-8")
        assert not re.search(r"<style|\sstyle=|\son\w+=|javascript:", text), page
        assert re.findall(r"<script[^>]*>", text) == ([m for m in re.findall(r"<script[^>]*>", text) if "search.js" in m])


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_badge_says_its_status_in_words_and_by_a_sign(language):
    words = speak(language)
    assert set(SIGNS) == {*STATUSES, "doubtful"} and len(set(SIGNS.values())) == len(SIGNS)
    for status in SIGNS:
        assert words(f"status.{status}") in badge(status, words) and f".badge-{status}" in badge_style()
    with pytest.raises(KeyError):
        badge("certain", words)


def test_the_address_of_a_page():
    assert page_of("net_year") == "law/net_year" and page_of("ordinary__income_tax") == "law/income_tax"
    assert served("/", "nl").of("net_year") == "/law/net_year?lang=nl"
