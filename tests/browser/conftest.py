"""A real server and a real Chromium. Every page that a test opens must be quiet: no script error, nothing from outside."""

import os
import re
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import psutil
import pytest
from playwright.sync_api import sync_playwright

from tests.accounts import House
from tests.servers import free_port, wait_for
from workflows.pages.registry import PAGES
from workflows.simulation.compare import compare
from workflows.simulation.questions import SimulationQuestions
from workflows.words.catalogue import speak

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
ATELIER = Path(sys.executable).parent / "atelier"


@pytest.fixture(scope="session")
def house(tmp_path_factory):
    """The home folder of the server, empty at first."""
    return House(tmp_path_factory.mktemp("home"))


@pytest.fixture(scope="session")
def running(house):
    """The server as `make run` starts it, with a home of its own: its address and its process."""
    port = free_port()
    process = subprocess.Popen([ATELIER, "serve", "--port", str(port)], stdout=subprocess.DEVNULL,
                               start_new_session=True, env={**os.environ, "LANG": "fr_BE.UTF-8", "ATELIER_HOME": str(house.home)})
    wait_for(f"http://127.0.0.1:{port}/healthz", process)
    yield f"http://127.0.0.1:{port}", process
    process.send_signal(signal.SIGINT)
    process.wait(timeout=30)


@pytest.fixture(scope="session")
def address(running):
    return running[0]


@pytest.fixture(scope="session")
def server(running):
    """The server's process."""
    return psutil.Process(running[1].pid)


@pytest.fixture(scope="session")
def chromium():
    if not CHROMIUM:
        pytest.skip("chromium is not installed")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


class Visit:
    """One person's browser on a page: what it sees and does."""

    def __init__(self, context, address: str):
        self.context, self.address = context, address
        self.page = context.new_page()
        self.outside, self.errors = [], []
        self.page.on("request", lambda r: None if r.url.startswith((address, "data:", "blob:", "ws://127.0.0.1"))
                     else self.outside.append(r.url))
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))
        self.page.set_default_timeout(60_000)

    def open(self, query: str = "", place: str = "/simulation"):
        self.page.goto(self.address + place + (f"?{query}" if query else ""))
        return self.open_now() if place.strip("/") in PAGES else self

    def open_now(self):
        """Waits for the result of the page that is being opened."""
        # The widgets are awake once they took the place of the first answer.
        self.page.locator(".atelier.first").wait_for(state="detached")
        self.page.locator(".tiles .amount").first.wait_for()
        return self

    def until(self, said: str, seconds: float = 30):
        """Waits until an expression of the page is true. The page allows no eval, so it is asked from outside."""
        end = time.monotonic() + seconds
        while not self.page.evaluate(said):
            assert time.monotonic() < end, said
            self.page.wait_for_timeout(50)

    def field(self, name: str):
        return self.page.locator(f".field-{name} input, .field-{name} select").first

    def shown(self, name: str) -> str:
        """What stands in an entry, with plain spaces."""
        return re.sub(r"\s", " ", self.field(name).input_value())

    def type(self, name: str, text: str):
        self.field(name).fill(text)
        self.field(name).press("Tab")

    def choose(self, label: str):
        self.page.get_by_role("button", name=label, exact=True).click()

    def unfold(self, *labels: str):
        for label in labels:
            self.press_fold(self.page.get_by_role("button", name=label, exact=True))

    @staticmethod
    def press_fold(button):
        """Presses a fold's button and waits for its inside: that comes from the calculator when it is first unfolded."""
        pressed = button.element_handle()
        pressed.click()
        pressed.wait_for_selector("xpath=../div[contains(@class, 'inside')]/*")

    def shows(self, language: str = "fr", **answers):
        """Waits until the first two tiles are the answer to these questions, to the cent."""
        answer, words = compare(SimulationQuestions(**answers), scan=False), speak(language)
        for way in ("cooperative", answer.alternative):
            net, tile = answer.ways[way].net_year, self.page.locator(f".tile.{way} .amount")
            wide, narrow = (tile.locator(f".{kind}:visible", has_text=re.compile(f"^{re.escape(words.formats.money(net, cents=cents))}$"))
                            for kind, cents in (("wide", True), ("narrow", False)))
            wide.or_(narrow).wait_for()
        return answer


@pytest.fixture
def visit(chromium, address, house):
    """Opens browsers, each as empty as a new one; afterwards none may have complained or called outside.

    A page for advisers is opened by somebody of the cooperative, whom nobody met before.
    """
    opened = []

    def new(query: str = "", place: str = "/simulation", width: int = 1280, context=None, **options):
        own = context or chromium.new_context(viewport={"width": width, "height": 844 if width < 600 else 900},
                                              locale="fr-BE", accept_downloads=True, **options)
        page = PAGES.get(place.strip("/"))
        if page and page.audience == "advisers" and not context:
            house.sign_in(own, address, house.add("staff"))
        opened.append(Visit(own, address))
        return opened[-1].open(query, place)

    yield new
    for one in opened:
        one.page.close()
    for context in {one.context for one in opened}:
        context.close()
    assert [url for one in opened for url in one.outside] == []
    assert [error for one in opened for error in one.errors] == []


@pytest.fixture
def ana(house):
    return house.add("member", "Ana Peeters")


@pytest.fixture
def at_home(visit, house, chromium, address):
    """Opens a page for somebody who is signed in; the second time in the same browser."""
    contexts = {}

    def open_page(who, query="", place="/simulation", **options):
        context = contexts.get(who.id)
        if context is None:
            context = contexts[who.id] = chromium.new_context(viewport={"width": 1280, "height": 900}, locale="fr-BE", **options)
            house.sign_in(context, address, who)
        return visit(query, place, context=context)

    return open_page
