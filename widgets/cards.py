"""The answer as HTML for the live page, from the same sheet as the report."""

from html import escape

from widgets.explained import opens, why
from workflows.simulation.chart import INKS
from workflows.simulation.lines import Line
from workflows.simulation.sheet import Fact, Part, Sheet
from workflows.simulation.side_by_side import COLUMNS, rule_of_column
from workflows.words.catalogue import Words


def tiles(sheet: Sheet, words: Words) -> str:
    """The three big figures."""
    boxes = [f'<div class="tile {t.way}"><b>{_both(t.name, t.short_name)}</b>'
             f'<span class="amount">{opens(t.way, "net_year", t.amount, _both(t.amount, t.short_amount), words)}</span>'
             f'<span class="small">{escape(t.average)}</span><span class="small">{escape(t.band)}</span></div>'
             for t in sheet.tiles]
    boxes.append(f'<div class="tile"><b>{escape(words("sheet.difference"))}</b>'
                 f'<span class="amount">{_both(sheet.difference, sheet.short_difference)}</span>'
                 f'<span class="small">{escape(sheet.difference_note)}</span></div>')
    return f'<h2>{escape(words("sheet.result"))}</h2><div class="tiles">{"".join(boxes)}</div>'


def asked(situation: list[tuple[str, str]]) -> str:
    """What was asked, for paper only: on the screen the form says it."""
    lines = " · ".join(f"{escape(name)} <b>{escape(value)}</b>" for name, value in situation)
    return f'<p class="paper">{lines}</p>'


def _both(wide: str, narrow: str) -> str:
    """A text for wide screens and a shorter one for phones; only one of them is there for a reader."""
    return f'<span class="wide">{escape(wide)}</span><span class="narrow">{escape(narrow)}</span>'


def verdict(sheet: Sheet) -> str:
    """The one sentence, and what has to be said beside it."""
    return f'<p class="headline">{escape(sheet.headline)}</p>' + "".join(
        f'<p class="quiet">{escape(line)}</p>' for line in sheet.warnings)


def chart_box(wide: str, narrow: str, sheet: Sheet, words: Words) -> str:
    """The chart for both widths with its legend, the changes in words, and the figures it shows."""
    legend = "".join(
        f'<span><svg width="34" height="10" aria-hidden="true"><line x1="0" x2="34" y1="5" y2="5" stroke="{INKS[t.way][0]}" '
        f'stroke-width="3" stroke-dasharray="{INKS[t.way][1]}"/></svg>{escape(t.name)}</span>' for t in sheet.tiles)
    lines = "".join(f"<li>{escape(line)}</li>" for line in sheet.intervals)
    head, *rows = sheet.table
    return (f'<h2>{escape(words("sheet.chart.title"))}</h2><div class="legend">{legend}</div>'
            f'<div class="wide">{wide}</div><div class="narrow">{narrow}</div>'
            f'<h2>{escape(words("sheet.intervals.title"))}</h2><ul>{lines}</ul>'
            + "".join(f'<p class="quiet">{escape(line)}</p>' for line in sheet.held)
            + fold("ways", words("sheet.ways"), _ways(sheet, words))
            + fold("table", words("sheet.table"), _table(words("sheet.table"), head, rows, numbers=True)))


def details(sheet: Sheet, words: Words, equal: str) -> str:
    """Everything that unfolds: each way's statement, assumptions, law, doubts, the same elsewhere."""
    parts = "".join(_part(part, words) for part in sheet.parts)
    assumed = _facts(sheet.assumptions, words) if sheet.assumptions else f'<p>{escape(words("sheet.assumptions.none"))}</p>'
    law = "".join(f"<p>{escape(line)}</p>" for line in sheet.law)
    head, *figures = sheet.figures
    doubts = "".join(f"<li>{escape(line)}</li>" for line in sheet.doubts)
    return (parts + fold("assumptions", words("sheet.assumptions"), assumed)
            + fold("law", words("sheet.law"), f'{law}<h2>{escape(words("sheet.doubts"))}</h2><ul>{doubts}</ul>'
                   + _table(words("sheet.figures"), head, figures))
            + equal)


def fold(key: str, summary: str, inside: str) -> str:
    """A part that unfolds; the page's script keeps it open when the figures change."""
    return f'<details data-key="{key}"><summary>{escape(summary)}</summary>{inside}</details>'


def scroll(name: str, table: str) -> str:
    """A table wider than a phone: it scrolls by itself, with the keyboard too."""
    return f'<div class="scroll" tabindex="0" role="region" aria-label="{escape(name)}">{table}</div>'


def _ways(sheet: Sheet, words: Words) -> str:
    head, *rows = sheet.ways
    notes = "".join(f"<li>{escape(note)}</li>" for note in sheet.ways_notes)
    beside = "".join(f"<h3>{escape(name)}</h3><ul>" + "".join(f"<li>{escape(line)}</li>" for line in lines) + "</ul>"
                     for name, lines in sheet.ways_intervals)
    top = "".join(f'<th scope="col">{escape(cell)}</th>' for cell in head)
    body = "".join(f'<tr><th scope="row">{escape(name)}</th>' + "".join(
        f"<td>{why(way, rule_of_column(way, column), cell, words) if cell != '–' else cell}</td>"
        for column, cell in zip(COLUMNS[1:], cells)) + "</tr>" for way, (name, *cells) in zip(sheet.ways_shown, rows))
    table = scroll(words("sheet.ways"), f'<table class="numbers"><thead><tr>{top}</tr></thead><tbody>{body}</tbody></table>')
    return table + (f"<ul>{notes}</ul>" if notes else "") + beside


def _part(part: Part, words: Words) -> str:
    lines = "".join(_line(part.way, line, words) for line in part.lines)
    notes = "".join(f"<p>{escape(note)}</p>" for note in part.notes)
    beyond = "".join(f"<li><b>{escape(name)}</b> {escape(text)}</li>" for name, text in part.beyond)
    inside = f'<table><tbody>{lines}</tbody></table>{notes}<h2>{escape(words("sheet.beyond"))}</h2><ul>{beyond}</ul>'
    return fold(f"part-{part.way}", words("sheet.lines", way=part.name), inside)


def _line(way: str, line: Line, words: Words) -> str:
    return (f'<tr{" class=sum" if line.is_sum else ""}><th scope="row">{escape(line.name)}</th>'
            f'<td class="n">{why(way, line.rule, line.amount, words)}</td></tr>')


def _table(name: str, head: tuple[str, ...], rows, numbers: bool = False) -> str:
    top = "".join(f'<th scope="col">{escape(cell)}</th>' for cell in head)
    body = "".join(f'<tr><th scope="row">{escape(row[0])}</th>'
                   + "".join(f"<td>{escape(cell)}</td>" for cell in row[1:]) + "</tr>" for row in rows)
    css = " class=numbers" if numbers else ""
    return scroll(name, f"<table{css}><thead><tr>{top}</tr></thead><tbody>{body}</tbody></table>")


def _facts(facts: tuple[Fact, ...], words: Words) -> str:
    head = "".join(f'<th scope="col">{escape(words(f"sheet.column.{name}"))}</th>'
                   for name in ("figure", "value", "status", "source", "checked"))
    rows = "".join(
        f'<tr><th scope="row">{escape(f.name)}</th><td class="n">{escape(f.value)}</td>'
        f'<td><span class="badge">{escape(f.status)}</span></td><td>{escape(f.source)}</td><td>{escape(f.checked)}</td></tr>'
        for f in facts)
    return scroll(words("sheet.assumptions"), f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>")
