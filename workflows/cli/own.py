"""`atelier page check | own | publish | withdraw`: pages that an adviser wrote."""

from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from workflows.cli.errors import Said
from workflows.cli.options import helped
from workflows.words.catalogue import Words

DAY = ["%Y-%m-%d"]


def add(pages: typer.Typer, words: Words) -> None:
    """The commands, below `page`."""
    spoken = Annotated[str | None, typer.Option("--lang", help=words("cli.lang"))]

    @pages.command("check", help=helped(words("cli.page.check"), "atelier page check notebooks/template.ipynb", words))
    def _check(
        notebook: Annotated[Path, typer.Argument(help=words("cli.page.notebook"), metavar="NOTEBOOK")],
        run: Annotated[bool, typer.Option("--run/--no-run", help=words("cli.page.run"))] = True,
        lang: spoken = None,
    ):
        raise typer.Exit(check(notebook, run, words))

    @pages.command("own", help=helped(words("cli.page.own"), "atelier page own", words))
    def _own(lang: spoken = None):
        _listed(words)

    @pages.command("publish", help=helped(
        words("cli.page.publish"),
        "atelier page publish ma_page --announced 2026-11-20 --from 2026-12-20 --fr … --nl … --en …", words))
    def _publish(
        name: Annotated[str, typer.Argument(help=words("cli.page.name"), metavar="NAME")],
        announced: Annotated[datetime, typer.Option("--announced", formats=DAY, help=words("publish.announced"))],
        active: Annotated[datetime, typer.Option("--from", formats=DAY, help=words("publish.active"))],
        fr: Annotated[str, typer.Option("--fr", help=f"{words('publish.text')} (FR)")],
        nl: Annotated[str, typer.Option("--nl", help=f"{words('publish.text')} (NL)")],
        en: Annotated[str, typer.Option("--en", help=f"{words('publish.text')} (EN)")],
        lang: spoken = None,
    ):
        _published(name, announced.date(), active.date(), {"fr": fr, "nl": nl, "en": en}, words)

    @pages.command("withdraw", help=helped(words("cli.page.withdraw"), "atelier page withdraw ma_page", words))
    def _withdraw(name: Annotated[str, typer.Argument(help=words("cli.page.name"), metavar="NAME")], lang: spoken = None):
        from workflows.pages.publishing import withdraw
        _told(words, lambda store, now: withdraw(store, None, name, now), "publish.withdrawn", name=name)


def check(notebook: Path, run: bool, words: Words) -> int:
    """A sentence for each thing that is wrong; the exit status."""
    from workflows.pages.own import NoPage, read_page
    from workflows.pages.own_check import troubles

    path = notebook if notebook.suffix else Path("notebooks") / f"{notebook.name}.ipynb"
    found = troubles(path)
    try:
        page = read_page(path) if run else None
    except NoPage:
        page = None
    if page is not None and not page.troubles and not any(one.key in ("check.no_answer", "check.no_form") for one in found):
        from workflows.batch.trial import trial
        found = (*found, *trial(page))
    for one in found:
        typer.echo(f"- {said(one, words)}")
    typer.echo(words.count("check.found", len(found), name=path.stem) if found else words("check.good", name=path.stem))
    return 1 if found else 0


def said(trouble, words: Words) -> str:
    """A trouble as a sentence."""
    return words(trouble.key, **dict(trouble.values))


def _listed(words: Words) -> None:
    from workflows.pages.publishing import standings
    from workflows.server.context import utc_now
    from workflows.store.engine import open_store

    with open_store().read() as tx:
        found = standings(tx, utc_now())
    for one in found:
        typer.echo("\t".join((one.page.name, words(f"publish.state.{one.state}"), one.page.author,
                              words(f"page.{one.page.name}.title"))))
    if not found:
        typer.echo(words("publish.none"))


def _published(name, announced, active, texts, words: Words) -> None:
    from workflows.pages.own import own_page
    from workflows.pages.publishing import publish

    page = own_page(name)
    _told(words, lambda store, now: publish(store, None, name, page.digest if page else "", announced, active, texts, now),
          "publish.done", name=name, day=words.formats.date(active))


def _told(words: Words, work, done: str, **values) -> None:
    from workflows.pages.publishing import NotPublished
    from workflows.server.context import utc_now
    from workflows.store.engine import open_store

    try:
        work(open_store(), utc_now())
    except NotPublished as why:
        raise Said(words(why.key, **{key: _written(value, words) for key, value in why.values.items()})) from None
    typer.echo(words(done, **values))


def _written(value, words: Words):
    return words.formats.date(value) if hasattr(value, "isoformat") else value
