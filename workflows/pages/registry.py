"""Each page: its questions, answer, reports and notebook, named by where they are so that nothing loads early."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from importlib import import_module
from pathlib import Path
from typing import Any

from workflows.questions.base import Questions
from workflows.settings import ROOT
from workflows.words.catalogue import Words

AUDIENCES = ("members", "advisers")
"""For whom a page is made; home shows a group for each, in this order."""


@dataclass(frozen=True)
class Page:
    """One page. `questions`, `answer`, `to_json`, `sheet`, `result`, `helps`, `html`, `pdf` and `room` are "module:name".

    `sheet` makes the Sheet of `workflows.report.sheet` from the answer's JSON and the words; then `html`, `pdf` and
    `room` need not be named. `result` makes the row of a batch's results table from the answer's JSON. `helps` gives,
    from questions, law and words, what the help texts of fields are filled with. `slow`: the answer takes longer than a
    slider can wait, so the room computes it beside its loop.
    """

    name: str
    audience: str
    questions: str
    answer: str
    to_json: str
    result: str
    sheet: str = ""
    html: str = ""
    pdf: str = ""
    room: str = "widgets.rooms.plain:PlainRoom"
    helps: str = ""
    own_command: str = ""
    slow: bool = False

    @property
    def command(self) -> str:
        """What follows `atelier` on the command line to ask this page."""
        return self.own_command or f"page {self.name}"

    @property
    def mime(self) -> str:
        """The type under which the notebook leaves the answer."""
        return f"application/vnd.atelier.{self.name}+json"

    @property
    def notebook(self) -> Path:
        return ROOT / "notebooks" / f"{self.name}.ipynb"

    @property
    def model(self) -> type[Questions]:
        return load(self.questions)

    def answered(self, questions: Questions, law: Any = None) -> dict[str, Any]:
        """The answer as plain JSON values; `law` is a Shelf, or None for today's."""
        return load(self.to_json)(load(self.answer)(questions, law))

    def made_html(self, answer: dict[str, Any], words: Words, made_on: date, address: str = "") -> str:
        """The report of an answer as one HTML file. `address` is where the pages are served."""
        if self.html:
            return load(self.html)(answer, words, made_on, address)
        return load("workflows.report.sheet_html:sheet_html")(load(self.sheet)(answer, words), words, made_on, address)

    def made_pdf(self, answer: dict[str, Any], words: Words, made_on: date, address: str = "") -> bytes:
        """The report of an answer on paper."""
        if self.pdf:
            return load(self.pdf)(answer, words, made_on, address)
        return load("workflows.report.sheet_pdf:sheet_pdf")(load(self.sheet)(answer, words), words, made_on, address)


def load(place: str) -> Callable[..., Any] | Any:
    """What stands at "module:name".

    >>> load("workflows.pages.registry:PAGES") is PAGES
    True
    """
    module, name = place.split(":")
    return getattr(import_module(module), name)


class Pages(dict[str, Page]):
    """The house's pages by name. Asked for a name that is none of theirs, the page that an adviser wrote under it."""

    def __missing__(self, name: str) -> Page:
        found = load("workflows.pages.own:own_page")(name)
        if found is None:
            raise KeyError(name)
        return found


