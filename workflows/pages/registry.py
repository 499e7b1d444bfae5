"""Each page: its questions, answer, reports and notebook, named by where they are so that nothing loads early."""

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any

from workflows.questions.base import Questions
from workflows.settings import ROOT


@dataclass(frozen=True)
class Page:
    """One page. `questions`, `answer`, `to_json`, `html`, `pdf`, `result` and `room` are "module:name".

    `result` makes the row of a batch's results table from the answer's JSON.
    """

    name: str
    questions: str
    answer: str
    to_json: str
    mime: str
    html: str
    pdf: str
    result: str
    room: str

    @property
    def notebook(self) -> Path:
        return ROOT / "notebooks" / f"{self.name}.ipynb"

    @property
    def model(self) -> type[Questions]:
        return load(self.questions)


PAGES = {page.name: page for page in (
    Page(name="simulation", questions="workflows.simulation.questions:SimulationQuestions",
         answer="workflows.simulation.compare:compare", to_json="workflows.simulation.as_json:as_json",
         mime="application/vnd.atelier.simulation+json", html="workflows.simulation.report:simulation_html",
         pdf="workflows.simulation.report:simulation_pdf", result="workflows.simulation.as_json:result_row",
         room="widgets.rooms.simulation:SimulationRoom"),
)}
"""Every page by name, in the order in which home shows them."""


def load(place: str) -> Callable[..., Any] | Any:
    """What stands at "module:name".

    >>> load("workflows.pages.registry:PAGES") is PAGES
    True
    """
    module, name = place.split(":")
    return getattr(import_module(module), name)
