"""`atelier law diff 2025 2026`: the figures that changed between two years of law, and whom it moves."""

from statistics import median
from typing import Annotated, Any

import typer

from workflows.cli.errors import Said
from workflows.cli.options import helped, printed
from workflows.words.catalogue import Words


def add(law: typer.Typer, words: Words) -> None:
    """The command, below `law`."""
    year = typer.Argument(help=words("lawbook.diff.year"), metavar="YEAR")

    @law.command("diff", help=helped("lawbook.diff.help", "atelier law diff 2025 2026", words))
    def _diff(
        then: Annotated[str, year], now: Annotated[str, year],
        json: Annotated[bool, typer.Option("--json", help=words("cli.json"))] = False,
        lang: Annotated[str | None, typer.Option("--lang", "--language", help=words("cli.lang"))] = None,
    ):
        found = difference(*(_year(text, words) for text in (then, now)))
        typer.echo(printed(found) if json else "\n".join(_lines(found, words)))


def difference(then: int, now: int) -> dict[str, Any]:
    """What changed between two years as plain JSON values: figures, personas, and a summary of each way."""
    from workflows.law.changes import change_json, changed, lacking
    from workflows.law.library import shelf
    from workflows.simulation.personas import moves

    law = shelf()
    changes, (moved, unknown) = changed(law, then, now), moves(law, then, now)
    people: dict[str, dict[str, Any]] = {}
    for move in moved:
        people.setdefault(move.persona, {})[move.way] = {
            "then": move.then, "now": move.now, "difference": move.difference}
    return {"then": then, "now": now, "edition": law.edition.isoformat(),
            "parameters": [change_json(change) for change in changes],
            "lacking": sorted({*lacking(changes), *unknown}),
            "personas": [{"name": name, "ways": ways} for name, ways in people.items()],
            "summary": {way: _summary([move.difference for move in moved if move.way == way])
                        for way in dict.fromkeys(move.way for move in moved)}}


def _summary(differences):
    return {"personas": len(differences), "moved": sum(d != 0 for d in differences), "least": min(differences),
            "median": round(median(differences), 2), "most": max(differences)}


def _lines(found: dict[str, Any], words: Words):
    from workflows.simulation.report import names_of_figures

    titles = names_of_figures(words.language)
    then, now = found["then"], found["now"]
    yield words.count("lawbook.diff.figures", len(found["parameters"]), then=then, now=now)
    for change in found["parameters"]:
        yield from _figure_lines(change, then, now, titles, words)
    if found["lacking"]:
        yield "\n" + words("lawbook.diff.lacking", year=f"{then} / {now}", names=", ".join(found["lacking"]))
    if found["personas"]:
        yield "\n" + words("lawbook.diff.personas", then=then, now=now)
    signed = words.formats.signed
    for persona in found["personas"]:
        said = "; ".join(words("sheet.named", name=words(f"way.{way}")) + f" {signed(move['difference'])}"
                         for way, move in persona["ways"].items())
        yield f"  {persona['name']:<44}{said}"
    for way, one in found["summary"].items():
        yield words("lawbook.diff.summary", way=words(f"way.{way}"), moved=one["moved"], personas=one["personas"],
                    least=signed(one["least"]), median=signed(one["median"]), most=signed(one["most"]))


def _figure_lines(change, then, now, titles, words):
    from workflows.law.book_values import unit_in_words

    yield f"\n  {change['label'][words.language]} ({change['name']}, {unit_in_words(change['unit'], words)})"
    def named(name):
        return words("sheet.named", name=name)

    for year, of in ((then, change["then"]), (now, change["now"])):
        if of is None:
            yield f"    {named(year)} {words('lawbook.diff.none')}"
            continue
        status = words(f"status.{of['status']}") + (f", {words('status.doubtful')}" if of["doubt"] else "")
        yield f"    {named(year)} {_text(of['value'], change['unit'], words)}  ({status}; {titles[of['source']]})"
    if change["difference"] is not None:
        yield f"    {named(words('lawbook.diff.difference'))} {_text(change['difference'], change['unit'], words)}"
    if len(change["during"]) > 1:
        yield "    " + words("lawbook.diff.during", year=now, values="; ".join(
            f"{named(of['valid_from'] or of['since_at_least'])} {_text(of['value'], change['unit'], words)}"
            for of in change["during"]))


def _text(value, unit, words):
    from workflows.law.book_values import shown

    return shown(_tuples(value), unit, words).text


def _tuples(value):
    if isinstance(value, list):
        return tuple(_tuples(part) for part in value)
    return float("inf") if value == "none" else value


def _year(text: str, words: Words) -> int:
    from workflows.law.changes import known_years
    from workflows.law.library import shelf

    if not (text.isascii() and text.isdecimal() and len(text) == 4 and text != "0000"):
        raise Said(words("lawbook.diff.no_year", value=text[:20]))
    first, last = known_years(shelf())
    if int(text) < first:
        raise Said(words("lawbook.diff.no_law", year=text, first=first, last=last))
    return int(text)
