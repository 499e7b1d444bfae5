"""Letters leave the outbox: through the mail server of the installation, or as files where there is none."""

import os
import smtplib
from datetime import datetime, timedelta
from email.message import EmailMessage
from email.utils import format_datetime
from pathlib import Path

from workflows.installation import MailPart
from workflows.store import outbox
from workflows.store.attachments import MissingFile, read
from workflows.store.engine import Store
from workflows.store.outbox import Mail

HELD = timedelta(minutes=2)
"""How long one server keeps a letter to itself while it sends it."""

AGAIN = (timedelta(minutes=1), timedelta(minutes=5), timedelta(minutes=15), timedelta(hours=1), timedelta(hours=6),
         timedelta(hours=24))
"""When a letter that could not leave is tried again; after the last one it is given up, and stays with its reason."""

PATIENCE = 20


def deliver(store: Store, settings: MailPart, home: Path, now: datetime) -> int:
    """Send what is due; how many left. What the mail server does not take is tried again later.

    A letter leaves at least once: when this process dies between the server's yes and our own note of it, it leaves again
    under the same Message-ID.
    """
    with store.read() as tx:
        waiting = outbox.due(tx, now)
    left = 0
    for mail in waiting:
        with store.write() as tx:
            if not outbox.claim(tx, mail.id, now, now + HELD):
                continue
        try:
            _send(mail, settings, home, now)
        except (OSError, smtplib.SMTPException, ValueError, MissingFile) as error:
            with store.write() as tx:
                outbox.failed(tx, mail.id, now, type(error).__name__,
                              now + AGAIN[mail.tries] if mail.tries < len(AGAIN) else None)
        else:
            left += 1
            with store.write() as tx:
                outbox.sent(tx, mail.id, now)
    return left


def message_of(mail: Mail, sender: str, home: Path, now: datetime) -> EmailMessage:
    """A letter as it is sent: text, the same as a page where there is one, and its document."""
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = sender, mail.to, " ".join(mail.subject.split())
    message["Date"], message["Message-ID"] = format_datetime(now), mail.message_id
    # Nothing answers by itself to a letter that a machine wrote.
    message["Auto-Submitted"] = "auto-generated"
    if mail.reply_to:
        message["Reply-To"] = mail.reply_to
    message.set_content(mail.body)
    if mail.page:
        message.add_alternative(mail.page, subtype="html")
    if mail.attachment:
        message.add_attachment(read(home, mail.attachment), maintype="application", subtype="pdf",
                               filename=mail.attachment_name)
    return message


def _send(mail: Mail, settings: MailPart, home: Path, now: datetime) -> None:
    message, folder = message_of(mail, settings.sender, home, now), home / "outbox"
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
