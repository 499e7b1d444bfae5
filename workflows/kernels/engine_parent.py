"""The warm parent of a batch: one thread, everything loaded, nothing of any run; it forks a process for each that is asked.

It ends when the other end of its socket is closed, and ends everything that was forked first.
"""

import argparse
import gc
import json
import os
import signal
import socket
import sys
import time
from contextlib import suppress
from datetime import date
from importlib import import_module

import nbformat

from workflows.kernels import engine_fork
from workflows.kernels.engine_kernel import prepare
from workflows.kernels.engine_limits import adopt, end_strays
from workflows.kernels.forks import MOST_BYTES, Forks, ending_with
from workflows.kernels.lean import papermill
from workflows.kernels.memory import give_back
from workflows.pages.registry import PAGES, load
from workflows.words.catalogue import LANGUAGES, speak

MODULES = ("workflows.kernels.engine", "widgets.notebook", "workflows.report.html", "workflows.report.pdf",
           "workflows.report.sheet_html", "workflows.report.sheet_pdf", "workflows.report.code", "ipywidgets", "typst",
           "segno")


class Parent(Forks):
    """Forks what a batch asks for. `kept`: descriptors that whatever it forks inherits."""

    def __init__(self, asker: socket.socket, kept: tuple[int, ...] = ()):
        super().__init__(asker)
        self.kept = kept

    def answer(self) -> bool:
        """A request says what to call and with what; the process is the answer."""
        message, descriptors, _, _ = socket.recv_fds(self.asker, MOST_BYTES, 1)
        if not message:
            return False
        request, parent = json.loads(message), os.getpid()
        pid = os.fork()
        if not pid:
            self.close()
            engine_fork.be(request, descriptors[0], parent, self.kept)
        os.close(descriptors[0])
        socket.send_fds(self.asker, [str(pid).encode()], [self.watch(pid)])
        return True

    def bury(self, known: int, pid: int) -> None:
        """And whatever it left behind, which is a child of this process by now."""
        super().bury(known, pid)
        end_strays(frozenset(pid for _, pid in self.forked()))


def warm_up(ready: str | None = None) -> None:
    """Load what a run needs. For the page `ready`, make its report once: what is kept from that is kept for all.

    All but the PDF, which would start threads: a process with several cannot be forked.
    """
    for name in MODULES:
        import_module(name)
    for page in [PAGES[ready]] if ready else PAGES.values():
        for place in filter(None, (page.questions, page.answer, page.to_json, page.sheet, page.html, page.pdf, page.helps)):
            load(place)
    # The check of notebooks is compiled when it is first used.
    nbformat.validate(nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell("1")]))
    load("ipywidgets:register_comm_target")()
    if ready:
        # A page that cannot be made of its defaults says so row by row.
        with suppress(Exception):
            _make(PAGES[ready])
    prepare()
    gc.collect()
    give_back()
    gc.freeze()


def _make(page):
    """The law and the words are read, the rules wired, the templates compiled, the notebook's cell understood."""
    questions = page.model()
    papermill.execute_notebook(str(page.notebook), None, parameters=questions.model_dump(mode="json"), prepare_only=True,
                               kernel_name="python3", progress_bar=False)
    for language in LANGUAGES:
        speak(language)
    page.made_html(page.answered(questions), speak(LANGUAGES[0]), date.today())


def main() -> None:
    """The program."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--asker", type=int, required=True, help="descriptor of the socket on which is asked")
    parser.add_argument("--pid", type=int, required=True, help="the process that asks")
    parser.add_argument("--keep", type=int, nargs="*", default=[], help="descriptors that all inherit")
    parser.add_argument("--page", help="whose reports will be made")
    asked = parser.parse_args()
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_IGN)
    time.tzset()
    adopt()
    with ending_with(asked.pid):
        warm_up(asked.page)
    Parent(socket.socket(fileno=asked.asker), tuple(asked.keep)).serve()
    end_strays()
    sys.stdout.flush()
    os._exit(0)
