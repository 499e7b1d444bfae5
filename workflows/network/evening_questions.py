"""What the page `network_evening` asks: who comes, how long, what earlier rounds and evenings were."""

import re
from typing import Annotated, ClassVar

from pydantic import BeforeValidator, model_validator

from workflows.network.evening_rows import Guest, Row, Seated, guests_of, rounds_of, rows_of, tables_of
from workflows.questions.base import Count, Number, Questions, asks, refusal
from workflows.words.typed import printable

MOST_ROUNDS = 10


def _clock(said):
    """A time of day as 18:30, from what people write: 18h30, 18.30, 18."""
    found = re.fullmatch(r"\s*(\d{1,2})\s*(?:[:hu.]\s*(\d{2})?)?\s*", str(said), re.ASCII)
    if not found or int(found[1]) > 23 or int(found[2] or 0) > 59:
        return said
    return f"{int(found[1]):02d}:{int(found[2] or 0):02d}"


def _title(said):
    """Words without what no document can hold; a whole number of a table's cell is words too."""
    if isinstance(said, int) and not isinstance(said, bool):
        return str(said)
    return printable(said).strip() if isinstance(said, str) else "" if said is None else said


class EveningQuestions(Questions):
    """An evening of tables. Minutes; rounds count from 1; left empty, minutes are those of `data/cooperative/network.yaml`.

    >>> EveningQuestions(people="Ana; photo\\nBob; web\\nCem", start="18h30").start
    '18:30'
    """

    page: ClassVar[str] = "network_evening"
    version: ClassVar[int] = 1

    people: Annotated[tuple[Row, ...], BeforeValidator(rows_of)] = asks((), "guests", "people")
    rounds: Count = asks(4, "rounds", "time", digits=0, ge=1, le=MOST_ROUNDS)
    start: Annotated[str, BeforeValidator(_clock)] = asks("19:00", "text", "time", pattern=r"^\d\d:\d\d$")
    available: Count = asks(90, "minutes", "time", digits=0, ge=1, le=720)
    pitch: Number | None = asks(None, "minutes", "time", digits=1, ge=0.5, le=60)
    round_minutes: Number | None = asks(None, "minutes", "time", digits=1, ge=1, le=240)
    change: Number | None = asks(None, "minutes", "time", digits=1, ge=0, le=60)
    title: Annotated[str, BeforeValidator(_title)] = asks("", "text", "time", max_length=120)
    held: Annotated[tuple[Seated, ...], BeforeValidator(tables_of)] = asks((), "tables", "earlier")
    history: Annotated[tuple[Seated, ...], BeforeValidator(tables_of)] = asks((), "tables", "earlier")
    seed: Count = asks(1, "number", "earlier", digits=0, ge=1, le=9_999)

    @model_validator(mode="after")
    def _fits_together(self):
        self.guests()
        rounds_of(self.history, "history")
        if len(rounds_of(self.held, "held")) > self.rounds:
            raise refusal("held", "evening_held", rounds=self.rounds)
        return self

    def guests(self) -> tuple[Guest, ...]:
        """Who comes."""
        return guests_of(self.people, self.rounds)

    def missing(self) -> tuple[str, ...]:
        """What has to be said before there is a plan."""
        return () if self.people else ("people",)
