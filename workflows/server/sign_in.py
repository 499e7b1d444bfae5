"""Signing in: the password, the one-time link by mail, and out again."""

from urllib.parse import urlencode

from tornado.ioloop import IOLoop

from workflows.people import entering
from workflows.people.entering import Refused
from workflows.post.letters import link_letter
from workflows.server.peer import address_of
from workflows.server.site import SiteHandler
from workflows.server.who import SESSION_COOKIE, let_in, let_out


def sign_in_routes(base: str) -> list[tuple]:
    """The pages of this module."""
    return [(f"{base}sign-in", SignInHandler), (f"{base}sign-in/link", LinkHandler),
            (rf"{base}enter/([\w-]{{20,80}})", EnterHandler), (f"{base}sign-out", SignOutHandler),
            (f"{base}welcome", WelcomeHandler)]


class EnteringHandler(SiteHandler):
    """What the ways of entering share."""

    async def aside(self, work, *arguments):
        """Work that takes a while, such as looking at a password, without holding up the others."""
        return await IOLoop.current().run_in_executor(None, work, *arguments)

    def enter(self, entered: entering.Entered) -> None:
        """Into the house: first to where the browser hands over what was typed before."""
        let_in(self, entered)
        self.go(f"welcome?{self.next_query()}")

    def next_query(self) -> str:
        """Where to afterwards, as a query."""
        return urlencode({"next": self.next()})

    def next(self) -> str:
        """Where to afterwards: a place of this site, never another one."""
        asked, base = self.text("next", 2000), self.settings["base_url"]
        inside = asked.startswith(base) and not asked.startswith(("//", "/\\")) and "\\" not in asked
        return asked if inside and asked.isprintable() else base


class SignInHandler(EnteringHandler):
    """`/sign-in`."""

    def get(self) -> None:
        if self.who.person:
            self.go()
        else:
            self.form()

    async def post(self) -> None:
        try:
            self.enter(await self.aside(entering.sign_in, self.site.store, self.text("email"), self.text("password", 1000),
                                        address_of(self), self.site.clock()))
        except Refused as refused:
            self.set_status(429 if refused.key == "sign_in.throttled" else 401)
            self.form(self.words(refused.key, **refused.values))

    def form(self, problem: str = "") -> None:
        """The form, with what went wrong."""
        self.show("sign_in.html.j2", problem=problem, email=self.text("email"), next=self.next(),
                  provider=self.site.installation.oidc.name if self.site.installation.oidc.issuer else "")


class LinkHandler(EnteringHandler):
    """`/sign-in/link`: a one-time link by mail, for the first time and for a forgotten password."""

    def get(self) -> None:
        self.show("sign_in_link.html.j2", sent=False, problem="")

    async def post(self) -> None:
        try:
            await self.aside(link_letter, self.site.store, self.text("email"), address_of(self),
                             self.site.installation.server.address, self.site.clock())
            self.show("sign_in_link.html.j2", sent=True, problem="")
        except Refused as refused:
            self.set_status(429)
            self.show("sign_in_link.html.j2", sent=False, problem=self.words(refused.key, **refused.values))


class EnterHandler(EnteringHandler):
    """`/enter/<secret>`: a password for oneself. Only sending the form uses the link up."""

    def get(self, token: str) -> None:
        self.form(token)

    async def post(self, token: str) -> None:
        try:
            self.enter(await self.aside(entering.enter_by_link, self.site.store, token, self.text("password", 1000),
                                        self.site.clock()))
        except Refused as refused:
            self.set_status(422)
            self.form(token, self.words(refused.key, **refused.values))

    def form(self, token: str, problem: str = "") -> None:
        """The form for a new password, or that the link was used."""
        person = entering.whose_link(self.site.store, token, self.site.clock())
        if person is None:
            self.say(410, self.words("enter.used"))
        else:
            self.show("enter.html.j2", person=person, problem=problem, shortest=entering.passwords.SHORTEST)


class SignOutHandler(SiteHandler):
    """`/sign-out`."""

    def post(self) -> None:
        token = self.get_cookie(SESSION_COOKIE)
        if token:
            entering.sign_out(self.site.store, token)
        let_out(self)
        self.go()


class WelcomeHandler(EnteringHandler):
    """`/welcome`: the browser hands over what its guest typed before signing in, then goes on."""

    act = ""

    def get(self) -> None:
        self.show("welcome.html.j2", next=self.next(), token=self.xsrf_token.decode())
