"""`atelier expenses register`: the notes of a year as one PDF."""

from pathlib import Path
from typing import Annotated

import typer

from workflows.cli.errors import Said
from workflows.cli.options import helped
from workflows.words.catalogue import Words


def add(app: typer.Typer, words: Words) -> None:
    """The command."""
    expenses = typer.Typer(help=words("cli.expenses.help"), rich_markup_mode=None, pretty_exceptions_enable=False)
    app.add_typer(expenses, name="expenses")

    @expenses.callback()
    def _expenses(lang: Annotated[str | None, typer.Option("--lang", help=words("cli.lang"))] = None):
        pass

    @expenses.command("register", help=helped(words("cli.expenses.register.help"),
                                              "atelier expenses register --year 2026 -o frais-2026.pdf", words))
    def _register(
        year: Annotated[str, typer.Option("--year", help=words("cli.expenses.year"), metavar="…")],
        person: Annotated[str, typer.Option("--person", help=words("cli.expenses.person"), metavar="…")] = "",
        file: Annotated[Path | None, typer.Option("--output", "-o", help=words("cli.expenses.file"), metavar="FILE")] = None,
        lang: Annotated[str | None, typer.Option("--lang", help=words("cli.lang"))] = None,
    ):
        if not (year.isascii() and year.isdecimal() and len(year) == 4):
            raise Said(words("cli.expenses.bad_year", value=year[:20]))
        _registered(int(year), person.strip(), file or Path(f"expenses-{year}.pdf"), words)


def _registered(year: int, email: str, file: Path, words: Words) -> None:
    from workflows.expenses.register import UnknownMember, register, register_pdf
    from workflows.server.context import utc_now
    from workflows.store.engine import open_store
    from workflows.words.formats import legal_day

    store = open_store()
    try:
        found = register(store, year, email)
    except UnknownMember:
        raise Said(words("cli.expenses.unknown", email=email[:80])) from None
    finally:
        store.close()
    try:
        file.write_bytes(register_pdf(found, words, legal_day(utc_now())))
    except OSError as error:
        raise Said(words("cli.expenses.not_written", why=error.strerror or error)) from None
    typer.echo(words.count("cli.expenses.done", len(found.rows), file=file))
