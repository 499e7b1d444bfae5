"""`atelier batch list | check | run | retry | status | due | schedule`: workflow files."""

import shutil
import sys
from dataclasses import replace
from typing import Annotated

import typer

from workflows.cli.errors import Said, tell
from workflows.cli.options import helped
from workflows.words.catalogue import Words


def add(group: typer.Typer, words: Words) -> None:
    """The commands, below `batch`."""
    spoken = Annotated[str | None, typer.Option("--lang", help=words("cli.lang"))]
    named = Annotated[str, typer.Argument(help=words("cli.workflow.name"), metavar="NAME")]

    def command(name: str, example: str):
        return group.command(name, help=helped(words(f"cli.workflow.{name}"), f"atelier batch {example}", words))

    @command("list", "list")
    def _list(lang: spoken = None):
        _listed(words)

    @command("check", "check near_limit")
    def _check(name: named, lang: spoken = None):
        raise typer.Exit(_checked(name, words))

    there = Annotated[str, typer.Option("--cluster", help=words("cli.batch.cluster"), metavar="…")]
    copied = Annotated[str, typer.Option("--to", help=words("cli.batch.to"), metavar="…")]

    @command("run", "run expense_register")
    def _run(name: named, lang: spoken = None, cluster: there = "", to: copied = "",
             claimed: Annotated[str, typer.Option("--claimed", hidden=True)] = ""):
        from workflows.batch.workflow import carry_claimed, start
        raise typer.Exit(_carried(name, words, lambda desk, found: carry_claimed(desk, found, claimed) if claimed
                                  else start(desk, found), cluster, to))

    @command("retry", "retry near_limit")
    def _retry(name: named, lang: spoken = None, cluster: there = "", to: copied = ""):
        raise typer.Exit(_carried(name, words, lambda desk, found: _last(desk, found, words), cluster, to))

    @command("status", "status")
    def _status(name: Annotated[str, typer.Argument(help=words("cli.workflow.name"), metavar="NAME")] = "",
                lang: spoken = None):
        _stands(name, words)

    @command("due", "due")
    def _due(lang: spoken = None):
        raise typer.Exit(_looked(words))

    @command("schedule", "schedule")
    def _schedule(lang: spoken = None):
        _timers(words)


def way_to(cluster: str, words: Words):
    """How rows run on a cluster of this address; None without one. Says what a network between them would see."""
    if not cluster:
        return None
    from workflows.batch.cluster import clustered, open_to_all
    if open_to_all(cluster):
        tell(words("cluster.plain", address=cluster))
    return clustered(cluster)


def desk_of(words: Words):
    """What runs need of this installation."""
    from workflows.batch.workflow import Desk
    from workflows.installation import installation
    from workflows.orders.house import house_of
    from workflows.server.context import utc_now
    from workflows.settings import home_folder
    from workflows.store.engine import open_store

    return Desk(house_of(open_store(), installation(home_folder()), home_folder()), utc_now, language=words.language)


def found_of(name: str, words: Words):
    """The workflow file of a name, without faults; Said otherwise."""
    from workflows.batch.definitions import definitions

    known = definitions()
    if name not in known:
        raise Said(words("cli.workflow.unknown", name=name[:40], known=", ".join(known)))
    if known[name].troubles:
        raise Said("\n".join(words(one.key, **dict(one.values)) for one in known[name].troubles))
    return known[name]


def _listed(words: Words) -> None:
    from workflows.batch.definitions import definitions
    from workflows.server.context import utc_now

    for one in definitions().values():
        of = one.definition
        when = words("batches.unusable") if one.troubles or of is None else words("batches.by_hand") if of.schedule is None \
            else words("batches.next", when=words.formats.instant(of.schedule.next_due(utc_now())))
        typer.echo(f"{one.name}\t{of.called(words) if of else one.path.name}\t{when}")


