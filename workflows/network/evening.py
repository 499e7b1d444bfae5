"""The answer of the page `network_evening`: rounds of tables, when each begins and ends, and what could not be had."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from workflows.law.explain import Use
from workflows.law.library import shelf as all_figures
from workflows.law.parameters import Shelf
from workflows.network.designs import Round
from workflows.network.evening_questions import EveningQuestions
from workflows.network.evening_rows import Guest, Seated, rounds_of
from workflows.network.plan import by_chance, meetings_of, plan
from workflows.network.tables import least_repeats, possible
from workflows.network.trades import trade
from workflows.network.wishes import Wishes
from workflows.words.typed import folded

PITCH, CHANGE = "evening_pitch_minutes", "evening_change_minutes"


@dataclass(frozen=True)
class Turn:
    """One round: its tables of names, begin and end in minutes since midnight, whether it was held already; `present`: so
    many are there, `tables` is empty where so many cannot sit at tables of 3 and 4."""

    number: int
    tables: tuple[Seated, ...]
    begins: float
    ends: float
    held: bool
    present: int


@dataclass(frozen=True)
class Evening:
    """The plan. `repeats`: pairs that meet again, tonight or since an earlier evening, and how often too many; `bound`: no
    plan has fewer. `same`: meetings of one discipline, `by_chance`: what people drawn by lot would have on average.

    `unmet`, `avoided`: pairs that should have met and do not, that must not and do. `over`: minutes that the evening is too
    long, below 0 where time is left.
    """

    questions: EveningQuestions
    turns: tuple[Turn, ...]
    minutes: float
    change: float
    over: float
    repeats: tuple[tuple[str, str, int], ...]
    bound: int
    meetings: int
    same: int
    by_chance: float
    unmet: tuple[tuple[str, str], ...]
    avoided: tuple[tuple[str, str], ...]
    figures: tuple[Use, ...]
    edition: date

    @property
    def again(self) -> int:
        """Meetings too many."""
        return sum(times for _, _, times in self.repeats)

    @property
    def impossible(self) -> tuple[Turn, ...]:
        """Rounds that cannot be seated."""
        return tuple(turn for turn in self.turns if not turn.tables)


def evening(questions: EveningQuestions, law: Shelf | None = None) -> Evening:
    """The plan, always the same for the same questions.

    >>> found = evening(EveningQuestions(people="\\n".join(f"P{n}" for n in range(24)), rounds=7, available=200))
    >>> found.again, found.bound, {len(table) for turn in found.turns for table in turn.tables}
    (0, 0, {4})
    """
    law, q = law or all_figures(), questions
    guests, day = q.guests(), law.edition
    used = [Use(name, law[name].on(day)) for name in (PITCH, CHANGE)]
    pitch, change = (said if said is not None else float(use.figure.value) for said, use in zip((q.pitch, q.change), used))
    held = rounds_of(q.held, "held")
    ids, past = _known(guests, rounds_of(q.history, "history"), held)
    wishes, before, done = _wishes(guests, ids), meetings_of(past, len(ids)), []
    for tables in held:
        done.append(tuple(tuple(ids[folded(name)] for name in table) for table in tables))
    tonight = meetings_of(done, len(ids))
    present = [[at for at, one in enumerate(guests) if one.first <= number and (one.last is None or number <= one.last)]
               for number in range(1, q.rounds + 1)]
    made = plan(present[len(held):], wishes, before + tonight, [*past, *done], q.seed)
    met = made.met + tonight
    names = {at: one.name for at, one in enumerate(guests)} | {
        ids[folded(name)]: name for tables in held for table in tables for name in table if ids[folded(name)] >= len(guests)}
    rounds = [*done, *made.rounds]
    minutes = q.round_minutes if q.round_minutes is not None else pitch * max(
        (len(table) for tables in rounds if tables for table in tables), default=4)
    turns = _turns(q, rounds, names, present, len(held), minutes, change)
    again = np.maximum(0, met - (before == 0))
    return Evening(
        q, turns, minutes, change, len(turns) * minutes + (len(turns) - 1) * change - q.available, _pairs(again, names),
        _bound(present[len(held):], wishes, before + tonight) + _again_in(tonight, before), int(met.sum() / 2),
        int((met * wishes.same).sum() / 2),
        sum(by_chance(wishes.same, [who for table in tables for who in table],
                      meetings_of([tables], len(ids)).sum() / 2) for tables in rounds if tables),
        tuple(pair[:2] for pair in _pairs(wishes.meet * ((met + before) == 0), names)),
        tuple(pair[:2] for pair in _pairs(wishes.avoid * met, names)), tuple(used), law.edition)


def _known(guests: Sequence[Guest], history, held) -> tuple[dict[str, int], list[Round]]:
    """Everybody's number, those who are not here tonight after those who are; the rounds of earlier evenings."""
    ids = {folded(one.name): at for at, one in enumerate(guests)}
    for tables in [*history, *held]:
        for table in tables:
            for name in table:
                ids.setdefault(folded(name), len(ids))
    return ids, [tuple(tuple(ids[folded(name)] for name in table) for table in tables) for tables in history]


def _wishes(guests: Sequence[Guest], ids: dict[str, int]) -> Wishes:
    meet, avoid, same = (np.zeros((len(ids), len(ids))) for _ in range(3))
    trades = [trade(one.discipline) for one in guests]
    for at, one in enumerate(guests):
        for pairs, names in ((meet, one.meet), (avoid, one.avoid)):
            for name in names:
                pairs[at, ids[folded(name)]] = pairs[ids[folded(name)], at] = 1
        for other in range(at):
            same[at, other] = same[other, at] = trades[at] != "" and trades[at] == trades[other]
    return Wishes(meet * (avoid == 0), avoid, same)


def _turns(q, rounds, names, present, held, minutes, change):
    hours, start = q.start.split(":")
    begins, found = int(hours) * 60.0 + int(start), []
    for number, tables in enumerate(rounds, 1):
        found.append(Turn(number, tuple(tuple(names[who] for who in table) for table in tables or ()), begins,
                          begins + minutes, number <= held, len(present[number - 1])))
        begins += minutes + change
    return tuple(found)


def _pairs(amounts, names):
    """(name, name, times) of what is above 0."""
    ones, others = np.nonzero(np.triu(amounts) > 0)
    return tuple((names[int(one)], names[int(other)], int(amounts[one, other])) for one, other in zip(ones, others)
                 if int(one) in names and int(other) in names)


def _bound(present, wishes, before):
    """No plan of the rounds to come repeats less: of a part of it where people come and go."""
    best = at = 0
    while at < len(present):
        alike = next((more for more, others in enumerate(present[at:]) if others != present[at]), len(present) - at)
        if possible(len(present[at])):
            best += least_repeats(present[at], before, alike, wishes.avoid)
        at += alike
    return best


def _again_in(tonight, before):
    return int(np.maximum(0, tonight - (before == 0)).sum() / 2)
