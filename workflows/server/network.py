"""`/network`: the entry to the members' network; `/wall`, `/network/others`, and what all its pages share."""

from workflows.network import commands
from workflows.network.batch import reason as in_words
from workflows.network.commands import NotPossible
from workflows.network.others import filtered, networks, post
from workflows.people.drafts import NotYours
from workflows.server.site import SiteHandler
from workflows.store import exchanges, network

LONGEST_SEARCH = 200
ID = r"[0-9a-f]{32}"


class NetworkHandler(SiteHandler):
    """A page of the network: for members, advisers and staff who are signed in. `did`: what was just done."""

    act = "use_network"
    here = ""

    def done(self) -> str:
        """The sentence for what was just done, or ""."""
        did = self.text("did", 30)
        return self.words(f"network.done.{did}") if f"network.done.{did}" in self.words else ""

    def mine(self, tx):
        """The profile of who asks, or None."""
        return network.profile_of(tx, self.who.id)

    def reason(self, reason) -> str:
        """Why two fit, in words."""
        return in_words(reason, self.words)

    def attempt(self, did: str, work) -> None:
        """Do `work`, then go back to the page and say so; a refusal is said there."""
        try:
            work()
        except (NotPossible, NotYours) as refused:
            self.set_status(422)
            key, values = getattr(refused, "key", "network.error.gone"), getattr(refused, "values", {})
            self.form(problem=self.words(key, **values))
        else:
            self.go(f"{self.here}?did={did}")


class EntryHandler(NetworkHandler):
    """`/network`: what there is, and what waits for an answer."""

    def get(self) -> None:
        with self.site.store.read() as tx:
            mine = self.mine(tx)
            waiting = {"pairs": 0, "exchanges": 0, "texts": 0}
            if mine:
                waiting = {
                    "pairs": sum(not (one.mentor_at if one.mentor == mine.id else one.mentee_at)
                                 for one in exchanges.pairs_of(tx, mine.id, ("proposed",))),
                    "exchanges": sum(one.state == "proposed" and one.by != self.who.id
                                     for one in exchanges.exchanges_of(tx, mine.id)),
                    "texts": sum(one.validated_at is None for one in network.achievements_of(tx, mine.id))}
            listed = bool(mine and mine.id in network.shown(tx, "directory", (mine.id,)))
        self.show("network.html.j2", mine=mine, listed=listed, waiting=waiting, done=self.done())


class OthersHandler(NetworkHandler):
    """`/network/others`: other networks, `q` and `country` choose."""

    def get(self) -> None:
        asked, country = self.text("q", LONGEST_SEARCH), self.text("country", 2)
        self.show("networks.html.j2", found=filtered(asked, country, self.words.language), search=asked, country=country,
                  countries=sorted({one.country for one in networks()}), language=self.words.language)


class WallHandler(NetworkHandler):
    """`/wall`: successes whose member agreed to the wall and to the text; one's own, with their buttons."""

    here = "wall"

    def get(self) -> None:
        self.form()

    def form(self, problem: str = "") -> None:
        with self.site.store.read() as tx:
            mine = self.mine(tx)
            on_wall, logos = network.shown(tx, "wall"), network.shown(tx, "logo")
            every = network.achievements_of(tx)
            listed = network.shown(tx, "directory") if self.who.role != "member" else {}
            shared = network.shown(tx, "social", [mine.id]) if mine else {}
        shown = [(one, on_wall[one.profile],
                  one.profile in logos) for one in every if one.validated_at and one.profile in on_wall]
        own = [one for one in every if mine and one.profile == mine.id]
        address = f"{self.site.installation.server.address}/wall"
        posts = {one.id: post(mine.name, one.text, address, self.words) for one in own if one.validated_at and shared}
        self.show("wall.html.j2", shown=shown, own=own, mine=mine, agreed=bool(mine and mine.id in on_wall), posts=posts,
                  members=sorted(listed.values(), key=lambda one: one.name), problem=problem, done=self.done())

    def post(self) -> None:
        store, actor, now = self.site.store, self.who.person, self.site.clock()
        act, id = self.text("act", 12), self.text("id", 32)
        if act == "write":
            self.attempt("written", lambda: commands.write_achievement(store, actor, self.text("text", 2_000), now,
                                                                       self.text("member", 32)))
        else:
            self.attempt("right" if act == "right" else "removed",
                         lambda: commands.answer_achievement(store, actor, id, act == "right", now))
