"""Where the better way changes, as sentences: intervals, never points without their sides."""

from typing import Any

from workflows.words.catalogue import Words


def intervals(answer: dict[str, Any], words: Words, other: str) -> tuple[str, ...]:
    """One sentence for each stretch of turnovers, the cooperative beside one other way; while the scan runs, one says so."""
    if answer["crossings"] is None:
        return (words("sheet.intervals.pending"),)
    crossings = [change for change in answer["crossings"] if other in change["between"]]
    whole = lambda euros: words.formats.money(euros, cents=False)  # noqa: E731
    named = lambda way: words(f"way.{way}.in")  # noqa: E731
    if not crossings:
        return (words("sheet.intervals.never", to=whole(answer["held_constant"]["turnover_to"]),
                      way=named(_ahead(answer, other))),)
    first = crossings[0]
    sentences = [words("sheet.intervals.first", to=whole(first["turnover"] - 1), way=named(first["better_below"]))]
    for change in crossings:
        low, high = change["turnover_band"]
        at, way = whole(change["turnover"]), named(change["better_above"])
        if low == high == change["turnover"]:
            sentences.append(words("sheet.intervals.next_exact", at=at, way=way))
        else:
            band = words("sheet.intervals.band_open") if low is None or high is None else \
                words("sheet.intervals.band", low=whole(low), high=whole(high))
            sentences.append(words("sheet.intervals.next", at=at, band=band, way=way))
        if change["blurred_euros"]:
            sentences.append(words("sheet.intervals.blurred", at=at, n=change["blurred_euros"]))
    return tuple(sentences)


def _ahead(answer: dict[str, Any], other: str) -> str:
    """The way that is ahead everywhere, when nothing changes."""
    routes = answer["routes"]
    return "cooperative" if routes["cooperative"]["net_year"] >= routes[other]["net_year"] else other
