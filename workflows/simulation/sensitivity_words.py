"""What the difference hangs on, what is lost of 100 more euros, and the thresholds, in words and as charts."""

from collections.abc import Mapping

from workflows.drawing.lines import LineChart, Series
from workflows.drawing.tornado import Bar, Tornado
from workflows.questions.problems import label, show
from workflows.simulation.difference_words import kind_name
from workflows.simulation.marginal import Marginal
from workflows.simulation.questions import SimulationQuestions
from workflows.simulation.sensitivity import Sensitivity
from workflows.simulation.thresholds import FALLS, JUMPS, Threshold
from workflows.words.catalogue import Words

_REASONS = {"contributions_begin": "insight.reason.contributions_begin", "minimum_left": "insight.reason.minimum_left",
            "ceiling_reached": "insight.reason.ceiling_reached", "vat": "insight.reason.vat",
            "income_tax": "insight.reason.income_tax", "special": "insight.reason.special",
            "contributions": "insight.reason.contributions"}


def sensitivity_sentences(found: Sensitivity, words: Words) -> tuple[str, ...]:
    """What the difference is now, the assumptions that turn it round, and those that change nothing."""
    better, other = (found.first, found.second) if found.base >= 0 else (found.second, found.first)
    said = [words("insight.sensitivity.base", better=words(f"way.{better}.in"), other=words(f"way.{other}.in"),
                  gap=words.formats.money(abs(found.base)))]
    turning = [swing for swing in found.swings if min(swing.at_low, swing.at_high) < 0 < max(swing.at_low, swing.at_high)]
    said += (words("insight.sensitivity.turns", name=_name(swing.name, words)) for swing in turning)
    if not turning:
        said.append(words("insight.sensitivity.steady"))
    return tuple(said)


def sensitivity_table(found: Sensitivity, words: Words) -> tuple[tuple[str, ...], ...]:
    """A head and one row of each assumption: (name, low end, difference there, high end, difference there)."""
    gap, signed = words("insight.difference.gap"), words.formats.signed
    head = (words("insight.sensitivity.assumption"), words("insight.sensitivity.low"), gap,
            words("insight.sensitivity.high"), gap)
    return (head, *((_name(swing.name, words), _value(swing.name, swing.low, words), signed(swing.at_low),
                     _value(swing.name, swing.high, words), signed(swing.at_high)) for swing in found.swings))


def sensitivity_chart(found: Sensitivity, words: Words) -> Tornado:
    """The assumptions that change something, widest first, around the difference as it is."""
    return Tornado(
        title=words("insight.sensitivity.title"), description=" ".join(sensitivity_sentences(found, words)),
        base=found.base, base_name=words.formats.signed(found.base, cents=False), value_name=words(
            "insight.sensitivity.axis", first=words(f"way.{found.first}.short"), second=words(f"way.{found.second}.short")),
        ends=(words("insight.sensitivity.at_low"), words("insight.sensitivity.at_high")),
        short=lambda euros: words.formats.signed(euros, cents=False) if euros else "0",
        bars=[Bar(_name(swing.name, words), swing.at_low, swing.at_high, _value(swing.name, swing.low, words),
                  _value(swing.name, swing.high, words)) for swing in found.swings if swing.width])


def marginal_chart(found: Marginal, inks: Mapping[str, tuple[str, str]], words: Words) -> LineChart:
    """Share of 100 more euros that is lost, drawn up to all of it. `inks`: colour and dash of each way."""
    return LineChart(
        title=words("insight.marginal.title"), description=words("insight.marginal.describe"),
        x_name=words("sheet.chart.x"), y_name=words("insight.marginal.axis"), xs=found.turnovers,
        series=[Series(words(f"way.{way}"), [min(max(100 * share, 0.0), 100.0) for share in lost], *inks[way])
                for way, lost in found.lost.items()],
        short=lambda value: f"{words.formats.number(value / 1000, 1)} k" if value > 1000 else words.formats.number(value, 0))


def threshold_sentences(found: tuple[Threshold, ...], words: Words) -> tuple[str, ...]:
    """One sentence for each threshold, with what one euro more changes where it falls or jumps."""
    money, said = words.formats.money, []
    for threshold in found:
        at = money(threshold.turnover, cents=False)
        reason = words(_REASONS[threshold.reason]) if threshold.reason in _REASONS else kind_name(threshold.reason, words)
        if FALLS <= threshold.change <= JUMPS:
            said.append(words("insight.threshold.bends", at=at, reason=reason))
        else:
            said.append(words("insight.threshold.falls" if threshold.change < 0 else "insight.threshold.jumps", at=at,
                              reason=reason, amount=money(abs(threshold.change))))
    return tuple(said)


def _name(question: str, words: Words) -> str:
    return label(question, SimulationQuestions, words)


def _value(question: str, value: float, words: Words) -> str:
    return show(value, question, SimulationQuestions, words)
