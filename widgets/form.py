"""A form from a questions model: fields in their groups, values in, values out."""

from collections.abc import Callable, Iterable
from typing import Any

import ipywidgets as w
from pydantic import ValidationError

from widgets.checks import Checks
from widgets.column import Column
from widgets.fields import Field
from widgets.guests import Guests
from widgets.months import Months
from widgets.records import Records
from widgets.rows import Rows
from widgets.skills import Skills
from widgets.suggested import Country, Suggested
from widgets.tables import Tables
from workflows.questions.base import Questions
from workflows.questions.problems import problems
from workflows.words.catalogue import Words

KINDS = {"EUR/month": Months, "weight/month": Months, "EUR/list": Column, "choices": Checks, "rows": Rows, "skills": Skills,
         "records": Records, "client": Suggested, "country": Country, "tables": Tables, "guests": Guests}
"""Fields for answers of several amounts, by unit."""


class Form:
    """All fields of a model. `questions()` validates; what does not fit is shown at its field and stops nothing else."""

    def __init__(self, model: type[Questions], words: Words, buttons: Iterable[str] = ()):
        self.model, self.words = model, words
        self.fields = {name: KINDS.get(model.unit(name), Field)(name, model, words, name in buttons)
                       for name in model.model_fields}
        self.hidden: set[str] = set()

    def group(self, name: str) -> list[w.Widget]:
        """The boxes of a group, in the order of the model."""
        return [self.fields[field].box for field, about in self.model.model_fields.items()
                if (about.json_schema_extra or {}).get("group") == name]

    def speak(self, words: Words, places: dict[str, dict[str, str]]) -> None:
        """Every label in another language. `places`: field -> what its help text is filled with."""
        self.words = words
        for name, field in self.fields.items():
            field.speak(words, **places.get(name, {}))

    def on_change(self, changed: Callable[[str], None]) -> None:
        for field in self.fields.values():
            field.on_change(changed)

    def show(self, **shown: bool) -> None:
        """Show or hide fields; a hidden one keeps what was typed but does not count."""
        for name, visible in shown.items():
            self.fields[name].box.layout.display = "" if visible else "none"
            (self.hidden.discard if visible else self.hidden.add)(name)

    def typed(self) -> dict[str, Any]:
        """What was typed in the visible fields, where it differs from the default."""
        found = {}
        for name, field in self.fields.items():
            value = field.value()
            if name not in self.hidden and value is not None and value != field.default:
                found[name] = value
        return found

    def questions(self, before: Questions) -> Questions:
        """The validated questions. What does not fit is said at its field; there what stood `before` counts, or nothing."""
        values, last = self.typed(), before.typed()
        refused = wrong = self._wrong(values)
        while wrong:
            fit = {name: value for name, value in values.items() if name not in wrong}
            fit |= {name: last.pop(name) for name in wrong if name in last}
            values = fit if fit != values else {}
            wrong = self._wrong(values)
        for name, field in self.fields.items():
            field.refuse(refused.get(name, ""))
        return self.model(**values)

    def _wrong(self, values: dict[str, Any]) -> dict[str, str]:
        """Field to sentence, for what the model refuses."""
        try:
            self.model(**values)
        except ValidationError as error:
            return {problem.field: problem.sentence for problem in problems(error, self.model, self.words)}
        return {}

    def raw(self) -> dict[str, Any]:
        """What stands in every entry, hidden ones too."""
        return {name: field.raw() for name, field in self.fields.items()}

    def choices(self) -> dict[str, list[Any]]:
        """The choices of each field that has some, in the order of the screen."""
        return {name: offered for name, field in self.fields.items() if (offered := field.offered())}

    def restore(self, values: dict[str, Any]) -> None:
        """Show what a browser had kept, and nothing else: text as it was typed, choices where they still exist."""
        for name, field in self.fields.items():
            value = values.get(name, field.default)
            if field.choices and value not in field.choices:
                value = field.default
            field.put(tuple(map(_tupled, value)) if isinstance(value, list) else value)

    def put_some(self, values: dict[str, Any]) -> None:
        """As `restore`, for the fields that are named; the others stay as they are."""
        self.restore({**self.raw(), **values})

    def put(self, values: dict[str, Any]) -> None:
        """Show these values; fields that are not named go back to their defaults."""
        for name, field in self.fields.items():
            field.put(values.get(name, field.default))


def _tupled(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value
