"""`/mentors`: a mentor for oneself, or people to accompany; `/exchanges`: hours given and taken."""

from datetime import date

from workflows.law.owed import exact
from workflows.network import pairs
from workflows.network.mentors import acceptable, match, why
from workflows.network.parties import side_of
from workflows.network.swaps import swaps
from workflows.network.trades import name_of
from workflows.server.network import NetworkHandler
from workflows.store import exchanges, network
from workflows.words.formats import legal_day

MOST_SHOWN, MOST_SIDES = 8, 2_000


class MentorsHandler(NetworkHandler):
    """`/mentors`: pairs that wait for a yes or stand; for a member the best fits; for an adviser a stable matching of
    all."""

    here = "mentors"

    def get(self) -> None:
        self.form()

    def form(self, problem: str = "") -> None:
        with self.site.store.read() as tx:
            known = network.shown(tx, "directory")
            mine = self.mine(tx)
            own = exchanges.pairs_of(tx, mine.id) if mine else []
            standing = exchanges.pairs_of(tx)
        free = {one.id: one.mentors - sum(pair.mentor == one.id for pair in standing) for one in known.values()}
        me = side_of(mine) if mine and mine.id in known else None
        taken = {pair.mentor if pair.mentee == mine.id else pair.mentee for pair in own} if mine else set()
        fits = sorted(((one, why(side_of(one),
                                 me)) for one in known.values() if me and free[one.id] > 0 and one.id not in taken
                       and not acceptable(side_of(one), me)), key=lambda fit: (-fit[1].score, fit[0].name))[:MOST_SHOWN]
        matching = None
        if self.who.role != "member":
            paired = {pair.mentee for pair in standing}
            sides = [side_of(one) for one in known.values()]
            matching = match([one for one in sides if known[one.id].wants_mentor and one.id not in paired][:MOST_SIDES],
                             [one.with_places(free[one.id]) for one in sides if free[one.id] > 0][:MOST_SIDES])
        self.show("mentors.html.j2", mine=mine, listed=me is not None, own=own, known=known, fits=fits, matching=matching,
                  why=self.reason, problem=problem, done=self.done())

    def post(self) -> None:
        store, actor, now, act = self.site.store, self.who.person, self.site.clock(), self.text("act", 12)
        if act == "propose":
            self.attempt("proposed", lambda: pairs.propose(store, actor, self.text("mentor", 32), self.text("mentee", 32),
                                                           now))
        else:
            self.attempt("agreed" if act == "yes" else "declined",
                         lambda: pairs.answer_pair(store, actor, self.text("id", 32), act == "yes", now))


class ExchangesHandler(NetworkHandler):
    """`/exchanges`: one's balance and exchanges, what waits for an answer, rings in which nobody owes anything."""

    here = "exchanges"

    def get(self) -> None:
        self.form()

    def form(self, problem: str = "") -> None:
        with self.site.store.read() as tx:
            known = network.shown(tx, "directory")
            mine = self.mine(tx)
            rows = exchanges.exchanges_of(tx, mine.id) if mine else []
            names = {one.id: one.name for one in known.values()}
            for row in rows:
                for side in (row.giver, row.taker):
                    if side not in names:
                        names[side] = mine.name if side == mine.id else self.words("exchanges.left")
            balance = exchanges.balances(tx).get(mine.id, 0) if mine else 0
        rings = swaps([side_of(one) for one in list(known.values())[:MOST_SIDES]], mine.id)[:MOST_SHOWN] \
            if mine and mine.id in known else ()
        self.show("exchanges.html.j2", mine=mine, listed=bool(mine and mine.id in known), rows=rows, names=names,
                  rings=rings,
                  people=[one for one in known.values() if not mine or one.id != mine.id],
                  hours=lambda quarters: self.words.formats.exact(exact(quarters) / 4, 0, 2), balance=balance,
                  today=self.today(),
                  terms=lambda parts: ", ".join(name_of(part, self.words.language) for part in parts), problem=problem,
                  done=self.done())

    def today(self) -> date:
        """The day in Belgium."""
        return legal_day(self.site.clock())

    def post(self) -> None:
        store, actor, now, act = self.site.store, self.who.person, self.site.clock(), self.text("act", 12)
        if act != "write":
            self.attempt("confirmed_hours" if act == "yes" else "declined",
                         lambda: pairs.answer_exchange(store, actor, self.text("id", 32), act == "yes", now))
            return
        try:
            day = date.fromisoformat(self.text("day", 10))
        except ValueError:
            day = self.today()
        self.attempt("hours", lambda: pairs.write_exchange(
            store, actor, self.text("other", 32), self.text("way", 5) != "took", pairs.hours(self.text("hours", 12)),
            self.text("about", 2_000), day, now))
