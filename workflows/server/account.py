"""One's own account: password, sessions, what others opened, everything as a file, and the end of it."""

import json

from workflows.people import entering
from workflows.people.accounts import is_last_administrator
from workflows.people.entering import Refused
from workflows.server.sign_in import EnteringHandler
from workflows.server.site import SiteHandler
from workflows.server.who import let_out
from workflows.store import erasure, people
from workflows.store.assignments import advisers_of
from workflows.store.journal import entries
from workflows.words.catalogue import LANGUAGES

SHOWN = ("opened", "signed_in", "signed_in_by_link", "signed_in_by_provider", "signed_out_everywhere", "password_changed",
         "deleted", "restored", "undone", "assigned", "assignment_ended", "disabled", "enabled",
         "account_added", "role_changed")
"""Events that the journal page tells; changes of fields stand in each draft's own history."""


def account_routes(base: str) -> list[tuple]:
    """The pages of this module."""
    return [(f"{base}account", AccountHandler), (f"{base}account/(password|everywhere|language|erase)", ChangeHandler),
            (f"{base}account/export", ExportHandler), (f"{base}journal", JournalHandler)]


class AccountHandler(SiteHandler):
    """`/account`."""

    act = ""

    def get(self) -> None:
        self.form()

    def form(self, problem: str = "", done: str = "") -> None:
        """The page, with what went wrong or what was done."""
        with self.site.store.read() as tx:
            advisers = advisers_of(tx, self.who.person.id, self.site.clock())
        self.show("account.html.j2", person=self.who.person, problem=problem, done=done, advisers=advisers,
                  shortest=entering.passwords.SHORTEST)


class ChangeHandler(EnteringHandler, AccountHandler):
    """`/account/<what>`: one change of one's own account."""

    async def post(self, what: str) -> None:
        try:
            await getattr(self, f"_{what}")()
        except Refused as refused:
            self.set_status(422)
            self.form(problem=self.words(refused.key, **refused.values))

    async def _password(self) -> None:
        await self.aside(entering.change_password, self.site.store, self.who.person, self.text("old", 1000),
                         self.text("password", 1000), self.site.clock())
        self.form(done=self.words("account.password.done"))

    async def _everywhere(self) -> None:
        entering.sign_out_everywhere(self.site.store, self.who.person, self.site.clock())
        let_out(self)
        self.go("sign-in")

    async def _language(self) -> None:
        if self.text("language") in LANGUAGES:
            with self.site.store.write() as tx:
                people.set_language(tx, self.who.id, self.text("language"))
        self.go("account")

    async def _erase(self) -> None:
        person = self.who.person
        if not await self.aside(entering.passwords.matches, person.password, self.text("password", 1000)):
            raise Refused("password.old_wrong")
        if is_last_administrator(self.site.store, person):
            raise Refused("account.erase.last")
        with self.site.store.write() as tx:
            erasure.erase(tx, person.id, self.site.clock())
        let_out(self)
        self.who = type(self.who)("")
        self.say(200, self.words("account.erase.done"))


class ExportHandler(SiteHandler):
    """`/account/export`: everything that is kept about oneself, as one file."""

    act = ""

    def get(self) -> None:
        with self.site.store.read() as tx:
            said = erasure.export(tx, self.who.id)
        self.set_header("Content-Type", "application/json")
        self.set_header("Content-Disposition", 'attachment; filename="atelier-export.json"')
        self.finish(json.dumps(said, ensure_ascii=False, indent=1, default=str))


class JournalHandler(SiteHandler):
    """`/journal`: what happened with one's account and drafts, and who did it."""

    act = ""

    def get(self) -> None:
        with self.site.store.read() as tx:
            found = [entry for entry in entries(tx, subject=self.who.id, limit=500, newest_first=True)
                     if entry.event in SHOWN]
            names = {actor: person.name for actor in {entry.actor for entry in found if entry.actor}
                     if (person := people.person(tx, actor))}
            drafts = {entry.draft for entry in found if entry.draft}
        self.show("journal.html.j2", entries=found, names=names, drafts=drafts)
