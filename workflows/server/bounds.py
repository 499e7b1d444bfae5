"""How much one person, one address, one connection and the whole server may ask for: one value, given at the start."""

import os
from dataclasses import dataclass, field
from pathlib import Path

from workflows.installation import Installation

KERNEL_BYTES = 120_000_000
"""What a page may need in memory, its share of what is common included, with room for a PDF."""

KEPT_BYTES = 1_000_000_000
"""What is left to the server itself, the database and the machine."""


def kernels_by_memory() -> int:
    """How many pages fit into this machine or container; never less than four."""
    total = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    limit = Path("/sys/fs/cgroup/memory.max")
    if limit.is_file() and (said := limit.read_text().strip()).isdecimal():
        total = min(total, int(said))
    return max(4, (total - KEPT_BYTES) // KERNEL_BYTES)


@dataclass(frozen=True)
class Bounds:
    """The bounds of one server. `rates`: kind -> (a person's, an address's), each as `limits` reads it."""

    kernels_per_person: int = 4
    kernels_in_all: int = field(default_factory=kernels_by_memory)
    connections_per_kernel: int = 4
    message_bytes: int = 2_000_000
    content_bytes: int = 250_000
    messages: tuple[float, float] = (60, 400)
    """A connection's messages: how many a second in the long run, and how many at once."""
    traffic: tuple[float, float] = (500_000, 8_000_000)
    """The same for its bytes."""
    rates: dict[str, tuple[str, str]] = field(default_factory=lambda: {
        "page": ("30/minute", "120/minute"), "api": ("240/minute", "240/minute"), "save": ("600/minute", "3000/minute"),
        "answer": ("120/minute", "120/minute"), "receipt": ("30/minute", "120/minute"),
        "feedback": ("10/minute", "60/minute")})
    trusted_proxies: frozenset[str] = frozenset()
    """Addresses of proxies whose X-Forwarded headers count."""
    metrics_token: str = ""
    """With it /metrics answers other machines too."""
    seconds_to_end: float = 10
    """Until then a server that is asked to end has ended."""
    idle_seconds: int = 180
    """A kernel whose page is closed goes after so long."""
    look_seconds: int = 30
    """How often that is looked at."""

    @classmethod
    def of(cls, installation: Installation) -> "Bounds":
        """The bounds that an installation's settings ask for."""
        server = installation.server
        chosen = {"kernels_in_all": server.pages_at_once} if server.pages_at_once else {}
        return cls(trusted_proxies=frozenset(server.trusted_proxies), metrics_token=server.metrics_token, **chosen)
