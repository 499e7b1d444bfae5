"""Rooms that were built before anybody asked: a process that is forked afterwards opens its page at once.

The browser fetches the state of all widgets from the kernel when it connects, so nothing has to be sent again.
"""

import os
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import comm
from IPython import get_ipython
from ipywidgets.widgets import widget

from widgets.fold import Fold
from widgets.rooms.base import Room
from widgets.rooms.patience import hurried
from workflows.pages.registry import PAGES, Page, load
from workflows.questions.link import from_link
from workflows.words.catalogue import LANGUAGES, speak


@dataclass(frozen=True)
class _Prepared:
    """A room with its defaults, and its widgets: they are known to the kernel only once the room is taken."""

    room: Room
    values: dict[str, Any]
    widgets: dict[str, Any]
    comms: dict[str, Any]


_ready: dict[tuple[str, str], _Prepared] = {}


def prepare(pages: Iterable[Page] = PAGES.values()) -> None:
    """Build the room of each page that answers at once, in every language. No kernel may run in this process."""
    comms = comm.get_comm_manager().comms
    # Pages wait for the rooms: on a busy machine, long work that makes way for others would keep them waiting for minutes.
    before = hurried.set(True)
    for page in pages:
        for language in () if page.slow else LANGUAGES:
            values = page.model().typed()
            room = load(page.room)(values, query="", language=language, topic=page)
            for fold in [one for one in widget._instances.values() if isinstance(one, Fold)]:
                fold.withhold()
            _ready[page.name, language] = _Prepared(room, values, dict(widget._instances), dict(comms))
            widget._instances.clear()
            comms.clear()
    hurried.reset(before)


def take(page: Page, values: dict[str, Any], language: str) -> Room | None:
    """The room of a page with these values and the link that it was asked with; None when none was built for it."""
    query = os.environ.get("QUERY_STRING", "")
    asked = from_link(query, page.model, speak(language))
    found = _ready.pop((page.name, asked.language or language), None)
    if found is None:
        return None
    widget._instances.update(found.widgets)
    comm.get_comm_manager().comms.update(found.comms)
    for line in found.comms.values():
        # They were opened before there was a kernel; without one, widgets say nothing to the browser.
        line.kernel = getattr(get_ipython(), "kernel", None)
    if query or values != found.values:
        found.room.open(values, query)
    return found.room
