"""A page that is left takes its kernel with it; one that is reloaded finds everything again."""

import os

import psutil
import pytest

pytestmark = pytest.mark.browser


def kernels() -> set[int]:
    """The kernels that the server of these tests runs."""
    return {child.pid for child in psutil.Process(os.getpid()).children(recursive=True) if "ipykernel_launcher" in " ".join(child.cmdline())}


def test_a_page_that_is_left_ends_its_kernel(visit):
    before = kernels()
    one = visit()
    mine = kernels() - before
    assert len(mine) == 1
    one.page.goto(one.address)
    _, alive = psutil.wait_procs([psutil.Process(pid) for pid in mine if psutil.pid_exists(pid)], timeout=20)
    assert alive == []


def test_a_reload_finds_everything_again(visit):
    one = visit()
    one.type("turnover", "31 234,56")
    one.shows(turnover=31_234.56)
    one.page.wait_for_function("location.search.includes('turnover=31234.56')")
    one.page.reload()
    one.open_now().shows(turnover=31_234.56)
