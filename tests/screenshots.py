"""Pictures of all pages in three languages, on a wide screen and on a phone: `python -m tests.screenshots`, into out/screenshots."""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

from tests.accounts import House
from tests.servers import free_port, wait_for
from tests.site_pages import GUEST, PLACES, go
from workflows.settings import ROOT
from workflows.words.catalogue import LANGUAGES

WIDTHS = (1280, 390)
OUT = ROOT / "out" / "screenshots"


def main(places: list[str]) -> int:
    """Take the pictures of some places, of all where none is named; how many were taken."""
    chromium = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if not chromium:
        print("chromium is not installed", file=sys.stderr)
        return 2
    OUT.mkdir(parents=True, exist_ok=True)
    home, port = Path(tempfile.mkdtemp(prefix="atelier-pictures-")), free_port()
    house, address, taken = House(home), f"http://127.0.0.1:{port}", 0
    house.store().close()
    atelier = Path(sys.executable).parent / "atelier"
    server = subprocess.Popen([atelier, "serve", "--port", str(port)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                              start_new_session=True, env={**os.environ, "ATELIER_HOME": str(home)})
    try:
        wait_for(f"{address}/healthz", server)
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
            people = {role: house.add(role, "Ana Peeters") for role in {*PLACES.values()} - {GUEST}}
            for place in places or PLACES:
                for width in WIDTHS:
                    context = browser.new_context(viewport={"width": width, "height": 900 if width > 600 else 844})
                    if PLACES[place] != GUEST:
                        house.sign_in(context, address, people[PLACES[place]])
                    for language in LANGUAGES:
                        page = context.new_page()
                        go(page, address, place, language, "" if PLACES[place] == GUEST else people[PLACES[place]].id)
                        name = place.strip("/").replace("/{me}", "-plan").replace("/", "-") or "home"
                        page.screenshot(path=OUT / f"{name}-{language}-{width}.png", full_page=True)
                        page.close()
                        taken += 1
                    context.close()
            browser.close()
    finally:
        server.send_signal(signal.SIGINT)
        server.wait(timeout=30)
        shutil.rmtree(home, ignore_errors=True)
    print(f"{taken}: {OUT.relative_to(ROOT)}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
