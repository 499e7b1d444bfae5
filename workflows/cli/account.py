"""`atelier account`: the first accounts of an installation, before anybody can enter."""

from typing import Annotated

import typer

from workflows.cli.errors import Said
from workflows.cli.options import helped
from workflows.words.catalogue import Words


def add(app: typer.Typer, words: Words) -> None:
    """The command."""
    account = typer.Typer(help=words("cli.account.help"), rich_markup_mode=None, pretty_exceptions_enable=False)
    app.add_typer(account, name="account")

    @account.command("add", help=helped(words("cli.account.add"),
                                        "atelier account add noor@example.org 'Noor Maes' administrator", words))
    def _add(
        email: Annotated[str, typer.Argument(help=words("field.email"))],
        name: Annotated[str, typer.Argument(help=words("field.name"))],
        role: Annotated[str, typer.Argument(help="member, adviser, staff, administrator")] = "member",
        lang: Annotated[str | None, typer.Option("--lang", help=words("cli.lang"))] = None,
    ):
        from workflows.installation import installation
        from workflows.people.accounts import add_account
        from workflows.people.entering import Refused, new_link
        from workflows.server.context import utc_now
        from workflows.settings import home_folder
        from workflows.store.engine import open_store

        store, place = open_store(), installation(home_folder()).server.address
        try:
            person = add_account(store, email, name, role, lang or words.language, None, utc_now())
        except Refused as refused:
            raise Said(words(refused.key, **refused.values)) from None
        typer.echo(words("cli.account.added", address=f"{place}/enter/{new_link(store, person, 'first', utc_now())}"))
