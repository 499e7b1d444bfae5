"""Parts of the answer beyond the comparison itself, each as a section that page, HTML and PDF show alike."""

from collections.abc import Callable
from typing import Any

from workflows.law.parameters import Shelf
from workflows.report.sheet import Section, Table
from workflows.simulation.chart import inks_of
from workflows.simulation.compare import compare
from workflows.simulation.difference import difference
from workflows.simulation.difference_words import difference_reasons, difference_table
from workflows.simulation.follow import follow, shown_ways
from workflows.simulation.intervals import intervals
from workflows.simulation.inverse_words import needed_sentences
from workflows.simulation.look import thresholds_of
from workflows.simulation.marginal import marginal
from workflows.simulation.questions import SimulationQuestions
from workflows.simulation.sensitivity import sensitivity
from workflows.simulation.sensitivity_words import (
    marginal_chart,
    sensitivity_chart,
    sensitivity_sentences,
    sensitivity_table,
    threshold_sentences,
)
from workflows.simulation.setting import Setting
from workflows.simulation.side_by_side import others, side_by_side, ways_notes
from workflows.simulation.timeline import timelines
from workflows.simulation.timeline_words import timeline_chart, timeline_cumulated, timeline_held, timeline_sentences
from workflows.simulation.warning_words import leaving_steps, warning_sentences
from workflows.simulation.ways import Ways
from workflows.words.catalogue import Words

Maker = Callable[[SimulationQuestions, Shelf, Words], Section]


def difference_section(questions: SimulationQuestions, law: Shelf, words: Words) -> Section:
    """The difference between the two ways, line by line, summing to the cent."""
    setting = Setting(questions, law)
    found = difference(Ways(setting), "cooperative", setting.alternative)
    return Section(words("section.difference"), difference_reasons(found, words),
                   _table(difference_table(found, words), (1, 2, 3)))


def wanted_section(questions: SimulationQuestions, law: Shelf, words: Words) -> Section:
    """What must be invoiced in each way for the wanted net."""
    if questions.wanted_net is None:
        return Section(words("section.wanted"), (words("section.wanted.none"),))
    found = follow(questions.model_copy(update={"last_months": ()}), law).wanted or ()
    return Section(words("section.wanted"), tuple(" ".join(needed_sentences(one, words)) for one in found))


def months_section(questions: SimulationQuestions, law: Shelf, words: Words) -> Section:
    """Thirty-six months of each way: when money comes and goes."""
    setting = Setting(questions, law)
    names = shown_ways(setting)
    closing = {"company": setting.assumed("company_closing_costs")}
    found = timelines(compare(questions, law, scan=False), setting, names, closing=closing)
    year = questions.year
    return Section(words("section.months"), (*timeline_sentences(found, year, words), *timeline_held(words)),
                   _table(timeline_cumulated(found, year, words), tuple(range(1, len(names) + 1))),
                   timeline_chart(found, inks_of(names), year, words))


def hangs_section(questions: SimulationQuestions, law: Shelf, words: Words) -> Section:
    """What the difference hangs on: each assumption moved alone."""
    found = sensitivity(questions, "cooperative", Setting(questions, law).alternative, law)
    return Section(words("section.hangs"), sensitivity_sentences(found, words),
                   _table(sensitivity_table(found, words), (1, 2, 3, 4)), sensitivity_chart(found, words))


def marginal_section(questions: SimulationQuestions, law: Shelf, words: Words) -> Section:
    """What is lost of 100 more euros along the turnover, and every threshold with its reason."""
    setting = Setting(questions, law)
    ways, names = Ways(setting), ("cooperative", setting.alternative)
    found = thresholds_of(ways)
    said = [f"{words(f'way.{way}')} — {sentence}" for way in names for sentence in threshold_sentences(found[way], words)]
    return Section(words("section.marginal"), tuple(said), None,
                   marginal_chart(marginal(ways, names), inks_of(names), words))


def warning_section(questions: SimulationQuestions, law: Shelf, words: Words) -> Section:
    """The warning for the months that were typed, neutral whichever way leaves more."""
    found = follow(questions.model_copy(update={"wanted_net": None}), law)
    if found.warning is None:
        return Section(words("section.warning"), (words("section.warning.none"),))
    steps = leaving_steps(words) if found.warning.verdict == "leave" else ()
    return Section(words("section.warning"), (*warning_sentences(found.warning, words, found.gap), *steps))


def ways_section(answer: dict[str, Any], words: Words) -> Section:
    """All ways side by side, from the answer's JSON."""
    beside = [f"{words('ways.beside', way=words(f'way.{way}'))} — {' '.join(intervals(answer, words, way))}"
              for way in others(answer)]
    return Section(words("sheet.ways"), (*ways_notes(answer, words), *beside),
                   _table(side_by_side(answer, words), tuple(range(1, 7))))


SECTIONS: dict[str, Maker] = {
    "warning": warning_section, "difference": difference_section, "wanted": wanted_section, "months": months_section,
    "hangs": hangs_section, "marginal": marginal_section}
"""By name, in the order of page and report."""


def asked_for(questions: SimulationQuestions) -> tuple[str, ...]:
    """The sections that a report holds: what was not asked for stays out."""
    out = {name for name, missing in (("warning", not questions.last_months), ("wanted", questions.wanted_net is None))
           if missing}
    return tuple(name for name in SECTIONS if name not in out)


def _table(rows: tuple[tuple[str, ...], ...], amounts: tuple[int, ...]) -> Table:
    head, *body = rows
    return Table(head, tuple(body), amounts)
