"""The status of a figure as a small badge: a sign and a word, so that nothing hangs on colour alone."""

from markupsafe import Markup

from workflows.settings import data_folder
from workflows.words.catalogue import Words

SIGNS = {"confirmed": "✓", "computed": "=", "assumption": "≈", "doubtful": "?"}


def badge(status: str, words: Words) -> Markup:
    """A badge as HTML; `badge_style` is its style. KeyError for what is no status.

    >>> from workflows.words.catalogue import speak
    >>> print(badge("computed", speak("en")))
    <span class="badge badge-computed"><span aria-hidden="true">=</span> computed</span>
    """
    return Markup('<span class="badge badge-{}"><span aria-hidden="true">{}</span> {}</span>').format(
        status, SIGNS[status], words(f"status.{status}"))


def badge_style() -> str:
    """The style of the badges, for pages that carry their own; the law book loads the same file."""
    return (data_folder() / "templates" / "law_book" / "badge.css").read_text(encoding="utf-8")
