"""One row, in a process of its own: the notebook executed, HTML and PDF made from its answer, the answer written last."""

import json
import os
import re
import shutil
import socket
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Any

from workflows.kernels.engine import NAME
from workflows.kernels.execute import execute
from workflows.kernels.memory import give_back
from workflows.pages.registry import PAGES
from workflows.settings import LOCAL_ADDRESS
from workflows.whole import whole
from workflows.words.catalogue import speak

ANSWER = "answer.json"
FILES = ("notebook.ipynb", "report.html", "report.pdf", ANSWER)
"""What a row leaves. The answer is the last: whoever copies the others copies it after them."""
REPORTS = ("html", "pdf")
"""Of these, what was asked for."""
FIRST_BYTES = 100
"""Of an answer: they say what it was made from, and answers are long."""


def digest_of(first: bytes) -> str:
    """What an answer that begins so was made from; "" where it does not say.

    >>> digest_of(b'{"digest": "' + b"0a" * 32 + b'", "answer": {') == "0a" * 32, digest_of(b"")
    (True, '')
    """
    found = re.match(rb'\{"digest": "([0-9a-f]{64})"', first)
    return found[1].decode() if found else ""


def digest_in(place: Path) -> str:
    """What a row's folder was made from; "" when it is not done."""
    try:
        with (place / ANSWER).open("rb") as file:
            return digest_of(file.read(FIRST_BYTES))
    except OSError:
        return ""


def emptied(place: Path) -> None:
    """A row's folder as new. Its answer goes first: what is left when this is cut off is not done."""
    with suppress(OSError):
        (place / ANSWER).unlink(missing_ok=True)
    shutil.rmtree(place, ignore_errors=True)
    place.mkdir(parents=True)


def brought(place: Path, content: Callable[[str], bytes | None]) -> None:
    """Fill a row's folder from elsewhere: each of FILES as `content` gives it, None for one that is not there."""
    emptied(place)
    for name in FILES:
        if (found := content(name)) is not None:
            with whole(place / name) as beside:
                beside.write_bytes(found)


def in_a_line(error: Exception) -> str:
    """An error and the last line of what it says: tracebacks end in it."""
    return f"{type(error).__name__}: {(str(error).strip().splitlines() or [''])[-1]}"


def run_one(page_name: str, parameters: dict[str, Any], folder: str, digest: str, made_on: str, engine: str = NAME,
            kinds: Sequence[str] = REPORTS) -> str:
    """Files of one row in its own folder; "" when all went well, else the error in a line. `kinds`: the reports to make.

    `answer.json` is written last and whole: a row without it is not done.
    """
    page, place = PAGES[page_name], Path(folder).absolute()
    wanted = {"page_name": page_name, "language": parameters["language"], "folder": str(place), "made_on": made_on,
              "kinds": kinds}
    try:
        emptied(place)
        answer = execute(page.notebook, place / "notebook.ipynb", parameters, page.mime, engine,
                         ("workflows.batch.one:reports", wanted))
        with whole(place / ANSWER) as beside:
            beside.write_text(json.dumps({"digest": digest, "answer": answer}, ensure_ascii=False), encoding="utf-8")
    except Exception as error:  # One row's failure, whatever it is, is reported and never stops the others.
        return in_a_line(error)
    return ""


def reports(page_name: str, language: str, folder: str, made_on: str, kinds: Sequence[str], answer: dict[str, Any]) -> None:
    """HTML and PDF of an answer, by the page's templates, as far as they are asked for."""
    page, place, words, day = PAGES[page_name], Path(folder), speak(language), date.fromisoformat(made_on)
    # What the answer took is free for the documents, of which the PDF needs as much again.
    give_back()
    if "html" in kinds:
        (place / "report.html").write_text(page.made_html(answer, words, day, LOCAL_ADDRESS), encoding="utf-8")
    if "pdf" in kinds:
        (place / "report.pdf").write_bytes(page.made_pdf(answer, words, day, LOCAL_ADDRESS))


def row(line: socket.socket, **asked: Any) -> None:
    """As `run_one`, in a process forked for it: the error, or "", goes over the line as JSON."""
    line.sendall(json.dumps(run_one(**asked)).encode())
    os._exit(0)
