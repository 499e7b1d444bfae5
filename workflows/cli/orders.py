"""`atelier orders list | tick | group | verify`: what runs without a page."""

from datetime import UTC, date, datetime
from typing import Annotated

import typer

from workflows.cli.errors import Said
from workflows.cli.options import helped
from workflows.words.catalogue import Words


def add(app: typer.Typer, words: Words) -> None:
    """The commands."""
    lang = Annotated[str | None, typer.Option("--lang", help=words("cli.lang"))]
    group = typer.Typer(help=words("cli.orders.help"), no_args_is_help=False)

    @group.callback()
    def _orders(lang: lang = None):
        pass

    @group.command("list", help=helped(words("cli.orders.list"), "atelier orders list --state sent", words))
    def _list(state: Annotated[list[str] | None, typer.Option("--state", help=words("cli.orders.state"))] = None,
              search: Annotated[str, typer.Option("--search", help=words("orders.search"))] = "", lang: lang = None):
        _listed(state or [], search, words)

    @group.command("tick", help=helped(words("cli.orders.tick"), "atelier orders tick", words))
    def _tick(lang: lang = None):
        _ticked(words)

    @group.command("group", help=helped(words("cli.orders.group"), "atelier orders group --until 2026-03-31", words))
    def _group(until: Annotated[datetime, typer.Option("--until", formats=["%Y-%m-%d"], help=words("cli.orders.until"))],
               preview: Annotated[bool, typer.Option("--preview", help=words("cli.orders.preview"))] = False,
               lang: lang = None):
        _grouped(until.date(), preview, words)

    @group.command("receive", help=helped(words("cli.orders.receive"), "atelier orders receive < letter.eml", words))
    def _receive(lang: lang = None):
        _received(words)

    @group.command("verify", help=helped(words("cli.orders.verify"), "atelier orders verify", words))
    def _verify(lang: lang = None):
        _verified(words)

    app.add_typer(group, name="orders")


def _house():
    from workflows.installation import installation
    from workflows.orders.house import house_of
    from workflows.settings import home_folder
    from workflows.store.engine import open_store

    return house_of(open_store(), installation(home_folder()), home_folder())


def _listed(states: list[str], search: str, words: Words) -> None:
    """A line each, cells between tabs: for eyes, and for what reads tables."""
    from workflows.store.order_tables import STATES
    from workflows.store.orders import everybodys

    wrong = [state for state in states if state not in STATES]
    if wrong:
        raise Said(words("cli.orders.no_state", state=wrong[0][:20], states=", ".join(STATES)))
    with _house().store.read() as tx:
        for row in everybodys(tx, states or STATES, search):
            cells = (row.number or "", row.state, row.since.date().isoformat(), row.worker, row.client, row.subject,
                     row.day.isoformat() if row.day else "", f"{row.gross:.2f}")
            typer.echo("\t".join(" ".join(cell.split()) for cell in cells))


def _ticked(words: Words) -> None:
    from workflows.orders.clock import tick

    done = tick(_house(), datetime.now(UTC))
    typer.echo(words("cli.orders.ticked", expired=done.expired, reminded=done.reminded))


def _grouped(until: date, preview: bool, words: Words) -> None:
    """A line for each invoice: the member's name, the client, the amounts."""
    from workflows.orders.invoicing import group_all

    done = group_all(_house(), until, datetime.now(UTC), preview)
    for owner, client, net, gross in done:
        typer.echo("\t".join(" ".join(cell.split()) for cell in (owner, client, f"{net:.2f}", f"{gross:.2f}")))
    typer.echo(words.count("cli.orders.grouped.preview" if preview else "cli.orders.grouped", len(done)))


def _received(words: Words) -> None:
    import sys

    from workflows.orders.received import receive

    found = receive(_house(), sys.stdin.buffer.read(), datetime.now(UTC))
    typer.echo(words(f"cli.orders.{found.kind}", order=found.order) if found else words("cli.orders.unknown_letter"))


def _verified(words: Words) -> None:
    from workflows.orders.verify import verify

    found = verify(_house())
    if found.chain is not None:
        raise Said(words("cli.journal.broken", seq=words.formats.number(found.chain, 0)), status=1)
    if found.broken:
        raise Said("\n".join(words(f"cli.orders.broken.{why}", number=number) for number, why in found.broken), status=1)
    typer.echo(words("cli.orders.whole", orders=words.formats.number(found.orders, 0),
                     documents=words.formats.number(found.documents, 0)))
