"""Which kernel belongs to whom, and how many there may be. It knows no Jupyter: kernels are names."""

import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass

from workflows.server.who import Who

LOADING, AWAY = 60.0, 20.0
"""Seconds that a page may take to connect for the first time, and to come back: until then its kernel is not spared for
another page."""


@dataclass
class _Kernel:
    owner: Who
    since: float
    connections: int = 0
    """-1 until the page connects for the first time."""


class Owners:
    """The kernels of one server and their people.

    >>> owners = Owners(per_person=1, in_all=2)
    >>> owners.claim("k1", Who("ann"))
    >>> owners.of("k1").id, owners.of("k2"), owners.kernels_of("ann")
    ('ann', None, ['k1'])
    >>> owners.full(Who("ann")), owners.full(Who("bob"))
    ('person', '')
    """

    def __init__(self, per_person: int = 4, in_all: int = 100, clock: Callable[[], float] = time.monotonic):
        self.per_person, self.in_all, self._clock = per_person, in_all, clock
        self._kernels: dict[str, _Kernel] = {}
        self._starting: Counter[str] = Counter()

    def claim(self, kernel_id: str, owner: Who) -> None:
        """The kernel is this person's from now on."""
        self._kernels[kernel_id] = _Kernel(owner, self._clock(), -1)

    def of(self, kernel_id: str) -> Who | None:
        """Whose kernel it is; None for one that is not known."""
        found = self._kernels.get(kernel_id)
        return found.owner if found else None

    def owns(self, person: Who, kernel_id: str) -> bool:
        """Whether it is this person's. Nobody owns what is not known, and who has no name owns nothing."""
        owner = self.of(kernel_id)
        return bool(owner and person.id and owner.id == person.id)

    def kernels_of(self, person: str) -> list[str]:
        """This person's kernels, the oldest first."""
        return [name for name, kernel in self._kernels.items() if kernel.owner.id == person]

    def forget(self, kernel_id: str) -> None:
        """The kernel has ended."""
        self._kernels.pop(kernel_id, None)

    def connected(self, kernel_id: str) -> None:
        """A page of the kernel has connected."""
        if kernel := self._kernels.get(kernel_id):
            kernel.connections = max(kernel.connections, 0) + 1

    def disconnected(self, kernel_id: str) -> None:
        """A page of the kernel has gone."""
        if kernel := self._kernels.get(kernel_id):
            kernel.connections, kernel.since = max(kernel.connections - 1, 0), self._clock()

    def connections(self, kernel_id: str) -> int:
        """Pages that are connected to the kernel now."""
        kernel = self._kernels.get(kernel_id)
        return max(kernel.connections, 0) if kernel else 0

    def reserve(self, person: Who) -> None:
        """A page of this person is being opened; its kernel is not there yet."""
        self._starting[person.id] += 1

    def release(self, person: Who) -> None:
        """The page has its kernel, or will not get one."""
        self._starting[person.id] -= 1
        if self._starting[person.id] <= 0:
            del self._starting[person.id]

    def full(self, person: Who) -> str:
        """Why one more page does not fit: `person`, `all`, or nothing."""
        if len(self.kernels_of(person.id)) + self._starting[person.id] >= self.per_person:
            return "person"
        return "all" if len(self) + self._starting.total() >= self.in_all else ""

    def spare(self, person: Who | None = None) -> str | None:
        """The kernel that was left first, of this person or of anybody: its page is closed, or never came."""
        left = [(kernel.since, name) for name, kernel in self._kernels.items()
                if (person is None or kernel.owner.id == person.id) and self._is_left(kernel)]
        return min(left)[1] if left else None

    def __len__(self) -> int:
        return len(self._kernels)

    def _is_left(self, kernel):
        patience = LOADING if kernel.connections < 0 else AWAY
        return kernel.connections <= 0 and self._clock() - kernel.since > patience
