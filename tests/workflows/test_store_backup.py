"""Backup, restore, upgrade and the journal on the command line: whole, or nothing and a sentence that says what to do."""

import io
import json
import socket
import stat
import tarfile
from datetime import timedelta

import pytest
from sqlalchemy import text

from tests.stores import NOW
from workflows.cli.main import main
from workflows.store import drafts, erasure, journal, outbox, people, schema
from workflows.store.backup import backup, restore, upgrade
from workflows.store.engine import Store, open_store
from workflows.store.errors import BrokenBackup, NewerDatabase, NotEmpty
from workflows.store.workflow_tables import metadata


@pytest.fixture
def home(tmp_path):
    """A home with an attachment in it."""
    (tmp_path / "home" / "attachments" / "2026").mkdir(parents=True)
    (tmp_path / "home" / "attachments" / "2026" / "receipt é.pdf").write_bytes(b"%PDF" * 50_000)
    return tmp_path / "home"


def filled(store, rows=3):
    with store.write() as tx:
        ann = people.add_person(tx, "ann@example.org", "Ann é", "member", "fr", NOW)
        draft = drafts.create_draft(tx, ann.id, "simulation", 1, {"turnover": 48000}, ann.id, NOW)
        for row in range(rows):
            drafts.save_field(tx, draft.id, "days", row, 0, ann.id, NOW)
    return ann, draft


def contents(store):
    with store.read() as tx:
        names = sorted(schema.inspect(tx).get_table_names())
        return {name: sorted(map(repr, map(tuple, tx.execute(text(f"SELECT * FROM {name}"))))) for name in names}


def test_a_backup_comes_back_whole_in_either_kind_of_database(store, home, tmp_path, database, other_database):
    ann, _ = filled(store)
    with store.write() as tx:
        for _ in range(1197):  # more than are read or written at once
            journal.append(tx, NOW, None, None, "started")
        outbox.post(tx, "ann@example.org", "Hello", "text", NOW, "reminder")
    made = backup(store, tmp_path / "b.tar.gz", NOW, home)
    assert stat.S_IMODE((tmp_path / "b.tar.gz").stat().st_mode) == 0o600 and made.revision == 1201
    for number, address in enumerate((database, other_database)):
        elsewhere = tmp_path / f"elsewhere{number}"
        assert restore(tmp_path / "b.tar.gz", address, elsewhere) == made
        assert (elsewhere / "attachments" / "2026" / "receipt é.pdf").read_bytes() == b"%PDF" * 50_000
        assert [path.name for path in elsewhere.iterdir()] == ["attachments"]
        back = open_store(address)
        assert contents(back) == contents(store)
        with back.write() as tx:  # numbers go on where they were, and the journal too
            assert outbox.post(tx, "bob@example.org", "Hello", "text", NOW, "reminder") == 2
            assert journal.append(tx, NOW, None, ann.id, "noted", payload={"a": 1}) == 1202
            assert journal.verify(tx) is None
        back.close()


def test_a_backup_is_of_one_moment_although_somebody_writes_meanwhile(store, home, tmp_path, database, monkeypatch):
    ann, draft = filled(store)
    from workflows.store import backup as room

    def write_and_go_on(tx, table, file, before=room.write_rows):
        with store.write() as other:
            drafts.save_field(other, draft.id, "days", f"during {table.name}", 0, ann.id, NOW)
        return before(tx, table, file)

    monkeypatch.setattr(room, "write_rows", write_and_go_on)
    made = backup(store, tmp_path / "b.tar.gz", NOW, home)
    restore(tmp_path / "b.tar.gz", database, tmp_path / "elsewhere")
    with open_store(database).read() as tx:
        assert journal.latest(tx) == made.revision == 4 and drafts.values(tx, draft.id)["days"].value == 2


def test_nothing_is_overwritten(store, home, tmp_path, database):
    filled(store)
    before = contents(store)
    backup(store, tmp_path / "b.tar.gz", NOW, home)
    with pytest.raises(FileExistsError):
        backup(store, tmp_path / "b.tar.gz", NOW, home)
    with pytest.raises(NotEmpty) as said:
        restore(tmp_path / "b.tar.gz", store.url, tmp_path / "elsewhere")
    assert contents(store) == before and "elsewhere" not in str(said.value)
    with pytest.raises(NotEmpty, match="attachments"):
        restore(tmp_path / "b.tar.gz", database, home)
    assert [path.name for path in tmp_path.iterdir() if path.name.endswith(".part")] == []


