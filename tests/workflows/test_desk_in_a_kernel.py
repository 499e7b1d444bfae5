"""A cell that wants more than its person's own: through its Desk it gets that person's rows, and nothing else."""

import json
import socket
import threading
from datetime import UTC, datetime

import pytest

from tests.kernels import kernel
from workflows.kernels.provisioner import ForkedProvisioner
from workflows.people import accounts, drafts
from workflows.people.desk import LocalDesk, answer
from workflows.simulation.questions import SimulationQuestions as Q
from workflows.store.engine import open_store

NOW = datetime(2026, 11, 26, 9, tzinfo=UTC)
MINE, OTHERS = "a" * 32, "b" * 32

HOSTILE = f"""
import json, os, sqlite3
from widgets.desk import desk_here
desk = desk_here()
said = {{"mine": desk.draft("{MINE}").values, "others": desk.draft("{OTHERS}")}}
for question in ({{"ask": "people"}}, {{"ask": "draft", "id": "*"}}, {{"ask": "draft", "id": "{OTHERS}' OR '1'='1"}}, {{"ask": "sql", "id": "select"}}):
    said[str(question)] = desk._ask(question)
try:
    sqlite3.connect("file:%s?mode=ro", uri=True).execute("select * from drafts").fetchall()
    said["file"] = "read"
except Exception as error:
    said["file"] = type(error).__name__
said["environment"] = [name for name in os.environ if "DATABASE" in name or "SECRET" in name or "ATELIER_HOME" in name]
print(json.dumps(said))
"""


@pytest.mark.parametrize("way", ["started", pytest.param("forked", marks=pytest.mark.slow)])
def test_a_hostile_cell_gets_its_own_persons_rows_and_nothing_else(warm, way, tmp_path, monkeypatch):
    monkeypatch.setenv("ATELIER_DATABASE", "postgresql://secret")
    path = tmp_path / "atelier.db"
    store = open_store(f"sqlite:///{path}")
    ana, bram = (accounts.add_account(store, f"{name}@example.org", name, "member", "fr", None, NOW) for name in ("ana", "bram"))
    drafts.create(store, ana, MINE, {"turnover": ("48000", 0)}, Q, NOW)
    drafts.create(store, bram, OTHERS, {"turnover": ("99999", 0)}, Q, NOW)

    def open_desk(kernel_id, environment):
        ours, theirs = socket.socketpair()

        def serve():
            for line in ours.makefile("rb"):
                ours.sendall(answer(LocalDesk(store, ana.id, lambda: NOW), line))

        threading.Thread(target=serve, daemon=True).start()
        return theirs

    ForkedProvisioner.open_desk = staticmethod(open_desk)
    try:
        with kernel(way) as one:
            said = json.loads(one.run(HOSTILE % path))
    finally:
        ForkedProvisioner.open_desk = None
    assert said.pop("mine") == {"turnover": "48000"}
    assert said.pop("file") == "OperationalError" and said.pop("environment") == []
    assert len(said) == 5 and set(said.values()) == {None}
    store.close()
