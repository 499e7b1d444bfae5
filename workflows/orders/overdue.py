"""Invoices that nobody paid in time: the member and the adviser hear of each, when it is late and once more later."""

from datetime import datetime

from workflows.law.owed import ZERO
from workflows.orders.house import House
from workflows.store import assignments, invoices, outbox
from workflows.store.people import person
from workflows.words.catalogue import speak
from workflows.words.formats import legal_day

FIRST, SECOND = "invoice_first_overdue_days", "invoice_second_overdue_days"
"""Dated decisions of the cooperative: days after the due day."""


def warn(house: House, now: datetime) -> int:
    """Write to whom an unpaid invoice concerns; each at most twice. How many invoices are late enough."""
    today = legal_day(now)
    first, second = (house.law[name].on(today).value for name in (FIRST, SECOND))

    def work(tx):
        made = [one for one in invoices.due_before(tx, today) if (today - one.due).days >= first]
        paid = invoices.settled(tx, [one.id for one in made])
        late = 0
        for one in made:
            rest = one.net - sum((part.net for part in paid if part.invoice == one.id), ZERO)
            if rest <= 0:
                continue
            late += 1
            days = (today - one.due).days
            member = person(tx, one.owner)
            for who in (member, *(adviser for adviser, _, _ in assignments.advisers_of(tx, one.owner, now))):
                if who.email and not who.disabled_at:
                    words = speak(who.language)
                    said = {"client": one.client, "member": member.name, "day": words.formats.date(one.day),
                            "rest": words.formats.owed(rest), "days": days}
                    outbox.post(tx, who.email, words("overdue_mail.subject", **said), words("overdue_mail.body", **said),
                                now, "overdue", about=one.id,
                                key=f"overdue:{one.id}:{second if days >= second else first}:{who.id}")
        return late

    return house.store.run(work)
