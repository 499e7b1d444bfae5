"""Results to a folder or a bucket: whole rows, taken up again from there, and a sentence for what cannot be used."""

import json
import shutil
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import httpx
import pytest
from moto.server import ThreadedMotoServer

from tests.office import Office
from workflows.batch.beyond import Beyond
from workflows.batch.definitions import read
from workflows.batch.one import ANSWER, FILES
from workflows.batch.places import Copies, Place
from workflows.batch.workflow import Desk, go_on, start
from workflows.cli.batch import run_batch
from workflows.cli.errors import Said
from workflows.store.engine import open_store
from workflows.words.catalogue import LANGUAGES, speak

EN = speak("en")


@pytest.fixture(scope="module")
def server():
    found = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    found.start()
    yield "http://{}:{}".format(*found.get_host_and_port())
    found.stop()


@pytest.fixture
def s3(server, monkeypatch, tmp_path):
    """An S3 server with the bucket `reports`; who asks is known by the environment, as for every program of that kind."""
    for name, value in {"AWS_ACCESS_KEY_ID": "key", "AWS_SECRET_ACCESS_KEY": "secret", "AWS_DEFAULT_REGION": "us-east-1", "AWS_ENDPOINT_URL": server,
                        "AWS_EC2_METADATA_DISABLED": "true", "AWS_CONFIG_FILE": str(tmp_path / "none"), "AWS_SHARED_CREDENTIALS_FILE": str(tmp_path / "none")}.items():
        monkeypatch.setenv(name, value)
    files = Place("s3://reports")._files
    if not files.exists("reports"):
        files.mkdir("reports")
    return files


@contextmanager
def known_people(server: str):
    """Meanwhile the server asks who somebody is."""
    def ask(free: int) -> None:
        httpx.post(f"{server}/moto-api/reset-auth", content=str(free)).raise_for_status()

    ask(0)
    try:
        yield
    finally:
        ask(1_000_000_000)


def table(folder: Path, rows: int) -> Path:
    path = folder / "table.csv"
    path.write_text("name,km_professional\n" + "".join(f"Member {n},{8_000 + 100 * n}\n" for n in range(rows)), encoding="utf-8")
    return path


def all_of(files, root: str) -> dict[str, bytes]:
    return {path.removeprefix(f"{root}/"): files.cat_file(path) for path in files.find(root) if not path.endswith(".batch")}


def here(out: Path) -> dict[str, bytes]:
    return {path.relative_to(out).as_posix(): path.read_bytes() for path in out.rglob("*") if path.is_file() and path.name != ".batch"}


def test_a_bucket_has_the_same_files_and_gives_back_what_was_lost_here(s3, tmp_path, capsys):
    rows, out, url = table(tmp_path, 3), tmp_path / "out", "s3://reports/autumn/members"
    assert run_batch(rows, "vehicle", out, 2, EN, parquet=True, to=url) == 0
    made = here(out)
    assert all_of(s3, "reports/autumn/members") == made and len(made) == 3 * len(FILES) + 2
    shutil.rmtree(out)
    s3.rm_file(f"reports/autumn/members/00003-member-1/{ANSWER}")  # as if it had been cut off there
    capsys.readouterr()
    assert run_batch(rows, "vehicle", out, 2, EN, parquet=True, to=url) == 0
    assert "1 report made, 2 already there" in capsys.readouterr().err
    again = here(out)
    assert {name: content for name, content in again.items() if "00003" not in name and "results" not in name} == {
        name: content for name, content in made.items() if "00003" not in name and "results" not in name}
    assert again["results.csv"] == made["results.csv"] and all_of(s3, "reports/autumn/members") == again
    assert run_batch(rows, "vehicle", out, 2, EN, to=url) == 0
    assert "results.parquet" not in all_of(s3, "reports/autumn/members"), "no table that tells of another start"


def test_what_is_only_here_is_copied_later_and_other_content_takes_its_place(s3, tmp_path):
    out, url = tmp_path / "out", "s3://reports/later"
    assert run_batch(table(tmp_path, 2), "vehicle", out, 2, EN) == 0
    assert run_batch(table(tmp_path, 2), "vehicle", out, 2, EN, to=url) == 0
    assert all_of(s3, "reports/later") == here(out)
    (tmp_path / "table.csv").write_text("name,km_professional\nMember 0,9999\nMember 1,8100\n", encoding="utf-8")
    assert run_batch(tmp_path / "table.csv", "vehicle", out, 2, EN, to=url) == 0
    assert all_of(s3, "reports/later") == here(out)
    assert json.loads(s3.cat_file(f"reports/later/00002-member-0/{ANSWER}"))["answer"]["questions"]["km_professional"] == 9999


