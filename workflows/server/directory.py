"""`/directory`: members, partners and practice cards, found; `/directory/me`: one's own profile and what it may be used
for."""

from pydantic import ValidationError

from workflows.network import commands
from workflows.network.directory import Directory, Filters, is_stale, stale_months
from workflows.network.profile import KNOWN_LANGUAGES, MOBILITY, ProfileQuestions
from workflows.network.trades import name_of
from workflows.questions.problems import problems
from workflows.server.network import LONGEST_SEARCH, NetworkHandler
from workflows.store import network
from workflows.store.network import Profile
from workflows.store.network_tables import USES
from workflows.words.catalogue import Words
from workflows.words.formats import legal_day

FIELDS = tuple(ProfileQuestions.model_fields)


class DirectoryHandler(NetworkHandler):
    """`/directory`: `q`, `country`, `language`, `kind` and `page` choose. Who withdrew is not in it from that moment on."""

    def get(self) -> None:
        asked, page = self.text("q", LONGEST_SEARCH).strip(), self.text("page", 6)
        kind, country, language = self.text("kind", 10), self.text("country", 2).upper(), self.text("speaks", 2)
        page = max(1, min(int(page), 10_000)) if page.isascii() and page.isdecimal() else 1
        filters = Filters(country, language if language in KNOWN_LANGUAGES else "", kind if kind in ("member",
                                                                                                     "partner") else "")
        found = self.directory.find(asked, self.site.clock(), page, filters)
        with self.site.store.read() as tx:
            mine = self.mine(tx)
        self.show("directory.html.j2", found=found, search=asked, filters=filters, mine=mine, trades=self.trades,
                  languages_known=KNOWN_LANGUAGES, months=stale_months(), done=self.done(), read_as=found.read_as,
                  spoken=lambda codes: ", ".join(spoken(one, self.words) for one in codes.split()))

    @property
    def directory(self) -> Directory:
        return self.site.directory

    def trades(self, profile: Profile) -> list[str]:
        """The names of what somebody does, in the language of who looks."""
        return [name_of(part, self.words.language) for part in profile.disciplines.split("; ") if part]


class MeHandler(NetworkHandler):
    """`/directory/me`: the profile, its confirmation, each consent with its day, practice cards."""

    here = "directory/me"

    def get(self) -> None:
        self.form()

    def form(self, problem: str = "", said: dict | None = None, wrong: dict | None = None) -> None:
        now, months = self.site.clock(), stale_months()
        with self.site.store.read() as tx:
            mine = self.mine(tx)
            consents = network.consents_of(tx, mine.id) if mine else {}
            cards = network.standing_practices(tx, of=mine.id) if mine else []
        values = said or ({name: getattr(mine, name) for name in FIELDS} if mine else
                          {**{name: field.default for name, field in ProfileQuestions.model_fields.items()},
                           "name": self.who.name, "languages": self.who.language})
        if not said:
            values["disciplines"] = "; ".join(name_of(part,
                                                      self.words.language) for part in values["disciplines"].split("; ")
                                              if part)
        self.show("directory_me.html.j2", mine=mine, values=values, wrong=wrong or {}, consents=consents, uses=USES,
                  cards=cards,
                  mobility=MOBILITY, problem=problem, done=self.done(), months=months,
                  stale=bool(mine and is_stale(mine.confirmed_at, legal_day(now), months)))

    def post(self) -> None:
        store, actor, now, act = self.site.store, self.who.person, self.site.clock(), self.text("act", 12)
        if act == "consent":
            given = set(self.get_body_arguments("use"))
            self.attempt("consent", lambda: commands.consent(store, actor, {use: use in given for use in USES}, now))
        elif act == "confirm":
            self.attempt("confirmed", lambda: commands.confirm_profile(store, actor, now))
        elif act == "card":
            self.attempt("card", lambda: commands.write_practice(store, actor, *(self.text(name, 2_000) for name in (
                "problem", "solution", "contact")), now))
        elif act == "uncard":
            self.attempt("removed", lambda: commands.remove_practice(store, actor, self.text("id", 32), now))
        else:
            self.keep({name: self.text(name, 2_000) for name in FIELDS})

    def keep(self, said: dict[str, str]) -> None:
        """Save the profile, or show it again with a sentence at each field that does not fit."""
        given = {name: value for name, value in said.items() if value.strip() or name == "name"}
        try:
            questions = ProfileQuestions(**given)
        except ValidationError as error:
            self.set_status(422)
            found = problems(error, ProfileQuestions, self.words)
            self.form(problem=" ".join(one.sentence for one in found), said=said,
                      wrong={one.field: one.sentence for one in found})
            return
        self.attempt("saved", lambda: commands.save_profile(self.site.store, self.who.person, questions, self.site.clock()))


def spoken(code: str, words: Words) -> str:
    """The name of a language.

    >>> from workflows.words.catalogue import speak
    >>> spoken("nl", speak("fr"))
    'néerlandais'
    """
    return words.formats.language_name(code)
