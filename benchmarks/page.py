"""The page in a real Chromium: readable, usable, and a slider that is moved: `atelier serve` beside Voilà's defaults."""

import shutil
import statistics
from collections.abc import Callable
from contextlib import ExitStack
from typing import Any

from playwright.sync_api import Error, sync_playwright

from benchmarks.lines import Line, Part
from benchmarks.processes import Unmeasured
from benchmarks.ways import Way, both_ways

FIGURES = ".tiles .amount"
"""The answer's figures. Ours sends them before the kernel is there; stock's come with the widgets."""

WIDGET = ".field-turnover input"
"""The turnover's entry, which both ways show: usable when it is there and the first answer has made room for the widgets."""

SHOWN_MS, MOVES = 90_000, 3
ARGUMENTS = ["--no-sandbox", "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"]
"""Stock Voilà's page asks for a style of another host: refused at once, so that no network has a part in this."""

MEASURES = {"first_byte": ("first byte", "ms"), "readable": ("figures readable", "ms"),
            "usable": ("first widget usable", "ms"), "kilobytes": ("downloaded", "kB"), "requests": ("requests", ""),
            "slider": ("slider to new figures", "ms")}

LINE = {"offline": False, "latency": 20, "downloadThroughput": 20e6 / 8, "uploadThroughput": 5e6 / 8}
"""A line into a house, as Chromium imitates it: on this machine alone a download costs next to nothing."""

VISITS = ("cold cache", "warm cache", "cold cache, line of 20 Mbit/s")

TARGETS = {("cold cache", "readable"): (500, None), ("warm cache", "readable"): (500, None),
           ("cold cache", "usable"): (2_500, 0.35), ("warm cache", "usable"): (1_500, 0.25),
           ("cold cache", "slider"): (150, None), ("warm cache", "slider"): (150, None)}
"""The most that ours may take, and the largest part of what stock takes."""

DONE = "benchmark: usable"

WATCH = f"""(() => {{
  const seen = window.benchmarkSeen = {{}}, shown = (one) => one?.checkVisibility({{visibilityProperty: true}});
  const look = () => {{
    const figures = document.querySelector("{FIGURES}");
    if (!seen.readable && shown(figures) && figures.innerText.trim()) seen.readable = performance.now();
    const awake = !document.querySelector(".atelier.first") && shown(document.querySelector("{WIDGET}"));
    if (awake) seen.usable ??= performance.now();
    if (seen.readable && seen.usable) console.log("{DONE}"); else requestAnimationFrame(look);
  }};
  requestAnimationFrame(look);
  window.benchmarkMove = () => new Promise((done) => {{
    const said = () => [...document.querySelectorAll("{FIGURES}")].map((one) => one.textContent).join();
    let begun = 0;
    const before = said(), watcher = new MutationObserver(() => {{
      if (said() && said() !== before) {{ watcher.disconnect(); done(performance.now() - begun); }}
    }});
    document.addEventListener("keydown", (event) => {{ begun = event.timeStamp; }}, {{capture: true, once: true}});
    watcher.observe(document.body, {{childList: true, subtree: true, characterData: true}});
    document.querySelector(".slider-turnover .noUi-handle").focus();
  }});
}})()"""
"""Looks at each frame, in the page itself: asking from outside would add its own way there and back."""

READ = """() => {
  const page = performance.getEntriesByType("navigation")[0], files = performance.getEntriesByType("resource");
  return {...window.benchmarkSeen, first_byte: page.responseStart, requests: files.length + 1,
          kilobytes: [page, ...files].reduce((sum, one) => sum + one.transferSize, 0) / 1000};
}"""

LEAVE = """async () => {
  const {baseUrl, kernelId = document.body.dataset.kernelId} = JSON.parse(
    document.getElementById("jupyter-config-data").textContent);
  const token = "0123456789abcdef0123456789abcdef";
  document.cookie = `_xsrf=${token};path=/`;
  await fetch(`${baseUrl}voila/api/shutdown/${kernelId}`, {
    method: "POST", headers: {"X-XSRFToken": token}, signal: AbortSignal.timeout(10000)}).catch(() => null);
}"""
"""Ends the kernel: one that outlives its page would weigh on the next visit."""


def page(runs: int, tell: Callable[[str], None]) -> Part:
    """`runs` visits of each kind and way: an empty browser cache, the cache that it left, an empty one and a slower line."""
    chromium = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if chromium is None:
        raise Unmeasured("Chromium is not installed, so no page is measured: install it and try again.")
    with both_ways() as ways, ExitStack() as open_now:
        try:
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
    lines = tuple(Line(f"{kind}: {what}", unit, *([seen[name] for seen in found[way.name, kind]] for way in ways),
                       *TARGETS.get((kind, name), (None, None)))
                  for kind in VISITS for name, (what, unit) in MEASURES.items())
    return Part("page: from the navigation to a slider that answers", lines, (
        "ours: the server with room for every visit; stock: voila notebooks/simulation.ipynb with its defaults, same code",
        f"readable: {FIGURES} is visible; usable: {WIDGET} is visible, and with ours the first answer is gone",
        f"slider: the median of {MOVES} keys, from the key to the changed text of a figure, each on a quiet server",
        "every visit has a kernel of its own; the first of each way is not counted"))


def _visits(browser, way: Way, count: int, line: dict[str, Any] | None = None) -> list[dict[str, Any]]:
    """So many visits, one after the other, of a browser that begins empty."""
    context = browser.new_context(locale="fr-BE", viewport={"width": 1280, "height": 900})
    try:
        context.add_init_script(WATCH)
        tab = context.new_page()
        if line:
            context.new_cdp_session(tab).send("Network.emulateNetworkConditions", line)
        return [_visit(tab, way) for _ in range(count)]
    finally:
        context.close()


def _visit(tab, way):
    try:
        with tab.expect_console_message(lambda said: said.text == DONE, timeout=SHOWN_MS):
            tab.goto(way.address + way.page, wait_until="commit", timeout=SHOWN_MS)
    except Error:
        raise Unmeasured(f"the page of {way.name} showed no widget within {SHOWN_MS / 1000:.0f} s") from None
    way.wait_until_quiet()
    seen = tab.evaluate(READ) | {"slider": statistics.median(_move(tab, way) for _ in range(MOVES))}
    tab.evaluate(LEAVE)
    tab.goto("about:blank", timeout=SHOWN_MS)
    way.wait_until_quiet()
    return seen


def _move(tab, way):
    tab.evaluate("() => { window.benchmarkMoved = window.benchmarkMove(); }")
    tab.keyboard.press("ArrowRight")
    took = tab.evaluate("() => window.benchmarkMoved")
    way.wait_until_quiet()
    return took
