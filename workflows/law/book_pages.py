"""The law book as content: one page for each rule, each dated figure and each input, in one language, without HTML."""

import inspect
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from workflows.law.book_values import Shown, Spell, shown, spell, unit_in_words
from workflows.law.explain import base_name
from workflows.law.formula import in_words
from workflows.law.names import names
from workflows.law.parameters import Shelf
from workflows.words.catalogue import LANGUAGES, Words

KINDS = ("rule", "parameter", "input")


def page_of(name: str) -> str:
    """The address of a name's page, from the root of the server; a copy of a rule has the page of its rule.

    >>> page_of("together__income_tax")
    'law/income_tax'
    """
    return f"law/{base_name(name)}"


@dataclass(frozen=True)
class Entry:
    """A name of the book: `kind` is rule, parameter or input; `label` what it is called in the language.

    `also`: other texts that a search finds it by: its meaning, and its names in the other languages.
    """

    name: str
    kind: str
    label: str
    also: str = ""


@dataclass(frozen=True)
class Form:
    """One way in which a rule computes its amount: where it stands, its formula in words, what it reads, and its code."""

    topic: str
    formula: str
    reads: tuple[Entry, ...]
    code: str


@dataclass(frozen=True)
class Page:
    """All that the book says about one name. `forms` for rules, `spells` (newest first) and `today` for figures.

    `sum_of`: the amount of a month of which an amount of the year is the sum.
    """

    entry: Entry
    meaning: str
    unit: str
    default: str
    sum_of: Entry | None
    forms: tuple[Form, ...]
    spells: tuple[Spell, ...]
    today: Shown | None
    read_by: tuple[Entry, ...]


@dataclass(frozen=True)
class Topic:
    """Names that stand together: the rules of a module with the figures of the file of the same name."""

    id: str
    label: str
    entries: tuple[Entry, ...]


class Book:
    """Rules (name and function, the same name perhaps several times), figures and inputs, ready to be read.

    `sums`: amount of a year to the amount of a month that is summed for it.

    >>> from workflows.law.book import RULES
    >>> from workflows.law.library import shelf
    >>> from workflows.words.catalogue import speak
    >>> page = Book(RULES.items(), shelf(), {}).page("cooperative_contribution", speak("en"), date(2026, 5, 1))
    >>> [entry.name for entry in page.forms[0].reads]
    ['turnover', 'cooperative_contribution_rate']
    """

    def __init__(self, rules: Iterable[tuple[str, Callable]], law: Shelf, sums: Mapping[str, str]):
        self.law = law
        self.sums = {year: month for year, month in sums.items() if year != month}
        self.rules: dict[str, list[Callable]] = {}
        for name, rule in rules:
            forms = self.rules.setdefault(base_name(name), [])
            if rule not in forms:
                forms.append(rule)

    @cached_property
    def readers(self) -> dict[str, tuple[str, ...]]:
        """Each name, and the rules that read it."""
        found: dict[str, dict[str, None]] = {}
        for name, forms in self.rules.items():
            for rule in forms:
                for argument in inspect.signature(rule).parameters:
                    found.setdefault(base_name(argument), {})[name] = None
        for year in set(self.sums) & set(found):
            found.setdefault(self.sums[year], {})[year] = None
        return {name: tuple(sorted(rules)) for name, rules in found.items()}

    @cached_property
    def kinds(self) -> dict[str, str]:
        """Each name of the book, and what it is; a name that is several things is the first of them."""
        inputs = dict.fromkeys(sorted(self.readers), "input")
        return inputs | dict.fromkeys(self.law.parameters, "parameter") | dict.fromkeys(self.rules, "rule")

    def entry(self, name: str, words: Words) -> Entry:
        """A name as a list shows it."""
        called = names()
        also = {called.of(name, language) for language in LANGUAGES} | {name, self._meaning(name, words)}
        label = called.of(name, words.language)
        return Entry(name, self.kinds[name], label, " ".join(sorted(also - {label, ""})))

    def page(self, name: str, words: Words, today: date) -> Page:
        """The page of a name; KeyError when the book does not have it."""
        kind = self.kinds[name]
        figures = self.law[name].figures if kind == "parameter" else ()
        unit = self.law[name].unit if kind == "parameter" else ""
        spells = tuple(spell(figure, unit, words, figure.holds_on(today)) for figure in reversed(figures))
        defaults = names().defaults
        return Page(
            entry=self.entry(name, words), meaning=self._meaning(name, words),
            unit=unit_in_words(unit, words),
            sum_of=self.entry(self.sums[name], words) if name in self.sums else None,
            default=shown(defaults[name], "", words).text if kind == "input" and name in defaults else "",
            forms=tuple(self._form(name, rule, words) for rule in self.rules.get(name, ())), spells=spells,
            today=next((one.value for one in spells if one.now), None),
            read_by=tuple(self.entry(rule, words) for rule in self.readers.get(name, ())))

    def topics(self, words: Words) -> tuple[Topic, ...]:
        """Every name of the book, the inputs last; a rule with several forms stands in each of their topics."""
        grouped: dict[str, dict[str, None]] = {}
        for name, forms in self.rules.items():
            for rule in forms:
                grouped.setdefault(_topic(rule), {})[name] = None
        for name, parameter in self.law.parameters.items():
            if self.kinds[name] == "parameter":
                grouped.setdefault(parameter.place.partition(".")[0], {})[name] = None
        grouped["inputs"] = {name: None for name, kind in self.kinds.items() if kind == "input"}
        return tuple(Topic(topic, _label(topic, words), tuple(sorted(
            (self.entry(name, words) for name in found), key=lambda entry: (KINDS.index(entry.kind), entry.label))))
            for topic, found in grouped.items())

    def _meaning(self, name, words):
        about = self.law[name].about if self.kinds[name] == "parameter" else names().meanings.get(name)
        return about[words.language] if about else ""

    def _form(self, name, rule, words):
        arguments = dict.fromkeys(base_name(argument) for argument in inspect.signature(rule).parameters)
        formula = in_words(rule, words, lambda part: names().of(part, words.language))
        return Form(_label(_topic(rule), words), formula, tuple(self.entry(argument, words) for argument in arguments),
                    _code(name, rule))


def _topic(rule):
    return rule.__module__.rpartition(".")[2]


def _label(topic, words):
    return words(f"lawbook.topic.{topic}") if f"lawbook.topic.{topic}" in words else topic.replace("_", " ")


def _code(name, rule):
    """The rule as it is written; one that only hands on what it reads, as the equation that it is."""
    if rule.__name__ == "<lambda>":
        (argument,) = inspect.signature(rule).parameters
        return f"{name} = {argument}"
    return inspect.getsource(rule).rstrip()
