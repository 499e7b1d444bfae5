"""Who asks: for now a guest, known by a cookie that only this browser has."""

import hashlib
import re
import secrets
from dataclasses import dataclass

from jupyter_server.auth.identity import IdentityProvider, User
from tornado.web import RequestHandler

from workflows.server.home import language_of
from workflows.server.safety import ClosedCookies

COOKIE = "atelier_guest"
DAYS = 30
"""How long a browser is known as the same guest."""

_SECRET = re.compile(r"[A-Za-z0-9_-]{43}")


@dataclass(frozen=True)
class Who:
    """A person. `id` is empty for a browser that we have not met; it is never the secret of a cookie."""

    id: str
    name: str = ""
    role: str = "guest"
    language: str = "fr"


def who(handler: RequestHandler) -> Who:
    """The person who asks. Who is signed in comes before the guest."""
    return _guest(handler, handler.get_cookie(COOKIE, ""))


def welcome(handler: ClosedCookies) -> Who:
    """The person who opens a page; a browser that we have not met gets its cookie."""
    found = who(handler)
    if found.id:
        return found
    secret = secrets.token_urlsafe(32)
    handler.set_cookie(COOKIE, secret, expires_days=DAYS, path=handler.settings["base_url"], httponly=True)
    return _guest(handler, secret)


class OurPeople(IdentityProvider):
    """Tells Jupyter's handlers who asks, in place of its own anonymous people and their cookie."""

    def get_user(self, handler: RequestHandler) -> User:
        return User(who(handler).id or "nobody")


def _guest(handler, secret):
    known = _SECRET.fullmatch(secret)
    return Who(f"guest-{hashlib.sha256(secret.encode()).hexdigest()[:32]}" if known else "", language=language_of(handler))
