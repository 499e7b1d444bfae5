"""The life of an order: what may be done with it in which state, by whom, and what comes next."""

from dataclasses import dataclass

MEMBER, ADVISER, CLIENT, CLOCK = "member", "adviser", "client", "clock"
"""Who acts. A member acts on their own orders, an adviser on those of assigned members, the clock by itself."""


@dataclass(frozen=True)
class Step:
    """One thing that can be done: from which states, to which, by whom."""

    name: str
    before: tuple[str, ...]
    after: str
    by: tuple[str, ...]


STEPS = {step.name: step for step in (
    Step("ask_review", ("draft", "revised"), "to_review", (MEMBER,)),
    Step("give_back", ("to_review",), "draft", (ADVISER, MEMBER)),
    Step("send", ("draft", "to_review", "revised"), "sent", (MEMBER, ADVISER)),
    Step("see", ("sent",), "seen", (CLIENT,)),
    Step("accept", ("sent", "seen"), "accepted", (CLIENT, ADVISER)),
    Step("refuse", ("sent", "seen"), "refused", (CLIENT, ADVISER)),
    Step("expire", ("sent", "seen"), "expired", (CLOCK,)),
    Step("withdraw", ("to_review", "sent", "seen", "revised"), "withdrawn", (MEMBER, ADVISER)),
    Step("revise", ("sent", "seen", "accepted", "refused", "expired", "withdrawn"), "revised", (MEMBER, ADVISER)),
)}
"""Every step by name. An adviser accepts or refuses for a client who answered by phone or on paper."""

NEXT = {"draft": ("finish", MEMBER), "to_review": ("review", ADVISER), "sent": ("answer", CLIENT),
        "seen": ("answer", CLIENT), "accepted": ("work", MEMBER), "refused": ("revise", MEMBER),
        "expired": ("revise", MEMBER), "withdrawn": ("", ""),
        "revised": ("send", MEMBER)}
"""By state: the next thing to do, and who must do it; "" where nothing is left to do."""

OPEN = ("sent", "seen")
"""States in which a client can answer."""


def allowed(state: str, by: str) -> tuple[str, ...]:
    """What somebody may do with an order in a state.

    >>> allowed("sent", "client"), allowed("draft", "client"), allowed("accepted", "member")
    (('see', 'accept', 'refuse'), (), ('revise',))
    """
    return tuple(step.name for step in STEPS.values() if state in step.before and by in step.by)
