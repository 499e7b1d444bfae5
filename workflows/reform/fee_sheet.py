"""The answer about the contribution in words, from its JSON."""

from typing import Any

from workflows.drawing.bars import BarChart, Bars
from workflows.drawing.lines import LineChart, Series
from workflows.law.parameters import Shelf
from workflows.reform.fee_questions import FeeReformQuestions
from workflows.reform.leaving import AS_FAR_AS, OTHER
from workflows.report.facts import asked, edition, figures, notes
from workflows.report.sheet import Section, Sheet, Table, Tile
from workflows.words.catalogue import Words

BLUE, ORANGE = "#0b5cad", "#b4420a"


def sheet(answer: dict[str, Any], words: Words) -> Sheet:
    """The sheet of an answer."""
    said = _Said(answer, words)
    return Sheet(
        page=answer["page"], title=words("page.fee_reform.title"),
        asked=asked(FeeReformQuestions, answer["questions"], words), tiles=said.tiles(), verdict=said.verdict(),
        sections=(said.member(), said.bands(), said.contributions(), said.leaving(), said.population(),
                  figures(answer, words)),
        notes=(words("fee_reform.note.behaviour"), words("fee_reform.note.default_member"),
               *notes(FeeReformQuestions, answer, words)),
        edition=edition(answer, words), link=answer["link"], version=answer["questions_version"])


def helps(questions: FeeReformQuestions, law: Shelf, words: Words) -> dict[str, dict[str, str]]:
    """The figure that stands in each empty field."""
    def of(name):
        return law[name].on(law.edition).value

    percent, number = words.formats.percent, words.formats.number
    return {"rate": {"rate": percent(of("cooperative_contribution_rate"))},
            "purchases_share": {"share": percent(of("purchases_share"))},
            "members": {"members": number(of("population_members"))},
            "mean": {"mean": words.formats.money(of("population_mean_turnover"), cents=False)},
            "gini": {"gini": percent(of("population_gini"))}}


