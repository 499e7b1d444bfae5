"""`atelier law list | show | value`."""

from datetime import date
from typing import Annotated, Any

import typer

from workflows.cli import law_book, law_diff, municipalities
from workflows.cli.errors import Said
from workflows.cli.options import helped, printed
from workflows.words.catalogue import Words
from workflows.words.typed import NotANumber, read_number

_CHOICES = {
    "household": {"single": {"has_partner": False, "partner_has_income": False},
                  "couple_one_income": {"has_partner": True, "partner_has_income": False},
                  "couple_two_incomes": {"has_partner": True, "partner_has_income": True}},
    "kind": {"employee": {"at_108": False}, "worker": {"at_108": True}, "artist": {"at_108": True}},
    "region": {"brussels": {"region": 1}, "flanders": {"region": 2}, "wallonia": {"region": 3}}}
"""Words that people use for what the rules are given as truth values or codes."""

_TRUTH = {"true": True, "false": False, "yes": True, "no": False}
_WHOLE = ("children", "region")


def add(app: typer.Typer, words: Words) -> None:
    """The commands below `law`."""
    law = typer.Typer(help=words("cli.law.help"), no_args_is_help=False)
    name = Annotated[str, typer.Argument(help=words("cli.law.name"), metavar="NAME")]
    on = Annotated[str | None, typer.Option("--on", help=words("cli.law.on"), metavar="…")]
    as_json = Annotated[bool, typer.Option("--json", help=words("cli.json"))]
    lang = Annotated[str | None, typer.Option("--lang", help=words("cli.lang"))]
    given = Annotated[list[str] | None, typer.Argument(help=words("cli.law.inputs"), metavar="KEY=VALUE")]

    @law.callback()
    def _all(lang: lang = None):
        pass

    @law.command("list", help=helped(words("cli.law.list.help"), "atelier law list", words))
    def _list(json: as_json = False, lang: lang = None):
        _listed(json, words)

    @law.command("show", help=helped(words("cli.law.show.help"),
                                     "atelier law show work_bonus_a_employee --on 2026-07-01", words))
    def _show(name: name, on: on = None, json: as_json = False, lang: lang = None):
        _shown(name, _day(on, words) if on else None, json, words)

    @law.command("value", help=helped(
        words("cli.law.value.help"), "atelier law value income_tax --on 2026-01-01 taxable_income=30000 municipal_rate=0",
        words))
    def _value(name: name, inputs: given = None, on: on = None, json: as_json = False, lang: lang = None):
        _valued(name, _day(on, words) if on else date.today(), inputs or [], json, words)

    law_book.add(law, words)
    law_diff.add(law, words)
    municipalities.add(law, words)
    app.add_typer(law, name="law")


def _listed(as_json: bool, words: Words) -> None:
    from workflows.law.listing import listed

    found = listed(words.language)
    if as_json:
        typer.echo(printed(found))
        return
    for title, part in ((words("cli.law.rules"), found["rules"]), (words("cli.law.figures"), found["parameters"])):
        typer.echo(f"{title}:")
        typer.echo("\n".join(f"  {name:<42}{text}" for name, text in part.items()) + "\n")


def _shown(name: str, day: date | None, as_json: bool, words: Words) -> None:
    from workflows.law.listing import shown
    from workflows.law.parameters import UnknownFigure

    try:
        found = shown(name, day, words.language)
    except UnknownFigure as error:
        raise unknown(error, words) from None
    lines = _rule_lines(found) if "needs" in found else _figure_lines(found, words)
    typer.echo(printed(found) if as_json else "\n".join(lines))


def _rule_lines(found: dict[str, Any]):
    return found["label"], "", found["about"], "", *(f"  {need:<42}{text}" for need, text in found["needs"].items())


def _figure_lines(found: dict[str, Any], words: Words):
    from workflows.law.as_json import checked, since

    yield f"{found['label'][words.language]} ({found['unit']})"
    if found["about"]:
        yield found["about"][words.language]
    for figure in found["figures"]:
        yield f"  {figure['value']}  {since(figure, words)}; {words('status.' + figure['status'])}; " + words(
            "figure.checked", day=checked(figure, words))
        yield f"    {figure['source']}" + (f" [{figure['grade']}] {figure['url']}" if figure["grade"] else "")
        if figure["doubt"]:
            yield f"    {words('status.doubtful')}: {figure['doubt'][words.language]}"


def _valued(name: str, day: date, inputs: list[str], as_json: bool, words: Words) -> None:
    from workflows.law.as_json import figure, plain
    from workflows.law.graph import MissingInput
    from workflows.law.parameters import UnknownFigure
    from workflows.law.value import NoPart, value_of

    try:
        found = value_of(name, day, *_given(inputs, words))
    except UnknownFigure as error:
        raise unknown(error, words) from None
    except MissingInput as error:
        raise Said(words("error.missing_input", name=name, input=error.name)) from None
    except NoPart as error:
        raise Said(words("error.input_unknown", name=error.name, known=", ".join(error.known))) from None
    sources = [{"name": use.name, "value": plain(use.figure.value), **figure(use.figure)} for use in found.figures]
    if as_json:
        typer.echo(printed({"name": name, "on": day.isoformat(), "value": plain(found.value),
                            "inputs": {**found.supposed, **found.inputs}, "supposed": list(found.supposed),
                            "sources": sources}))
        return
    typer.echo(f"{name} = {plain(found.value)}")
    typer.echo(f"{words('cli.law.inputs_used')}:")
    for key, value in {**found.inputs, **found.supposed}.items():
        typer.echo(f"  {key} = {value}" + (f" ({words('cli.law.supposed')})" if key in found.supposed else ""))
    typer.echo(f"{words('cli.law.sources')}:")
    for use in found.figures:
        typer.echo(f"  {use.name} = {plain(use.figure.value)} ({words('status.' + use.figure.status)}; "
                   f"{use.figure.source.titles[words.language]})")


def unknown(error, words: Words) -> Said:
    """The sentence for a name that is not in the book, or a day without a figure."""
    from workflows.law.listing import unknown as sentence

    return Said(sentence(error, words))


def _given(inputs: list[str], words: Words) -> tuple[dict[str, Any], dict[str, Any]]:
    """The values typed, and what words like household=single stand for."""
    given: dict[str, Any] = {}
    perhaps: dict[str, Any] = {}
    for text in inputs:
        key, sign, raw = text.partition("=")
        key, raw = key.strip(), raw.strip()
        if not sign or not key:
            raise Said(words("error.input_value", text=text))
        if raw in _CHOICES.get(key, {}):
            perhaps |= _CHOICES[key][raw]
        elif raw.lower() in _TRUTH:
            given[key] = _TRUTH[raw.lower()]
        else:
            try:
                number = read_number(raw)
            except NotANumber:
                raise Said(words("error.input_value", text=text)) from None
            given[key] = int(number) if key in _WHOLE and number.is_integer() else number
    return given, perhaps


def _day(text: str, words: Words) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise Said(words("error.day", value=text[:40])) from None
