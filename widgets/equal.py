"""The same question elsewhere: on the command line and as a row of a batch's table, each a tap from the clipboard."""

import csv
import io
import shlex
from html import escape

from widgets.cards import fold
from workflows.pages.registry import Page
from workflows.questions.base import Questions
from workflows.questions.cell import ABOUT
from workflows.questions.link import as_text, too_long
from workflows.words.catalogue import Words


def equal(topic: Page, questions: Questions, words: Words) -> str:
    """What unfolds at the end of every page."""
    said = command(topic, questions)
    buttons = "".join(
        f'<button type="button" class="jupyter-button" data-copy="{escape(text)}" data-done="{escape(words("equal.done"))}">'
        f"{escape(words(name))}</button>"
        for name, text in (("equal.command", said), ("equal.row", row(topic, questions, words))))
    inside = f'<code>{escape(said)}</code><p class="actions no-print">{buttons}</p>'
    return fold("batch", words("room.batch"), inside)


def command(topic: Page, questions: Questions) -> str:
    """The same question on the command line; a list too long for it is read from a file."""
    left_out = too_long(questions)
    said = ((name, f"@{name}.csv" if name in left_out else shlex.quote(as_text(value)))
            for name, value in questions.typed().items())
    return " ".join([f"atelier {topic.command}", *(f"--{name.replace('_', '-')} {text}" for name, text in said)])


def row(topic: Page, questions: Questions, words: Words) -> str:
    """The names of the columns and the row of a batch's table, as a spreadsheet takes them from the clipboard.

    >>> from workflows.pages.registry import PAGES
    >>> from workflows.words.catalogue import speak
    >>> row(PAGES["simulation"], PAGES["simulation"].model(turnover=48000), speak("fr"))
    'name\\tlanguage\\tturnover\\n\\tfr\\t48000\\n'
    """
    said = {name: as_text(value) for name, value in questions.typed().items()}
    text = io.StringIO()
    csv.writer(text, delimiter="\t", lineterminator="\n").writerows([[*ABOUT, *said], ["", words.language, *said.values()]])
    return text.getvalue()
