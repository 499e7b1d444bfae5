"""A real mail server for tests, and the letters that it took."""

import email
import email.policy
import time
from collections.abc import Iterator
from contextlib import contextmanager

from aiosmtpd.controller import Controller

from tests.servers import free_port


class Box:
    """What a mail server took; `refuses`: answers with a temporary error first."""

    def __init__(self, refuses: int = 0):
        self.taken, self.refuses, self.port = [], refuses, 0

    async def handle_DATA(self, server, session, envelope):
        if self.refuses:
            self.refuses -= 1
            return "451 later"
        self.taken.append((envelope.rcpt_tos, email.message_from_bytes(envelope.content, policy=email.policy.default)))
        return "250 OK"

    def letter(self, to: str, about: str = "", seconds: float = 20):
        """The newest letter to somebody whose subject has these words; waits for it."""
        end = time.monotonic() + seconds
        while True:
            found = [message for recipients, message in self.taken if to in recipients and about in message["Subject"]]
            if found:
                return found[-1]
            assert time.monotonic() < end, [(recipients, message["Subject"]) for recipients, message in self.taken]
            time.sleep(0.1)


@contextmanager
def mail_server(refuses: int = 0) -> Iterator[Box]:
    """A mail server that runs as long as the block."""
    box = Box(refuses)
    server = Controller(box, hostname="127.0.0.1", port=free_port())
    server.start()
    box.port = server.port
    try:
        yield box
    finally:
        server.stop()
