"""`atelier`: finds the language, builds the commands in it, says errors in it."""

import os
import sys

import typer
from typer.exceptions import TyperException

from workflows.cli import account, ask, batch, coaching, expenses, law, network, orders, page, serve, store
from workflows.cli.errors import Said, tell, usage
from workflows.words.catalogue import LANGUAGES, Words, speak


def main(arguments: list[str] | None = None) -> int:
    """The command; its exit status. 0 well, 1 some rows not done, 2 wrong input."""
    arguments = sys.argv[1:] if arguments is None else arguments
    try:
        words = speak(_language(arguments))
    except Said as said:
        tell(str(said))
        return said.status
    try:
        result = build(words)(args=arguments, standalone_mode=False, prog_name="atelier")
        return result if isinstance(result, int) else 0
    except Said as said:
        tell(str(said))
        return said.status
    except typer.Exit as leave:
        return leave.exit_code
    except (typer.Abort, KeyboardInterrupt):
        return 1
    except TyperException as error:
        tell(usage(error, words))
        return 2
    except Exception as error:
        return _known_or_raise(error, words)


def build(words: Words) -> typer.Typer:
    """All commands, helped in the language of the words."""
    app = typer.Typer(help=words("cli.help"), add_completion=False, no_args_is_help=False, rich_markup_mode=None,
                      pretty_exceptions_enable=False)

    @app.callback()
    def _all(lang: str = typer.Option(None, "--lang", help=words("cli.lang"))):
        pass

    for part in (serve, ask, page, law, batch, account, orders, expenses, coaching, network, store):
        part.add(app, words)
    return app


def _language(arguments: list[str]) -> str:
    """What --lang or --language asks, else the language of the environment where it is one of ours, else French."""
    for at, argument in enumerate(arguments):
        option, sign, value = argument.partition("=")
        if option not in ("--lang", "--language"):
            continue
        asked = value if sign else arguments[at + 1] if at + 1 < len(arguments) else None
        if asked is not None:
            if asked not in LANGUAGES:
                raise Said(speak("fr")("error.language", value=asked[:20]))
            return asked
    spoken = (os.environ.get("LC_ALL") or os.environ.get("LC_MESSAGES") or os.environ.get("LANG") or "")[:2]
    return spoken if spoken in LANGUAGES else "fr"


def _known_or_raise(error: Exception, words: Words) -> int:
    from workflows.law.parameters import UnknownFigure
    from workflows.law.reading import RefusedLaw

    if isinstance(error, RefusedLaw):
        tell(words("error.law_data", why=error))
        return 2
    if isinstance(error, UnknownFigure):
        tell(str(law.unknown(error, words)))
        return 2
    sentence = store.refused(error, words)
    if sentence:
        tell(sentence)
        return 2
    raise error


if __name__ == "__main__":
    sys.exit(main())
