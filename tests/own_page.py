"""A page of an adviser for tests: the template under a name of its own, with changes, put beside the house's and taken away."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from workflows.pages import own

TEMPLATE = own.FOLDER / "template.ipynb"


def written(path: Path, author: str = "", **changes: str) -> Path:
    """The template as `path`: `parameters`, `answer` and `form` replace those cells; every other change is of the metadata."""
    content = json.loads(TEMPLATE.read_text(encoding="utf-8"))
    content["metadata"]["atelier"] |= {"author": author} | {name: value for name, value in changes.items() if name in ("audience", "labels")}
    for cell in content["cells"]:
        name = cell["id"]
        if name == "form":
            cell["source"] = changes.get("form", "".join(cell["source"]).replace('"template"', f'"{path.stem}"'))
        elif name in changes:
            cell["source"] = changes[name]
    path.write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")
    return path


@contextmanager
def beside_the_house(name: str, author: str, **changes: str) -> Iterator[Path]:
    """A page where the server looks for pages."""
    path = written(own.FOLDER / f"{name}.ipynb", author, **changes)
    try:
        yield path
    finally:
        path.unlink(missing_ok=True)
