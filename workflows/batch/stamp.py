"""What a report is made of besides its questions, as one number: two that differ make other reports of the same row."""

import hashlib
from importlib.metadata import version

from workflows.pages.registry import Page
from workflows.settings import ROOT, data_folder


def code() -> str:
    """Changes with every line of the program, and with the packages it is built on."""
    found = hashlib.sha256(version("atelier").encode() + (ROOT / "requirements.lock").read_bytes())
    for floor in ("widgets", "workflows"):
        for path in sorted((ROOT / floor).rglob("*.py")):
            found.update(path.read_bytes())
    return found.hexdigest()


def stamp(page: Page) -> str:
    """Changes with everything but the questions that a report is made of: notebook, program, and all of the data.

    Workflow files of an installation say what is run, not what comes out of it.
    """
    found, data = hashlib.sha256(page.notebook.read_bytes() + code().encode()), data_folder()
    for path in sorted(path for path in data.rglob("*") if path.is_file()):
        name = path.relative_to(data)
        if name.parts[0] != "definitions":
            found.update(name.as_posix().encode() + path.read_bytes())
    return found.hexdigest()
