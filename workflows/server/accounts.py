"""The administrator's page: accounts, roles, assignments, links. Never what people keep."""

from workflows.people.accounts import add_account, assign_adviser, change_role, disable, enable
from workflows.people.entering import Refused
from workflows.people.roles import ADVISER, ROLES
from workflows.post.letters import send_link
from workflows.server.site import SiteHandler
from workflows.store import assignments, people


def accounts_routes(base: str) -> list[tuple]:
    """The pages of this module."""
    return [(f"{base}accounts", AccountsHandler),
            (rf"{base}accounts/([0-9a-f]{{32}})/(link|disable|enable|role|adviser)", AccountChangeHandler)]


class AccountsHandler(SiteHandler):
    """`/accounts`: everybody, with a search; and a new account."""

    act = "manage_accounts"

    def get(self) -> None:
        self.form()

    def post(self) -> None:
        try:
            person = add_account(self.site.store, self.text("email"), self.text("name", 120), self.text("role", 20),
                                 self.text("language", 2), self.who.person, self.site.clock())
            send_link(self.site.store, person, "first", self.site.installation.server.address, self.site.clock())
            self.form(done=self.words("accounts.added", email=person.email))
        except Refused as refused:
            self.set_status(422)
            self.form(problem=self.words(refused.key, **refused.values))

    def form(self, problem: str = "", done: str = "") -> None:
        """The page, with what went wrong or what was done."""
        asked, now = self.text("search", 100), self.site.clock()
        with self.site.store.read() as tx:
            found = people.people(tx, search=asked)
            advisers = [one for one in people.people(tx, role=ADVISER) if not one.disabled_at]
            assigned = {one.id: assignments.advisers_of(tx, one.id, now) for one in found if one.role == "member"}
        self.show("accounts.html.j2", people=found, advisers=advisers, assigned=assigned, roles=ROLES, search=asked,
                  problem=problem, done=done)


class AccountChangeHandler(AccountsHandler):
    """`/accounts/<id>/<what>`: one change of one account."""

    def get(self, person_id: str, what: str) -> None:
        self.go("accounts")

    def post(self, person_id: str, what: str) -> None:
        with self.site.store.read() as tx:
            person = people.person(tx, person_id)
        if person is None or person.erased_at:
            self.say(404, self.words("accounts.unknown"))
            return
        store, actor, now = self.site.store, self.who.person, self.site.clock()
        try:
            if what == "link":
                send_link(store, person, "reset" if person.password else "first", self.site.installation.server.address, now)
            elif what == "disable":
                disable(store, person, actor, now)
            elif what == "enable":
                enable(store, person, actor, now)
            elif what == "role":
                change_role(store, person, self.text("role", 20), actor, now)
            else:
                assign_adviser(store, person, self.text("adviser", 32), actor, now)
            self.form(done=self.words(f"accounts.{what}.done", name=person.name))
        except Refused as refused:
            self.set_status(422)
            self.form(problem=self.words(refused.key, **refused.values))
