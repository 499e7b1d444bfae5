"""`/orders/<id>`: one order with its documents, its mails and its history, and what can be done with it."""

from dataclasses import replace

from workflows.orders.evidence import evidence
from workflows.orders.handed import agreement
from workflows.orders.made import from_json
from workflows.orders.opened import OpenedOrder, open_order
from workflows.orders.paper import paper
from workflows.orders.states import ADVISER, OPEN
from workflows.orders.welcome import newcomers
from workflows.pages.registry import PAGES
from workflows.people.drafts import NotYours, see
from workflows.people.refusal import Refusal
from workflows.report.sheet_pdf import sheet_pdf
from workflows.server.order_said import DONE, since, who_must
from workflows.server.order_welcome import welcome_routes
from workflows.server.saves import ID
from workflows.server.site import SiteHandler
from workflows.store import attachments, orders
from workflows.store.attachments import MissingFile, type_of
from workflows.store.journal import of_draft
from workflows.words.formats import legal_day

SEALED = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'"
"""For a file that somebody sent: shown, and nothing more."""


def order_page_routes(base: str) -> list[tuple]:
    """The addresses of this module."""
    one = rf"{base}orders/({ID})"
    return [(one, OrderHandler), (rf"{one}/document/(\d{{1,6}})", DocumentHandler),
            (rf"{one}/photo/([0-9a-f]{{64}})", PhotoHandler), (f"{one}/evidence", EvidenceHandler),
            (rf"{one}/agreement\.xml", AgreementHandler), *welcome_routes(one)]


class OneOrderHandler(SiteHandler):
    """The base of what is about one order: the page, with what went wrong or what was done."""

    act = "keep_drafts"

    def form(self, id: str, problem: str = "", done: str = "", photo: str = "") -> None:
        """The order's page; 404 for who may not see it."""
        now = self.site.clock()
        try:
            found = open_order(self.site.house, self.who.person, id, now, self.words)
        except NotYours:
            self.say(404, self.words("save.gone"))
            return
        one = found.one
        advises = one.by == ADVISER and one.row.state in OPEN
        self.show("order.html.j2", found=found, one=one, row=one.row, problem=problem, done=done, photo=photo,
                  paper=self._paper(found), advises=advises, since=since(one.row.since, now, self.words),
                  who_must=who_must(one, self.words), has_page="purchase_order" in PAGES,
                  new=newcomers(self.site.house, found.owner.id, found.order) if found.revisions else (),
                  served=bool(self.site.installation.mail.host), typed=lambda name: self.text(name, 2_000))

    def _paper(self, found: OpenedOrder):
        """The order's document in the words of who reads it."""
        if found.order is None:
            return None
        client = replace(found.order.client, language=self.words.language)
        return paper(replace(found.order, client=client), self.site.house.law)


class OrderHandler(OneOrderHandler):
    """`/orders/<id>`. `did`: what was just done."""

    def get(self, id: str) -> None:
        did = self.text("did", 20)
        self.form(id, done=self.words(f"orders.done.{did}") if did in DONE else "")


class DocumentHandler(SiteHandler):
    """`/orders/<id>/document/<revision>`: the PDF as the client was sent it, under the order's own name."""

    act = "keep_drafts"

    def get(self, id: str, revision: str) -> None:
        try:
            with self.site.store.read() as tx:
                see(tx, self.who.person, id, self.site.clock())
                sent = orders.revision(tx, id, int(revision))
            content = sent and attachments.read(self.site.house.home, sent.pdf)
        except (NotYours, MissingFile):
            content = None
        if content is None:
            self.say(404, self.words("save.gone"))
            return
        self.set_header("Content-Type", "application/pdf")
        self.set_header("Content-Disposition", f'attachment; filename="{from_json(sent.content).file_name}.pdf"')
        self.finish(content)


class PhotoHandler(SiteHandler):
    """`/orders/<id>/photo/<hash>`: the paper that a client signed, as an adviser photographed it."""

    act = "keep_drafts"

    def get(self, id: str, name: str) -> None:
        try:
            with self.site.store.read() as tx:
                see(tx, self.who.person, id, self.site.clock())
                known = any((entry.payload or {}).get("photo") == name for entry in of_draft(tx, id))
                kind = type_of(tx, name) if known else None
            content = attachments.read(self.site.house.home, name) if kind else None
        except (NotYours, MissingFile):
            content = None
        if content is None:
            self.say(404, self.words("save.gone"))
            return
        self.set_header("Content-Type", kind)
        self.set_header("Content-Security-Policy", SEALED)
        self.set_header("Content-Disposition", f'attachment; filename="{name[:12]}"')
        self.finish(content)


class AgreementHandler(SiteHandler):
    """`/orders/<id>/agreement.xml`: an accepted order for the client's system."""

    act = "keep_drafts"

    def get(self, id: str) -> None:
        try:
            made = agreement(self.site.house, self.who.person, id, self.site.clock())
        except NotYours:
            self.say(404, self.words("save.gone"))
        except Refusal as refused:
            self.say(409, self.words(refused.key, **refused.values))
        else:
            self.set_header("Content-Type", "application/xml")
            self.set_header("Content-Disposition", f'attachment; filename="agreement-{id[:8]}.xml"')
            self.finish(made)


class EvidenceHandler(SiteHandler):
    """`/orders/<id>/evidence`: everything that proves what a client was sent and answered, as one PDF."""

    act = "keep_drafts"

    def get(self, id: str) -> None:
        now = self.site.clock()
        try:
            sheet = evidence(self.site.house, self.who.person, id, now, self.words)
        except NotYours:
            self.say(404, self.words("save.gone"))
            return
        self.set_header("Content-Type", "application/pdf")
        self.set_header("Content-Disposition", f'attachment; filename="evidence-{id[:8]}.pdf"')
        self.finish(sheet_pdf(sheet, self.words, legal_day(now), self.site.house.address))
