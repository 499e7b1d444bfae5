"""What the warm parent loads and computes once, so that no kernel does it again: all that the registry names."""

import gc
from importlib import import_module

from workflows.pages.registry import PAGES, load

MODULES = ("workflows.kernels.app", "ipykernel.zmqshell", "widgets.notebook", "workflows.report.html",
           "workflows.report.pdf", "workflows.report.sheet_html", "workflows.report.sheet_pdf", "workflows.report.code",
           "typst", "segno")


def warm_up() -> None:
    """Load every page, and build the room of each that answers at once, in every language."""
    gc.disable()
    for name in MODULES:
        import_module(name)
    # At their import there was no kernel yet to listen for the browser.
    load("ipywidgets:register_comm_target")()
    for page in PAGES.values():
        for place in filter(None, (page.questions, page.answer, page.to_json, page.room, page.sheet, page.html, page.pdf,
                                   page.helps)):
            load(place)
    load("widgets.prepared:prepare")()
    gc.collect()
    # What exists now is never looked at again: its memory stays shared with every kernel.
    gc.freeze()
    gc.enable()
