"""What runs of workflow files need in a test: an installation, a clock that the test moves, files that it writes."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

from tests.office import Office
from workflows.batch.definitions import read
from workflows.batch.due import run_due
from workflows.batch.workflow import Desk
from workflows.store import outbox, runs
from workflows.store.engine import open_store
from workflows.words.catalogue import speak


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


class Bench:
    """A desk with a clock that the test moves, and workflow files that it writes."""

    def __init__(self, folder: Path):
        self.folder, self.now = folder, at("2026-11-10T09:00")
        self.office = Office(open_store(f"sqlite:///{folder / 'a.db'}"), folder)
        self.desk = Desk(self.office.house, lambda: self.now, workers=1)

    def file(self, name: str, text: str):
        (self.folder / f"{name}.yaml").write_text(text, encoding="utf-8")
        return read(self.folder / f"{name}.yaml")

    def words(self, language: str):
        return speak(language)

    def due(self, *found):
        return [one.what for one in run_due(self.desk, {one.name: one for one in found})]

    def runs(self, name: str):
        with self.desk.house.store.read() as tx:
            return runs.runs(tx, name)

    def mails(self):
        with self.desk.house.store.read() as tx:
            return outbox.due(tx, self.now + timedelta(days=400), 1000)
