"""What every answer tells the browser: load from here only, guess nothing, show this in nobody's frame.

Pages that the server writes itself run no script but their own files. A page with widgets needs a little more, measured in
Chromium (with one of these taken away, it does not open or complains):

| allowed | because |
|---|---|
| `blob:` as a script | anywidget imports the page's own script, which comes through the kernel, from a blob |
| `'unsafe-inline'` as a style | Lumino and the widgets write style attributes and elements; the page brings its own |
| `data:` as an image | the icons of the front end |

Neither inline scripts nor `eval` are among them: the data blocks of the page (`application/json`) are no scripts.
"""

from typing import Any

from tornado.httputil import HTTPHeaders, HTTPServerRequest
from tornado.web import OutputTransform, RequestHandler

from workflows.server.peer import is_secure

STRICT = ("default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; base-uri 'none'; "
          "form-action 'none'; frame-ancestors 'none'")

WITH_FORMS = STRICT.replace("form-action 'none'", "form-action 'self'; connect-src 'self'")
"""For pages with forms: those may be sent here, and here alone."""

PAGE = ("default-src 'none'; script-src 'self' blob:; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
        "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'")

CAUTIOUS = {
    "Content-Security-Policy": STRICT,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    # Not "no-referrer": a form or a beacon of our own pages would then come with the Origin `null`, like a stranger's.
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=(), serial=(), "
                          "display-capture=(), browsing-topics=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
"""Headers by name. No other origin."""

YEAR = 31_536_000


class SafeHeaders(OutputTransform):
    """The last hand on every answer, of whatever handler: what it does not say is said."""

    trusted: frozenset[str] = frozenset()

    def __init__(self, request: HTTPServerRequest):
        self._secure = is_secure(request, self.trusted)

    def transform_first_chunk(self, status_code: int, headers: HTTPHeaders, chunk: bytes,
                              finishing: bool) -> tuple[int, HTTPHeaders, bytes]:
        headers.pop("Server", None)
        headers.setdefault("Content-Security-Policy", WITH_FORMS)
        for name, value in CAUTIOUS.items():
            headers.setdefault(name, value)
        if self._secure:
            headers["Strict-Transport-Security"] = f"max-age={YEAR}"
        return status_code, headers, chunk


def safe_headers(trusted: frozenset[str]) -> type[SafeHeaders]:
    """The same, for a server behind these proxies."""
    return type("SafeHeaders", (SafeHeaders,), {"trusted": trusted})


class ClosedCookies(RequestHandler):
    """For a handler that sets cookies: no other site makes a browser send them; from a page over https, over https only."""

    def set_cookie(self, name: str, value: str | bytes, *given: Any, **more: Any) -> None:
        secure = is_secure(self.request, self.settings.get("trusted_proxies", frozenset()))
        super().set_cookie(name, value, *given, **{"samesite": "Lax", "secure": secure, **more})
