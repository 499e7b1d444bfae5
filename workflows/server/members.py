"""An adviser's members and what they keep; who stands in while the adviser is away."""

from datetime import datetime, time, timedelta

from workflows.people.roles import ADVISER
from workflows.server.site import SiteHandler
from workflows.store import assignments, drafts, people
from workflows.store.journal import append
from workflows.words.formats import BRUSSELS

LONGEST_STAND_IN = timedelta(days=92)


def member_routes(base: str) -> list[tuple]:
    """The pages of this module."""
    return [(f"{base}members", MembersHandler), (f"{base}members/stand-in", StandInHandler)]


class MembersHandler(SiteHandler):
    """`/members`: the members assigned today, each with their drafts."""

    act = "see_members"

    def get(self) -> None:
        self.form()

    def form(self, problem: str = "", done: str = "") -> None:
        """The page, with what went wrong or what was done."""
        asked = self.text("search", 100).strip().lower()
        with self.site.store.read() as tx:
            mine = [member for member in assignments.members_of(tx, self.who.id, self.site.clock())
                    if asked in f"{member.name} {member.email}".lower()]
            kept = {member.id: drafts.drafts(tx, member.id) for member in mine}
            colleagues = [one for one in people.people(tx, role=ADVISER) if one.id != self.who.id and not one.disabled_at]
        self.show("members.html.j2", members=mine, drafts=kept, colleagues=colleagues, search=asked, problem=problem,
                  done=done)


class StandInHandler(MembersHandler):
    """`/members/stand-in`: a colleague sees all one's members until a day."""

    def post(self) -> None:
        now, colleague = self.site.clock(), self.text("colleague", 32)
        try:
            last = datetime.strptime(self.text("until", 10), "%Y-%m-%d").date()
        except ValueError:
            self.form(problem=self.words("members.stand_in.day"))
            return
        until = datetime.combine(last + timedelta(days=1), time(), BRUSSELS)
        if not now < until <= now + LONGEST_STAND_IN:
            self.form(problem=self.words("members.stand_in.too_long", days=LONGEST_STAND_IN.days))
            return
        with self.site.store.write() as tx:
            other = people.person(tx, colleague)
            if other is None or other.role != ADVISER or other.id == self.who.id or other.disabled_at:
                problem = self.words("members.stand_in.who")
            else:
                problem = ""
                for member, kind in self._own(tx, now):
                    if kind == "adviser":
                        assignments.assign(tx, other.id, member, "stand_in", now, until=until, by=self.who.id)
                        append(tx, now, self.who.id, member, "assigned", payload={"to": other.id, "kind": "stand_in"})
        self.form(problem=problem, done="" if problem else self.words("members.stand_in.done", name=other.name))

    def _own(self, tx, now):
        """Members to whom this adviser is assigned in their own right: a stand-in does not name another one."""
        for member in assignments.members_of(tx, self.who.id, now):
            for adviser, kind, _ in assignments.advisers_of(tx, member.id, now):
                if adviser.id == self.who.id:
                    yield member.id, kind
