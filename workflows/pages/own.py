"""Pages that an adviser wrote: a notebook of plain assignments beside those of the house, read here and never run."""

import ast
import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from workflows.pages.own_answer import answer_of
from workflows.pages.registry import PAGES, Page
from workflows.questions.base import Questions
from workflows.questions.plain import NAME, Asked, Cell, Trouble, comments_of, read_cell, said_behind
from workflows.questions.plain_model import NO, YES, plain_model
from workflows.settings import ROOT
from workflows.words.catalogue import LANGUAGES, learn, speak

FOLDER = ROOT / "notebooks"
TEMPLATE = "template"
RESERVED = frozenset((
    "account", "accounts", "activity", "api", "assets", "batches", "check", "drafts", "enter", "expenses", "healthz",
    "journal", "law", "members", "metrics", "oidc", "order", "orders", "own", "pages", "publish", "receipt", "save",
    "welcome", "withdraw"))
"""Names that the server or the command line use for something else."""
AT_LEAST = ("title", "line", "intro")
"""What a page says of itself, besides the names of its questions and results."""
VERDICT = "verdict"
"""The sentence that says it all, where its author wrote one: the name of a result in braces is its amount."""


class NoPage(ValueError):
    """The file is no notebook of a page that somebody wrote."""


@dataclass(frozen=True)
class Result:
    """One amount that the answer gives: its name in the cell, its French label and its unit."""

    name: str
    label: str
    unit: str


@dataclass(frozen=True)
class OwnPage(Page):
    """A page without a class: its questions are those of the parameters cell, its answer the plain formulas below them.

    `source`: the formulas. `author`: the mail address of who wrote it. `digest`: of all that somebody reviews.
    """

    asked: tuple[Asked, ...] = ()
    results: tuple[Result, ...] = ()
    source: str = ""
    author: str = ""
    digest: str = ""
    troubles: tuple[Trouble, ...] = ()
    path: Path = FOLDER
    labels: str = "{}"

    @property
    def notebook(self) -> Path:
        return self.path

    @property
    def model(self) -> type[Questions]:
        return _model(self.name, self.asked)

    def answered(self, questions: Questions, law: Any = None) -> dict[str, Any]:
        """The answer: the formulas are run, so this is for a page's kernel, a batch's process and the command line."""
        return answer_of(self, questions, law)

    def said(self, key: str, language: str) -> str:
        """A label in a language, "" where nobody wrote one."""
        return str(json.loads(self.labels).get(key, {}).get(language, "")).strip()

    def wanted(self) -> dict[str, str]:
        """Every label that the page needs, with what the cells say in French: what the labels form shows."""
        found = dict.fromkeys(AT_LEAST, "") | {one.name: one.label for one in self.asked}
        found |= {f"{one.name}.{choice}": "" for one in self.asked for choice in one.choices}
        units = {one.unit for one in (*self.asked, *self.results)} - {"", "€", "EUR", "%"}
        return found | {one.name: one.label for one in self.results} | {f"unit.{unit}": unit for unit in sorted(units)}


def own_page(name: str, folder: Path | None = None) -> OwnPage | None:
    """The page of that name, read anew whenever its file changed; None where there is none, or it cannot be read."""
    path = (folder or FOLDER) / f"{name}.ipynb"
    if not NAME.fullmatch(str(name)) or name in RESERVED or name in PAGES:
        return None
    try:
        page = _at(path, path.stat().st_mtime_ns)
    except (OSError, NoPage):
        return None
    teach(page)
    return page


def own_pages(folder: Path | None = None) -> tuple[OwnPage, ...]:
    """All of them by name; the template is none."""
    names = sorted(path.stem for path in (folder or FOLDER).glob("*.ipynb") if path.stem != TEMPLATE)
    return tuple(page for page in (own_page(name, folder) for name in names) if page is not None)


