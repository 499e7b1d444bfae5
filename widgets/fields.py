"""One question as a widget: what is typed, its label and help, and the sentence when it does not fit."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from html import escape
from typing import Any

import ipywidgets as w

from workflows.questions.base import TEXTS, Questions
from workflows.questions.entered import entered
from workflows.questions.problems import choices
from workflows.words.catalogue import Words

BUTTONS = 4
"""Choices up to so many, on a field marked as buttons, are buttons; the others a list to open."""

SLIDER_STEP = 100

NOT_SAID = ""
"""Stands for None in a list to open: ipywidgets would show nothing for None."""


@dataclass
class Field:
    """A question of the model on the screen. `changed` is called after every change by a person."""

    name: str
    model: type[Questions]
    words: Words
    as_buttons: bool = False
    quiet: bool = field(default=False, init=False)

    def __post_init__(self):
        about = self.model.model_fields[self.name].json_schema_extra or {}
        self.unit, self.digits, self.slider_to = about.get("unit", ""), about.get("digits", 2), about.get("slider_to")
        self.choices = choices(self.name, self.model)
        self.default = self.model.model_fields[self.name].default
        self.entry = self._entry()
        self.entry.add_class(f"field-{self.name}")
        self.help = w.HTML(layout=w.Layout(width="auto")).add_class("help")
        self.problem = w.HTML().add_class("problem")
        self.slider = self._slider()
        parts = [self.entry, *([self.slider] if self.slider else []), self.help, self.problem]
        self.box = w.VBox(parts).add_class("field").add_class(f"box-{self.name}")
        self.put(self.default)

    def _entry(self) -> w.Widget:
        if self.choices and self.as_buttons:
            return w.ToggleButtons(options=[("", choice) for choice in self.choices], value=None).add_class("choices")
        if self.choices:
            optional = (NOT_SAID,) if self.default is None else ()
            return w.Dropdown(options=[("", choice) for choice in optional + self.choices],
                              value=NOT_SAID if optional else self.default, style={"description_width": "initial"})
        entry = w.Text(continuous_update=False, style={"description_width": "initial"})
        return entry if self.unit in TEXTS else entry.add_class("number")

    def _slider(self):
        if not self.slider_to:
            return None
        slider = w.FloatSlider(min=0, max=self.slider_to, step=SLIDER_STEP, readout=False, continuous_update=True)
        return slider.add_class(f"slider-{self.name}")

    def speak(self, words: Words, **places: str) -> None:
        """Labels in another language; what is typed stays, written as that language writes numbers."""
        value, typed = self.value(), getattr(self.entry, "value", "")
        self.words, self.quiet = words, True
        self.entry.description = words(f"{self.model.page}.{self.name}.label")
        if self.choices:
            kept = self.entry.value
            values = [choice for _, choice in self.entry.options]
            self.entry.options = [(words(f"{self.model.page}.{self.name}.{None if choice == NOT_SAID else choice}"), choice)
                                  for choice in values]
            self.entry.value = kept
        elif not isinstance(value, str):
            self.put(value)
        else:
            self.entry.value = typed
        self.explain(**places)
        self.quiet = False

    def explain(self, **places: str) -> None:
        """The help below the field, its {places} filled."""
        key = f"{self.model.page}.{self.name}.help"
        self.help.value = escape(self.words(key, **places)) if key in self.words else ""

    def raw(self) -> Any:
        """What stands in the entry, as it is kept and put back."""
        return self.entry.value

    def offered(self) -> list[Any]:
        """The choices in the order in which the entry shows them; empty for other fields."""
        return [choice for _, choice in self.entry.options] if self.choices else []

    def value(self) -> Any:
        """What was typed: a number where it is one, the text itself where it is not, None where it is empty."""
        return entered(self.model, self.name, self.raw())

    def put(self, value: Any) -> None:
        """Show a value, without calling it a change."""
        before, self.quiet = self.quiet, True
        if self.choices:
            self.entry.value = NOT_SAID if value is None and not self.as_buttons else value
        else:
            self.entry.value = self._written(value)
            number = self.value()
            if self.slider and isinstance(number, (int, float)):
                self.slider.value = _snapped(max(0.0, min(number, self.slider_to)))
        self.quiet = before

    def refuse(self, sentence: str) -> None:
        """Show why the value does not fit, or with "" that it does."""
        self.problem.value = f'<p role="alert">{escape(sentence)}</p>' if sentence else ""
        (self.box.add_class if sentence else self.box.remove_class)("refused")

    def on_change(self, changed: Callable[[str], None]) -> None:
        """`changed(name)` after a person typed, chose or moved the slider."""
        self.entry.observe(lambda _: self._typed(changed), "value")
        if self.slider:
            self.slider.observe(lambda change: self._slid(change, changed), "value")

    def _typed(self, changed):
        if not self.quiet:
            value, self.quiet = self.value(), True
            if self.slider and isinstance(value, (int, float)):
                self.slider.value = _snapped(max(0.0, min(value, self.slider_to)))
            self.quiet = False
            changed(self.name)

    def _slid(self, change, changed):
        # The browser answers with the step nearest to what it was told: that is no change by a person.
        if not self.quiet and _snapped(change["new"]) != _snapped(change["old"]):
            self.quiet = True
            self.entry.value = self._written(_snapped(change["new"]))
            self.quiet = False
            changed(self.name)

    def _written(self, value: Any) -> str:
        if value is None or value == ():
            return ""
        if isinstance(value, str):
            return day_as_typed(value) if self.unit == "day" else value
        units = self.unit.split("/")
        if isinstance(value, tuple):
            return "; ".join("/".join(map(self._part, part, units)) if isinstance(part, tuple) else self._written(part)
                             for part in value)
        if self.unit == "share":
            return self.words.formats.number(value * 100, self.digits)
        if self.unit.startswith("EUR"):
            return self.words.formats.amount(value)
        # "2.000" would be read back as two: only of money does everybody write the thousands.
        return self.words.formats.number(value, self.digits, grouped=False)

    def _part(self, value: Any, unit: str) -> str:
        """One part of a pair, in its own unit; a share says its % so that it is read back as one."""
        if isinstance(value, str):
            return value
        return self.words.formats.percent(value, 4) if unit == "share" else self.words.formats.amount(value)


def _snapped(value: float) -> float:
    return float(round(value / SLIDER_STEP) * SLIDER_STEP)


def day_as_typed(text: str) -> str:
    """An ISO date as Belgians type it; anything else as it is.

    >>> day_as_typed("2026-03-02"), day_as_typed("soon")
    ('02/03/2026', 'soon')
    """
    try:
        return f"{date.fromisoformat(text):%d/%m/%Y}"
    except ValueError:
        return text
