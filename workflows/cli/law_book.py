"""`atelier law book`: the law book as files that open without a server."""

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from workflows.cli.errors import Said
from workflows.cli.options import helped
from workflows.words.catalogue import Words


def add(law: typer.Typer, words: Words) -> None:
    """The command, below `law`."""
    @law.command("book", help=helped("lawbook.cli.book.help", "atelier law book --out out/law", words))
    def _book(
        out: Annotated[Path, typer.Option("--out", help=words("lawbook.cli.out"), metavar="…")],
        lang: Annotated[str | None, typer.Option("--lang", help=words("cli.lang"))] = None,
    ):
        from workflows.pages.law_book import law_book
        from workflows.report.law_book import write_book

        try:
            pages = write_book(law_book(), out, date.today())
        except OSError as error:
            raise Said(words("lawbook.cli.no_folder", out=out, why=error.strerror or error)) from None
        typer.echo(words("lawbook.cli.written", pages=pages, place=out / "index.html"))
