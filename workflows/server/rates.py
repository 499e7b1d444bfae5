"""How often a person, and an address, may ask for something: moving windows, in memory."""

import math
import time

from limits import parse
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter
from tornado.web import RequestHandler

from workflows.server.home import language_of
from workflows.server.metrics import REFUSED
from workflows.server.peer import address_of, network
from workflows.server.who import who
from workflows.words.catalogue import speak


class Rates:
    """The windows of one server. `rates`: kind -> (a person's, an address's), such as "30/minute".

    >>> rates = Rates({"page": ("2/minute", "3/minute")})
    >>> [rates.seconds("page", "ann", "192.0.2.7") for _ in range(2)], rates.seconds("page", "ann", "192.0.2.7") > 50
    ([0, 0], True)
    >>> rates.seconds("page", "bob", "192.0.2.7"), rates.seconds("page", "cid", "192.0.2.7") > 50
    (0, True)
    """

    def __init__(self, rates: dict[str, tuple[str, str]]):
        self._window = MovingWindowRateLimiter(MemoryStorage())
        self._rates = {kind: tuple(map(parse, both)) for kind, both in rates.items()}

    def seconds(self, kind: str, person: str, address: str) -> int:
        """0 when it may pass, which counts; else the seconds until it may. A person is empty when not known."""
        asked = [(limit, (kind, of, name)) for limit, of, name in
                 zip(self._rates[kind], ("person", "address"), (person, address)) if name]
        for limit, key in asked:
            if not self._window.test(limit, *key):
                return max(1, math.ceil(self._window.get_window_stats(limit, *key).reset_time - time.time()))
        for limit, key in asked:
            self._window.hit(limit, *key)
        return 0


def seconds_to_wait(handler: RequestHandler, kind: str) -> int:
    """0 when the request may pass, which counts; else the seconds to wait, counted as refused."""
    rates: Rates | None = handler.settings.get("rates")  # routes that stand in no whole server have none
    found = rates.seconds(kind, who(handler).id, network(address_of(handler))) if rates else 0
    if found:
        REFUSED.labels(f"rate_{kind}").inc()
    return found


def limited(handler: RequestHandler, kind: str) -> bool:
    """Whether it was too often: then 429 was answered, with a sentence and Retry-After, and the caller returns."""
    wait = seconds_to_wait(handler, kind)
    if wait:
        words = speak(language_of(handler))
        handler.set_status(429)
        handler.set_header("Retry-After", str(wait))
        handler.set_header("Cache-Control", "no-store")
        handler.set_header("Content-Type", "text/plain; charset=utf-8")
        handler.finish(words.count("serving.too_often", wait))
    return bool(wait)
