"""`/expenses`: one's own notes, and those that wait for an approval."""

from urllib.parse import urlencode

from workflows.expenses.listing import APPROVING, Found, approving, mine
from workflows.expenses.register import register_of, register_pdf
from workflows.server.expense_page import note_routes
from workflows.server.receipts import receipt_routes
from workflows.server.site import SiteHandler
from workflows.store.expense_tables import STATES
from workflows.words.formats import legal_day

LONGEST_SEARCH = 200


def expense_routes(base: str) -> list[tuple]:
    """The addresses of expense notes."""
    return [(f"{base}expenses", ExpensesHandler), (rf"{base}expenses/(20\d\d)\.pdf", RegisterHandler),
            *note_routes(base), *receipt_routes(base)]


class ExpensesHandler(SiteHandler):
    """`/expenses`: `who=others` for those to approve; `state` (several), `q` and `page` choose."""

    act = "keep_drafts"

    def get(self) -> None:
        now, search, page = self.site.clock(), self.text("q", LONGEST_SEARCH).strip(), self.text("page", 6)
        page = max(int(page), 1) if page.isdecimal() else 1
        states = tuple(state for state in STATES if state in self.get_arguments("state"))
        approves = self.who.may("approve_expenses")
        # Who approves comes to approve; one's own notes are a tap away.
        others = approves and self.text("who", 10) != "me"
        books, person = self.site.books, self.who.person
        found: Found = approving(books, person, now, states or APPROVING, search, page) if others else \
            mine(books, person, states, search, page)
        who = {"who": "others" if others else "me"}
        today = legal_day(now)
        self.show("expenses.html.j2", years=(today.year, today.year - 1),
                  everybody=others and self.who.may("run_batches"), found=found,
                  states=states, search=search, others=others, approves=approves,
                  names=[state for state in STATES if not (others and state == "draft")],
                  days=lambda at: max((today - legal_day(at)).days, 0),
                  chip=lambda state: urlencode([*who.items(), ("q", search), *(
                      ("state", name) for name in STATES if (name in states) != (name == state))]),
                  turned=lambda number: urlencode([*who.items(), ("q", search), *(("state", name) for name in states),
                                                   ("page", number)]))


class RegisterHandler(SiteHandler):
    """`/expenses/<year>.pdf`: the register of one's own notes; `who=others`: everybody's, for staff."""

    act = "keep_drafts"

    def get(self, year: str) -> None:
        everybody = self.text("who", 10) == "others" and self.who.may("run_batches")
        found = register_of(self.site.store, int(year), None if everybody else self.who.person)
        self.set_header("Content-Type", "application/pdf")
        self.set_header("Content-Disposition", f'attachment; filename="expenses-{year}.pdf"')
        self.finish(register_pdf(found, self.words, legal_day(self.site.clock())))