class _Said:
    """One answer and the words for it."""

    def __init__(self, answer: dict[str, Any], words: Words):
        self.answer, self.words = answer, words
        self.all, self.one, self.neutral = answer["population"], answer["member"], answer["neutral"]

    def euros(self, amount: float) -> str:
        return self.words.formats.money(amount, cents=False)

    def number(self, amount: float) -> str:
        return self.words.formats.number(amount, 0)

    def signed(self, amount: float) -> str:
        return self.words.formats.signed(amount, cents=False) if round(amount) else self.euros(0)

    def tiles(self):
        words, found, one = self.words, self.all, self.one
        return (Tile(words("fee_reform.tile.revenue"), self.euros(found["then"]),
                     words("fee_reform.tile.revenue.note", change=self.signed(found["change"]), share=self.share())),
                Tile(words("fee_reform.tile.neutral"), self.rates() or "–",
                     words("fee_reform.tile.neutral.note", now=self.euros(found["now"]))),
                Tile(words("fee_reform.tile.member", turnover=self.euros(one["turnover"])),
                     words.formats.money(one["total_then"]),
                     words("fee_reform.tile.member.note", now=words.formats.money(one["now"]))),
                Tile(words("fee_reform.tile.leaving"), self.point("then"),
                     words("fee_reform.tile.leaving.note", now=self.point("now"))))

    def share(self) -> str:
        if not self.all["now"]:
            return "–"
        change = self.all["change"] / self.all["now"]
        return ("+" if change > 0 else "−" if change < 0 else "") + self.words.formats.percent(abs(change))

    def rates(self) -> str:
        rates = self.neutral["rates"]
        return "" if rates is None else " / ".join(self.words.formats.percent(rate, 4 if len(rates) == 1 else 2)
                                                   for _, rate in rates)

    def point(self, when: str) -> str:
        """The first turnover from which leaving pays."""
        points = [p for p in self.answer["leaving"][when] if p["better_above"] == OTHER]
        return self.euros(points[0]["turnover"]) if points else self.nowhere()

    def nowhere(self) -> str:
        return self.words("fee_reform.leaving.nowhere", to=self.euros(AS_FAR_AS))

    def verdict(self):
        words, found, leaving = self.words, self.all, self.answer["leaving"]
        key = "less" if found["change"] < 0 else "more" if found["change"] > 0 else "same"
        lines = [words(f"fee_reform.verdict.{key}", change=self.euros(abs(found["change"])), share=self.share(),
                       then=self.euros(found["then"]), now=self.euros(found["now"])),
                 words("fee_reform.verdict.members", members=self.number(found["members"]),
                       gain=self.number(found["gain"]), lose=self.number(found["lose"]))]
        if self.neutral["factor"] is not None and max(rate for _, rate in self.neutral["rates"]) > 1:
            lines.append(words("fee_reform.verdict.beyond", rates=self.rates()))
        elif self.neutral["factor"] is not None:
            lines.append(words("fee_reform.verdict.neutral", rates=self.rates()))
        elif self.neutral["most"] is not None and self.neutral["most"] + found["packs"] < found["now"]:
            lines.append(words("fee_reform.verdict.too_little", most=self.euros(self.neutral["most"] + found["packs"]),
                               now=self.euros(found["now"])))
        else:
            lines.append(words("fee_reform.verdict.too_much", least=self.euros(self.neutral["least"] + found["packs"]),
                               now=self.euros(found["now"])))
        lines.append(words("fee_reform.verdict.leaving", now=self.number(leaving["members_now"]),
                           then=self.number(leaving["members_then"])))
        return tuple(lines)

    def member(self) -> Section:
        words, one, money = self.words, self.one, self.words.formats.money
        rows = [(words("fee_reform.row.contribution"), money(one["now"]), money(one["then"]))]
        if one["basket"]:
            rows += [(words("fee_reform.row.basket"), money(0), money(one["basket"])),
                     (words("fee_reform.row.together"), money(one["now"]), money(one["total_then"]))]
        rows.append((words("fee_reform.row.net"), money(one["net_now"]), money(one["net_then"])))
        table = Table(("", words("fee_reform.column.now"), words("fee_reform.column.then")), tuple(rows), (1, 2))
        return Section(words("fee_reform.section.member", turnover=self.euros(one["turnover"])),
                       (words("fee_reform.member.says", change=self.words.formats.signed(one["change"]),
                              net=self.words.formats.signed(one["net_change"])),), table)

    def bands(self) -> Section:
        words, bands = self.words, self.all["bands"]
        columns = tuple(words(f"fee_reform.column.{name}") for name in
                        ("band", "members", "gain", "lose", "average", "total"))
        rows = tuple((self.band(b), self.number(b["members"]), self.number(b["gain"]), self.number(b["lose"]),
                      words.formats.signed(b["average_change"]) if b["average_change"] else words.formats.money(0),
                      self.signed(b["total_change"])) for b in bands)
        title, total, short = words("fee_reform.section.bands"), words("fee_reform.column.total"), words.formats.short
        groups = [f"{short(b['low'])}+" if b["high"] is None else f"{short(b['low'])}–{short(b['high'])}" for b in bands]
        chart = BarChart(title, words("fee_reform.chart.bands", total=self.signed(self.all["change"])),
                         words("fee_reform.chart.bands.x"), total, groups,
                         [Bars(total, [b["total_change"] for b in bands], BLUE)], short)
        return Section(title, (), Table(columns, rows, (1, 2, 3, 4, 5)), chart)

    def band(self, band) -> str:
        if band["high"] is None:
            return self.words("fee_reform.band.above", low=self.euros(band["low"]))
        return self.words("fee_reform.band", low=self.euros(band["low"]), high=self.euros(band["high"]))

    def contributions(self) -> Section:
        words, curve, one = self.words, self.answer["curve"], self.one
        xs, now, then = (list(values) for values in zip(*curve))
        here = (one["turnover"], [one["now"], one["then"]], words("sheet.chart.here")) if one["turnover"] <= xs[-1] else None
        title = words("fee_reform.section.contributions")
        chart = LineChart(title, words("fee_reform.chart.contributions", turnover=self.euros(one["turnover"]),
                                       now=words.formats.money(one["now"]), then=words.formats.money(one["then"])),
                          words("fee_reform.chart.turnover"), words("fee_reform.chart.contribution"), xs,
                          [Series(words("fee_reform.column.now"), now, ORANGE, "7 4"),
                           Series(words("fee_reform.column.then"), then, BLUE)], words.formats.short, here)
        rows = tuple((self.euros(x), words.formats.money(a), words.formats.money(b)) for x, a, b in curve[10::10])
        columns = tuple(words(f"fee_reform.column.{name}") for name in ("turnover", "now", "then"))
        return Section(title, (), Table(columns, rows, (1, 2)), chart)

    def leaving(self) -> Section:
        words, leaving = self.words, self.answer["leaving"]
        lines = [words(f"fee_reform.leaving.{when}", points=self.points(leaving[when]),
                       members=self.number(leaving[f"members_{when}"])) for when in ("now", "then")]
        return Section(words("fee_reform.section.leaving"), (*lines, words("fee_reform.leaving.explained")))

    def points(self, points) -> str:
        if not points:
            return self.nowhere()
        return "; ".join(self.words("fee_reform.leaving.point", at=self.euros(p["turnover"]),
                                    way=self.words(f"way.{p['better_above']}.in")) for p in points)

    def population(self) -> Section:
        words, found = self.words, self.all
        read = "read" if self.answer["questions"]["turnovers"] else "generated"
        lines = [words(f"fee_reform.population.{read}", members=self.number(found["members"]),
                       turnover=self.euros(found["turnover"]), gini=words.formats.percent(found["gini"]))]
        if found["packs"]:
            lines.append(words("fee_reform.population.packs", packs=self.euros(found["packs"])))
        return Section(words("fee_reform.section.population"), tuple(lines))
