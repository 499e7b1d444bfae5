"""The evening as plain JSON values: names and keys are a contract with other people's scripts."""

from typing import Any

from workflows.network.evening import Evening
from workflows.report.envelope import envelope


def as_json(answer: Evening) -> dict[str, Any]:
    """The answer as dictionaries, lists, numbers and texts only; times of day are texts such as "19:05".

    >>> from workflows.network.evening import evening
    >>> from workflows.network.evening_questions import EveningQuestions
    >>> said = as_json(evening(EveningQuestions(people="A\\nB\\nC\\nD\\nE\\nF", rounds=1)))
    >>> [turn["begins"] for turn in said["rounds"]], said["routes"]["A"]
    (['19:00'], [1])
    """
    rounds = [{"round": turn.number, "begins": clock(turn.begins), "ends": clock(turn.ends), "held": turn.held,
               "present": turn.present, "tables": [list(table) for table in turn.tables]} for turn in answer.turns]
    return envelope(answer.questions, answer.figures, answer.edition) | {
        "people": len(answer.questions.people), "rounds": rounds, "routes": routes(answer), "minutes": answer.minutes,
        "change": answer.change, "over": answer.over, "ends": clock(answer.turns[-1].ends),
        "repeats": [list(pair) for pair in answer.repeats], "again": answer.again, "bound": answer.bound,
        "meetings": answer.meetings, "same_discipline": answer.same, "by_chance": round(answer.by_chance, 1),
        "unmet": [list(pair) for pair in answer.unmet], "avoided": [list(pair) for pair in answer.avoided],
        "impossible": [turn.number for turn in answer.impossible], "seeks": _says(answer)}


def result_row(answer: dict[str, Any]) -> dict[str, Any]:
    """The answer as one row of a batch's results."""
    return {"people": answer["people"], "rounds": len(answer["rounds"]), "again": answer["again"],
            "bound": answer["bound"], "meetings": answer["meetings"], "same_discipline": answer["same_discipline"],
            "by_chance": answer["by_chance"], "unmet": len(answer["unmet"]), "avoided": len(answer["avoided"]),
            "over_minutes": answer["over"], "ends": answer["ends"], "link": answer["link"]}


def routes(answer: Evening) -> dict[str, list[int | None]]:
    """Person to their table in each round, counted from 1; None where they are not there."""
    found: dict[str, list[int | None]] = {row[0]: [None] * len(answer.turns) for row in answer.questions.people}
    for turn in answer.turns:
        for number, table in enumerate(turn.tables, 1):
            for name in table:
                found.setdefault(name, [None] * len(answer.turns))[turn.number - 1] = number
    return found


def clock(minutes: float) -> str:
    """Minutes since midnight as a time of day.

    >>> clock(1157.5), clock(1445)
    ('19:17', '00:05')
    """
    return f"{int(minutes) // 60 % 24:02d}:{int(minutes) % 60:02d}"


def lines_of(rounds: list[dict[str, Any]]) -> list[str]:
    """Rounds as the lines that the questions `held` and `history` read."""
    return [f"{turn['round']} | {'; '.join(table)}" for turn in rounds for table in turn["tables"]]


def _says(answer):
    return {row[0]: row[1] for row in answer.questions.people}
