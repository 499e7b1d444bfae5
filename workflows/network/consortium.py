"""A team for a call: so many partners, so many countries, disciplines that must be covered; or the condition that
forbids it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from workflows.network.mentors import Side

MOST_PARTNERS, MOST_DISCIPLINES, TEAMS = 8, 8, 5
CONDITIONS = ("partners", "countries", "disciplines", "together")


@dataclass(frozen=True)
class Consortium:
    """Teams that meet every condition. Without one, `impossible` names what makes it so: a condition that alone cannot
    be met,
    with what is lacking, or "together": each can be met, all at once they cannot; `without` are those that would free it."""

    teams: tuple[tuple[Side, ...], ...]
    impossible: str = ""
    lacking: tuple[str, ...] = ()
    without: tuple[str, ...] = ()


def consortium(candidates: Iterable[Side], partners: int, countries: int, disciplines: Iterable[str],
               lead: Side | None = None, teams: int = TEAMS) -> Consortium:
    """Teams of so many partners beside the lead, whose country and trades count too where there is one.

    >>> one = lambda id, country, trade: Side(id, id, frozenset(), country, "", "europe", 1, frozenset({trade}))
    >>> found = consortium([one("a", "BE", "dance"), one("b", "FR", "video"), one("c", "FR", "dance")], 2, 2,
    ...                    ["dance", "video"])
    >>> [[side.id for side in team] for team in found.teams]
    [['a', 'b']]
    """
    wanted = tuple(dict.fromkeys(disciplines))[:MOST_DISCIPLINES]
    pool = [one for one in candidates if lead is None or one.id != lead.id]
    if len(pool) < partners:
        return Consortium((), "partners", (str(len(pool)),))
    found = _teams(pool, partners, countries, wanted, lead, teams)
    if found:
        return Consortium(tuple(found))
    known = set().union(*(_has(one) for one in (*pool, *([lead] if lead else []))))
    missing = tuple(one for one in wanted if one not in known)
    if missing:
        return Consortium((), "disciplines", missing)
    if not _teams(pool, partners, countries, (), lead, 1):
        here = sorted({one.country for one in (*pool, *([lead] if lead else []))})
        return Consortium((), "countries", tuple(here))
    if not _teams(pool, partners, 0, wanted, lead, 1):
        return Consortium((), "partners", (str(partners),), tuple(wanted))
    freed = [one for one in wanted if _teams(pool, partners, countries, tuple(x for x in wanted if x != one), lead, 1)]
    return Consortium((), "together", wanted, tuple(freed))


def _has(one: Side) -> frozenset[str]:
    return one.disciplines | one.offers


def _teams(pool: Sequence[Side], size: int, countries: int, wanted: tuple[str, ...], lead: Side | None, most: int):
    """Complete: people who are alike in what counts stand for one another, the most senior first."""
    alike: dict[tuple[str, frozenset[str]], list[Side]] = {}
    for one in sorted(pool, key=lambda one: (-one.seniority, one.name, one.id)):
        alike.setdefault((one.country, _has(one) & frozenset(wanted)), []).append(one)
    groups = sorted(alike, key=lambda key: (-len(key[1]), -alike[key][0].seniority, key[0]))
    found: list[tuple[Side, ...]] = []
    dead: set = set()

    def grow(team: tuple[Side, ...], used: dict, places: frozenset[str], covered: frozenset[str]) -> bool:
        left = size - len(team)
        if countries - len(places) > left or (not left and (len(covered) < len(wanted))):
            return False
        if not left:
            found.append(team)
            return True
        state = (left, places, covered, tuple(sorted(used.items(), key=repr)))
        if state in dead:
            return False
        lacks = next((one for one in wanted if one not in covered), None)
        alive = False
        for key in groups:
            if len(found) >= most:
                return True
            if (lacks is not None and lacks not in key[1]) or used.get(key, 0) >= len(alike[key]):
                continue
            if lacks is None and countries - len(places) == left and key[0] in places:
                continue
            one = alike[key][used.get(key, 0)]
            alive |= grow((*team, one), {**used, key: used.get(key, 0) + 1}, places | {key[0]}, covered | key[1])
        if not alive:
            dead.add(state)
        return alive

    start = frozenset({lead.country} if lead else ()), (_has(lead) & frozenset(wanted)) if lead else frozenset()
    grow((), {}, *start)
    unique = {frozenset(one.id for one in team): team for team in found}
    return list(unique.values())[:most]
