"""Words about orders that the list and the page of one order share."""

from datetime import datetime

from workflows.orders.listing import Listed
from workflows.orders.states import ADVISER, CLIENT, MEMBER
from workflows.words.catalogue import Words
from workflows.words.formats import legal_day

DONE = ("ask_review", "give_back", "send", "withdraw", "revise", "accept", "refuse")
"""What a page can be told was just done."""

def since(at: datetime, now: datetime, words: Words) -> str:
    """For how many days an order has been in its state, by the days of Belgium."""
    days = (legal_day(now) - legal_day(at)).days
    return words.count("orders.since", days) if days > 0 else words("orders.since_today")


def who_must(one: Listed, words: Words) -> str:
    """Who has to do what comes next, by name where the one who looks knows them."""
    if one.who == one.by or not one.who:
        return words("orders.who.you") if one.who else ""
    return {CLIENT: one.row.client, MEMBER: one.row.worker, ADVISER: words("orders.who.adviser")}[one.who]
