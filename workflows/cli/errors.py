"""Errors of the command line as one sentence in the person's language, on stderr, with exit status 2."""

import difflib
import sys
from typing import Any

from pydantic import ValidationError

from workflows.questions.base import Questions
from workflows.questions.problems import problems
from workflows.words.catalogue import Words


class Said(Exception):
    """A sentence for the person; ends the command with `status`."""

    def __init__(self, sentence: str, status: int = 2):
        super().__init__(sentence)
        self.status = status


def asked(model: type[Questions], values: dict[str, Any], words: Words) -> Questions:
    """The questions from what was typed; Said with a sentence for each value that does not fit."""
    try:
        return model(**{name: value for name, value in values.items() if value is not None})
    except ValidationError as error:
        raise Said("\n".join(problem.sentence for problem in problems(error, model, words))) from None


def usage(error: Exception, words: Words) -> str:
    """The sentence for an option or command that the library refused."""
    context = getattr(error, "ctx", None)
    command = context.command_path if context else "atelier"
    option = getattr(error, "option_name", None)
    match type(error).__name__:
        case "NoSuchOption":
            close = difflib.get_close_matches(option, _options(context), n=1)
            return words("error.option_close", option=option, close=close[0]) if close else words("error.option",
                                                                                                 option=option)
        case "BadOptionUsage":
            return words("error.needs_value", option=option)
        case "MissingParameter":
            return words("error.needs_argument", name=error.param.metavar or error.param.opts[-1], command=command)
    known = ", ".join(getattr(context.command, "commands", {})) if context else ""
    quoted = str(error).partition("'")[2].partition("'")[0]
    if known:
        return words("error.command", command=quoted, known=known) if quoted else words("error.no_command", known=known)
    value = str(error).rpartition("(")[2].rstrip(").")
    return words("error.extra_argument", value=value, command=command)


def tell(sentence: str) -> None:
    """A sentence on stderr."""
    print(sentence, file=sys.stderr)


def _options(context) -> list[str]:
    return [name for parameter in context.command.params for name in parameter.opts] if context else []
