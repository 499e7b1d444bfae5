"""Letters leave the outbox: through the mail server of the installation, or as files where there is none."""

import os
import smtplib
from datetime import datetime, timedelta
from email.message import EmailMessage
from email.utils import format_datetime, make_msgid
from pathlib import Path

from workflows.installation import MailPart
from workflows.store import outbox
from workflows.store.engine import Store
from workflows.store.outbox import Mail

HELD = timedelta(minutes=2)
"""How long one server keeps a letter to itself while it sends it."""

AGAIN = (timedelta(minutes=1), timedelta(minutes=5), timedelta(minutes=15), timedelta(hours=1), timedelta(hours=6),
         timedelta(hours=24))
"""When a letter that could not leave is tried again; after the last one it is given up, and stays with its reason."""

PATIENCE = 20


def deliver(store: Store, settings: MailPart, folder: Path, now: datetime) -> int:
    """Send what is due, each letter once; how many left. What the mail server does not take is tried again later."""
    with store.read() as tx:
        waiting = outbox.due(tx, now)
    left = 0
    for mail in waiting:
        with store.write() as tx:
            if not outbox.claim(tx, mail.id, now, now + HELD):
                continue
        try:
            _send(mail, settings, folder, now)
        except (OSError, smtplib.SMTPException, ValueError) as error:
            with store.write() as tx:
                outbox.failed(tx, mail.id, now, type(error).__name__,
                              now + AGAIN[mail.tries] if mail.tries < len(AGAIN) else None)
        else:
            left += 1
            with store.write() as tx:
                outbox.sent(tx, mail.id, now)
    return left


def _send(mail: Mail, settings: MailPart, folder: Path, now: datetime) -> None:
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = settings.sender, mail.to, mail.subject
    message["Date"], message["Message-ID"] = format_datetime(now), make_msgid(f"atelier-{mail.id}", "atelier.invalid")
    # Nothing answers by itself to a letter that a machine wrote.
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(mail.body)
    if not settings.host:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        with open(os.open(folder / f"{mail.id}.eml", os.O_CREAT | os.O_TRUNC | os.O_WRONLY, 0o600), "wb") as file:
            file.write(bytes(message))
        return
    with smtplib.SMTP(settings.host, settings.port, timeout=PATIENCE) as server:
        if settings.starttls:
            server.starttls()
        if settings.user:
            server.login(settings.user, settings.password)
        server.send_message(message)
