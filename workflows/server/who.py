"""Who asks: a signed-in person by the session cookie, else a guest whom only this browser knows."""

import re
import secrets
from dataclasses import dataclass

import tornado.web
from jupyter_server.auth.identity import IdentityProvider, User

from workflows.people.entering import SESSION, Entered, who_has
from workflows.people.roles import may
from workflows.people.tokens import digest
from workflows.server.context import Site
from workflows.server.safety import ClosedCookies
from workflows.store.people import Person

SESSION_COOKIE, GUEST_COOKIE = "atelier_session", "atelier_guest"

GUEST_DAYS = 30
"""How long a browser is known as the same guest."""

_SECRET = re.compile(r"[A-Za-z0-9_-]{43}")


@dataclass(frozen=True)
class Who:
    """Whom a request comes from. A guest has an id of its own, so that a kernel has an owner, and no person."""

    id: str
    name: str = ""
    role: str = "guest"
    language: str = ""
    person: Person | None = None

    def may(self, act: str) -> bool:
        return may(self.role, act)


def who(handler: tornado.web.RequestHandler) -> Who:
    """Whom the request comes from, looked up once for each request. A guest without a cookie has the id ""."""
    found = getattr(handler, "_atelier_who", None)
    if found is None:
        found = handler._atelier_who = _signed_in(handler) or Who(_guest_id(handler.get_cookie(GUEST_COOKIE, "")))
    return found


def welcome(handler: ClosedCookies) -> Who:
    """As `who`, and a browser that we have not met gets a cookie: a page's kernel needs an owner."""
    found = who(handler)
    if not found.id:
        secret = secrets.token_urlsafe(32)
        set_cookie(handler, GUEST_COOKIE, secret, GUEST_DAYS)
        found = handler._atelier_who = Who(_guest_id(secret))
    return found


class OurPeople(IdentityProvider):
    """Tells Jupyter's handlers who asks, in place of its own anonymous people and their cookie."""

    def get_user(self, handler: tornado.web.RequestHandler) -> User:
        return User(who(handler).id or "nobody")


def let_in(handler: ClosedCookies, entered: Entered) -> None:
    """Remember in this browser who signed in."""
    set_cookie(handler, SESSION_COOKIE, entered.token, SESSION.days)


def let_out(handler: tornado.web.RequestHandler) -> None:
    """Forget who was signed in, and the guest that this browser was."""
    for name in (SESSION_COOKIE, GUEST_COOKIE):
        handler.clear_cookie(name, path=handler.settings["base_url"])


def set_cookie(handler: ClosedCookies, name: str, value: str, days: float | None) -> None:
    """A cookie that no script reads and no other site sends; over TLS only where the page came over TLS."""
    handler.set_cookie(name, value, path=handler.settings["base_url"], httponly=True, expires_days=days)


def _signed_in(handler) -> Who | None:
    token = handler.get_cookie(SESSION_COOKIE)
    site: Site | None = handler.settings.get("site")  # routes that stand in no whole server have none
    person = who_has(site.store, token, site.clock()) if site and token else None
    return Who(person.id, person.name, person.role, person.language, person) if person else None


def _guest_id(secret: str) -> str:
    """A guest's id: never the secret of the cookie itself. Empty where the cookie is none of ours."""
    return f"guest-{digest(secret)[:32]}" if _SECRET.fullmatch(secret) else ""
