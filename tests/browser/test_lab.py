"""`make lab`: an adviser opens the same notebook in JupyterLab and has the same form, live."""

import os
import shutil
import signal
import subprocess

import pytest
from playwright.sync_api import TimeoutError

from tests.browser.conftest import Visit
from tests.servers import free_port, wait_for
from workflows.settings import ROOT
from workflows.words.catalogue import speak

pytestmark = pytest.mark.browser
FR = speak("fr")


@pytest.fixture(scope="module")
def lab(tmp_path_factory):
    """JupyterLab as `make lab` starts it, on a copy of the notebooks: a test must not write into the checkout."""
    home = tmp_path_factory.mktemp("lab")
    shutil.copytree(ROOT / "notebooks", home / "notebooks")
    port = free_port()
    process = subprocess.Popen(
        ["make", "-s", "lab", f"ARGS=--no-browser --port={port} --IdentityProvider.token=t --notebook-dir={home / 'notebooks'}"],
        cwd=ROOT, env={**os.environ, "HOME": str(home)}, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True)
    wait_for(f"http://127.0.0.1:{port}/api", process)
    yield f"http://127.0.0.1:{port}", home / "notebooks" / "simulation.ipynb"
    os.killpg(process.pid, signal.SIGTERM)
    process.wait(timeout=30)


def test_an_adviser_has_the_same_form_live_and_saves_no_member(chromium, lab):
    address, notebook = lab
    before = notebook.read_text(encoding="utf-8")
    context = chromium.new_context(viewport={"width": 1280, "height": 1000}, locale="fr-BE")
    one = Visit(context, address)
    one.page.goto(f"{address}/lab/tree/simulation.ipynb?token=t")
    one.page.locator(".jp-Notebook-ExecutionIndicator[data-status=idle]").first.wait_for()
    run_all(one)
    one.shows()
    one.type("turnover", "48.000,50")
    one.choose(FR("simulation.situation.none"))
    answer = one.shows(turnover=48_000.5, situation="none")
    wide = one.page.evaluate("""() => [...document.querySelectorAll('.atelier .tile .amount')]
        .filter(e => e.scrollWidth > e.clientWidth + 1).map(e => e.textContent)""")
    assert wide == [], "the form fits into JupyterLab's narrower column"
    report = one.page.locator(".jp-Cell").last
    report.locator(".jp-InputArea-editor").click()
    one.page.keyboard.press("Control+Enter")
    report.get_by_text(FR.formats.money(answer.ways["self_employed"].net_year)).first.wait_for()
    assert one.page.get_by_text("news").count() == 0, "nobody is asked about anything else"
    one.page.keyboard.press("Control+s")
    one.page.wait_for_function("!document.querySelector('.jp-mod-dirty')")
    assert notebook.read_text(encoding="utf-8") == before, "what a member typed does not stay in the notebook"
    assert one.outside == [] and one.errors == []
    context.close()


def run_all(one: Visit) -> None:
    """JupyterLab forgets what it was asked before its kernel answered; a person asks again."""
    for _ in range(6):
        menu(one, "Run", "Run All Cells")
        try:
            one.page.locator(".tiles .amount").first.wait_for(timeout=10_000)
            return
        except TimeoutError:
            continue
    raise AssertionError("the form did not appear")


def menu(one: Visit, *names: str) -> None:
    for name in names:
        one.page.get_by_role("menuitem", name=name, exact=True).click()
