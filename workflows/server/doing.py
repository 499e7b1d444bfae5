"""Pages that are a list with forms: what a form asked is done, then the page is shown again; a refusal changes nothing."""

from collections.abc import Callable
from datetime import date

from workflows.people.drafts import NotYours
from workflows.people.refusal import Refusal
from workflows.questions.days import day as day_of
from workflows.server.site import SiteHandler


class DoingHandler(SiteHandler):
    """A page with forms. Its subclass shows it in `form`."""

    def form(self, problem: str = "", done: str = "") -> None:
        """The page, with what went wrong or what was done."""
        raise AssertionError("each page shows itself")

    @property
    def done(self) -> str:
        """What to say after a form was sent."""
        return self.words("services.done") if self.text("did", 1) else ""

    def doing(self, work: Callable[[], object], place: str) -> None:
        """Do it, then go to a place; NotYours is a page that does not exist."""
        try:
            work()
        except NotYours:
            self.say(404, self.words("save.gone"))
        except Refusal as refused:
            self.set_status(getattr(refused, "status", 422))
            self.form(problem=self.said(refused))
        else:
            self.go(f"{place}{'&' if '?' in place else '?'}did=1")

    def said(self, refused: Refusal) -> str:
        """A refusal as a sentence, its days written out."""
        return self.words(refused.key, **{name: self.words.formats.date(value) if isinstance(value, date) else value
                                          for name, value in refused.values.items()})

    def day(self, name: str) -> date:
        """A day of the form; a refusal for what is none."""
        try:
            return date.fromisoformat(day_of(self.text(name, 10)))
        except ValueError:
            raise Refusal("services.error.day") from None
