"""What went wrong over HTTP, as problem details (RFC 9457), in sentences of the person's language."""

from collections.abc import Iterable
from typing import Any

from pydantic import BaseModel, Field

from workflows.questions.problems import Problem
from workflows.words.catalogue import Words

MEDIA_TYPE = "application/problem+json"


class FieldProblem(BaseModel):
    """One refused value. `pointer`: where it stands in what was sent (RFC 6901, as a fragment)."""

    field: str
    pointer: str
    detail: str


class ProblemDetails(BaseModel):
    """An answer that is not the one asked for. `errors`: one entry for each value that does not fit."""

    type: str = "about:blank"
    title: str
    status: int = Field(ge=400, le=599)
    detail: str
    errors: list[FieldProblem] = []


class Refused(Exception):
    """An answer with this status; `key` and `values` make its sentence, `said` is one that is ready."""

    def __init__(self, status: int, key: str = "", errors: Iterable[FieldProblem] = (), said: str = "", **values: Any):
        super().__init__(key or said)
        self.status, self.key, self.errors, self.said, self.values = status, key, list(errors), said, values

    def details(self, words: Words) -> dict[str, Any]:
        """The problem in a language.

        >>> from workflows.words.catalogue import speak
        >>> Refused(404, "api.error.unknown").details(speak("en"))["title"]
        'There is nothing here'
        """
        return ProblemDetails(title=words(f"api.title.{self.status}"), status=self.status, errors=self.errors,
                              detail=self.said or words(self.key, **self.values)).model_dump()


def fields(found: Iterable[Problem], at: int | None = None) -> list[FieldProblem]:
    """The form's own sentences, each with its place; `at` is the situation's place in a list of several."""
    start = "#" if at is None else f"#/{at}"
    return [FieldProblem(field=one.field, pointer=f"{start}/{_escaped(one.field)}" if one.field else start,
                         detail=one.sentence) for one in found]


def _escaped(name):
    return name.replace("~", "~0").replace("/", "~1")
