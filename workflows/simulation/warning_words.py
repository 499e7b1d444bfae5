"""The warning in words: neutral, whichever way leaves more."""

from datetime import date

from workflows.simulation.difference import Difference
from workflows.simulation.difference_words import difference_reasons
from workflows.simulation.warning import Limit, Warned
from workflows.words.catalogue import Words

_STEADY = 0.01
"""A yearly rate smaller than this is called steady."""

_LEAVING = ("insight.leave.figures", "insight.leave.benefits", "insight.leave.contracts", "insight.leave.register",
            "insight.leave.vat", "insight.leave.insurance", "insight.leave.reserve", "insight.leave.account",
            "insight.leave.back")


def warning_sentences(found: Warned, words: Words, gap: Difference | None = None) -> tuple[str, ...]:
    """Where the member stands, the trend, every limit, and what follows. `gap`: the better way less the other, for why."""
    said = [_year(found, words), _trend(found, words), *(_limit(limit, words) for limit in found.limits)]
    if not found.limits:
        said.append(words("insight.warning.no_limit"))
    return (*said, *_verdict(found, words, gap))


def leaving_steps(words: Words) -> tuple[str, ...]:
    """What to do, and to ask, before another way of working begins."""
    return tuple(words(key) for key in _LEAVING)


def _year(found, words):
    money = words.formats.money(found.year)
    if found.months >= 12:
        return words("insight.warning.year", turnover=money)
    return words("insight.warning.year_from", turnover=money, months=words.formats.number(found.months, 0))


def _trend(found, words):
    if found.trend is None:
        return words("insight.warning.no_trend")
    rate = found.trend.yearly_rate
    step = words.formats.money(abs(found.trend.step) * 12, cents=False)
    if rate is None or abs(rate) < _STEADY:
        return words("insight.warning.steady")
    share = words.formats.percent(abs(rate), 0)
    return words("insight.warning.growing" if rate > 0 else "insight.warning.shrinking", rate=share, step=step)


def _limit(limit: Limit, words):
    change = limit.change
    at = words.formats.money(change.turnover, cents=False)
    ways = {"below": words(f"way.{change.below}.in"), "above": words(f"way.{change.above}.in")}
    distance = words.formats.money(abs(limit.distance))
    if limit.state == "reached":
        said = words("insight.warning.reached", at=at, distance=distance, **ways)
        when = " ".join(words(key, month=_month(month, words)) for key, month in (
            ("insight.warning.since", limit.since), ("insight.warning.left", limit.month)) if month)
    else:
        said = words("insight.warning.near" if limit.state == "near" else "insight.warning.far", at=at,
                     distance=distance, **ways)
        when = words("insight.warning.when", month=_month(limit.month, words)) if limit.month else ""
    low, high = change.band
    unsure = "" if low == high == change.turnover else words("insight.warning.unsure") if low is None or high is None \
        else words("insight.warning.band", low=words.formats.money(low, cents=False),
                   high=words.formats.money(high, cents=False))
    return " ".join(part for part in (said, when, unsure) if part)


def _verdict(found: Warned, words, gap):
    if found.verdict == "open":
        return (words("insight.warning.open.band" if found.undecided == "band" else "insight.warning.open"),)
    money, (low, high) = words.formats.money, found.advantage
    way = words(f"way.{found.better}.in")
    amount = money(low, cents=False) if low == high else words("insight.warning.between", low=money(low, cents=False),
                                                               high=money(high, cents=False))
    said = words("insight.warning.leave" if found.verdict == "leave" else "insight.warning.stay", way=way, amount=amount)
    return (said, *(difference_reasons(gap, words) if gap else ()),
            words("insight.warning.not_only" if found.verdict == "leave" else "insight.warning.look_again"))


def _month(day: date, words) -> str:
    return f"{words.formats.month(day.month)} {day.year}"
