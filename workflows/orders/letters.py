"""What a client and a member are written about an order, in the language of each."""

from datetime import date, datetime

from workflows.orders.order import Order
from workflows.orders.totals import Totals
from workflows.report.html import html
from workflows.store import outbox
from workflows.store.orders import OrderRow
from workflows.store.people import person
from workflows.words.catalogue import Words, speak


def order_letter(tx, order: Order, sums: Totals, id: str, pdf: str, link: str, code: str,
                 now: datetime) -> int:
    """The mail that carries an order to its client: one document, one link; its number in the outbox."""
    words = speak(order.language)
    said = {"worker": order.worker.name, "subject": order.subject, "number": order.number, "link": link, "code": code,
            "client": order.client.contact or order.client.name, "amount": words.formats.owed(sums.gross),
            "until": words.formats.date(order.valid_until), "seller": order.seller.name}
    subject, body = words("order_mail.subject", **said), words("order_mail.body", **said)
    return outbox.post(tx, order.client.email, subject, body, now, "order",
                       key=f"order:{id}:{order.revision}", page=_page(subject, body, link, words),
                       reply_to=order.worker.email, attachment=pdf, attachment_name=f"{order.file_name}.pdf", about=id)


def reminder_letter(tx, order: Order, id: str, pdf: str, sent: date, key: str, now: datetime) -> int:
    """Remind a client, once under a key. The link's secret is kept nowhere: the letter says in which mail it stands."""
    words = speak(order.language)
    said = {"worker": order.worker.name, "subject": order.subject, "number": order.number, "seller": order.seller.name,
            "until": words.formats.date(order.valid_until), "sent": words.formats.date(sent)}
    return outbox.post(tx, order.client.email, words("reminder_mail.subject", **said), words("reminder_mail.body", **said),
                       now, "reminder", key=key, reply_to=order.worker.email, attachment=pdf,
                       attachment_name=f"{order.file_name}.pdf", about=id)


def answered_letters(tx, row: OrderRow, order: Order, pdf: str, name: str, reason: str, now: datetime) -> None:
    """Tell the member and the client that an order was answered, and how: each once for each version."""
    member = person(tx, row.owner)
    for who, to, words in (("member", member.email, speak(member.language)),
                           ("client", order.client.email, speak(order.language))):
        if not to:
            continue
        said = {"client": order.client.name, "subject": order.subject, "number": order.number, "name": name,
                "worker": order.worker.name, "reason": reason or words("answer.no_reason"),
                "amount": words.formats.owed(row.gross), "seller": order.seller.name}
        outbox.post(tx, to, words(f"{row.state}_mail.{who}.subject", **said),
                    words(f"{row.state}_mail.{who}.body", **said), now, row.state,
                    key=f"{row.state}:{who}:{row.id}:{row.revision}", attachment=pdf,
                    attachment_name=f"{order.file_name}.pdf", about=row.id)


def _page(subject: str, body: str, link: str, words: Words) -> str:
    """The same letter as a page, its link a button that a thumb hits."""
    parts = [part.split("\n") for part in body.split("\n\n")]
    return html("mail", words=words, subject=subject, parts=parts, link=link, button=words("order_mail.button"))