def test_the_answer_is_the_last_to_come_and_the_first_to_go(tmp_path):
    """A row that is being replaced is not done there, at no moment."""
    seen, row = [], tmp_path / "row"
    row.mkdir()
    for name in FILES:
        (row / name).write_text('{"digest": "' + "1" * 64 + '"}', encoding="utf-8")
    place = Place(f"file://{tmp_path}/there")
    place.send(row)
    write, remove = place._write, place._files.rm_file
    place._write = lambda target, content: (seen.append((Path(target).name, bool(place.digest("row")))), write(target, content))
    place._files.rm_file = lambda path: (seen.append(("gone", Path(path).name)), remove(path))
    place.send(row)
    assert seen == [("gone", ANSWER), *((name, False) for name in FILES)] and FILES[-1] == ANSWER
    assert place.digest("row") == "1" * 64 and place.rows() == {"row"} and not list(tmp_path.rglob("*.part"))


@pytest.mark.parametrize(("url", "said"), [
    ("s3://nobody-made-it/x", "does not exist"), ("nonsense://x/y", "file:///folder"), ("file://{folder}/file/x", "Not a directory"),
    ("gs://x/y", "package for gs")])
def test_a_place_that_cannot_be_used_is_a_sentence_before_anything_runs(s3, tmp_path, url, said):
    (tmp_path / "file").write_text("")
    url = url.format(folder=tmp_path)
    with pytest.raises(Said, match=said) as refused:
        run_batch(table(tmp_path, 1), "vehicle", tmp_path / "out", 1, EN, to=url)
    assert "--to" in str(refused.value) and url in str(refused.value) and not list((tmp_path / "out").glob("*/answer.json"))


def test_without_credentials_and_without_network_it_is_said_what_to_do(s3, server, tmp_path, monkeypatch):
    monkeypatch.delenv("AWS_ACCESS_KEY_ID")
    monkeypatch.delenv("AWS_SECRET_ACCESS_KEY")
    for language in LANGUAGES:  # nobody says who asks
        with pytest.raises(Said, match=r"--to.*AWS_ACCESS_KEY_ID"):
            run_batch(table(tmp_path, 1), "vehicle", tmp_path / "out", 1, speak(language), to="s3://reports/x")
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "key")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "secret")
    with known_people(server), pytest.raises(Said, match=r"refuses access.*AWS_ACCESS_KEY_ID"):  # somebody whom the server does not know
        run_batch(table(tmp_path, 1), "vehicle", tmp_path / "out", 1, EN, to="s3://reports/x")
    monkeypatch.setenv("AWS_ENDPOINT_URL", "http://127.0.0.1:9")
    monkeypatch.setenv("AWS_MAX_ATTEMPTS", "1")
    with pytest.raises(Said, match=r"cannot be reached.*AWS_ENDPOINT_URL"):
        run_batch(table(tmp_path, 1), "vehicle", tmp_path / "out", 1, EN, to="s3://reports/x")


def test_a_server_that_goes_away_in_the_middle_costs_no_report(s3, tmp_path, monkeypatch, capsys):
    """Every row is made and kept here; a sentence says that the copy is not whole; the next start copies the rest."""
    out, send = tmp_path / "out", Copies._send

    def cut(self, folder):
        if folder.startswith("00003"):
            s3.rm("reports", recursive=True)  # the bucket is gone
        send(self, folder)

    monkeypatch.setattr(Copies, "_send", cut)
    s3.pipe_file("reports/x", b"")
    assert run_batch(table(tmp_path, 3), "vehicle", out, 1, EN, to="s3://reports/cut") == 1
    said = capsys.readouterr().err
    assert "3 reports made" in said and "does not exist" in said and "are kept" in said
    assert len(list(out.glob("*/answer.json"))) == 3 and (out / "results.csv").exists()
    monkeypatch.undo()


def test_a_workflow_file_names_the_place_of_its_copies(s3, tmp_path, monkeypatch):
    """Rows without what was not asked for, tables, the one PDF; not what it was asked with, which has mail addresses."""
    office = Office(open_store(f"sqlite:///{tmp_path / 'a.db'}"), tmp_path)
    desk = Desk(office.house, lambda: office.now, workers=2)
    table(tmp_path, 2)
    (tmp_path / "copied.yaml").write_text("page: vehicle\ntable: {file: table.csv}\noutputs: [pdf, csv, parquet, one_pdf]\nto: s3://reports/runs/\n", encoding="utf-8")
    found = read(tmp_path / "copied.yaml")
    assert found.troubles == ()
    one = start(desk, found)
    names = set(all_of(s3, f"reports/runs/copied/{one.folder}"))
    rows = {f"{folder}/{name}" for folder in ("00002-member-0", "00003-member-1") for name in FILES if name != "report.html"}
    assert one.state == "done" and names == rows | {"results.csv", "results.parquet", "all.pdf"}
    office.later()
    with monkeypatch.context() as cut:
        cut.setattr(Place, "put", lambda *_: (_ for _ in ()).throw(Beyond("place.missing", url="s3://reports/runs")))
        failed = start(desk, found)
    assert failed.state == "failed" and failed.done == 2 and "AWS" not in failed.why and "--to" in failed.why
    again = go_on(desk, found, failed.id)
    assert (again.state, again.why, again.kept) == ("done", "", 2)
    assert set(all_of(s3, f"reports/runs/copied/{failed.folder}")) == names
    office.later()
    with pytest.raises(Beyond):
        start(replace(desk, to="s3://nobody-made-it"), found)
    office.house.store.close()
