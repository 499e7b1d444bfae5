"""What a workflow file says: a page or a task, its table, what comes out, who is written to, and when."""

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from workflows.batch.letters import FILTERS
from workflows.batch.one import REPORTS
from workflows.batch.schedule import Schedule
from workflows.batch.tables import QUERIES
from workflows.batch.tasks import TASKS
from workflows.pages.registry import PAGES, Page
from workflows.questions.plain import NAME, Trouble
from workflows.settings import ROOT, data_folder
from workflows.words.catalogue import LANGUAGES, Words

FOLDER = ROOT / "workflows" / "definitions"


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class TablePart(_Part):
    """Where the rows come from: a file beside the definition, or a query over the store with its options."""

    file: str = ""
    query: str = ""
    adviser: str = ""
    months: int = Field(12, ge=1, le=60)


class MailPart(_Part):
    """Who is written to, with which letter; `only`: a rule over a row's answer that must hold."""

    to: Literal["member", "staff"] | tuple[str, ...]
    letter: Literal["near_limit", "done", "report"] = "report"
    only: str = ""


class Definition(_Part):
    """One workflow file. `languages`: each row's own, or every row in each of some. `to`: a URL for copies of its files.

    `private`: what it makes is for those whose rows they are, so nothing of a row stays once its letter is written.
    """

    name: str
    title: dict[str, str] = {}
    page: str = ""
    task: str = ""
    table: TablePart | None = None
    languages: Literal["own"] | tuple[Literal["fr", "nl", "en"], ...] = "own"
    outputs: tuple[Literal["html", "pdf", "csv", "parquet", "one_pdf"], ...] = ("html", "pdf", "csv")
    to: str = ""
    mail: MailPart | None = None
    private: bool = False
    schedule: Schedule | None = None

    @model_validator(mode="after")
    def _one_work(self):
        if bool(self.page) == bool(self.task):
            raise ValueError("either page or task")
        if bool(self.page) != (self.table is not None):
            raise ValueError("a page wants a table, a task has none")
        return self

    @cached_property
    def of_page(self) -> Page:
        """The page that each row is asked on."""
        return PAGES[self.page]

    @property
    def reports(self) -> tuple[str, ...]:
        """The kinds of reports that its rows need: those that are asked for, and the PDF that goes with a letter."""
        letter = self.mail is not None and self.mail.to == "member"
        return tuple(kind for kind in REPORTS if kind in self.outputs or (letter and kind == "pdf"))

    def called(self, words: Words) -> str:
        """Its title: the house's definitions in the words, an installation's own in its file."""
        return self.title.get(words.language) or (
            words(f"definition.{self.name}") if f"definition.{self.name}" in words else self.name)


@dataclass(frozen=True)
class Found:
    """A file of a definition, read or not: what is wrong with it stands in `troubles`."""

    name: str
    path: Path
    definition: Definition | None
    troubles: tuple[Trouble, ...]


def folders() -> tuple[Path, ...]:
    """Where definitions stand: the house's, then those beside this installation's own data, which come first by name."""
    return FOLDER, data_folder() / "definitions"


def definitions() -> dict[str, Found]:
    """Every workflow file by name."""
    paths = {path.stem: path for folder in folders() for path in sorted(folder.glob("*.yaml"))}
    return {name: read(path) for name, path in sorted(paths.items())}


def read(path: Path) -> Found:
    """A workflow file, and everything that is wrong with it."""
    name = path.stem
    try:
        content = yaml.safe_load(path.read_text(encoding="utf-8"))
        made = Definition(name=name, **content) if isinstance(content, dict) else None
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        return Found(name, path, None, (Trouble.of("definition.unreadable", why=str(error).splitlines()[0]),))
    except ValidationError as error:
        return Found(name, path, None, tuple(_trouble(part) for part in error.errors()))
    except TypeError as error:
        return Found(name, path, None, (Trouble.of("definition.unreadable", why=str(error)),))
    if made is None or not NAME.fullmatch(name):
        return Found(name, path, None, (Trouble.of("definition.unreadable", why=path.name),))
    return Found(name, path, made, tuple(_fits(made, path)))


def table_file(found: Found) -> Path:
    """Where the table of a definition is."""
    return (found.path.parent / found.definition.table.file).resolve()


def _trouble(part: dict[str, Any]) -> Trouble:
    where = ".".join(map(str, part["loc"])) or "…"
    return Trouble.of("definition.unknown_key" if part["type"] == "extra_forbidden" else "definition.value",
                      where=where, why=str(part.get("input"))[:60])


def _fits(one: Definition, path: Path):
    """What the model cannot know: whether page, task, query, file and filter exist."""
    if one.page:
        try:
            known = one.of_page is not None
        except KeyError:
            known = False
        if not known:
            yield Trouble.of("definition.no_page", name=one.page, known=", ".join(PAGES))
    elif one.task not in TASKS:
        yield Trouble.of("definition.no_task", name=one.task, known=", ".join(TASKS))
    if one.table:
        if bool(one.table.file) == bool(one.table.query):
            yield Trouble.of("definition.table")
        elif one.table.query and one.table.query not in QUERIES:
            yield Trouble.of("definition.no_query", name=one.table.query, known=", ".join(QUERIES))
        elif one.table.file and not (path.parent / one.table.file).is_file():
            yield Trouble.of("definition.no_file", name=one.table.file)
    if one.mail and one.mail.only and one.mail.only not in FILTERS:
        yield Trouble.of("definition.no_filter", name=one.mail.only, known=", ".join(FILTERS))
    if one.mail and one.mail.to == "member" and (one.table is None or not one.table.query):
        yield Trouble.of("definition.no_members")
    if one.private and (one.mail is None or one.mail.to != "member" or one.to or set(one.outputs) - {"html", "pdf"}):
        yield Trouble.of("definition.private")
    if "one_pdf" in one.outputs and "pdf" not in one.outputs:
        yield Trouble.of("definition.one_pdf")
    lacking = [language for language in LANGUAGES if one.title and not one.title.get(language)]
    if lacking:
        yield Trouble.of("definition.title", languages=", ".join(lacking))
