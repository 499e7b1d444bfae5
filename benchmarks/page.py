"""The page in a real Chromium, from the request to the first widget: `atelier serve` beside Voilà's defaults."""

import shutil
import sys
import time
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import psutil
from playwright.sync_api import Error, sync_playwright

from benchmarks.lines import Line, Part
from benchmarks.processes import Unmeasured, clean_environment, free_port, served
from benchmarks.stock import stock_program

WIDGET = ".field-turnover input"
"""The turnover's entry: a widget that both ways show."""

SHOWN_MS, QUIET_SECONDS = 90_000, 30
ARGUMENTS = ["--no-sandbox", "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"]
"""Stock Voilà's page asks for a style of another host: refused at once, so that no network has a part in this."""

MEASURES = {"first_byte": ("first byte", "ms"), "readable": ("first readable text", "ms"),
            "widget": ("first widget visible", "ms"), "kilobytes": ("downloaded", "kB"), "requests": ("requests", "")}

LINE = {"offline": False, "latency": 20, "downloadThroughput": 20e6 / 8, "uploadThroughput": 5e6 / 8}
"""A line into a house, as Chromium imitates it: on this machine alone a download costs next to nothing."""

VISITS = ("cold cache", "warm cache", "cold cache, line of 20 Mbit/s")

WATCH = """(wanted => {
  const seen = window.benchmarkSeen = {};
  const look = () => {
    for (const [name, selector] of Object.entries(wanted)) {
      const found = name in seen ? null : document.querySelector(selector);
      if (found && found.checkVisibility({visibilityProperty: true}) && (found.matches("input") || found.innerText.trim()))
        seen[name] = performance.now();
    }
    if (Object.keys(seen).length < Object.keys(wanted).length) requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
})"""
"""Looks at each frame, in the page itself: asking from outside would add its own way there and back."""

READ = """() => {
  const page = performance.getEntriesByType("navigation")[0], files = performance.getEntriesByType("resource");
  return {...window.benchmarkSeen, first_byte: page.responseStart, requests: files.length + 1,
          kilobytes: [page, ...files].reduce((sum, one) => sum + one.transferSize, 0) / 1000};
}"""

LEAVE = """async () => {
  const {baseUrl, kernelId} = JSON.parse(document.getElementById("jupyter-config-data").textContent);
  const token = "0123456789abcdef0123456789abcdef";
  document.cookie = `_xsrf=${token};path=/`;
  await fetch(`${baseUrl}voila/api/shutdown/${kernelId}`, {
    method: "POST", headers: {"X-XSRFToken": token}, signal: AbortSignal.timeout(10000)}).catch(() => null);
}"""
"""Ends the kernel: one that outlives its page would weigh on the next visit."""


@dataclass(frozen=True)
class Way:
    """A server that runs, where its page is, and what of it can be read first."""

    name: str
    server: psutil.Process
    address: str
    readable: str


def page(runs: int, tell: Callable[[str], None]) -> Part:
    """`runs` visits of each kind and way: an empty browser cache, the cache that it left, an empty one and a slower line."""
    chromium = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if chromium is None:
        raise Unmeasured("Chromium is not installed, so no page is measured: install it and try again.")
    voila = stock_program("voila")
    with TemporaryDirectory(prefix="bench-") as place, ExitStack() as open_now:
        try:
            ways = _ways(open_now, Path(place), voila)
            playwright = open_now.enter_context(sync_playwright())
            browser = open_now.enter_context(playwright.chromium.launch(executable_path=chromium, args=ARGUMENTS))
            found = {(way.name, kind): [] for way in ways for kind in VISITS}
            for number in range(runs + 1):
                tell(f"visit {number} of {runs}" if number else "a visit that does not count")
                # Each goes first as often as the other, so that a machine that slows down slows down both.
                for way in ways[::-1] if number % 2 else ways:
                    for kind, seen in zip(VISITS, (*_visits(browser, way, 2), *_visits(browser, way, 1, LINE)), strict=True):
                        found[way.name, kind] += [seen] if number else []
        except Error as error:
            raise Unmeasured(f"Chromium gave up: {error.message.splitlines()[0]}") from None
    lines = tuple(Line(f"{kind}: {what}", unit, *([seen[name] for seen in found[way.name, kind]] for way in ways))
                  for kind in VISITS for name, (what, unit) in MEASURES.items())
    return Part("page: from the request to the first widget", lines, (
        "ours: atelier serve; stock: voila notebooks/simulation.ipynb with its defaults, the same notebook and code",
        "first readable text: ours the words of the page around the notebook, stock the line below Voilà's spinner",
        f"first widget: {WIDGET} on both; every visit has a kernel of its own; the first of each way is not counted"))


def _ways(open_now, place, voila):
    environment, ports = clean_environment(place), (free_port(), free_port())
    atelier = Path(sys.executable).parent / "atelier"
    ours = open_now.enter_context(served([atelier, "serve", "--port", str(ports[0])], environment, ports[0]))
    stock = open_now.enter_context(served(
        [voila, "notebooks/simulation.ipynb", "--no-browser", "--port", str(ports[1])], environment, ports[1]))
    return (Way("ours", ours, f"http://127.0.0.1:{ports[0]}/simulation", "#content"),
            Way("stock", stock, f"http://127.0.0.1:{ports[1]}/", "#loading_text"))


def _visits(browser, way: Way, count: int, line: dict[str, Any] | None = None) -> list[dict[str, Any]]:
    """So many visits, one after the other, of a browser that begins empty."""
    context = browser.new_context(locale="fr-BE", viewport={"width": 1280, "height": 900})
    try:
        context.add_init_script(f"{WATCH}({{readable: '{way.readable}', widget: '{WIDGET}'}})")
        tab = context.new_page()
        if line:
            context.new_cdp_session(tab).send("Network.emulateNetworkConditions", line)
        return [_visit(tab, way) for _ in range(count)]
    finally:
        context.close()


def _visit(tab, way):
    tab.goto(way.address, wait_until="commit", timeout=SHOWN_MS)
    try:
        tab.wait_for_function("() => window.benchmarkSeen.widget", timeout=SHOWN_MS)
    except Error:
        raise Unmeasured(f"the page of {way.name} showed no widget within {SHOWN_MS / 1000:.0f} s") from None
    _wait_until_quiet(way.server)
    seen = tab.evaluate(READ)
    tab.evaluate(LEAVE)
    tab.goto("about:blank", timeout=SHOWN_MS)
    _wait_until_quiet(way.server)
    return seen


def _wait_until_quiet(server):
    """Until the server and its kernels have nothing to do: ours goes on with the exact scan when the page is there."""
    until, before = time.monotonic() + QUIET_SECONDS, -1.0
    while (used := _used(server)) - before > 0.02 and time.monotonic() < until:
        before = used
        time.sleep(0.4)


def _used(server):
    total = 0.0
    for process in (server, *server.children(recursive=True)):
        try:
            times = process.cpu_times()
        except psutil.NoSuchProcess:
            continue
        total += times.user + times.system
    return total
