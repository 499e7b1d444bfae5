"""`/partners`: who covers what is lacking, who helps with an order that is too large, and a team for a call."""

from workflows.network.consortium import MOST_PARTNERS, consortium
from workflows.network.mentors import Side
from workflows.network.parties import side_of, terms_of
from workflows.network.partners import partners
from workflows.network.trades import name_of, plain
from workflows.server.network import LONGEST_SEARCH, NetworkHandler
from workflows.store import network


class PartnersHandler(NetworkHandler):
    """`/partners`: `need` words, `large` where an order needs more of the same; `k`, `n` and `disciplines` for a team."""

    here = "partners"

    def get(self) -> None:
        need, large, team = self.text("need", LONGEST_SEARCH), bool(self.text("large", 3)), self.text("disciplines",
                                                                                                      LONGEST_SEARCH)
        size, countries = self.number("k", 3), self.number("n", 3)
        with self.site.store.read() as tx:
            known = network.shown(tx, "directory")
            mine = self.mine(tx)
        sides, sectors = [side_of(one) for one in known.values()], {one.id: plain(one.sector) for one in known.values()}
        me = side_of(mine) if mine else Side("", self.who.name, frozenset({self.who.language}), "", "", "region", 0)
        found = partners(me, sides, terms_of(need), sectors, large) if need or large or me.seeks else ()
        wanted = [one for part in team.replace(",", ";").split(";") for one in sorted(terms_of(part))]
        teams = consortium(sides, size, countries, wanted) if self.text("team", 3) else None
        self.show("partners.html.j2", need=need, large=large, found=found, known=known, why=self.reason, mine=mine, k=size,
                  n=countries, disciplines=team, teams=teams, most=MOST_PARTNERS,
                  terms=lambda parts: ", ".join(name_of(part, self.words.language) for part in sorted(parts)))

    def number(self, name: str, default: int) -> int:
        """A small number of the form."""
        said = self.text(name, 2)
        return max(1, min(int(said), MOST_PARTNERS)) if said.isascii() and said.isdecimal() else default
