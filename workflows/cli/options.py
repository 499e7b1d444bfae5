"""Command-line options generated from a questions model: text in, checked by the model, not by the library."""

import inspect
from collections.abc import Callable
from typing import Annotated, Any

import typer

from workflows.questions.base import Questions
from workflows.questions.problems import choices, label
from workflows.words.catalogue import Words

_KEYWORD = inspect.Parameter.KEYWORD_ONLY


def with_questions(run: Callable[..., None], model: type[Questions], words: Words) -> Callable[..., None]:
    """`run(values, json)` as a command with an option for every question, `--json` and `--lang`."""

    def command(**given):
        as_json, _ = given.pop("json"), given.pop("lang")
        run(given, as_json)

    parameters = [_option(name, model, words) for name in model.model_fields] + [json_option(words), lang_option(words)]
    command.__signature__ = inspect.Signature(parameters)
    command.__annotations__ = {parameter.name: parameter.annotation for parameter in parameters}
    return command


def json_option(words: Words) -> inspect.Parameter:
    return inspect.Parameter("json", _KEYWORD, default=False,
                             annotation=Annotated[bool, typer.Option("--json", help=words("cli.json"))])


def lang_option(words: Words) -> inspect.Parameter:
    """Read before the command is built, declared here so that help shows it."""
    return inspect.Parameter("lang", _KEYWORD, default=None,
                             annotation=Annotated[str | None, typer.Option("--lang", help=words("cli.lang"))])


def helped(text: str, example: str, words: Words) -> str:
    """The help of a command, with its example."""
    return f"{text}\n\n{words('cli.example', command=example)}"


def _option(name: str, model: type[Questions], words: Words) -> inspect.Parameter:
    about = model.model_fields[name].json_schema_extra or {}
    unit = about.get("unit") or " | ".join(map(str, choices(name, model)))
    unit = words("cli.share") if unit == "share" else unit
    flag = f"--{name.replace('_', '-')}"
    if model.model_fields[name].annotation is bool:
        return inspect.Parameter(name, _KEYWORD, default=None, annotation=Annotated[
            bool | None, typer.Option(flag, help=label(name, model, words))])
    return inspect.Parameter(name, _KEYWORD, default=None, annotation=Annotated[
        str | None, typer.Option(flag, help=f"{label(name, model, words)} ({unit})", metavar="…")])


def printed(value: Any) -> str:
    """JSON as people and programs read it."""
    import json
    return json.dumps(value, ensure_ascii=False, indent=2)
