"""A page that is left takes its kernel with it; one that is reloaded finds everything again."""

import psutil
import pytest

from tests.servers import kernels_below
from workflows.words.catalogue import speak

pytestmark = pytest.mark.browser
FR = speak("fr")


def kernels() -> set[psutil.Process]:
    """The kernels of the server that these tests use."""
    return kernels_below(psutil.Process())


def test_a_page_that_is_left_ends_its_kernel(visit):
    before = kernels()
    one = visit()
    mine = kernels() - before
    assert len(mine) == 1
    one.page.goto(one.address)
    _, alive = psutil.wait_procs(mine, timeout=20)
    assert alive == []


def test_what_is_typed_after_the_calculator_died_is_said_and_not_lost(visit):
    before = kernels()
    one = visit()
    one.type("expenses", "3000")
    one.type("turnover", "31 234,56")
    one.shows(turnover=31_234.56, expenses=3_000)
    one.page.wait_for_function("location.search.includes('turnover=31234.56')")
    for kernel in kernels() - before:
        kernel.kill()
    one.type("turnover", "45 678,90")
    one.type("days", "99")
    one.type("expenses", "")
    one.page.locator(".status", has_text=FR("site.kernel_gone")).wait_for()
    # The widgets' own code complains to the browser's console that it cannot send; the person reads the sentence.
    one.errors[:] = [error for error in one.errors if error != "Cannot send"]
    one.page.reload()
    one.open_now().shows(turnover=45_678.9, days=99)
    assert [one.field(name).input_value() for name in ("turnover", "days", "expenses")] == ["45 678,90", "99", ""]
    other = visit("turnover=20000&v=1", context=one.context)
    other.shows(turnover=20_000)
    assert other.field("turnover").input_value() == FR.formats.amount(20_000), "a link that somebody opens is what it says"


def test_a_reload_finds_everything_again(visit):
    one = visit()
    one.type("turnover", "31 234,56")
    one.shows(turnover=31_234.56)
    one.page.wait_for_function("location.search.includes('turnover=31234.56')")
    one.page.reload()
    one.open_now().shows(turnover=31_234.56)
    assert one.field("turnover").input_value() == "31 234,56"
