"""`atelier serve`."""

from typing import Annotated

import typer

from workflows.cli.errors import Said
from workflows.cli.options import helped
from workflows.cli.store import upgraded
from workflows.installation import WrongSettings
from workflows.people.demo import demo_people
from workflows.words.catalogue import Words

PORT = 8866


def add(app: typer.Typer, words: Words) -> None:
    """The command."""
    @app.command("serve", help=helped(words("cli.serve.help"), "atelier serve --port 9000", words))
    def _serve(
        port: Annotated[str, typer.Option("--port", help=words("cli.serve.port"), metavar="…")] = str(PORT),
        demo: Annotated[bool, typer.Option("--demo", help=words("cli.serve.demo"))] = False,
        lang: Annotated[str | None, typer.Option("--lang", help=words("cli.lang"))] = None,
    ):
        if not port.isdecimal() or not 1 <= int(port) <= 65_535:
            raise Said(words("cli.serve.bad_port", port=port[:20]))
        from workflows.kernels.service import Unconfined
        from workflows.server.app import Exposed, PortTaken, serve
        from workflows.server.context import utc_now

        number = int(port)
        address = f"http://127.0.0.1:{number}"

        def ready(store):
            typer.echo(words("cli.serve.running", address=address, page=words("page.simulation.title")))
            if demo:
                typer.echo(words("cli.serve.enter"))
                for person, token in demo_people(store, utc_now()):
                    typer.echo(f"  {words(f'role.{person.role}')}, {person.name}: {address}/enter/{token}")

        if demo:
            # Invented people are no reason to learn another command after an update.
            upgraded(words, quiet=True)
        try:
            serve(number, ready)
        except Unconfined as error:
            raise Said(words(str(error))) from None
        except WrongSettings as error:
            raise Said(words("settings.wrong", why=error)) from None
        except Exposed as error:
            raise Said(words("cli.serve.exposed", place=error)) from None
        except PortTaken:
            raise Said(words("cli.serve.taken", port=number, other=number + 1)) from None
        typer.echo(words("cli.serve.stopped"))
