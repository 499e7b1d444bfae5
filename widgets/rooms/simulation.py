"""The simulation, live: situation first, three figures and one sentence, then everything that unfolds."""

from concurrent.futures import Future
from html import escape
from typing import Any

import ipywidgets as w

from widgets import cards
from widgets.equal import equal
from widgets.explained import explained
from widgets.fold import Fold
from widgets.paths import path_table
from widgets.rooms.base import Room
from widgets.rooms.patience import patiently
from widgets.sheets import inside
from workflows.drawing.lines import draw
from workflows.law.names import names
from workflows.pages.registry import PAGES, Page
from workflows.simulation.answer import Comparison
from workflows.simulation.as_json import as_json
from workflows.simulation.chart import chart
from workflows.simulation.compare import compare, scanned
from workflows.simulation.graphs import SUMS
from workflows.simulation.look import scan_key
from workflows.simulation.paths import path, rule_of, steps_of
from workflows.simulation.report import names_of_figures, situation
from workflows.simulation.sections import SECTIONS
from workflows.simulation.setting import Setting
from workflows.simulation.sheet import sheet
from workflows.simulation.ways import SALARIED

BELOW = tuple(name for name in SECTIONS if name != "warning")
"""Sections that stand below the chart; a warning stands with the result."""

QUICK = (9_600.0, 24_000.0, 50_000.0)

ACTIVITY = ("days", "expenses", "kind", "committee", "year", "private_share", "same_price", "copyright_share")
"""Questions about the activity that stand below the turnover, in this order."""

GROUPS = ("benefits", "family", "self_employed", "company", "assumptions", "doubts")
"""Groups of further questions, each in a fold."""

NAMED = {"path": "sheet.path", "more": "room.more", "last_months": "simulation.last_months.label"}
"""Folds that are called otherwise than their group or section."""


