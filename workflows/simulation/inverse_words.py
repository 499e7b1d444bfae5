"""What must be invoiced for a wanted amount, in words."""

from workflows.simulation.inverse import Needed
from workflows.words.catalogue import Words


def needed_sentences(found: Needed, words: Words) -> tuple[str, ...]:
    """What to invoice, the day rate, the order's price, and where the wanted amount is lost again."""
    money = words.formats.money
    whole = lambda euros: money(euros, cents=False)  # noqa: E731
    way = words(f"way.{found.way}.in")
    wanted = {"wanted": money(found.wanted), "month": money(found.wanted / 12)}
    if found.turnover is None:
        return (words("insight.needed.never", way=way, to=whole(found.looked_to), **wanted),)
    said = [words("insight.needed.turnover", way=way, turnover=whole(found.turnover), **wanted)]
    if found.day_rate is not None:
        said.append(words("insight.needed.day_rate", rate=money(found.day_rate),
                          days=words.formats.number(found.days, 1)))
    if found.order:
        said.append(words("insight.needed.order", days=words.formats.number(found.order.days, 1),
                          without=money(found.order.excluding_vat), with_vat=money(found.order.including_vat)))
    said += (words("insight.needed.lost", first=whole(lost.first), last=whole(lost.last)) for lost in found.lost)
    return tuple(said)
