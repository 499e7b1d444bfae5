"""What the server keeps, over HTTP, as somebody with a browser of their own making would try it."""

import json
import os
import subprocess
import time

import httpx
import pytest

from tests.accounts import House
from tests.faults.test_server_killed import ATELIER, start
from tests.servers import free_port
from tests.typing_member import TypingMember
from workflows.people import drafts
from workflows.settings import ROOT

DRAFT = "0f" * 16


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    house, port = House(tmp_path_factory.mktemp("home")), free_port()
    house.store().close()
    process = start(port, house.home)
    yield f"http://127.0.0.1:{port}", house
    process.terminate()
    process.wait(30)


@pytest.fixture
def ana(site):
    address, house = site
    who = house.add("member", "Ana Peeters")
    member = TypingMember(address, house, who, f"{time.time_ns():032x}")
    assert member.type(turnover="48 000")
    return member, who


@pytest.fixture
def other(site, ana):
    """Ana's adviser, on her draft."""
    address, house = site
    claire = house.add("adviser", "Claire Dubois")
    house.assign(ana[1], claire)
    found = TypingMember(address, house, claire, ana[0].draft)
    found.made = True
    return found


def sent(member, raw=None, headers=None, **changed):
    body = {"page": "simulation", "version": 1, "draft": member.draft, "made": True, "fields": {"turnover": ["1", 0]}, **changed}
    marks = {"X-XSRFToken": member.client.cookies["_xsrf"], "Accept-Language": "en"} if headers is None else headers
    return member.client.post("/save", content=json.dumps(body) if raw is None else raw, headers=marks)


@pytest.mark.parametrize("changed, status", [
    ({"page": "nothing"}, 422), ({"version": 99}, 422), ({"draft": "x"}, 422), ({"draft": "../../etc"}, 422), ({"fields": []}, 422),
    ({"fields": {"turnover": "1"}}, 422), ({"fields": {"nothing": ["1", 0]}}, 422), ({"fields": {"turnover": [{"a": 1}, 0]}}, 422),
    ({"fields": {"turnover": ["9" * 100_000, 0]}}, 422), ({"draft": DRAFT}, 404), ({"fields": {}}, 200)])
def test_what_does_not_fit_is_refused_with_a_sentence_and_nothing_changes(site, ana, changed, status):
    member, who = ana
    answer = sent(member, **changed)
    assert answer.status_code == status
    assert status == 200 or (len(answer.json()["detail"]) > 20 and "Traceback" not in answer.text)
    store = site[1].store()
    assert drafts.look(store, who, member.draft, site[1].now()).raw == {"turnover": "48 000"}
    store.close()


@pytest.mark.parametrize("raw", [b"", b"{", b"[]", b"null", b"\xff\xfe", b"{" * 5_000, b'{"page": "simulation"}'])
def test_a_body_that_is_none_is_refused(ana, raw):
    answer = sent(ana[0], raw=raw)
    assert answer.status_code == 422 and answer.json()["detail"]


def test_no_other_site_can_save_and_nobody_without_a_session(site, ana):
    member, _ = ana
    assert sent(member, headers={}).status_code == 403, "without the mark against forgery"
    assert httpx.post(f"{site[0]}/save", json={}).status_code == 401
    assert httpx.get(f"{site[0]}/save").status_code in (403, 404, 405)


def test_a_value_that_does_not_fit_its_question_is_kept_and_said(site, ana):
    member, _ = ana
    answer = sent(member, fields={"days": ["beaucoup", 0]})
    assert answer.status_code == 200 and "beaucoup" in answer.json()["fields"]["days"]["problem"]
    assert answer.json()["fields"]["days"]["seq"] > 0 and answer.headers["cache-control"] == "no-store"


def test_a_stale_revision_is_told_and_the_later_change_wins(site, ana, other):
    house, (member, who) = site[1], ana
    assert other.type(turnover="50 000")
    answer = sent(member, fields={"turnover": ["60 000", 1]}).json()
    assert "Claire Dubois" in answer["fields"]["turnover"]["replaced"]["sentence"]
    assert answer["fields"]["turnover"]["replaced"]["restore"] == "50 000"
    store = house.store()
    assert drafts.look(store, who, member.draft, house.now()).raw["turnover"] == "60 000"
    store.close()


def test_others_changes_arrive_within_two_seconds(site, ana, other):
    address, house = site
    member, _ = ana
    with member.client.stream("GET", f"/drafts/{member.draft}/events?since=0&lang=en", timeout=10) as events:
        lines = events.iter_lines()
        assert other.type(days="99")
        typed = time.monotonic()
        for line in lines:
            if line.startswith("data:") and json.loads(line[5:])["field"] == "days":
                break
        assert time.monotonic() - typed < 2
    assert json.loads(line[5:])["value"] == "99" and "Claire Dubois" in line
    stranger = TypingMember(address, house, house.add("member"), member.draft)
    with stranger.client.stream("GET", f"/drafts/{member.draft}/events?since=0") as events:
        assert list(events.iter_lines()) == [], "nothing for who may not see it"


def test_a_full_disk_is_said_and_the_browser_keeps_it(tmp_path):
    house, port = House(tmp_path), free_port()
    house.store().close()
    ana = house.add("member", "Ana Peeters")
    process = start(port, house.home)
    member = TypingMember(f"http://127.0.0.1:{port}", house, ana, DRAFT)
    assert member.type(turnover="48 000")
    import resource

    size = max(path.stat().st_size for path in house.home.glob("atelier.db*"))
    resource.prlimit(process.pid, resource.RLIMIT_FSIZE, (size + 20_000, resource.RLIM_INFINITY))
    kept = 0
    while member.type(expenses=f"{kept}" + "9" * 2_000) and kept < 200:
        kept += 1
    answer = sent(member, fields={"days": ["9" * 15_000, 0]})
    assert answer.status_code == 503 and answer.json()["detail"]
    resource.prlimit(process.pid, resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
    member.until_kept()
    store = house.store()
    raw = drafts.look(store, ana, DRAFT, house.now()).raw
    store.close()
    process.terminate()
    process.wait(30)
    lost = [name for name, value in member.acknowledged.items() if raw.get(name) != value]
    print(f"disk full after {kept} more saves: {len(member.acknowledged)} fields, {len(lost)} acknowledged lost")
    assert lost == []


def test_a_home_folder_that_kernels_could_read_is_refused():
    place = ROOT / "data" / "home"
    done = subprocess.run([ATELIER, "serve", "--port", str(free_port())], capture_output=True, text=True, timeout=120,
                          env={**os.environ, "ATELIER_HOME": str(place), "LANG": "en_GB.UTF-8"})
    assert done.returncode == 2 and "ATELIER_HOME" in done.stderr and not place.exists()
