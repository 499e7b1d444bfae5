"""The argument sheet in words: every sentence and amount that HTML and PDF show, made once."""

from dataclasses import dataclass

from workflows.law.library import shelf
from workflows.simulation.argument import Argument, Worth
from workflows.words.catalogue import Words

_ITEMS = {"administration": "insight.item.administration", "guarantee": "insight.item.guarantee",
          "advance": "insight.item.advance", "insurance": "insight.item.insurance",
          "defence": "insight.item.defence", "advice": "insight.item.advice"}
_WORTHS = {"advance": "insight.item.advance", "guarantee": "insight.item.guarantee", "time": "insight.item.time",
           "advice": "insight.item.advice"}
_CLIENT = ("insight.argument.client.invoice", "insight.argument.client.employer", "insight.argument.client.insured",
           "insight.argument.client.paid")


@dataclass(frozen=True)
class Row:
    """One line of a table: what, the amount or share as printed, and how it was computed ("" where it was not)."""

    name: str
    amount: str
    how: str = ""


@dataclass(frozen=True)
class ArgumentSheet:
    """One page in one language. Empty tuples and texts are parts that this reader does not see."""

    title: str
    lead: str
    amount: str
    amount_note: str
    points: tuple[str, ...]
    uses: tuple[Row, ...]
    uses_note: str
    worths: tuple[Row, ...]
    worth_total: Row
    gap: str
    not_counted: str
    market: tuple[str, ...]
    beside: str
    doubts: tuple[str, ...]


def argument_sheet(found: Argument, words: Words) -> ArgumentSheet:
    """The sheet for oneself or for a client, as the questions say."""
    own, money, percent = found.questions.reader == "oneself", words.formats.money, words.formats.percent
    named = {"rate": percent(found.rate), "turnover": money(found.questions.turnover)}
    return ArgumentSheet(
        title=words("insight.argument.title", **named),
        lead=words("insight.argument.lead.oneself" if own else "insight.argument.lead.client", **named),
        amount=money(found.contribution),
        amount_note=words("insight.argument.amount.oneself" if own else "insight.argument.amount.client", **named),
        points=() if own else tuple(words(key) for key in _CLIENT),
        uses=tuple(_use(use, words) for use in found.uses), uses_note=_uses_note(found, words),
        worths=tuple(Row(_capital(words(_WORTHS[worth.name])), money(worth.value), _how(worth, words))
                     for worth in found.worths),
        worth_total=Row(words("insight.argument.total"), money(found.worth_total)),
        gap=words("insight.argument.gap" if found.gap >= 0 else "insight.argument.gap_below",
                  gap=money(abs(found.gap)), total=money(found.worth_total), contribution=money(found.contribution)),
        not_counted=words("insight.argument.not_counted", items=_list((_WORTHS[name] for name in found.not_counted), words))
        if own and found.not_counted else "",
        market=_market(found, words),
        beside=words("insight.argument.beside", margin=percent(shelf()["cooperative_margin_average"].figures[-1].value)),
        doubts=tuple(words("insight.argument.doubt", name=shelf()[use.name].name[words.language],
                           doubt=use.figure.doubt[words.language]) for use in found.supposed))


def _use(use, words) -> Row:
    name = shelf()[use.name].name[words.language]
    if use.share is None:
        return Row(name, words("insight.argument.unknown"))
    return Row(name, words("insight.argument.share", share=words.formats.percent(use.share),
                           amount=words.formats.money(use.amount)))


def _uses_note(found, words):
    unknown = sum(use.share is None for use in found.uses)
    return words("insight.argument.unpublished") if unknown else words("insight.argument.published")


def _how(worth: Worth, words) -> str:
    """The arithmetic of a value, with everything that went into it."""
    money, number, percent = words.formats.money, words.formats.number, words.formats.percent
    given = worth.inputs
    if worth.name == "advance":
        return words("insight.argument.how.advance", client=number(given["client_days"], 0),
                     pay=number(given["pay_working_days"], 0), days=number(given["days"], 1), rate=percent(given["rate"]),
                     base=money(given["turnover"] - given["contribution"]), advanced=money(given["advanced"]))
    if worth.name == "guarantee":
        return words("insight.argument.how.guarantee", share=percent(given["share"]), turnover=money(given["turnover"]))
    return words("insight.argument.how.hours", hours=number(given["hours"], 1), value=money(given["value"]))


def _market(found, words) -> tuple[str, ...]:
    if found.market is None:
        return ()
    market, money = found.market, words.formats.money
    said = [words("insight.argument.market.dearer" if market.gap < 0 else "insight.argument.market.cheaper",
                  quote=money(market.quote), contribution=money(found.contribution), gap=money(abs(market.gap)))]
    if market.includes:
        said.append(words("insight.argument.market.includes",
                          items=_list((_ITEMS[item] for item in market.includes), words)))
    if market.leaves_out:
        said.append(words("insight.argument.market.leaves_out",
                          items=_list((_ITEMS[item] for item in market.leaves_out), words)))
    return tuple(said)


def _capital(name: str) -> str:
    return name[0].upper() + name[1:]


def _list(keys, words) -> str:
    """Names one after the other, as they stand inside a sentence."""
    return "; ".join(words(key) for key in keys).replace("; ", "\u00a0; " if words.language == "fr" else "; ")
