"""Rows on the workers of a real Dask cluster: the same reports as here, and what cannot be used is a sentence."""

import csv
import os
import shutil
import subprocess
import sys
from pathlib import Path

import dask
import psutil
import pytest

from tests.cluster import cluster
from workflows.batch import cluster as asked
from workflows.batch import worker
from workflows.batch.cluster import open_to_all
from workflows.batch.stamp import stamp
from workflows.cli.batch import run_batch
from workflows.cli.errors import Said
from workflows.cli.main import main
from workflows.pages.registry import PAGES
from workflows.settings import ROOT
from workflows.words.catalogue import LANGUAGES, speak

EN = speak("en")


def table(folder: Path, rows: int) -> Path:
    path = folder / "table.csv"
    path.write_text("name,km_professional\n" + "".join(f"Member {n},{8_000 + 100 * n}\n" for n in range(rows)), encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def two(tmp_path_factory):
    with cluster(tmp_path_factory.mktemp("cluster")) as found:
        yield found


def test_a_cluster_makes_the_same_reports_as_this_machine(two, tmp_path, capfd):
    rows = table(tmp_path, 6)
    assert run_batch(rows, "vehicle", tmp_path / "there", 0, EN, cluster=two.address, parquet=True) == 0
    assert run_batch(rows, "vehicle", tmp_path / "here", 2, EN, parquet=True) == 0
    there, here = (tmp_path / name for name in ("there", "here"))
    names = sorted(str(path.relative_to(here)) for path in here.rglob("*"))
    assert sorted(str(path.relative_to(there)) for path in there.rglob("*")) == names and len(names) == 6 * 5 + 3
    assert all((there / name).read_bytes() == (here / name).read_bytes() for name in names
               if (here / name).is_file() and Path(name).name not in ("notebook.ipynb", "results.parquet"))
    for one in two.workers:
        (parent,) = psutil.Process(one.pid).children()
        assert parent.children() == [], "one warm parent for its life, no row left"
    assert not list(two.folder.rglob("row-*")), "nothing of a person stays on a worker"
    said = capfd.readouterr().err
    assert "6 reports made" in said and "distributed" not in said and "tls" not in said


def test_what_is_done_is_not_done_again_and_a_row_that_fails_is_named(two, tmp_path):
    rows, out = table(tmp_path, 3), tmp_path / "out"
    (tmp_path / "out").mkdir()
    (out / "00002-member-0").write_text("a file where the folder should be")
    assert run_batch(rows, "vehicle", out, 0, EN, cluster=two.address) == 1
    with (out / "failed.csv").open(encoding="utf-8-sig", newline="") as file:
        assert [(row["name"], "FileExists" in row["error"]) for row in csv.DictReader(file)] == [("Member 0", True)]
    before = {path: path.stat().st_mtime_ns for path in out.glob("*/answer.json")}
    (out / "00002-member-0").unlink()
    assert run_batch(rows, "vehicle", out, 0, EN, cluster=two.address) == 0
    assert len(before) == 2 and all(path.stat().st_mtime_ns == at for path, at in before.items())
    assert len(list(out.glob("*/answer.json"))) == 3 and not (out / "failed.csv").exists()


def test_a_worker_with_other_law_is_refused_by_name(tmp_path):
    copy = tmp_path / "data"
    shutil.copytree(ROOT / "data", copy)
    one = next((copy / "law").rglob("*.yaml"))
    one.write_text(one.read_text(encoding="utf-8") + "\n# changed\n", encoding="utf-8")
    with cluster(tmp_path / "cluster", 1) as found:
        found.worker(ATELIER_DATA=str(copy))
        with pytest.raises(Said, match=r"tcp://127\.0\.0\.1:\d+ does not have the same version.*git pull"):
            run_batch(table(tmp_path, 2), "vehicle", tmp_path / "out", 0, EN, cluster=found.address)
    assert not list((tmp_path / "out").glob("*/answer.json")), "nothing was run"


def test_no_cluster_and_no_worker_are_sentences_with_a_way_out(tmp_path, monkeypatch):
    monkeypatch.setattr(asked, "CONNECT_SECONDS", 1)
    monkeypatch.setattr(asked, "WORKER_SECONDS", 1)
    rows = table(tmp_path, 1)
    for language in LANGUAGES:
        with pytest.raises(Said, match=r"tcp://127\.0\.0\.1:9.*dask scheduler.*--cluster"):
            run_batch(rows, "vehicle", tmp_path / "out", 0, speak(language), cluster="tcp://127.0.0.1:9")
    with pytest.raises(Said, match="nothing answers at nonsense://"):
        run_batch(rows, "vehicle", tmp_path / "out", 0, EN, cluster="nonsense://somewhere")
    with cluster(tmp_path / "cluster", 0) as found, pytest.raises(Said, match=f"dask worker {found.address}"):
        run_batch(rows, "vehicle", tmp_path / "out", 0, EN, cluster=found.address)


def test_a_worker_that_loaded_another_program_than_its_files_has_no_version(monkeypatch):
    assert worker.version_of("vehicle") == stamp(PAGES["vehicle"]) and worker.version_of("no_such_page") == ""
    monkeypatch.setattr(worker, "BORN", "the program of yesterday")
    assert worker.version_of("vehicle") == ""


def test_a_workflow_file_runs_there_too(two, tmp_path, monkeypatch, capfd):
    data = tmp_path / "data"
    shutil.copytree(ROOT / "data", data)
    (data / "definitions").mkdir()
    table(data / "definitions", 2)
    (data / "definitions" / "there.yaml").write_text("page: vehicle\ntable: {file: table.csv}\noutputs: [pdf, csv]\n", encoding="utf-8")
    monkeypatch.setenv("ATELIER_DATA", str(data))
    monkeypatch.setenv("ATELIER_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("ATELIER_DATABASE", f"sqlite:///{tmp_path / 'a.db'}")
    copies = f"file://{tmp_path}/copies"
    assert main(["batch", "run", "there", "--cluster", two.address, "--to", copies, "--lang", "en"]) == 0, capfd.readouterr().err
    assert {path.name for path in (tmp_path / "copies" / "there").glob("*/*")} == {"00002-member-0", "00003-member-1", "results.csv", ".batch"}
    monkeypatch.setattr(asked, "CONNECT_SECONDS", 1)
    assert main(["batch", "run", "there", "--cluster", "127.0.0.1:9", "--lang", "en"]) == 1
    assert "nothing answers at 127.0.0.1:9" in capfd.readouterr().err


@pytest.mark.slow
def test_with_tls_only_who_has_a_certificate_of_the_house_can_ask(tmp_path, capfd):
    """Scheduler, worker and asker prove who they are to each other, as docs/cluster.md says; nothing is said of a plain network."""
    kept = certificates(tmp_path)
    options = ("--tls-ca-file", kept["ca"], "--tls-cert", kept["cert"], "--tls-key", kept["key"])
    tls = {"distributed.comm.tls.ca-file": kept["ca"], "distributed.comm.tls.client.cert": kept["cert"], "distributed.comm.tls.client.key": kept["key"],
           "distributed.comm.require-encryption": True}
    rows = table(tmp_path, 2)
    with cluster(tmp_path / "cluster", 1, options=options, protocol="tls") as found:
        assert found.address.startswith("tls://")
        with dask.config.set(tls):
            assert run_batch(rows, "vehicle", tmp_path / "out", 0, EN, cluster=found.address) == 0
        assert "trust" not in capfd.readouterr().err
        with pytest.raises(Said, match=r"tls://.*certificates"):
            run_batch(rows, "vehicle", tmp_path / "none", 0, EN, cluster=found.address)
        (tmp_path / "stranger").mkdir()
        stranger = certificates(tmp_path / "stranger")
        theirs = {**tls, "distributed.comm.tls.client.cert": stranger["cert"], "distributed.comm.tls.client.key": stranger["key"]}
        with dask.config.set(theirs), pytest.raises(Said, match=r"tls://.*certificates"):
            run_batch(rows, "vehicle", tmp_path / "none", 0, EN, cluster=found.address)
    assert len(list((tmp_path / "out").glob("*/answer.json"))) == 2 and not list((tmp_path / "none").glob("*/answer.json"))


def certificates(folder: Path) -> dict[str, str]:
    """An authority of the house and one certificate that it signed, as files."""
    commands = (("req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=house", "-keyout", "ca.key", "-out", "ca.pem"),
                ("req", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=batch", "-keyout", "batch.key", "-out", "batch.csr"),
                ("x509", "-req", "-in", "batch.csr", "-CA", "ca.pem", "-CAkey", "ca.key", "-CAcreateserial", "-days", "2", "-out", "batch.pem"))
    for command in commands:
        subprocess.run(["openssl", *command], cwd=folder, check=True, capture_output=True)
    return {"ca": str(folder / "ca.pem"), "cert": str(folder / "batch.pem"), "key": str(folder / "batch.key")}


def test_without_the_extra_a_sentence_says_how_to_get_it(tmp_path):
    code = ("import sys; sys.modules['distributed'] = None; from workflows.cli.main import main;"
            "sys.exit(main(sys.argv[1:]))")
    done = subprocess.run([sys.executable, "-c", code, "batch", table(tmp_path, 1), "--page", "vehicle", "--out", tmp_path / "out", "--cluster",
                           "127.0.0.1:9", "--lang", "en"], capture_output=True, text=True, cwd=ROOT, env={**os.environ, "COLUMNS": "80"})
    assert done.returncode == 1 and 'pip install -e ".[cluster]"' in done.stderr and "Traceback" not in done.stderr


def test_an_address_that_others_can_read_is_said(tmp_path, capsys, monkeypatch):
    monkeypatch.setattr(asked, "CONNECT_SECONDS", 0.2)
    assert open_to_all("scheduler:8786") and not open_to_all("tls://scheduler:8786")
    with pytest.raises(Said):
        run_batch(table(tmp_path, 1), "vehicle", tmp_path / "out", 0, EN, cluster="tcp://192.0.2.1:8786")
    assert "Only in a network that you trust" in capsys.readouterr().err
