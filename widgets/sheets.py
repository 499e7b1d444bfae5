"""A sheet as HTML for the live page: tiles and verdict at once, then its sections."""

from html import escape

from widgets.cards import asked, fold, scroll
from workflows.drawing.chart import Chart, Ink
from workflows.report.sheet import Section, Sheet, Table
from workflows.words.catalogue import Words

LONG = 8
"""Below a chart, a table of more rows is unfolded on demand: the chart shows what it says."""


def answer(sheet: Sheet, words: Words) -> str:
    """What was asked (on paper only), the big figures, and the sentences that say it all."""
    tiles = "".join(f'<div class="tile"><b>{escape(tile.name)}</b><span class="amount">{escape(tile.amount)}</span>'
                    f'<span class="small">{escape(tile.note)}</span></div>' for tile in sheet.tiles)
    first, *others = sheet.verdict
    return (asked(list(sheet.asked)) + f'<h2>{escape(words("sheet.answer"))}</h2><div class="tiles">{tiles}</div>'
            f'<p class="headline">{escape(first)}</p>' + "".join(f"<p>{escape(line)}</p>" for line in others))


def sections(sheet: Sheet, words: Words, equal: str) -> str:
    """Every section, then the doubts and the same question elsewhere."""
    notes = "".join(f"<li>{escape(note)}</li>" for note in sheet.notes)
    return ("".join(part(section, place, words) for place, section in enumerate(sheet.sections))
            + (fold("notes", words("sheet.doubts"), f"<ul>{notes}</ul>") if notes else "")
            + equal)


def inside(section: Section, place: int | str, words: Words) -> str:
    """What a section holds, without its title; `place` keeps its ids apart from those of others."""
    held = (_chart(section.chart, place) if section.chart else "") + "".join(
        f"<p>{escape(line)}</p>" for line in section.paragraphs)
    if section.table:
        table = _table(section.title, section.table)
        held += fold(f"table-{place}", words("sheet.table"), table) if section.chart and len(section.table.rows) > LONG \
            else table
    return held


def part(section: Section, place: int | str, words: Words) -> str:
    """A section with its title, folded where it asks for it."""
    if section.folded:
        return fold(f"section-{place}", section.title, inside(section, place, words))
    return f'<section class="part"><h2>{escape(section.title)}</h2>{inside(section, place, words)}</section>'


def _chart(chart: Chart, place: int | str) -> str:
    legend = "".join(_ink(ink) for ink in chart.inks) if len(chart.inks) > 1 else ""
    return (f'<div class="legend">{legend}</div><div class="wide">{chart.svg(760, 360, f"wide-{place}")}</div>'
            f'<div class="narrow">{chart.svg(360, 300, f"narrow-{place}")}</div>')


def _ink(ink: Ink) -> str:
    mark = f'<rect width="34" height="10" fill="{ink.colour}"/>' if ink.dash == "fill" else \
        f'<line x1="0" x2="34" y1="5" y2="5" stroke="{ink.colour}" stroke-width="3" stroke-dasharray="{ink.dash}"/>'
    return f'<span><svg width="34" height="10" aria-hidden="true">{mark}</svg>{escape(ink.name)}</span>'


def _table(name: str, table: Table) -> str:
    def css(at):
        return ' class="n"' if at in table.amounts else ""

    head = "".join(f'<th scope="col"{css(at)}>{escape(cell)}</th>' if cell else "<td></td>"
                   for at, cell in enumerate(table.columns))
    body = "".join(f'<tr><th scope="row">{escape(row[0])}</th>' + "".join(
        f"<td{css(at)}>{escape(cell)}</td>" for at, cell in enumerate(row[1:], 1)) + "</tr>" for row in table.rows)
    return scroll(name, f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>")
