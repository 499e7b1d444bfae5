"""The directory of one process: an index that is filled once and follows the store; what is shown is asked of the store."""

import threading
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from workflows.law.library import shelf
from workflows.network.profile import card_entry, entry_of
from workflows.network.search import Index
from workflows.store import journal, network
from workflows.store.engine import Store
from workflows.store.network import Practice, Profile
from workflows.words.formats import legal_day

ON_A_PAGE = 20
OVERLAP = timedelta(minutes=2)
STALE_MONTHS = "network_stale_months"


@dataclass(frozen=True)
class Shown:
    """A profile as a list shows it. `stale`: not confirmed for too long; `logo`: it may carry the cooperative's logo."""

    profile: Profile
    stale: bool
    logo: bool


@dataclass(frozen=True)
class Listing:
    """One page of the directory. `cards`: practice cards that fit, with who wrote them."""

    rows: tuple[Shown, ...]
    total: int
    page: int
    cards: tuple[tuple[Practice, Profile], ...]
    read_as: tuple[tuple[str, str], ...]

    @property
    def more(self) -> bool:
        return self.total > self.page * ON_A_PAGE


@dataclass(frozen=True)
class Filters:
    """What a list is narrowed to; "" is everything."""

    country: str = ""
    language: str = ""
    kind: str = ""

    def tags(self) -> tuple[str, ...]:
        """As the index knows them."""
        said = {"country": self.country, "language": self.language, "kind": self.kind}
        return tuple(f"{name}:{value}" for name, value in said.items() if value)


class Directory:
    """Searches of one store. Many threads may ask."""

    def __init__(self, store: Store):
        self._store, self._lock = store, threading.Lock()
        self._people, self._cards = Index(), Index()
        self._journal, self._since = -1, None

    def find(self, asked: str, now: datetime, page: int = 1, filters: Filters = Filters()) -> Listing:
        """A page of what fits. Only profiles whose consent stands at this moment come out, whatever the index knows."""
        today, months = legal_day(now), stale_months()
        edge = stale_before(today, months).toordinal()
        with self._lock, self._store.read() as tx:
            self._follow(tx)
            hits = self._people.search(asked, edge, ON_A_PAGE, (page - 1) * ON_A_PAGE, filters.tags())
            cards = self._cards.search(asked, 0, ON_A_PAGE).ids if asked.strip() and page == 1 else ()
            may, logos = network.shown(tx, "directory", hits.ids), network.shown(tx, "logo", hits.ids)
            found = network.standing_practices(tx, [one.removeprefix("card:") for one in cards])
            owners = network.shown(tx, "directory", [card.profile for card in found])
        order = {id.removeprefix("card:"): at for at, id in enumerate(cards)}
        rows = [may[id] for id in hits.ids if id in may]
        return Listing(
            tuple(Shown(one, is_stale(one.confirmed_at, today, months), one.id in logos) for one in rows),
            hits.total - (len(hits.ids) - len(rows)), page,
            tuple((card, owners[card.profile]) for card in sorted(found, key=lambda card: order[card.id])
                  if card.profile in owners), hits.read_as)

    def _follow(self, tx) -> None:
        """Put again what was changed since the last look: each command leaves a row in the journal, and an instant."""
        latest = journal.latest(tx)
        if latest == self._journal:
            return
        changed = network.every_profile(tx, self._since)
        may = network.shown(tx, "directory", [one.id for one in changed] if self._since else None)
        for one in changed:
            if one.id in may:
                self._people.put(entry_of(one))
            else:
                self._people.remove(one.id)
        cards = network.standing_practices(tx, since=self._since, removed=True)
        for card in cards:
            if card.removed_at:
                self._cards.remove(f"card:{card.id}")
            else:
                self._cards.put(card_entry(card))
        instants = [one.changed_at for one in (*changed, *cards)]
        # A transaction that began earlier may be committed later: a little is read twice.
        self._since = max([*([self._since] if self._since else []), *(at - OVERLAP for at in instants)], default=None)
        self._journal = latest


def stale_months() -> int:
    """Months after which a profile has to be confirmed."""
    law = shelf()
    return int(law[STALE_MONTHS].on(law.edition).value)


def stale_before(today: date, months: int) -> date:
    """The day since which a confirmation still counts.

    >>> stale_before(date(2026, 3, 31), 13)
    datetime.date(2025, 2, 28)
    """
    year, month = divmod(today.year * 12 + today.month - 1 - months, 12)
    day = min(today.day, [31, 29 if year % 4 == 0 and (year % 100 or year % 400 == 0) else 28, 31, 30, 31, 30, 31, 31, 30,
                          31,
                          30, 31][month])
    return date(year, month + 1, day)


def is_stale(confirmed: datetime | None, today: date, months: int) -> bool:
    """Whether a profile was never confirmed, or too long ago."""
    return confirmed is None or legal_day(confirmed) < stale_before(today, months)