PAGES = Pages((page.name, page) for page in (
    Page(name="simulation", audience="members", questions="workflows.simulation.questions:SimulationQuestions",
         answer="workflows.simulation.follow:answered", to_json="workflows.simulation.follow_json:as_json",
         html="workflows.simulation.report:simulation_html", pdf="workflows.simulation.report:simulation_pdf",
         result="workflows.simulation.follow_json:result_row", room="widgets.rooms.simulation:SimulationRoom",
         own_command="simulate"),
    Page(name="cash_flow", audience="members", questions="workflows.cash.questions:CashFlowQuestions",
         answer="workflows.cash.flow:cash_flow", to_json="workflows.cash.as_json:as_json",
         result="workflows.cash.as_json:result_row", sheet="workflows.cash.sheet:cash_flow_sheet",
         helps="workflows.cash.helps:helps"),
    Page(name="vehicle", audience="members", questions="workflows.cash.vehicle_questions:VehicleQuestions",
         answer="workflows.cash.vehicle:vehicle", to_json="workflows.cash.vehicle_json:as_json",
         result="workflows.cash.vehicle_json:result_row", sheet="workflows.cash.vehicle_sheet:vehicle_sheet",
         helps="workflows.cash.vehicle_sheet:helps"),
    Page(name="argument", audience="members", questions="workflows.simulation.argument_questions:ArgumentQuestions",
         answer="workflows.simulation.argument:argument", to_json="workflows.simulation.argument_page:as_json",
         sheet="workflows.simulation.argument_page:sheet", html="workflows.simulation.argument_page:html_page",
         pdf="workflows.simulation.argument_page:pdf_page", result="workflows.simulation.argument_page:result_row",
         helps="workflows.simulation.argument_page:helps"),
    Page(name="coaching", audience="members", questions="workflows.coaching.questions:CoachingQuestions",
         answer="workflows.coaching.coach:coach", to_json="workflows.coaching.as_json:as_json",
         sheet="workflows.coaching.sheet:coaching_sheet", html="workflows.coaching.report:coaching_html",
         pdf="workflows.coaching.report:coaching_pdf", result="workflows.coaching.as_json:result_row",
         helps="workflows.coaching.sheet:helps", room="widgets.rooms.coaching:CoachingRoom"),
    Page(name="purchase_order", audience="members", questions="workflows.orders.questions:OrderQuestions",
         answer="workflows.orders.answer:purchase_order", to_json="workflows.orders.answer:as_json",
         sheet="workflows.orders.sheet:order_sheet", result="workflows.orders.answer:result_row",
         room="widgets.rooms.order:OrderRoom"),
    Page(name="expense_note", audience="members", questions="workflows.expenses.questions:ExpenseQuestions",
         answer="workflows.expenses.answer:expense_note", to_json="workflows.expenses.answer:as_json",
         sheet="workflows.expenses.sheet:expense_sheet", result="workflows.expenses.answer:result_row",
         room="widgets.rooms.expense:ExpenseRoom"),
    Page(name="network_evening", audience="members", questions="workflows.network.evening_questions:EveningQuestions",
         answer="workflows.network.evening:evening", to_json="workflows.network.evening_json:as_json",
         sheet="workflows.network.evening_sheet:evening_sheet", pdf="workflows.network.evening_paper:evening_pdf",
         result="workflows.network.evening_json:result_row", room="widgets.rooms.evening:EveningRoom",
         helps="workflows.network.evening_sheet:helps", slow=True),
    Page(name="fee_reform", audience="advisers", questions="workflows.reform.fee_questions:FeeReformQuestions",
         answer="workflows.reform.fee_reform:fee_reform", to_json="workflows.reform.fee_json:as_json",
         sheet="workflows.reform.fee_sheet:sheet", result="workflows.reform.fee_json:result_row",
         helps="workflows.reform.fee_sheet:helps", slow=True),
    Page(name="treasury", audience="advisers", questions="workflows.reform.treasury_questions:TreasuryQuestions",
         answer="workflows.reform.treasury:treasury", to_json="workflows.reform.treasury_json:as_json",
         sheet="workflows.reform.treasury_sheet:sheet", result="workflows.reform.treasury_json:result_row",
         helps="workflows.reform.treasury_sheet:helps"),
    Page(name="guarantee_fund", audience="advisers",
         questions="workflows.reform.guarantee_questions:GuaranteeFundQuestions",
         answer="workflows.reform.guarantee:guarantee_fund", to_json="workflows.reform.guarantee_json:as_json",
         sheet="workflows.reform.guarantee_sheet:sheet", result="workflows.reform.guarantee_json:result_row",
         helps="workflows.reform.guarantee_sheet:helps", slow=True),
    Page(name="brochure", audience="members", questions="workflows.services.brochure:BrochureQuestions",
         answer="workflows.services.brochure:brochure", to_json="workflows.services.brochure:as_json",
         sheet="workflows.services.brochure_sheet:brochure_sheet", html="workflows.services.brochure_sheet:brochure_html",
         pdf="workflows.services.brochure_sheet:brochure_pdf", result="workflows.services.brochure:result_row"),
    Page(name="services_audit", audience="advisers", questions="workflows.services.audit_questions:AuditQuestions",
         answer="workflows.services.audit:services_audit", to_json="workflows.services.audit_json:as_json",
         sheet="workflows.services.audit_sheet:audit_sheet", result="workflows.services.audit_json:result_row"),
    Page(name="shared_goods", audience="advisers", questions="workflows.services.sharing_questions:SharedGoodsQuestions",
         answer="workflows.services.sharing:shared_goods", to_json="workflows.services.sharing_sheet:as_json",
         sheet="workflows.services.sharing_sheet:sharing_sheet", result="workflows.services.sharing_sheet:result_row",
         helps="workflows.services.sharing_sheet:helps"),
))
"""Every page of the house by name, in the order in which home shows them."""
