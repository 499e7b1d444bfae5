"""Who may do what. Rights are asked of the actor's role and of who the data belongs to, never of a page."""

MEMBER, ADVISER, STAFF, ADMINISTRATOR = ROLES = ("member", "adviser", "staff", "administrator")

_MAY = {
    "keep_drafts": {MEMBER, ADVISER, STAFF},
    "use_network": {MEMBER, ADVISER, STAFF},
    "see_members": {ADVISER},
    "open_adviser_pages": {ADVISER, STAFF},
    "run_batches": {STAFF},
    "approve_expenses": {ADVISER, STAFF},
    "manage_services": {STAFF},
    "manage_accounts": {ADMINISTRATOR},
}


def may(role: str, act: str) -> bool:
    """Whether a role may do something at all; on whose data is asked apart.

    An administrator keeps accounts and never sees contents.

    >>> may("administrator", "manage_accounts"), may("administrator", "keep_drafts"), may("guest", "keep_drafts")
    (True, False, False)
    """
    return role in _MAY[act]