def _checked(name: str, words: Words) -> int:
    """Everything but the run: the file, and of a page every row of its table."""
    from workflows.batch.run import check
    from workflows.batch.table import BadTable
    from workflows.batch.workflow import numbered, rows_of

    found = found_of(name, words)
    if found.definition.task:
        typer.echo(words("cli.workflow.fits", name=name))
        return 0
    try:
        about = rows_of(desk_of(words), found.definition, found, words)
    except BadTable as error:
        raise Said(str(error)) from None
    jobs, refused = check(numbered(about), found.definition.of_page, words)
    for number, who, _, sentence in refused:
        typer.echo(f"{number}\t{who}\t{sentence}")
    typer.echo(words.count("cli.workflow.ready", len(jobs), name=name))
    return 1 if refused else 0


def _carried(name: str, words: Words, work, cluster: str, to: str) -> int:
    from workflows.batch.beyond import Beyond
    from workflows.batch.table import BadTable
    from workflows.batch.workflow import Overlap

    found, desk = found_of(name, words), desk_of(words)
    if cluster:
        desk = replace(desk, way=way_to(cluster, words), workers=0)
    try:
        one = work(replace(desk, to=to), found)
    except Overlap:
        raise Said(words("batches.busy", name=name), 1) from None
    except Beyond as error:
        raise Said(error.said(words), 1) from None
    except BadTable as error:
        raise Said(str(error)) from None
    tell(f"{line(one, words)} → {desk.folder(one)}")
    if one.why:
        tell(one.why)
    return 0 if one.state == "done" else 1


def line(one, words: Words) -> str:
    """How a run stands, in a line."""
    counts = ", ".join(words.count(f"batch.{name}", number) for name, number in (
        ("done", one.done), ("refused", one.refused), ("failed", one.failed)) if number or name == "done")
    mailed = f", {words.count('batches.mailed', one.mailed)}" if one.mailed else ""
    return f"{one.name}: {words(f'batches.state.{one.state}')}, {counts}{mailed}"


def _last(desk, found, words: Words):
    from workflows.batch.workflow import go_on
    from workflows.store import runs

    with desk.house.store.read() as tx:
        mine = next(iter(runs.runs(tx, found.name, limit=1)), None)
    if mine is None or mine.state == "done" or not mine.folder:
        raise Said(words("batches.nothing_to_retry", name=found.name), 1)
    return go_on(desk, found, mine.id)


def _stands(name: str, words: Words) -> None:
    from workflows.batch.definitions import definitions
    from workflows.store import runs

    desk = desk_of(words)
    for known in [found_of(name, words).name] if name else definitions():
        with desk.house.store.read() as tx:
            found = runs.runs(tx, known, limit=10 if name else 1)
        for one in found:
            typer.echo(f"{words.formats.instant(one.started_at)}\t{line(one, words)}")
        if not found:
            typer.echo(f"{known}: {words('batches.never')}")


def _looked(words: Words) -> int:
    from workflows.batch.due import run_due

    found = run_due(desk_of(words))
    for one in found:
        if one.what == "run":
            tell(line(one.run, words))
        elif one.what in ("busy", "failed"):
            tell(words(f"batches.due.{one.what}", name=one.name))
    wrong = [one for one in found if one.what == "failed" or (one.what == "run" and one.run.state != "done")]
    return 1 if wrong else 0


def _timers(words: Words) -> None:
    """A line for cron, and the same as a systemd timer: both look every quarter of an hour."""
    from workflows.settings import home_folder

    command = shutil.which("atelier") or f"{sys.executable} -m workflows.cli.main"
    typer.echo(words("cli.workflow.cron"))
    typer.echo(f"*/15 * * * * ATELIER_HOME={home_folder()} {command} batch due\n")
    typer.echo(words("cli.workflow.timer"))
    typer.echo("# atelier-batch.service\n[Service]\nType=oneshot\n"
               f"Environment=ATELIER_HOME={home_folder()}\nExecStart={command} batch due\n\n"
               "# atelier-batch.timer\n[Timer]\nOnCalendar=*:0/15\nPersistent=true\n\n[Install]\nWantedBy=timers.target")
