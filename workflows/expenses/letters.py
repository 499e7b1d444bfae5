"""What a member is written when a note of theirs was approved or given back."""

from datetime import datetime

from workflows.store import outbox
from workflows.store.expenses import ExpenseRow
from workflows.store.people import person
from workflows.words.catalogue import speak


def decided_letter(tx, row: ExpenseRow, now: datetime) -> None:
    """Tell the owner what became of a note, in their language; nothing for who has no address any more."""
    owner = person(tx, row.owner)
    if not owner.email or owner.disabled_at:
        return
    words = speak(owner.language)
    said = {"purpose": row.purpose, "day": words.formats.date(row.day), "reason": row.reason,
            "amount": words("expenses.open_amount") if row.paid_back is None else words.formats.owed(row.paid_back)}
    outbox.post(tx, owner.email, words(f"expense_mail.{row.state}.subject", **said),
                words(f"expense_mail.{row.state}.body", **said), now, "expense",
                key=f"expense:{row.id}:{row.state}:{now.isoformat()}", about=row.id)
