"""Many people at one server: what each costs in memory, twenty who arrive together, a hundred who move sliders."""

import asyncio
import random
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.lines import Line, Part
from benchmarks.visitor import Visitor
from benchmarks.ways import Way, both_ways, our_way

OPEN, MEGABYTES = 10, 60
ARRIVE, ARRIVALS_SHARE = 20, 0.25
CONNECTED, EVERY_SECONDS, MOVES_MS, AT_ONCE = 100, 10, 500, 5


def memory(runs: int, tell: Callable[[str], None]) -> Part:
    """Ten open pages, minus none, divided by ten; everything that the server started counts, each page moved once."""
    counted = max(1, runs // 3)
    with both_ways() as ways:
        found = {way.name: [] for way in ways}
        for number in range(1, counted + 1):
            for way in ways:
                tell(f"ten pages of {way.name}, {number} of {counted}")
                found[way.name].append(asyncio.run(_weigh(way)))
    ours, stock = ([list(column) for column in zip(*found[way.name], strict=True)] for way in ways)
    return Part(f"memory: {OPEN} people with an open page (PSS)", (
        Line("a person: all processes, minus those with no page open", "MB", ours[0], stock[0], MEGABYTES),
        Line("a person's kernel alone", "MB", ours[1], stock[1], MEGABYTES),
        Line("server without a page (ours: with the warm parent)", "MB", ours[2], stock[2])),
        (f"each page is connected and its slider was moved once; {counted} times",))


async def _weigh(way: Way):
    way.wait_until_quiet()
    empty, _ = way.memory()
    people = [Visitor(way) for _ in range(OPEN)]
    for person in people:
        await person.arrive()
        await person.move()
    await asyncio.gather(*(person.listen(2) for person in people))
    way.wait_until_quiet()
    whole, kernels = way.memory()
    await _leave(people)
    way.wait_until_quiet()
    return (whole - empty) / OPEN, sum(kernels) / len(kernels), empty


def arrivals(runs: int, tell: Callable[[str], None]) -> Part:
    """Twenty guests open the page at the same moment: until each has the whole page, a connection and its widgets."""
    counted = max(1, runs // 3)
    with both_ways() as ways:
        found = {way.name: [] for way in ways}
        for number in range(counted + 1):
            for way in ways:
                tell(f"{ARRIVE} at {way.name}, {number} of {counted}" if number else f"one at {way.name}, not counted")
                took = asyncio.run(_arrive(way, ARRIVE if number else 1))
                found[way.name] += took if number else []
                way.wait_until_quiet()
    return Part(f"arrivals: {ARRIVE} people at the same moment", (
        Line("page, connection and widgets' state", "ms", found["ours"], found["stock"], share=ARRIVALS_SHARE, worst=True),),
        (f"without browsers, {counted} times {ARRIVE}; the 95th percentile counts",))


async def _arrive(way, many):
    people = [Visitor(way) for _ in range(many)]
    took = await asyncio.gather(*(person.arrive() for person in people))
    await _leave(people)
    return list(took)


def sliders(runs: int, tell: Callable[[str], None]) -> Part:
    """A hundred connected guests, each of whom moves the slider every ten seconds or so."""
    seconds = 12 * max(1, runs)
    with TemporaryDirectory(prefix="bench-") as place, our_way(Path(place)) as way:
        took = asyncio.run(_move(way, seconds, tell))
        return Part(f"sliders: {CONNECTED} connected people", (
            Line("slider's message to the figures' message", "ms", took, target=MOVES_MS, worst=True),),
            (f"{len(took)} moves in {seconds} s, each person every {EVERY_SECONDS} s on average; the 95th percentile counts",
             f"this program and {CONNECTED} kernels share the cores"))


async def _move(way, seconds, tell):
    people = []
    while len(people) < CONNECTED:
        tell(f"{len(people)} of {CONNECTED} have come")
        some = [Visitor(way) for _ in range(AT_ONCE)]
        await asyncio.gather(*(person.arrive() for person in some))
        people += some
    await asyncio.to_thread(way.wait_until_quiet)
    tell(f"{CONNECTED} move their sliders for {seconds} s")
    chance = random.Random(4)
    took = await asyncio.gather(*(_now_and_then(person, seconds, chance) for person in people))
    await _leave(people)
    return [one for several in took for one in several]


async def _now_and_then(person, seconds, chance):
    """The first move falls anywhere in the interval: people are not in step."""
    took, now = [], asyncio.get_running_loop().time
    until, pause = now() + seconds, chance.uniform(0, EVERY_SECONDS)
    while now() + pause < until:
        await person.listen(pause)
        took.append(await person.move())
        pause = chance.uniform(EVERY_SECONDS / 2, EVERY_SECONDS * 3 / 2)
    return took


async def _leave(people):
    for person in people:
        await person.leave()
