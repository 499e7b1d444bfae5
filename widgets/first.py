"""The first answer of a page as plain HTML, readable before its widgets wake. No widget is loaded for it."""

import re
from functools import lru_cache

from widgets import cards, sheets
from workflows.pages.registry import PAGES, load
from workflows.questions.base import Questions
from workflows.simulation.as_json import as_json
from workflows.simulation.compare import compare
from workflows.simulation.report import names_of_figures, situation
from workflows.simulation.sheet import sheet
from workflows.words.catalogue import speak

_BUTTONS = re.compile(r"</?button[^>]*>")


@lru_cache(maxsize=256)
def first_html(questions: Questions, language: str) -> str:
    """What was asked, the big figures and the sentence, as the room will show them: an amount opens nothing yet."""
    words, page = speak(language), PAGES[questions.page]
    if page.name == "simulation":
        said = as_json(compare(questions, scan=False))
        shown = sheet(said, words, names_of_figures(language))
        inside = cards.asked(situation(said, words)) + cards.tiles(shown, words) + cards.verdict(shown)
    else:
        inside = sheets.answer(load(page.sheet)(page.answered(questions), words), words)
    return _BUTTONS.sub("", inside)
