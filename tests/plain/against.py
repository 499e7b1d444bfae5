"""The plain year beside the one of the project, for random situations; the only file here that imports the project.

`python -m tests.plain.against FIRST COUNT WAYS` compares so many ways of each situation, drawn as the situation is, and
prints how many years were compared, and every difference, as JSON.
"""

import json
import sys
from fractions import Fraction
from random import Random

import numpy as np

from tests.plain.draw import situation
from tests.plain.money import cents
from tests.plain.year import WAYS, year_of
from workflows.law.library import shelf
from workflows.simulation.questions import SimulationQuestions
from workflows.simulation.setting import Setting
from workflows.simulation.targets import HEADLINES
from workflows.simulation.ways import SALARIED, Ways

AMOUNTS = {"net_year": "net_year", "received_in_year": "received_in_year", "assessment": "assessment",
           "contributions": "contributions", "activity_tax": "income_tax", "holiday_pay_net": "holiday_pay"}
"""What is compared by rule name, and what it is called in the project's answer."""

ALIKE = Fraction(1, 1_000_000)
"""EUR: what binary floats may be off by where no cent is; two different cents are far apart."""


def questions_of(number):
    """The situation of this number, always the same."""
    return SimulationQuestions(**situation(Random(f"plain {number}")))


def differences(questions, names=WAYS):
    """What the two give differently, as (way, amount, plain, project), at the own turnover and at 100 euros more."""
    q, ways, found = questions.model_dump(), Ways(Setting(questions, shelf())), []
    own = questions.turnover_of_year
    for way in names:
        targets = (*HEADLINES, "holiday_pay_net") if way in SALARIED else HEADLINES
        project = ways.evaluate(way, np.array([own, own + 100]), targets)
        for at, more in enumerate((0, 100) if more_too(questions, way) else (0,)):
            plain = year_of(q, way, more)
            for name, amount in plain.items():
                theirs = float(np.broadcast_to(project[name], 2)[at])
                if abs(Fraction(theirs) - amount) > ALIKE:
                    found.append((way, f"{name} +{more}", float(amount), theirs))
    return found


def cents_of(amount):
    """An exact amount as the float that the project shows."""
    return float(cents(Fraction(amount)))


def more_too(questions, way):
    """Whether 100 euros more are compared as well: for some of the ways, another one for each situation."""
    return (int(questions.turnover_of_year * 100) + len(way)) % 4 == 0


def main(first, count, many):
    """Compare `many` ways of each of `count` situations from number `first` on."""
    wrong, compared = [], 0
    for number in range(first, first + count):
        chosen = Random(number).sample(WAYS, many)
        compared += len(chosen)
        wrong += [(number, *difference) for difference in differences(questions_of(number), chosen)]
    print(json.dumps({"compared": compared, "wrong": wrong}))


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
