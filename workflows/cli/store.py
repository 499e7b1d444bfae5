"""`atelier backup | restore | upgrade | journal verify`: the database, kept and brought up to date."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from workflows import settings
from workflows.cli.errors import Said
from workflows.cli.options import helped
from workflows.words.catalogue import Words


def add(app: typer.Typer, words: Words) -> None:
    """The commands."""
    perhaps = Annotated[Path | None, typer.Argument(help=words("cli.backup.file"), metavar="FILE")]
    file = Annotated[Path, typer.Argument(help=words("cli.restore.file"), metavar="FILE")]
    lang = Annotated[str | None, typer.Option("--lang", help=words("cli.lang"))]

    @app.command("backup", help=helped(words("cli.backup.help"), "atelier backup", words))
    def _backup(file: perhaps = None, lang: lang = None):
        _backed_up(file, words)

    @app.command("restore", help=helped(words("cli.restore.help"), "atelier restore atelier-20260701-120000.tar.gz", words))
    def _restore(file: file, lang: lang = None):
        _restored(file, words)

    @app.command("upgrade", help=helped(words("cli.upgrade.help"), "atelier upgrade", words))
    def _upgrade(lang: lang = None):
        upgraded(words)

    journal = typer.Typer(help=words("cli.journal.help"), no_args_is_help=False)

    @journal.callback()
    def _journal(lang: lang = None):
        pass

    @journal.command("verify", help=helped(words("cli.journal.verify.help"), "atelier journal verify", words))
    def _verify(lang: lang = None):
        _verified(words)

    app.add_typer(journal, name="journal")


def _backed_up(file: Path | None, words: Words) -> None:
    from workflows.store.backup import backup, backup_name
    from workflows.store.engine import open_store

    now = datetime.now(UTC)
    target = file or backup_name(settings.home_folder(), now)
    store = open_store()
    try:
        manifest = backup(store, target, now)
    except FileExistsError:
        raise Said(words("cli.backup.exists", file=target)) from None
    except OSError as error:
        raise Said(words("cli.backup.not_written", why=error.strerror or error)) from None
    finally:
        store.close()
    typer.echo(words("cli.backup.done", file=target, revision=words.formats.number(manifest.revision, 0)))


def _restored(file: Path, words: Words) -> None:
    from workflows.store.backup import restore

    try:
        manifest = restore(file)
    except OSError as error:
        raise Said(words("cli.restore.not_read", file=file, why=error.strerror or error)) from None
    typer.echo(words("cli.restore.done", made=manifest.created_at[:16].replace("T", " "),
                     revision=words.formats.number(manifest.revision, 0)))


def upgraded(words: Words, quiet: bool = False) -> None:
    """Bring the database to the newest step and say so; quiet: only where an older one was changed."""
    from workflows.store.backup import upgrade
    from workflows.store.engine import Store

    store = Store()
    try:
        done = upgrade(store, datetime.now(UTC))
    except OSError as error:
        raise Said(words("cli.backup.not_written", why=error.strerror or error)) from None
    finally:
        store.close()
    if done.backup is not None:
        typer.echo(words("cli.upgrade.done", before=done.before, after=done.after, file=done.backup))
    elif not quiet:
        typer.echo(words("cli.upgrade.nothing" if done.before == done.after else "cli.upgrade.made"))


def _verified(words: Words) -> None:
    from workflows.store.engine import open_store
    from workflows.store.journal import latest, verify

    store = open_store()
    try:
        with store.read() as tx:
            broken, rows = verify(tx), latest(tx)
    finally:
        store.close()
    if broken is not None:
        raise Said(words("cli.journal.broken", seq=words.formats.number(broken, 0)), status=1)
    typer.echo(words("cli.journal.whole", rows=words.formats.number(rows, 0)))


def refused(error: Exception, words: Words) -> str | None:
    """The sentence for what the store refuses or cannot do now; None for any other error."""
    from workflows.store import errors

    for kind, key in ((errors.OldDatabase, "error.store_old"), (errors.NewerDatabase, "error.store_newer"),
                      (errors.StrangeDatabase, "error.store_strange"), (errors.NotEmpty, "error.store_not_empty"),
                      (errors.BrokenBackup, "error.store_broken_backup"), (errors.Busy, "error.store_busy"),
                      (errors.DiskFull, "error.store_full"), (errors.ConnectionLost, "error.store_lost")):
        if isinstance(error, kind):
            return words(key, what=str(error)[:200])
    return None
