"""Trouble with the installation itself, said in a sentence with the way out."""

from collections.abc import Iterator
from contextlib import contextmanager

from workflows.cli.errors import Said
from workflows.installation import WrongSettings
from workflows.store.errors import NewerDatabase, OldDatabase, StoreUnavailable, StrangeDatabase
from workflows.words.catalogue import Words

_SENTENCES = {OldDatabase: "store.old", NewerDatabase: "store.newer", StrangeDatabase: "store.strange",
              StoreUnavailable: "store.unavailable"}


@contextmanager
def saying(words: Words) -> Iterator[None]:
    """Say what is wrong with the database or the settings instead of raising it."""
    try:
        yield
    except WrongSettings as error:
        raise Said(words("settings.wrong", why=error)) from None
    except tuple(_SENTENCES) as error:
        key = next(key for kind, key in _SENTENCES.items() if isinstance(error, kind))
        raise Said(words(key, why=error)) from None