def rewritten(source, target, change):
    """A backup with other members: `change(name, bytes)` gives the new bytes, or None to leave it out."""
    with tarfile.open(source) as old, tarfile.open(target, "w:gz") as new:
        for member in old:
            data = change(member.name, old.extractfile(member).read())
            if data is not None:
                member.size = len(data)
                new.addfile(member, io.BytesIO(data))
    return target


CHANGES = {
    "a row": lambda name, data: data.replace(b"48000", b"48001") if name == "tables/draft_values.jsonl" else data,
    "a member left out": lambda name, data: None if name.startswith("attachments/") else data,
    "no manifest": lambda name, data: None if name == "manifest.json" else data,
    "a manifest that is none": lambda name, data: b"[]" if name == "manifest.json" else data,
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_a_backup_that_was_changed_is_refused_and_nothing_is_restored(store, home, tmp_path, database, change):
    filled(store)
    backup(store, tmp_path / "b.tar.gz", NOW, home)
    with pytest.raises(BrokenBackup):
        restore(rewritten(tmp_path / "b.tar.gz", tmp_path / "c.tar.gz", change), database, tmp_path / "elsewhere")
    assert list((tmp_path / "elsewhere").iterdir()) == []
    with Store(database).read() as tx:
        assert schema.stands_at(tx) is None


def test_a_changed_row_with_a_matching_digest_is_found_by_the_chain(store, home, tmp_path, database):
    import hashlib
    filled(store)
    backup(store, tmp_path / "b.tar.gz", NOW, home)
    seen = {}

    def change(name, data):
        if name == "tables/journal.jsonl":
            seen[name] = data = data.replace(b"48000", b"48001")
        if name == "manifest.json":
            said = json.loads(data)
            said["sha256"]["tables/journal.jsonl"] = hashlib.sha256(seen["tables/journal.jsonl"]).hexdigest()
            data = json.dumps(said).encode()
        return data

    with pytest.raises(BrokenBackup, match="journal"):
        restore(rewritten(tmp_path / "b.tar.gz", tmp_path / "c.tar.gz", change), database, tmp_path / "elsewhere")
    with Store(database).read() as tx:
        assert schema.stands_at(tx) is None and not (tmp_path / "elsewhere" / "attachments").exists()


def test_a_backup_cut_off_anywhere_is_refused(home, tmp_path):
    store = open_store(f"sqlite:///{tmp_path / 'a.db'}")
    filled(store)
    backup(store, tmp_path / "b.tar.gz", NOW, home)
    whole = (tmp_path / "b.tar.gz").read_bytes()
    for at in (0, 1, 9, 100, len(whole) // 2, len(whole) - 400, len(whole) - 100):
        (tmp_path / "c.tar.gz").write_bytes(whole[:at])
        with pytest.raises(BrokenBackup):
            restore(tmp_path / "c.tar.gz", f"sqlite:///{tmp_path / f'b{at}.db'}", tmp_path / "elsewhere")


@pytest.mark.parametrize("name", ["../escaped", "/tmp/escaped", "attachments/../../escaped"])
def test_a_backup_cannot_write_outside_its_folder(tmp_path, name):
    with tarfile.open(tmp_path / "c.tar.gz", "w:gz") as tar:
        tar.addfile(tarfile.TarInfo(name), io.BytesIO())
    with pytest.raises(BrokenBackup, match="escaped"):
        restore(tmp_path / "c.tar.gz", f"sqlite:///{tmp_path / 'x.db'}", tmp_path / "elsewhere")
    assert not (tmp_path / "escaped").exists()


@pytest.fixture
def old(database):
    """A database of the first migration, with people and drafts in it."""
    store = Store(database)
    with store.write() as tx:
        schema.migrate(tx, "0001")
    filled(store)
    yield store
    store.close()


def test_an_upgrade_backs_up_first_and_keeps_everything(old, home, other_database, tmp_path):
    before = contents(old)
    done = upgrade(old, NOW, home)
    assert (done.before, done.after) == ("0001", schema.newest()) and done.backup.parent == home / "backups"
    after = contents(open_store(old.url))
    assert {name: rows for name, rows in after.items() if name in before and name != "alembic_version"} == {
        name: rows for name, rows in before.items() if name != "alembic_version"}
    assert set(after) - set(before) == set(metadata.tables) - set(before) != set()
    assert upgrade(old, NOW + timedelta(seconds=1), home).backup is None
    # The backup of the older database comes back as a database of today.
    restore(done.backup, other_database, tmp_path / "elsewhere")
    assert contents(open_store(other_database)) == after


def test_an_upgrade_makes_an_empty_database_and_refuses_a_newer_one(database, home):
    store = Store(database)
    assert upgrade(store, NOW, home).before is None
    open_store(database).close()
    with store.write() as tx:
        tx.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(NewerDatabase):
        upgrade(store, NOW, home)


def test_an_erased_person_stays_erased_in_later_backups(store, home, tmp_path):
    ann, _ = filled(store)
    with store.write() as tx:
        erasure.erase(tx, ann.id, NOW)
    backup(store, tmp_path / "b.tar.gz", NOW, home)
    with tarfile.open(tmp_path / "b.tar.gz") as tar:
        assert not any(b"ann@example.org" in tar.extractfile(member).read() for member in tar)


def run(capsys, *arguments):
    status = main([*arguments, "--lang", "en"])
    said = capsys.readouterr()
    return status, said.out + said.err


def test_the_commands_say_what_they_did_and_what_to_do(tmp_path, home, monkeypatch, capsys):
    monkeypatch.setenv("ATELIER_HOME", str(home))
    monkeypatch.delenv("ATELIER_DATABASE", raising=False)
    store = Store(f"sqlite:///{home / 'atelier.db'}")
    with store.write() as tx:
        schema.migrate(tx, "0001")
    assert run(capsys, "journal", "verify") == (
        2, "The database comes from an older Atelier (step 0001). Run atelier upgrade; a backup is made first.\n")
    status, said = run(capsys, "upgrade")
    assert status == 0 and f"from step 0001 to step {schema.newest()}" in said and len(list((home / "backups").iterdir())) == 1
    assert run(capsys, "upgrade")[1] == "The database is already up to this version of Atelier.\n"
    filled(store)
    assert run(capsys, "journal", "verify") == (0, "The journal is intact: rows checked: 4.\n")
    status, said = run(capsys, "backup", str(tmp_path / "b.tar.gz"))
    assert status == 0 and "up to row 4" in said
    assert run(capsys, "backup", str(tmp_path / "b.tar.gz"))[0] == 2
    status, said = run(capsys, "restore", str(tmp_path / "b.tar.gz"))
    assert status == 2 and "is not empty, and nothing was overwritten" in said
    monkeypatch.setenv("ATELIER_HOME", str(tmp_path / "new"))
    status, said = run(capsys, "restore", str(tmp_path / "b.tar.gz"))
    assert status == 0 and "up to row 4 of the journal" in said
    assert run(capsys, "restore", str(tmp_path / "none.tar.gz"))[0] == 2


def test_a_broken_journal_is_said_with_its_row(tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("ATELIER_DATABASE", f"sqlite:///{tmp_path / 'a.db'}")
    store = open_store()
    filled(store)
    with store.write() as tx:
        tx.execute(text("DROP TRIGGER journal_keeps_words"))
        tx.execute(text("UPDATE journal SET event = 'other' WHERE seq = 2"))
    status, said = run(capsys, "journal", "verify")
    assert status == 1 and "breaks at row 2" in said


def test_a_database_that_does_not_answer_is_a_sentence(monkeypatch, capsys):
    monkeypatch.setenv("ATELIER_DATABASE", "postgresql://ann:s3cret@127.0.0.1:1/atelier")
    status, said = run(capsys, "journal", "verify")
    assert status == 2 and said.startswith("The database does not answer.") and "s3cret" not in said


def test_the_demo_brings_an_older_database_up_to_date_after_a_backup(home, monkeypatch, capsys):
    monkeypatch.setenv("ATELIER_HOME", str(home))
    monkeypatch.delenv("ATELIER_DATABASE", raising=False)
    store = Store(f"sqlite:///{home / 'atelier.db'}")
    with store.write() as tx:
        schema.migrate(tx, "0001")
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        status, said = run(capsys, "serve", "--demo", "--port", str(other.getsockname()[1]))
    assert status == 2 and f"from step 0001 to step {schema.newest()}" in said and len(list((home / "backups").iterdir())) == 1
    with store.read() as tx:
        assert schema.stands_at(tx) == schema.newest()
    store.close()
