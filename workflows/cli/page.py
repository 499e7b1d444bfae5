"""`atelier page NAME`: the answer of any page that is shown as a sheet."""

from pathlib import Path
from typing import Any

import typer

from workflows.cli import own
from workflows.cli.errors import Said, asked
from workflows.cli.options import helped, printed, with_questions
from workflows.pages.own import own_pages
from workflows.pages.own_answer import FormulaFailed
from workflows.pages.registry import PAGES, Page, load
from workflows.report.sheet import Section, Sheet, Table
from workflows.words.catalogue import Words


def add(app: typer.Typer, words: Words) -> None:
    """One command below `page` for each page with a sheet."""
    pages = typer.Typer(help=words("cli.page.help"), rich_markup_mode=None)
    for page in PAGES.values():
        if page.sheet:
            text = f"{words(f'page.{page.name}.line')}\n\n{words('cli.page.file')}"
            pages.command(page.name, help=helped(text, f"atelier page {page.name} --json", words))(
                with_questions(_run(page, words), page.model, words))
    for page in own_pages():
        pages.command(page.name, help=helped(words(f"page.{page.name}.line"), f"atelier page {page.name} --json", words))(
            with_questions(_run(page, words), page.model, words))
    own.add(pages, words)
    app.add_typer(pages, name="page")


def _run(page: Page, words: Words):
    def run(values: dict[str, Any], as_json: bool) -> None:
        read = {name: _content(value, name, words) for name, value in values.items()}
        try:
            answer = page.answered(asked(page.model, read, words))
        except FormulaFailed as failed:
            line, _, why = str(failed).partition(": ")
            raise Said(words("own.failed", line=line, why=why), 1) from None
        typer.echo(printed(answer) if as_json else text_of(load(page.sheet)(answer, words)))

    return run


def _content(value: Any, name: str, words: Words) -> Any:
    """What was typed; of "@file" the text that stands in the file."""
    if not isinstance(value, str) or not value.startswith("@"):
        return value
    try:
        content = Path(value[1:]).read_bytes()
    except OSError:
        raise Said(words("error.no_file", option=f"--{name.replace('_', '-')}", path=value[1:][:80])) from None
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


def text_of(sheet: Sheet) -> str:
    """The sheet for a terminal.

    >>> from workflows.report.sheet import Tile
    >>> print(text_of(Sheet("p", "Title", (), (Tile("Need", "€3"),), ("So much.",), (), (), "", "", 1)))
    Title
    <BLANKLINE>
      Need: €3
    <BLANKLINE>
    So much.
    """
    tiles = [f"  {tile.name}: {tile.amount}{f' ({tile.note})' if tile.note else ''}" for tile in sheet.tiles]
    blocks = [sheet.title, "\n".join(tiles), "\n".join(sheet.verdict), *map(_section, sheet.sections),
              "\n".join(f"  {note}" for note in sheet.notes)]
    return "\n\n".join(block for block in blocks if block)


def _section(section: Section) -> str:
    lines = [section.title, *(f"  {line}" for line in section.paragraphs)]
    return "\n".join(lines + (_table(section.table) if section.table else []))


def _table(table: Table) -> list[str]:
    rows = [table.columns, *table.rows]
    wide = [max(len(row[at]) for row in rows) for at in range(len(table.columns))]
    return ["  " + "  ".join(cell.rjust(wide[at]) if at in table.amounts else cell.ljust(wide[at])
                             for at, cell in enumerate(row)).rstrip() for row in rows]
