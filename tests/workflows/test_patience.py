"""Long work beside a page: quick on a machine that is free, patient on a busy one, and gone when nobody wants it."""

import asyncio
import threading
from types import SimpleNamespace

import pytest

from widgets.rooms import patience
from widgets.rooms.base import Room
from widgets.rooms.patience import BUSY, MOST, Patience, Unwanted, hurried, patiently
from workflows.simulation.compare import compare
from workflows.simulation.look import _kept
from workflows.simulation.questions import SimulationQuestions as Q


class Machine:
    """A clock of which a piece of work gets only a part."""

    def __init__(self):
        self.now = self.worked = 0.0
        self.rests = []

    def work(self, computed: float, share: float) -> None:
        self.now, self.worked = self.now + computed / share, self.worked + computed

    def sleep(self, seconds: float) -> None:
        self.now += seconds
        self.rests.append(seconds)


@pytest.fixture
def machine():
    return Machine()


def pieces(machine, resting, count, share):
    for _ in range(count):
        machine.work(0.003, share)
        resting()


@pytest.fixture
def resting(machine):
    return Patience(lambda: True, lambda: machine.now, lambda: machine.worked, machine.sleep)


def test_a_free_machine_is_never_kept_waiting(machine, resting):
    pieces(machine, resting, 200, 0.9)
    assert machine.rests == []


def test_on_a_busy_machine_the_work_leaves_nearly_everything_to_others(machine, resting):
    pieces(machine, resting, 200, 0.5 / BUSY)
    assert max(machine.rests) == MOST
    assert machine.worked < 0.02 * machine.now


def test_it_hurries_again_when_the_others_are_gone(machine, resting):
    pieces(machine, resting, 50, 0.5 / BUSY)
    machine.rests.clear()
    pieces(machine, resting, 50, 1.0)
    assert sum(machine.rests) < 10 * MOST
    machine.rests.clear()
    pieces(machine, resting, 50, 1.0)
    assert machine.rests == []


def test_work_that_is_not_wanted_any_more_ends():
    asked = []

    def wanted():
        asked.append(True)
        return len(asked) < 3

    # Nobody looked at this turnover before: what is known already is never waited for.
    assert patiently(lambda: compare(Q(turnover=23_456.78)).changes, wanted) is None
    assert len(asked) == 3


@pytest.mark.slow
def test_a_patient_scan_finds_what_a_hasty_one_finds(monkeypatch):
    monkeypatch.setattr(patience, "BEFORE", 0)
    found = patiently(lambda: compare(Q(turnover=31_000)).changes, lambda: True)
    _kept.clear()
    assert found == compare(Q(turnover=31_000)).changes


def test_work_that_somebody_waits_for_never_rests(monkeypatch):
    """The warm parent opens no page before it is through: on a busy machine it took minutes."""
    rested = []
    monkeypatch.setattr(patience.time, "sleep", rested.append)
    before = hurried.set(True)
    found = patiently(lambda: compare(Q(turnover=31_000)).changes, lambda: False)
    hurried.reset(before)
    assert found == compare(Q(turnover=31_000)).changes and rested == []


def test_what_a_person_asks_for_does_not_stand_behind_work_that_rests():
    room, rests = SimpleNamespace(), threading.Event()

    async def asked() -> str:
        came = asyncio.get_running_loop().create_future()
        Room.beside(room, rests.wait, lambda found: None, patient=True)
        Room.beside(room, lambda: "a paper", came.set_result)
        try:
            return await asyncio.wait_for(came, 60)
        finally:
            rests.set()

    assert asyncio.run(asked()) == "a paper"


def test_being_unwanted_is_heard_between_two_pieces():
    with pytest.raises(Unwanted):
        Patience(lambda: False)()
