"""The line between a browser and the server is cut while somebody types, for a moment and for a minute."""

import re
import time
from urllib.parse import urlsplit

import pytest

from tests.browser.conftest import Visit
from tests.proxy import Line
from tests.servers import free_port
from workflows.people import drafts
from workflows.words.catalogue import speak

pytestmark = pytest.mark.browser
FR = speak("fr")


@pytest.fixture
def line(address):
    found = Line(free_port(), urlsplit(address).port)
    yield found
    found.close()


@pytest.mark.parametrize("seconds", [4, pytest.param(60, marks=pytest.mark.slow)])
def test_what_is_typed_while_the_line_is_cut_arrives(chromium, house, line, seconds):
    ana, there = house.add("member", "Ana Peeters"), f"http://127.0.0.1:{line.port}"
    context = chromium.new_context(viewport={"width": 1280, "height": 900}, locale="fr-BE")
    house.sign_in(context, there, ana)
    one = Visit(context, there).open()
    one.type("turnover", "31 234,56")
    one.until("location.search.includes('draft=')")
    line.cut()
    cut = time.monotonic()
    typed = {"turnover": "45 678,90", "days": "99", "expenses": "1 234,50"}
    for name, text in typed.items():
        one.type(name, text)
    one.page.locator(".status", has_text=FR("save.offline")).or_(
        one.page.locator(".status", has_text=FR("site.kernel_gone"))).wait_for()
    time.sleep(max(0, seconds - (time.monotonic() - cut)))
    line.mend()
    draft, store = re.search(r"draft=(\w+)", one.page.url)[1], house.store()
    until = time.monotonic() + 30
    while time.monotonic() < until and not typed.items() <= drafts.look(store, ana, draft, house.now()).raw.items():
        time.sleep(0.2)
    kept = drafts.look(store, ana, draft, house.now()).raw
    store.close()
    lost = {name for name in typed if kept.get(name) != typed[name]}
    print(f"line cut for {seconds} s: {len(typed)} fields typed, {len(lost)} lost")
    assert lost == set()
    context.close()
