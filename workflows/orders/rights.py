"""Who may do what with an Activity that is somebody's."""

from datetime import datetime

from workflows.people.drafts import NotYours
from workflows.people.roles import may
from workflows.store import assignments
from workflows.store.people import Person


def allow(tx, actor: Person, owner: str, now: datetime, cooperative: bool = False) -> None:
    """NotYours unless it is one's own, a member's whom one advises, or anybody's for staff.

    `cooperative`: what only the cooperative does, as declaring and paying: never on one's own.
    """
    own = actor.id == owner and may(actor.role, "keep_drafts") and not cooperative
    advises = may(actor.role, "see_members") and assignments.may_see(tx, actor.id, owner, now)
    if not (own or advises or may(actor.role, "run_batches")):
        raise NotYours(owner)
