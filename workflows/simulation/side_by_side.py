"""The ways of working that are open in one table, why the others are not, and what must be said about each."""

from typing import Any

from workflows.simulation.ways import WAYS
from workflows.words.catalogue import Words

COLUMNS = ("way", "now", "inside", "all", "contributions", "tax", "kept")


_RULES = {"inside": "in_company", "all": "net_year", "contributions": "contributions", "tax": "activity_tax"}


def rule_of_column(way: str, column: str) -> str:
    """The rule that explains an amount of the table."""
    if column == "now":
        return "private_now" if way == "company" else "net_year"
    return _RULES.get(column, "net_year")


def shown_in_order(answer: dict[str, Any]) -> tuple[str, ...]:
    """The ways of the table's rows: the cooperative, the one it is compared with, the other open ones."""
    routes = answer["routes"]
    shown = [way for way, route in routes.items() if route["applies"] or way == answer["alternative"]]
    return tuple(sorted(shown, key=lambda way: (way != "cooperative", way != answer["alternative"])))


def side_by_side(answer: dict[str, Any], words: Words) -> tuple[tuple[str, ...], ...]:
    """Head, then one row for each way that is open or compared: in private hands now, in a company, and in all."""
    return (tuple(words(f"ways.{name}") for name in COLUMNS),
            *(_row(way, answer["routes"][way], words) for way in shown_in_order(answer)))


def _row(way: str, route: dict[str, Any], words: Words) -> tuple[str, ...]:
    money, d = words.formats.money, route["details"]
    now, inside = d.get("private_now", route["net_year"]), d.get("in_company")
    return (words(f"way.{way}"), money(now), "–" if inside is None else money(inside), money(route["net_year"]),
            money(route["contributions"]), money(route["income_tax"]), money(route["kept_of_100"]))


def others(answer: dict[str, Any]) -> list[str]:
    """The open ways that the page does not compare in full, and whose changes were looked for."""
    return [way for way, route in answer["routes"].items()
            if route["applies"] and way not in ("cooperative", "amateur", answer["alternative"])]


def ways_notes(answer: dict[str, Any], words: Words) -> tuple[str, ...]:
    """Sentences that a figure alone would leave out."""
    routes, q, found = answer["routes"], answer["questions"], []
    if "company" in routes:
        found.append(words("ways.company"))
        found.append(words("ways.company.reduced" if routes["company"]["details"]["company_reduced_rate"]
                           else "ways.company.normal",
                           needed=words.formats.money(routes["company"]["details"]["company_salary_needed"])))
    if "association" in routes:
        found.append(words("ways.association"))
    if q["kind"] != "employee":
        found.append(words("ways.amateur"))
    if q["copyright_share"]:
        asked = q["copyright_share"]
        found.append(words("ways.copyright", share=words.formats.percent(asked),
                           paid=words.formats.money(routes["cooperative"]["details"]["cooperative_rights"])))
    alone = routes[answer["alternative"]]["details"]
    if alone.get("franchised"):
        found.append(words("ways.franchise.in"))
    elif q["private_share"] and alone.get("franchise_excess"):
        found.append(words(f"ways.franchise.out_{alone['franchise_excess']:.0f}"))
    closed = [words("ways.closed.one", way=words(f"way.{way}"), why=words(f"ways.no.{way}"))
              for way in WAYS if way not in routes or not routes[way]["applies"]]
    return (*found, *_benefits(answer, words), words("ways.closed", ways=" ; ".join(closed) if words.language == "fr"
                                                     else "; ".join(closed)))


def _benefits(answer, words):
    q = answer["questions"]
    if q["situation"] != "benefits":
        return ()
    days = allowance_days(answer)
    lost = words("ways.benefits.lost_unknown") if q["lost_benefit_days"] is None or q["daily_benefit"] is None else \
        words("ways.benefits.lost", days=words.formats.number(q["lost_benefit_days"], 1),
              amount=words.formats.money(q["lost_benefit_days"] * q["daily_benefit"]))
    return words("ways.benefits.days", days=days), lost


def allowance_days(answer: dict[str, Any]) -> int:
    """Whole days that count for the arts-work allowance; other ways give none."""
    return int(answer["routes"]["cooperative"]["details"]["allowance_days"])
