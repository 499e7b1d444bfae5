"""Pages that the server writes itself, without a kernel, and saves: one at a time, and ten people at once."""

import asyncio
import json
import time
import uuid
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import urlsplit

from benchmarks.lines import Line, Part
from benchmarks.processes import Unmeasured
from benchmarks.ways import Way, our_way
from tests.accounts import House
from workflows.simulation.questions import SimulationQuestions as Q

PEOPLE, PAGE_MS, WARM_UP = 10, 10, 20
GUEST, MEMBER = ("/", "/sign-in"), ("/drafts",)


@dataclass
class Caller:
    """One connection that is kept open, with the least that HTTP needs: a client library would add its own milliseconds."""

    way: Way
    cookies: dict[str, str] = field(default_factory=dict)
    draft: str = field(default_factory=lambda: uuid.uuid4().hex)
    saved: int = 0

    async def connect(self) -> "Caller":
        """The connection."""
        at = urlsplit(self.way.address)
        self.reader, self.writer = await asyncio.open_connection(at.hostname, at.port)
        return self

    async def get(self, path: str) -> float:
        """Milliseconds of one page."""
        return await self._ask("GET", path)

    async def save(self) -> float:
        """Milliseconds of one field that is kept; the draft is made by the first."""
        said = {"page": Q.page, "version": Q.version, "draft": self.draft, "made": self.saved > 0,
                "fields": {"turnover": [str(20_000 + self.saved), 0]}}
        took = await self._ask("POST", "/save", json.dumps(said).encode())
        self.saved += 1
        return took

    async def _ask(self, method, path, body=b""):
        cookies = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        begun = time.perf_counter()
        self.writer.write(f"{method} {path} HTTP/1.1\r\nHost: {urlsplit(self.way.address).netloc}\r\nCookie: {cookies}\r\n"
                          f"X-XSRFToken: {self.cookies['_xsrf']}\r\nContent-Length: {len(body)}\r\n\r\n".encode() + body)
        head = (await self.reader.readuntil(b"\r\n\r\n")).decode("latin-1").lower()
        await self.reader.readexactly(int(head.split("content-length:")[1].split("\r\n")[0]))
        took = (time.perf_counter() - begun) * 1000
        if " 200 " not in head.split("\r\n")[0]:
            raise Unmeasured(f"{method} {path} was answered with {head.splitlines()[0]}")
        return took


def small(runs: int, tell: Callable[[str], None]) -> Part:
    """Home and sign-in of guests, the drafts of a member, and saves; `runs` times ten of each."""
    with TemporaryDirectory(prefix="bench-") as place, our_way(Path(place)) as way:
        way.wait_until_quiet()  # after its start the server builds pages ahead
        found = asyncio.run(_measured(way, runs * PEOPLE, tell))
    lines = [Line(f"{what}, {how}", "ms", took, target=PAGE_MS if what != "a save" else None, worst=True)
             for (what, how), took in found.items()]
    return Part("small: pages without a kernel, and saves", tuple(lines), (
        f"{runs * PEOPLE} of each in all; each caller keeps its connection; the 95th percentile counts",
        "a save is answered after the commit: how long that takes is the disk's affair"))


async def _measured(way, count, tell):
    house, mark = House(way.home), "0123456789abcdef" * 2
    members = [await Caller(way, {"_xsrf": mark, "atelier_session": house.session(house.add())}).connect()
               for _ in range(PEOPLE)]
    guests = [await Caller(way, {"_xsrf": mark}).connect() for _ in range(PEOPLE)]
    for member in members:
        await member.save()
    asks = {path: (guests, lambda caller, path=path: caller.get(path)) for path in GUEST}
    asks |= {path: (members, lambda caller, path=path: caller.get(path)) for path in MEMBER}
    asks["a save"] = (members, lambda caller: caller.save())
    found = {}
    for what, (callers, ask) in asks.items():
        tell(what)
        for _ in range(WARM_UP):
            await ask(callers[0])
        found[what, "one at a time"] = [await ask(callers[0]) for _ in range(count)]
        together = await asyncio.gather(*(_several(ask, caller, count // PEOPLE) for caller in callers))
        found[what, f"{PEOPLE} people at once"] = [one for several in together for one in several]
    return found


async def _several(ask, caller, count):
    return [await ask(caller) for _ in range(count)]
