"""Partners who bring what is lacking: from a gap that a diagnosis showed, or an order that is too large for one."""

from collections.abc import Iterable
from dataclasses import dataclass

from workflows.network.mentors import Reason, Side

COVERED, RETURNED, SECTOR, LANGUAGE, PLACE, OVERLAP = 10.0, 4.0, 2.0, 1.0, 2.0, -3.0
"""All needs covered, all of theirs covered in return, a shared sector, language, place, and the same main trade."""

MOST = 10


@dataclass(frozen=True)
class Partner:
    """Somebody who may fit, and why; `covers`: the needs that they meet."""

    side: Side
    covers: frozenset[str]
    why: Reason


def partners(me: Side, candidates: Iterable[Side], needs: frozenset[str] = frozenset(), sectors: dict[str,
                                                                                                      str] | None = None,
             same_trade: bool = False, limit: int = MOST) -> tuple[Partner, ...]:
    """Who covers a need, best first. `needs`: those asked for, else what the profile seeks; `sectors`: id to sector.

    `same_trade`: the order is too large for one, so who does the same is wanted. Nobody comes who covers nothing.

    >>> me = Side("me", "Me", frozenset({"fr"}), "BE", "liege", "region", 5, frozenset({"web_development"}))
    >>> clone = Side("c", "Clone", me.languages, "BE", "liege", "region", 5, me.disciplines, me.disciplines)
    >>> ana = Side("a", "Ana", frozenset({"nl"}), "BE", "gent", "region", 5, frozenset(), frozenset({"graphic_design"}))
    >>> [one.side.name for one in partners(me, [clone, ana], frozenset({"graphic_design"}))]
    ['Ana']
    """
    wanted = needs or (me.disciplines if same_trade else me.seeks)
    found = [_partner(me, one, wanted, sectors or {}, same_trade) for one in candidates if one.id != me.id]
    fits = [one for one in found if one.covers]
    return tuple(sorted(fits, key=lambda one: (-one.why.score, one.side.name, one.side.id))[:limit])


def _partner(me, one, wanted, sectors, same_trade):
    covers = wanted & (one.offers | one.disciplines)
    back = one.seeks & (me.offers | me.disciplines)
    overlap = me.disciplines & one.disciplines
    sector = sectors.get(me.id, "") and sectors.get(me.id) == sectors.get(one.id)
    languages = me.languages & one.languages
    terms = (("covers", COVERED * len(covers) / max(1, len(wanted)), tuple(sorted(covers))),
             ("back", RETURNED * len(back) / max(1, len(one.seeks)), tuple(sorted(back))),
             ("sector", SECTOR * bool(sector), (sectors.get(one.id, ""),)),
             ("language", LANGUAGE * bool(languages), tuple(sorted(languages))),
             ("place", PLACE * (me.place == one.place != ""), (one.place,)),
             ("overlap", OVERLAP * (bool(overlap) and not same_trade), tuple(sorted(overlap))))
    return Partner(one, covers, Reason(tuple(term for term in terms if term[1])))
