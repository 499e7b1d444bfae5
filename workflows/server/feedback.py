"""`/feedback`: say what is wrong, what is good, what is missing; the cooperative reads it and counts it by theme."""

import csv
import io

from tornado.web import stream_request_body

from workflows.law.library import shelf
from workflows.people.drafts import NotYours
from workflows.server.doing import DoingHandler
from workflows.server.rates import limited
from workflows.server.receipts import SEALED
from workflows.server.uploading import UploadingHandler
from workflows.services import saying
from workflows.services.notes_2015 import notes_2015
from workflows.services.register import register
from workflows.settings import home_folder
from workflows.store.attachments import MissingFile
from workflows.store.file_types import MOST_BYTES, SHOWN
from workflows.store.service_tables import SAID

ID = r"([0-9a-f]{32})"


def feedback_routes(base: str) -> list[tuple]:
    """The addresses of this module."""
    return [(f"{base}feedback", FeedbackHandler), (f"{base}feedback/all", HeardHandler),
            (rf"{base}feedback/themes\.csv", ThemesHandler), (rf"{base}feedback/{ID}/file", FileHandler)]


@stream_request_body
class FeedbackHandler(UploadingHandler, DoingHandler):
    """The form. A complaint and a satisfaction ask for the same: a kind, a text, and nothing else that must be there."""

    act = "keep_drafts"

    def get(self) -> None:
        self.form(done=self.done)

    def form(self, problem: str = "", done: str = "") -> None:
        """The page."""
        self.show("feedback.html.j2", problem=problem, done=done, kinds=SAID, services=register().services.values(),
                  reads=self.who.may("manage_services"), most=MOST_BYTES // 2**20, about=self.text("service", 40),
                  kind=self.text("kind", 20) or SAID[0],
                  typed=lambda name, before="": self.text(name, saying.LONGEST_TEXT + 1) if problem else before)

    def post(self) -> None:
        if not self.read():
            self.set_status(413)
            self.form(problem=self.words("feedback.error.large", most=MOST_BYTES // 2**20))
        elif not limited(self, "feedback"):
            said = saying.Said(self.text("kind", 20), self.text("text", 100_000), self.text("name"),
                               self.text("service", 40),
                               self.text("keywords", 2_000), self.file("file"))
            self.doing(lambda: saying.say(self.site.store, home_folder(), self.who.person, said, self.site.clock()),
                       "feedback")


class HeardHandler(DoingHandler):
    """`/feedback/all?kind=&theme=`: what was said, and the entries of 2015, for who answers them."""

    act = "manage_services"

    def get(self) -> None:
        kind, theme = self.text("kind", 20), self.text("theme", 20)
        themes = (*register().families, saying.OTHER)
        found = saying.heard(self.site.store, self.who.person, kind if kind in SAID else "",
                             theme if theme in themes else "")
        law = shelf()
        moments: dict[str, list] = {}
        for entry in notes_2015():
            moments.setdefault(entry.moment.id, []).append(entry)
        self.show("heard.html.j2", found=found, kind=kind, theme=theme, kinds=SAID, themes=themes,
                  families=register().families,
                  paragraphs=saying.paragraphs, moments=moments, services=register().services,
                  evidence=saying.evidence(self.site.store, self.who.person, law),
                  smallest=law["smallest_cell"].on(law.edition).value)


class ThemesHandler(DoingHandler):
    """`/feedback/themes.csv`: how often each theme was spoken of; small numbers are left out, nobody is named."""

    act = "manage_services"

    def get(self) -> None:
        law, out = shelf(), io.StringIO()
        smallest = law["smallest_cell"].on(law.edition).value
        table = csv.writer(out, delimiter=";", lineterminator="\r\n")
        table.writerow([self.words(f"feedback.column.{name}") for name in ("theme", "kind", "count")])
        for theme, kind, many in saying.evidence(self.site.store, self.who.person, law):
            name = self.words("feedback.theme.other") if theme == saying.OTHER else \
                register().families[theme].name[self.words.language]
            table.writerow([name, self.words(f"feedback.kind.{kind}"), f"< {smallest}" if many is None else many])
        self.set_header("Content-Type", "text/csv; charset=utf-8")
        self.set_header("Content-Disposition", 'attachment; filename="themes.csv"')
        self.finish("\ufeff" + out.getvalue())


class FileHandler(DoingHandler):
    """`/feedback/<id>/file`: shown and nothing more, to who wrote the message and who answers it."""

    act = "keep_drafts"

    def get(self, id: str) -> None:
        try:
            found = saying.file_of(self.site.store, home_folder(), self.who.person, id)
        except (NotYours, MissingFile):
            found = None
        if found is None:
            self.say(404, self.words("save.gone"))
            return
        kind, content = found
        self.set_header("Content-Type", kind)
        self.set_header("Content-Security-Policy", SEALED)
        self.set_header("Content-Disposition", "inline" if kind in SHOWN else "attachment")
        self.finish(content)
