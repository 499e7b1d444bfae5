"""`atelier law municipalities [FILE]`: the surcharges that are known, or a list to add to them."""

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from workflows.cli.errors import Said
from workflows.cli.options import helped
from workflows.words.catalogue import Words


def add(law: typer.Typer, words: Words) -> None:
    """The command below `law`."""
    file = Annotated[Path | None, typer.Argument(help=words("cli.law.municipalities.file"), metavar="FILE")]
    lang = Annotated[str | None, typer.Option("--lang", help=words("cli.lang"))]

    @law.command("municipalities", help=helped(words("cli.law.municipalities.help"),
                                               "atelier law municipalities additionnels-2026.csv", words))
    def _municipalities(file: file = None, lang: lang = None):
        _imported(file, words) if file else _listed(words)


def _listed(words: Words) -> None:
    from workflows.law.municipalities import municipalities

    for place in sorted(municipalities(), key=lambda place: place.names):
        typer.echo(f"{' / '.join(place.names):<40}{place.year:>6}{words.formats.percent(place.rate):>10}  {place.source}")


def _imported(file: Path, words: Words) -> None:
    from workflows.law.municipal_import import add_to_table
    from workflows.law.municipalities import BadRates, read_table

    try:
        found, wrong = read_table(file, words)
    except BadRates as bad:
        raise Said(str(bad)) from bad
    if wrong:
        raise Said("\n".join((*wrong[:20], words("cli.law.municipalities.nothing", n=len(wrong)))))
    try:
        new, replaced = add_to_table(found, file.name, date.today())
    except OSError as error:
        raise Said(words("cli.law.municipalities.not_written", why=error)) from error
    typer.echo(words("cli.law.municipalities.done", new=new, replaced=replaced))
