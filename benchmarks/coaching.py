"""The coaching: a driver moves; the answer, and all that the page draws of it."""

from collections.abc import Callable
from itertools import count

from benchmarks.lines import Line, Part
from benchmarks.network import timed
from workflows.coaching.as_json import as_json
from workflows.coaching.coach import coach
from workflows.coaching.questions import CoachingQuestions
from workflows.coaching.sheet import coaching_sheet
from workflows.words.catalogue import speak

STEP_MS = 150
TYPED = {"wanted_net": 1_800, "hire_month": 7, "hire_days": 16, "clients": "12000;8000;4000", "cash": 9_000,
         "receivables": 9_000, "payables": 500, "pipeline": "5000/50%;3000/20%", "turnover_year": 62_000, "billed_days": 150,
         "real": "4000;5000", "own_day_rate": 420, "own_conversion": 0.5, "skills": [["selling", "2", "1/9/2026"]]}


def coaching(runs: int, tell: Callable[[str], None]) -> Part:
    """Another day rate at each step, as a slider gives it."""
    tell("a driver of the coaching")
    rates, words = count(351), speak("fr")

    def answer():
        return coach(CoachingQuestions(**TYPED, day_rate=next(rates)))

    coaching_sheet(as_json(answer()), words)
    return Part("coaching", (
        Line("the answer to a step", "ms", timed(runs, answer), target=STEP_MS),
        Line("   with its sheet and drawings", "ms", timed(runs, lambda: coaching_sheet(as_json(answer()), words)),
             target=STEP_MS)))
