"""The difference between two ways, in words: a table of its lines, and what weighs most."""

from workflows.law.names import names
from workflows.simulation.difference import Difference
from workflows.words.catalogue import Words

KIND_WORDS = {
    "turnover": "insight.line.turnover", "cooperative": "insight.line.cooperative", "employer": "insight.line.employer",
    "contributions": "insight.line.contributions", "income_tax": "insight.line.income_tax",
    "special": "insight.line.special", "holiday": "insight.line.holiday", "expenses": "insight.line.expenses",
    "own_costs": "insight.line.own_costs", "share": "insight.line.share", "own_time": "insight.line.own_time",
    "vat": "insight.line.vat", "corporate_tax": "insight.line.corporate_tax", "exit_withholding": "insight.line.exit",
    "premium": "insight.line.premium", "benefits": "insight.line.benefits", "pension": "insight.line.pension"}


def kind_name(kind: str, words: Words) -> str:
    """What a kind of amount is called; what has no sentence of its own is called as the law's names call it."""
    return words(KIND_WORDS[kind]) if kind in KIND_WORDS else names().of(kind, words.language)


def difference_table(found: Difference, words: Words) -> tuple[tuple[str, ...], ...]:
    """A head, one row of each line, and the sum: (what, first way, second way, difference), ready to print."""
    money, signed = words.formats.money, words.formats.signed
    head = (words("insight.difference.what"), words(f"way.{found.first}"), words(f"way.{found.second}"),
            words("insight.difference.gap"))
    rows = ((kind_name(line.kind, words), money(line.first), money(line.second), signed(line.difference))
            for line in found.lines)
    total = (words("insight.difference.total"), money(found.net_first), money(found.net_second), signed(found.total))
    return (head, *rows, total)


def difference_reasons(found: Difference, words: Words, most: int = 3) -> tuple[str, ...]:
    """The lines that weigh most, as short sentences: those for the way that leaves more, then those against it."""
    side = 1 if found.total >= 0 else -1
    weighty = sorted((line for line in found.lines if line.difference), key=lambda line: -abs(line.difference))
    ordered = sorted(weighty[:most], key=lambda line: -line.difference * side)
    return tuple(words("insight.difference.for" if line.difference * side > 0 else "insight.difference.against",
                       what=kind_name(line.kind, words), amount=words.formats.money(abs(line.difference), cents=False))
                 for line in ordered)
