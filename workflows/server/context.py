"""What the handlers of one server share: the store, the clock, the installation's settings."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property

import tornado.web

from workflows.expenses.books import Books, books_of
from workflows.installation import Installation, installation
from workflows.network.directory import Directory
from workflows.orders.house import House, house_of
from workflows.settings import home_folder
from workflows.store.engine import Store


def utc_now() -> datetime:
    """The instant, in UTC."""
    return datetime.now(UTC)


@dataclass(frozen=True)
class Site:
    """One running server's own things."""

    store: Store
    installation: Installation
    clock: Callable[[], datetime] = utc_now

    @classmethod
    def of_this_installation(cls, store: Store) -> "Site":
        """With the settings of the home folder. WrongSettings says what is wrong in them."""
        return cls(store, installation(home_folder()))

    @cached_property
    def house(self) -> House:
        """What orders need of this installation."""
        return house_of(self.store, self.installation, home_folder())

    @cached_property
    def books(self) -> Books:
        """What expense notes need of this installation."""
        return books_of(self.store, home_folder())

    @cached_property
    def directory(self) -> Directory:
        """The index of the members' network, filled at the first search."""
        return Directory(self.store)


def site_of(handler: tornado.web.RequestHandler) -> Site:
    """The site that a request came to."""
    return handler.settings["site"]
