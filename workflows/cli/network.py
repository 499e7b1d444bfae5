"""`atelier network`: import profiles with a report, match mentors, export the directory."""

from pathlib import Path
from typing import Annotated

import typer

from workflows.cli.errors import Said
from workflows.cli.options import helped
from workflows.words.catalogue import Words


def add(app: typer.Typer, words: Words) -> None:
    """The commands."""
    network = typer.Typer(help=words("cli.network.help"), rich_markup_mode=None, pretty_exceptions_enable=False)
    app.add_typer(network, name="network")
    lang = Annotated[str | None, typer.Option("--lang", help=words("cli.lang"))]
    output = Annotated[Path, typer.Option("--output", "-o", help=words("cli.network.output"), metavar="FILE")]

    @network.command("import", help=helped(words("cli.network.import.help"), "atelier network import profiles.csv", words))
    def _import(file: Annotated[Path, typer.Argument(help=words("cli.network.file"), metavar="FILE")],
                partners: Annotated[bool, typer.Option("--partners", help=words("cli.network.partners"))] = False,
                dry: Annotated[bool, typer.Option("--dry-run", help=words("cli.network.dry"))] = False, lang: lang = None):
        raise typer.Exit(_imported(file, "partner" if partners else "member", dry, words))

    @network.command("match", help=helped(words("cli.network.match.help"), "atelier network match -o mentors.csv", words))
    def _match(file: output = Path("mentors.csv"), lang: lang = None):
        from workflows.network.batch import matching

        found = _with_store(lambda store: matching(store, file, words), words)
        typer.echo(words("cli.network.matched", pairs=len(found.pairs), unmatched=len(found.unmatched), file=file))

    @network.command("export", help=helped(words("cli.network.export.help"), "atelier network export -o directory.csv",
                                           words))
    def _export(file: output = Path("directory.csv"), lang: lang = None):
        from workflows.network.batch import export

        typer.echo(words.count("cli.network.exported", _with_store(lambda store: export(store, file, words), words),
                               file=file))


def _imported(file: Path, kind: str, dry: bool, words: Words) -> int:
    """The report on every row; status 1 where some did not come in."""
    from workflows.network.directory import stale_months
    from workflows.network.importing import import_profiles
    from workflows.network.reading import BadTable
    from workflows.server.context import utc_now

    try:
        report = _with_store(lambda store: import_profiles(store, file, words, utc_now(), kind, dry), words)
    except BadTable as wrong:
        raise Said(words(wrong.key, **wrong.values)) from None
    typer.echo(words("cli.network.imported", rows=report.rows, imported=len(report.imported),
                     duplicates=len(report.duplicates), refused=len(report.refused)))
    typer.echo(words("cli.network.quality", stale=report.stale, months=stale_months(), closed=report.unconsented))
    gaps = ", ".join(f"{words(f'directory.{field}.label')} {count}" for field, count in report.gaps.items() if count)
    if gaps:
        typer.echo(words("cli.network.gaps", gaps=gaps))
    if report.unknown:
        typer.echo(words("cli.network.unknown", columns=", ".join(report.unknown)))
    for one in (*report.duplicates, *report.refused):
        typer.echo(words("cli.network.row", row=one.row, name=one.name, why=one.why))
    return int(bool(report.duplicates or report.refused))


def _with_store(work, words: Words):
    from workflows.store.engine import open_store

    store = open_store()
    try:
        return work(store)
    except OSError as error:
        raise Said(words("cli.expenses.not_written", why=error.strerror or error)) from None
    finally:
        store.close()
