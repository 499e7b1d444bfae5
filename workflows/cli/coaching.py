"""`atelier coaching table`: the members who have a diagnosis, as the table of a batch of quarterly reports."""

from pathlib import Path
from typing import Annotated

import typer

from workflows.cli.errors import Said
from workflows.cli.options import helped
from workflows.words.catalogue import Words


def add(app: typer.Typer, words: Words) -> None:
    """The command."""
    coaching = typer.Typer(help=words("cli.coaching.help"), rich_markup_mode=None, pretty_exceptions_enable=False)
    app.add_typer(coaching, name="coaching")

    @coaching.callback()
    def _coaching(lang: Annotated[str | None, typer.Option("--lang", help=words("cli.lang"))] = None):
        pass

    @coaching.command("table", help=helped(words("cli.coaching.table.help"), "atelier coaching table -o quarter.csv", words))
    def _table(
        adviser: Annotated[str, typer.Option("--adviser", help=words("cli.coaching.adviser"), metavar="…")] = "",
        file: Annotated[Path, typer.Option("--output", "-o", help=words("cli.coaching.file"),
                                           metavar="FILE")] = Path("quarter.csv"),
        lang: Annotated[str | None, typer.Option("--lang", help=words("cli.lang"))] = None,
    ):
        _written(adviser.strip(), file, words)


def _written(adviser: str, file: Path, words: Words) -> None:
    from workflows.coaching.quarter import UnknownAdviser, quarter_table
    from workflows.law.library import shelf
    from workflows.server.context import utc_now
    from workflows.store.engine import open_store

    store = open_store()
    try:
        table, rows = quarter_table(store, shelf(), utc_now(), adviser)
    except UnknownAdviser:
        raise Said(words("cli.coaching.unknown", email=adviser[:80])) from None
    finally:
        store.close()
    try:
        file.write_text(table, encoding="utf-8")
    except OSError as error:
        raise Said(words("cli.coaching.not_written", why=error.strerror or error)) from None
    typer.echo(words("cli.coaching.done", n=rows, file=file))
