"""Three languages, complete: the same keys, the same places to fill, nothing unused, nothing in code. And German for clients."""

import ast
import re
from functools import cache
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from workflows.law.book import BOOK, RULES
from workflows.law.names import names
from workflows.pages.registry import PAGES
from workflows.settings import data_folder
from workflows.simulation.graphs import MONTH, SALARIED_YEAR, YEARS
from workflows.words.catalogue import CLIENT_LANGUAGES, LANGUAGES, MissingWord, _read, speak

ROOT = Path(__file__).resolve().parent.parent.parent
SOURCES = [path for folder in ("workflows", "widgets", "data/templates") for path in (ROOT / folder).rglob("*")
           if path.suffix in (".py", ".j2", ".typ")]

CLIENT_TOPICS = {"answer", "order_document"}
"""What a client reads: these topics exist in German too, and no other does."""


@cache
def house(language):
    """The words as the files have them: pages of advisers that other tests wrote taught this process theirs."""
    return _read.__wrapped__(data_folder(), language)


def texts(language):
    return house(language)._catalogue._catalog


def topic(name, language):
    with (ROOT / "data" / "words" / language / f"{name}.po").open("rb") as file:
        return {message.id: message.string for message in read_po(file, locale=language) if message.id}


def test_what_a_client_reads_exists_in_four_languages_and_nothing_else_in_german():
    assert (*LANGUAGES, "de") == CLIENT_LANGUAGES
    assert {path.stem for path in (ROOT / "data" / "words" / "de").iterdir()} == CLIENT_TOPICS
    for name in CLIENT_TOPICS:
        french, german = topic(name, "fr"), topic(name, "de")
        assert list(german) == list(french) == list(topic(name, "nl")) == list(topic(name, "en"))
        for key, text in german.items():
            pairs = zip(*((one if isinstance(one, tuple) else (one,)) for one in (french[key], text)), strict=True)
            for said, translated in pairs:
                assert translated and set(re.findall(r"{(\w+)}", said)) == set(re.findall(r"{(\w+)}", translated)), key
                assert translated != said or len(said) < 45, key
                assert "'" not in translated, key
    with pytest.raises(MissingWord):
        speak("de")("home.title")


def test_every_key_exists_in_every_language():
    french, *others = ({str(key) for key in texts(language)} for language in LANGUAGES)
    for other in others:
        assert other == french


def test_every_translation_fills_the_same_places():
    for key, french in texts("fr").items():
        for language in ("nl", "en"):
            assert set(re.findall(r"{(\w+)}", french)) == set(re.findall(r"{(\w+)}", texts(language)[key])), key


def test_no_translation_is_empty_or_left_in_french():
    same = {key for key, text in texts("fr").items() if key and isinstance(key, str) and len(text) > 45
            and text in (texts("nl")[key], texts("en")[key])} - {"sheet.version", "sheet.doubt"}  # names and numbers only
    assert same == set() and all(texts(language)[key] for language in LANGUAGES for key in texts(language))


def test_every_key_is_used():
    code = "\n".join(path.read_text(encoding="utf-8") for path in SOURCES)
    # Families of which the code makes the key: a field, a way, an error of the model, an example, a status, an action.
    pages = "|".join(PAGES)
    made = re.compile(rf"^({pages}|payslip|argument)\.\w+\.|^({pages})\.(title|intro)$|^way\.|^line\.|^beyond\.|^error\.\w+$|^example\.|^home\.\w+|^page\.|^status\.|"
                      r"^sheet\.(headline|column)\.|^batch\.column\.|^room\.(undo|print|more)$|^formula\.|^ways\.|"
                      r"^lawbook\.(topic|unit|kind|grade|scale|period|search)\.|^api\.title\.\d+$|^event\.|^role\.|^accounts\.\w+\.done$|^letter\.|^error\.store_|"
                      r"^evidence\.|^welcome\.|^orders\.(unit|vat|kind|state|next|step|done|channel)\.|^cli\.orders\.broken\.|^(accepted|refused|expense)_mail\.|^answer\.(done|already)|^expenses\.(state|next|do|done|all)|^receipt\.|^figure\.choice\.|"
                      r"^network\.(page|line|done|why)\.|^directory\.(use|mobility|kind|wants_mentor|name|disciplines|place|country|languages|sector|seniority|contact|mentors)\.|^mentors\.reason\.|^exchanges\.state\.|^others\.known\.|^partners\.impossible\.|^activity\.(account|booking|day|column)\.|"
                      r"^(services\.(gap|status)|announcements\.state|feedback\.(kind|column)|workshops\.(consensus|speaker|column)|testimonials\.scope)\.|"
                      r"^orders\.document\.(attestation|column|instalments|totals|unit|vat)\.|^orders\.document\.(work|passed|apart)$|"
                          r"^cli\.orders\.(bounce|reply)$|^own\.(audience|labels)\.|^(plain|check|definition|batch_letter)\.|^publish\.(state|error)\.|"
                      r"^batches\.(state|due|writes)\.|^cli\.workflow\.|^home\.own\.")
    for key in house("fr").keys:
        assert key in code or made.match(key), f"{key} is used nowhere"


@pytest.mark.parametrize("path", [path for path in SOURCES if path.suffix == ".py"], ids=lambda path: path.stem)
def test_every_literal_key_in_the_code_exists(path):
    known = speak("fr")
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "words" and node.args:
            key = node.args[0]
            if isinstance(key, ast.Constant):
                assert key.value in known, f"{path.name}: {key.value}"


def test_french_and_dutch_typography():
    for key, text in list(texts("fr").items())[1:]:
        assert not re.search(r"[^\W\d][!?;]", text), f"{key}: a space stands before ! ? ; in French"
        assert "'" not in re.sub(r"=\S*", "", text), f"{key}: a typographic apostrophe in French"
    for key, text in texts("nl").items():
        assert " ;" not in text and " ?" not in text, key


def test_every_rule_and_input_has_a_name_in_three_languages():
    import inspect
    graphs = (BOOK, MONTH, SALARIED_YEAR, *YEARS.values())
    wanted = set(RULES) | {rule for graph in graphs for rule in graph.rules} | {
        argument for graph in graphs for rule in graph.rules.values() for argument in inspect.signature(rule).parameters}
    for name in wanted:
        for language in LANGUAGES:
            assert names().of(name, language) != name.rpartition("__")[2], name


def test_a_missing_key_is_an_error_and_not_a_blank():
    with pytest.raises(MissingWord):
        speak("nl")("no.such.key")
    with pytest.raises(ValueError, match="klingon"):
        speak("klingon")


def test_plurals():
    assert speak("fr").count("batch.done", 0).startswith("0 rapport ") and speak("nl").count("batch.done", 0) == "0 rapporten gemaakt"
    assert speak("en").count("batch.done", 1) == "1 report made"
