"""The simulation, live: situation first, three figures and one sentence, then everything that unfolds."""

from concurrent.futures import Future
from typing import Any

import ipywidgets as w

from widgets import cards
from widgets.paths import path_table
from widgets.rooms.base import Room, command
from workflows.drawing.lines import draw
from workflows.pages.registry import PAGES, Page
from workflows.simulation.answer import Comparison
from workflows.simulation.as_json import as_json
from workflows.simulation.chart import chart
from workflows.simulation.compare import compare, scanned
from workflows.simulation.paths import path
from workflows.simulation.report import names_of_figures, situation
from workflows.simulation.setting import Setting
from workflows.simulation.sheet import sheet

QUICK = (9_600.0, 24_000.0, 50_000.0)


class SimulationRoom(Room):
    """The page `simulation`."""

    buttons = ("situation",)

    def __init__(self, values: dict[str, Any] | None = None, query: str | None = None, language: str = "fr",
                 topic: Page = PAGES["simulation"]):
        self._scans: dict[Any, Any] = {}
        self._scan: Future | None = None
        self.answer: Comparison | None = None
        super().__init__(topic, values, query, language)

    def build(self) -> w.Box:
        self.tiles, self.chart, self.details = w.HTML(), w.HTML(), w.HTML()
        self.path = w.HTML()
        self.quick = [w.Button() for _ in QUICK]
        for button, amount in zip(self.quick, QUICK, strict=True):
            button.on_click(lambda _, amount=amount: self._choose(amount))
        fields = {name: field.box for name, field in self.form.fields.items()}
        months = fields.pop("turnover_by_month")
        activity = [fields[name] for name in ("turnover", "days", "expenses", "kind", "year", "private_share")]
        self.folds = {"month": self.fold(months), "family": self.fold(*self.form.group("family")),
                      "self_employed": self.fold(*self.form.group("self_employed")),
                      "assumptions": self.fold(*self.form.group("assumptions")), "path": self.fold(self.path)}
        self.folds["path"][1].on_click(lambda _: self._draw_path())
        more = self.folds["more"] = self.fold(self.folds["month"][0], *activity[1:], *(
            self.folds[name][0] for name in ("family", "self_employed", "assumptions")), css="more")
        return self.framed({
            "situation": [self.lost, *self.form.group("situation")], "top": [self.tiles],
            "ask": [activity[0], w.HBox(self.quick).add_class("quick"), more[0], self.bar("undo", "reset"), self.page],
            "rest": [self.chart, self.details, self.folds["path"][0].add_class("no-print"),
                     self.bar("link", "pdf", "print")]})

    def label(self) -> None:
        words = self.words
        for name, (_, button) in self.folds.items():
            button.description = words({"path": "sheet.path", "more": "room.more"}.get(name, f"simulation.group.{name}"))
        for button, amount in zip(self.quick, QUICK, strict=True):
            button.description = words.formats.money(amount, cents=False)
        self.page.names = {".slider-turnover .noUi-handle": words("room.turnover.slider")}

    def places(self) -> dict[str, dict[str, str]]:
        """The assumption that stands in each empty field."""
        words, q = self.words, self.questions
        setting = Setting(q, self.law())

        def assumed(name, shown=words.formats.money):
            return shown(setting.shelf[name].on(setting.day).value)

        return {"expenses": {"amount": words.formats.money(setting.assumed_expenses),
                             "share": assumed("expenses_share", words.formats.percent)},
                "job_gross": {"amount": assumed("side_job_gross")}, "own_costs": {"amount": assumed("own_costs")},
                "fund_fee": {"amount": assumed("fund_fee", words.formats.percent),
                             "about": setting.shelf["fund_fee"].about[words.language]},
                "partner_net": {"amount": assumed("partner_net_income")},
                "municipal_rate": {"amount": assumed(f"municipal_rate_{q.region or 'unknown'}", words.formats.percent)},
                "coefficient": {"amount": assumed(f"employment_coefficient_{q.kind}", words.formats.number),
                                "low": assumed("employment_coefficient_low", words.formats.number),
                                "high": assumed("employment_coefficient_high", words.formats.number)}}

    def changed(self, remember: bool = True) -> None:
        months = self.form.fields["turnover_by_month"].value()
        turnover = self.form.fields["turnover"]
        by_month = months is not None and not any(isinstance(part, str) for part in months)
        if by_month:
            turnover.put(round(sum(months), 2))
        turnover.entry.disabled = turnover.slider.disabled = months is not None
        self.form.show(job_gross=self.form.fields["situation"].value() == "job",
                       partner_net=self.form.fields["household"].value() == "couple_two_incomes")
        super().changed(remember)

    def refresh(self) -> None:
        """The figures at once; the exact look at every euro follows from a thread."""
        questions, law = self.questions, self.law()
        for name, filled in self.places().items():
            self.form.fields[name].explain(**filled)
        key = (questions.model_copy(update={"turnover": 0.0}), questions.expenses is None and questions.turnover)
        answer = compare(questions, law, scan=False)
        if key in self._scans:
            self._draw(scanned(answer, self._scans[key]))
        else:
            self._draw(answer)
            self._scan = self.beside(lambda: compare(questions, law).changes, lambda found: self._scanned(key, found),
                                     instead_of=self._scan)

    def _scanned(self, key, found) -> None:
        self._scans = {key: found}
        questions = self.questions
        if key == (questions.model_copy(update={"turnover": 0.0}), questions.expenses is None and questions.turnover):
            self._draw(scanned(self.answer, found))

    def _draw(self, answer: Comparison) -> None:
        self.answer, words = answer, self.words
        said = as_json(answer)
        page = sheet(said, words, names_of_figures(words.language))
        drawing = chart(said, words)
        self.tiles.value = cards.asked(situation(said, words)) + cards.tiles(page, words) + cards.verdict(page)
        self.chart.value = cards.chart_box(draw(drawing, key="wide"), draw(drawing, 360, 300, "narrow"), page, words)
        self.details.value = cards.details(page, words, command(self.topic, self.questions))
        if "unfolded" in self.folds["path"][0]._dom_classes:
            self._draw_path()

    def _draw_path(self) -> None:
        ways = ("cooperative", self.answer.alternative)
        self.path.value = "".join(path_table(way, path(self.questions, way, self.law()), self.words) for way in ways)

    def file_name(self) -> str:
        return f"simulation-{self.questions.turnover_of_year:.0f}"

    def _choose(self, amount: float) -> None:
        self.form.fields["turnover_by_month"].put(())
        self.form.fields["turnover"].put(amount)
        self.changed()