class SimulationRoom(Room):
    """The page `simulation`."""

    buttons = ("situation",)

    def __init__(self, values: dict[str, Any] | None = None, query: str | None = None, language: str = "fr",
                 topic: Page = PAGES["simulation"]):
        self._scans: dict[Any, Any] = {}
        self._scan: Future | None = None
        self._drawing: dict[str, Future | None] = {}
        self.answer: Comparison | None = None
        super().__init__(topic, values, query, language)

    def build(self) -> w.Box:
        self.tiles, self.chart, self.details = w.HTML(), w.HTML(), w.HTML()
        self.path, self.deeper = w.HTML(), {name: w.HTML() for name in SECTIONS}
        self.quick = [w.Button() for _ in QUICK]
        for button, amount in zip(self.quick, QUICK, strict=True):
            button.on_click(lambda _, amount=amount: self._choose(amount))
        fields = {name: field.box for name, field in self.form.fields.items()}
        self.folds = {name: Fold(*self.form.group(name)) for name in GROUPS}
        self.folds |= {"month": Fold(fields["turnover_by_month"]), "last_months": Fold(fields["last_months"]),
                       "path": Fold(self.path)}
        self.folds["aims"] = Fold(*(fields[name] for name in ("compare_with", "wanted_net")),
                                  self.folds["last_months"], fields["last_month"])
        self.folds["path"].button.on_click(lambda _: self._draw_path())
        for name, box in self.deeper.items():
            self.folds[name] = Fold(box)
            self.folds[name].button.on_click(lambda _, name=name: self._draw_deeper(name))
        more = self.folds["more"] = Fold(self.folds["month"], *(fields[name] for name in ACTIVITY), *(
            self.folds[name] for name in (*GROUPS, "aims")), css="more", eager=True)
        return self.framed({
            "situation": [self.lost, *self.form.group("situation")],
            "top": [self.tiles, self.folds["warning"].add_class("no-print")],
            "ask": [fields["turnover"], w.HBox(self.quick).add_class("quick"), more, self.bar("undo", "reset"),
                    self.page],
            "rest": [self.chart, self.details, *(self.folds[name].add_class("no-print") for name in (*BELOW, "path")),
                     self.bar("link", "pdf", "print")]})

    def label(self) -> None:
        words = self.words
        for name, fold in self.folds.items():
            group = f"{'section' if name in SECTIONS else 'simulation.group'}.{name}"
            fold.button.description = words(NAMED.get(name, group))
        for button, amount in zip(self.quick, QUICK, strict=True):
            button.description = words.formats.money(amount, cents=False)
        self.page.names = {".slider-turnover .noUi-handle": words("room.turnover.slider")}

    def places(self) -> dict[str, dict[str, str]]:
        """The assumption that stands in each empty field."""
        words, q = self.words, self.questions
        setting = Setting(q, self.law())

        def assumed(name, shown=words.formats.money):
            return shown(setting.shelf[name].on(setting.day).value)

        law = {name: assumed(name) for name in ("company_minimum_salary", "company_minimum_salary_raised")}
        return {"company_costs": {"amount": assumed("company_yearly_costs")},
                "company_salary": {"share": assumed("company_salary_share", words.formats.percent)},
                "association_costs": {"amount": assumed("association_accountant_costs")},
                "remuneration_raised": {"now": law["company_minimum_salary"],
                                        "raised": law["company_minimum_salary_raised"]},
                "expenses": {"amount": words.formats.money(setting.assumed_expenses),
                             "share": assumed("expenses_share", words.formats.percent)},
                "job_gross": {"amount": assumed("side_job_gross")}, "own_costs": {"amount": assumed("own_costs")},
                "fund_fee": {"amount": assumed("fund_fee", words.formats.percent),
                             "about": setting.shelf["fund_fee"].about[words.language]},
                "partner_net": {"amount": assumed("partner_net_income")},
                "municipal_rate": {"amount": assumed(f"municipal_rate_{q.region or 'unknown'}", words.formats.percent)},
                "coefficient": {"amount": assumed(setting.coefficient_name, words.formats.number),
                                "low": assumed("employment_coefficient_low", words.formats.number),
                                "high": assumed("employment_coefficient_high", words.formats.number)}}

    def changed(self, remember: bool = True) -> None:
        months = self.form.fields["turnover_by_month"].value()
        turnover = self.form.fields["turnover"]
        by_month = months is not None and not any(isinstance(part, str) for part in months)
        if by_month:
            turnover.put(round(sum(months), 2))
        turnover.entry.disabled = turnover.slider.disabled = months is not None
        situation = self.form.fields["situation"].value()
        self.form.show(job_gross=situation == "job",
                       partner_net=self.form.fields["household"].value() == "couple_two_incomes")
        on_benefits = situation == "benefits"
        self.form.show(daily_benefit=on_benefits, benefit_days=on_benefits, lost_benefit_days=on_benefits)
        self.folds["benefits"].layout.display = "" if on_benefits else "none"
        months = self.form.fields["last_months"].value() is not None
        self.folds["warning"].layout.display = "" if months else "none"
        if months:
            self.folds["warning"].unfold()
        super().changed(remember)

    def refresh(self) -> None:
        """The figures at once; the exact look at every euro follows from a thread."""
        questions, law = self.questions, self.law()
        for name, filled in self.places().items():
            self.form.fields[name].explain(**filled)
        key = scan_key(questions)
        answer = compare(questions, law, scan=False)
        # A scan for what was asked before ends now: nobody waits for it.
        self._newest = newest = object()
        if key in self._scans:
            self._draw(scanned(answer, self._scans[key]))
        else:
            self._draw(answer)
            self._scan = self.beside(
                lambda: patiently(lambda: compare(questions, law).changes, lambda: self._newest is newest),
                lambda found: self._scanned(key, found), instead_of=self._scan, patient=True)

    def _scanned(self, key, found) -> None:
        if found is None:
            return
        self._scans = {key: found}
        if key == scan_key(self.questions):
            self._draw(scanned(self.answer, found))

    def _draw(self, answer: Comparison) -> None:
        self.answer, words = answer, self.words
        said = as_json(answer)
        page = sheet(said, words, names_of_figures(words.language))
        drawing = chart(said, words)
        self.tiles.value = cards.asked(situation(said, words)) + cards.tiles(page, words) + cards.verdict(page)
        self.chart.value = cards.chart_box(draw(drawing, key="wide"), draw(drawing, 360, 300, "narrow"), page, words)
        self.details.value = cards.details(page, words, equal(self.topic, self.questions, words))
        if self.folds["path"].unfolded:
            self._draw_path()
        for name in SECTIONS:
            if self.folds[name].unfolded:
                self._draw_deeper(name)

    def late(self) -> tuple[w.Widget, ...]:
        """The exact scan may have ended before the browser could listen."""
        return self.tiles, self.chart, self.details, *self.deeper.values()

    def _draw_deeper(self, name: str) -> None:
        """A part that takes longer than a slider can wait: computed beside the page, the newest question first."""
        questions, law, words = self.questions, self.law(), self.words

        def shown(section):
            if (questions, words) == (self.questions, self.words):
                self.deeper[name].value = inside(section, name, words)

        if not self.deeper[name].value:
            self.deeper[name].value = f'<p class="quiet">{escape(words("section.computing"))}</p>'
        self._drawing[name] = self.beside(lambda: SECTIONS[name](questions, law, words), shown,
                                          instead_of=self._drawing.get(name))

    def explain(self, what: str) -> tuple[str, str]:
        """The path of one amount, one step of it at a time."""
        way, _, name = what.partition(":")
        if way not in self.answer.ways:
            return super().explain(what)
        known = path(self.questions, way, self.law(), tuple(self.answer.ways[way].details))
        found = steps_of(known, name)
        title = f"{names().of(name, self.words.language)} · {self.words(f'way.{way}')}"
        if not found:
            return title, f'<p>{escape(self.words("explain.given"))}</p>'
        openable = {step.rule for step in known} | {name for name in SUMS if way in SALARIED}
        return (title, explained(way, found, rule_of(way, found[0].rule), openable, self.words))

    def _draw_path(self) -> None:
        ways = ("cooperative", self.answer.alternative)
        self.path.value = "".join(path_table(way, path(self.questions, way, self.law()), self.words) for way in ways)

    def file_name(self) -> str:
        return f"simulation-{self.questions.turnover_of_year:.0f}"

    def _choose(self, amount: float) -> None:
        self.form.fields["turnover_by_month"].put(())
        self.form.fields["turnover"].put(amount)
        self.changed()