def read_page(path: Path) -> OwnPage:
    """The page of a notebook. NoPage where it is no notebook, or one without a parameters cell of its own."""
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
        about, cells = content["metadata"]["atelier"], content["cells"]
        labels = {str(key): dict(said) for key, said in about.get("labels", {}).items()}
        parameters, formulas = cell_source(cells, "parameters"), cell_source(cells, "answer")
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise NoPage(path.name) from error
    if parameters is None:
        raise NoPage(path.name)
    cell, (results, troubles) = read_cell(parameters), read_results(formulas or "")
    reviewed = json.dumps([[source_of(one) for one in cells], about], sort_keys=True, ensure_ascii=False)
    return OwnPage(
        name=path.stem, audience="advisers" if about.get("audience") == "advisers" else "members", questions="", answer="",
        to_json="", result="workflows.pages.own_sheet:result_row", sheet="workflows.pages.own_sheet:own_sheet",
        room="widgets.rooms.own:OwnRoom", slow=True,
        asked=cell.asked, results=results, source=formulas or "", author=str(about.get("author", "")).strip().lower(),
        digest=hashlib.sha256(reviewed.encode()).hexdigest(), troubles=(*cell.troubles, *troubles, *_clash(cell, results)),
        path=path, labels=json.dumps(labels, ensure_ascii=False))


def read_results(source: str) -> tuple[tuple[Result, ...], tuple[Trouble, ...]]:
    """The names that the formulas give, in their order; those that begin with _ are steps on the way.

    >>> read_results("_half = x / 2\\nkept = _half  # Ce qui reste (€)")[0]
    (Result(name='kept', label='Ce qui reste', unit='€'),)
    """
    try:
        tree = ast.parse(source)
    except SyntaxError as error:
        return (), (Trouble.of("plain.answer_syntax", line=error.lineno or 1),)
    comments, found = comments_of(source), {}
    for node in tree.body:
        targets = node.targets if isinstance(node, ast.Assign) else [node.target] if isinstance(node, ast.AnnAssign) else []
        for target in targets:
            if isinstance(target, ast.Name) and not target.id.startswith("_"):
                label, unit, *_ = said_behind(comments.get(node.end_lineno, ""))
                found[target.id] = Result(target.id, label, unit)
    return tuple(found.values()), () if found else (Trouble.of("plain.no_results"),)


def teach(page: OwnPage) -> None:
    """Let the words know what the page says; what it lacks in a language is said in French, else by its name."""
    for language in LANGUAGES:
        said = {key: page.said(key, language) or page.said(key, "fr") or french or key.replace("_", " ").replace(".", " ")
                for key, french in page.wanted().items()}
        learned = {f"page.{page.name}.{key}": said[key] for key in ("title", "line")}
        learned |= {f"{page.name}.{key}": said[key] for key in ("title", "intro")}
        for one in page.asked:
            unit = "" if one.kind in ("bool", "choice", "str", "date") else said.get(f"unit.{one.unit}", one.unit)
            behind = "" if unit in ("", "€", "EUR") else f" ({unit})"
            learned[f"{page.name}.{one.name}.label"] = said[one.name] + behind
            learned |= {f"{page.name}.{one.name}.{choice}": said[f"{one.name}.{choice}"] for choice in one.choices}
            if one.kind == "bool":
                learned |= {f"{page.name}.{one.name}.{choice}": speak(language)(f"own.{choice}") for choice in (YES, NO)}
        learned |= {f"{page.name}.result.{one.name}": said[one.name] for one in page.results}
        learned |= {f"{page.name}.{key}": text for key, text in said.items() if key.startswith("unit.")}
        learned[f"{page.name}.{VERDICT}"] = page.said(VERDICT, language) or page.said(VERDICT, "fr")
        learn(page.name, language, learned)


def source_of_page(page: OwnPage) -> tuple[str, ...]:
    """What stands in the page's cells of code, for who reviews it."""
    cells = json.loads(page.notebook.read_text(encoding="utf-8"))["cells"]
    return tuple(source_of(cell) for cell in cells if cell["cell_type"] == "code")


def cell_source(cells: Iterable[dict[str, Any]], tag: str) -> str | None:
    """The source of the first code cell with a tag."""
    for cell in cells:
        if cell["cell_type"] == "code" and tag in cell["metadata"].get("tags", ()):
            return source_of(cell)
    return None


def source_of(cell: dict[str, Any]) -> str:
    """What stands in a cell."""
    return "".join(cell["source"])


def _clash(cell: Cell, results: tuple[Result, ...]) -> tuple[Trouble, ...]:
    """A formula that gives a question's own name another value would be asked and answered under one name."""
    asked = {one.name for one in cell.asked}
    return tuple(Trouble.of("plain.clash", name=one.name) for one in results if one.name in asked)


@lru_cache(maxsize=256)
def _at(path: Path, changed: int) -> OwnPage:
    return read_page(path)


@lru_cache(maxsize=256)
def _model(name: str, asked: tuple[Asked, ...]) -> type[Questions]:
    return plain_model(name, asked)
