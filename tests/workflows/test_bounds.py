"""How much one person, one address and all together may ask for; what the server says of itself; how it ends."""

import asyncio
import json
import os
import re
import signal
import subprocess
import time

import psutil
import pytest
from tornado.httputil import HTTPHeaders, HTTPServerRequest

from tests.attacker import Person
from tests.servers import kernels_below
from tests.targets import ours, stock
from workflows.server.owners import AWAY, LOADING, Owners
from workflows.server.peer import address, is_local, is_own_origin, is_secure
from workflows.server.who import Who
from workflows.words.catalogue import LANGUAGES, speak

ANN, BOB, CID = Who("ann"), Who("bob"), Who("cid")


@pytest.fixture(scope="module")
def full(tmp_path_factory):
    """A server without any room, behind a proxy: what it says of pages costs no kernel."""
    with ours(tmp_path_factory.mktemp("full"), "kernels_in_all=0, metrics_token='t0ken', trusted_proxies=frozenset({'127.0.0.1'}), "
              "rates={'page': ('9/minute', '12/minute'), 'api': ('3/minute', '3/minute'), 'save': ('9/minute', '9/minute')}") as target:
        yield target


def at(last: int) -> dict:
    """Headers of a proxy: each test asks from its own address."""
    return {"X_Forwarded_For": f"192.0.2.{last}"}


@pytest.mark.slow
def test_a_second_page_waits_politely_and_so_does_the_third_person_and_closed_pages_end(tmp_path):
    """Row 10: with Voilà as it comes kernels stay for ever (test below)."""
    async def visits(target):
        people = [Person(target.address, "/simulation") for _ in range(3)]
        open_pages = []
        for person in people[:2]:
            answer = await person.ask("/simulation")
            open_pages.append(await person.connect(re.search(r'"kernelId": "([0-9a-f-]+)"', answer.body.decode())[1]))
        waiting = [await people[0].ask("/simulation?lang=en"), await people[2].ask("/simulation?lang=nl")]
        alive = kernels_below(psutil.Process(target.process.pid))
        await asyncio.sleep(4)
        assert all(kernel.is_running() for kernel in alive), "a page that is open keeps its kernel"
        for page in open_pages:
            page.close()
        return waiting, alive

    with ours(tmp_path, "kernels_per_person=1, kernels_in_all=2, idle_seconds=2, look_seconds=1") as target:
        waiting, alive = asyncio.run(visits(target))
        assert len(alive) == 2 and psutil.wait_procs(alive, timeout=30)[1] == []
    for answer, language, key in zip(waiting, ("en", "nl"), ("serving.waiting.person", "serving.waiting.all")):
        text = answer.body.decode()
        assert answer.code == 503 and speak(language)(key) in text and f'lang="{language}"' in text
        assert re.search(rf'http-equiv="refresh" content="{answer.headers["Retry-After"]}"', text)
        assert "Traceback" not in text


@pytest.mark.slow
def test_with_voila_as_it_comes_they_stay_and_nobody_counts_them(tmp_path):
    async def visits(target):
        for _ in range(3):
            socket = await (person := target.stranger()).connect(await person.open())
            socket.close()

    with stock(tmp_path / "notebooks") as target:
        asyncio.run(visits(target))
        time.sleep(10)
        assert len(kernels_below(psutil.Process(target.process.pid))) == 3


def test_who_asks_for_too_many_pages_is_told_when_to_come_back(full):
    async def flood():
        return [await Person(full.address, "").ask("/simulation", **at(9)) for _ in range(13)]

    *passed, last = asyncio.run(flood())
    assert {answer.code for answer in passed} == {503}, "no room, but not too often"
    assert last.code == 429 and 1 <= int(last.headers["Retry-After"]) <= 60
    assert speak("fr")("serving.waiting.often") in last.body.decode()


def test_the_api_has_a_pace_of_its_own(full):
    async def calls():
        person = Person(full.address, "")
        return [await person.ask("/api/v1/payslip", "POST", "{}", Content_Type="application/json", Accept_Language="en", **at(8)) for _ in range(4)]

    *passed, last = asyncio.run(calls())
    assert [answer.code for answer in passed] == [200] * 3 and last.code == 429
    assert json.loads(last.body)["title"] == speak("en")("api.title.429") and int(last.headers["Retry-After"]) >= 1


def test_metrics_are_for_this_machine_or_for_a_token(full):
    async def ask(**headers):
        return await Person(full.address, "").ask("/metrics", **headers)

    through_proxy, local, token, wrong = (asyncio.run(ask(**headers)) for headers in (
        {"X_Forwarded_For": "192.0.2.7"}, {}, {"X_Forwarded_For": "192.0.2.7", "Authorization": "Bearer t0ken"},
        {"X_Forwarded_For": "192.0.2.7", "Authorization": "Bearer "}))
    assert [answer.code for answer in (through_proxy, local, token, wrong)] == [404, 200, 200, 404]
    text = local.body.decode()
    for name in ("atelier_page_start_seconds_count", 'atelier_refused_total{reason="room_all"}', 'atelier_refused_total{reason="rate_api"}',
                 'atelier_answers_total{status="4xx"}', "atelier_kernels 0.0", "atelier_saves_total", "atelier_connections 0.0"):
        assert name in text, name


def test_the_log_has_no_person_in_it(full):
    async def visit():
        person = Person(full.address, "")
        await person.ask("/simulation?turnover=31234&name=Ann", **at(77))
        await person.ask("/nothing/ann@example.org?token=s3cret", **at(77))
        return person.cookies["atelier_guest"]

    cookie, until = asyncio.run(visit()), time.monotonic() + 10
    while '"route": "*"' not in full.said() and time.monotonic() < until:
        time.sleep(0.1)
    lines = [json.loads(line) for line in full.said().splitlines()]
    assert {"time", "level", "event"} <= set(lines[0]) and all(line["time"].endswith("+00:00") for line in lines)
    answers = [line for line in lines if line["event"] == "answer"]
    assert {"method", "route", "status", "ms"} <= set(answers[-1]) and {"/simulation", "*"} <= {line["route"] for line in answers}
    for secret in ("31234", "Ann", "ann@", "s3cret", "192.0.2", cookie, "t0ken", "127.0.0.1"):
        assert secret not in full.said(), secret
    assert not re.search(r"[0-9a-f]{8}-[0-9a-f]{4}-", full.said()), "kernel ids are shortened"


HEADERS = {"X-Content-Type-Options": "nosniff", "X-Frame-Options": "DENY", "Referrer-Policy": "same-origin", "Cross-Origin-Opener-Policy": "same-origin",
           "Cross-Origin-Resource-Policy": "same-origin"}


@pytest.mark.parametrize("path", ["/", "/nothing", "/healthz", "/metrics", "/law/", "/api/v1/law", "/api/v1/nothing", "/api/kernels/x",
                                  "/api/kernels/00000000-0000-0000-0000-000000000000", "/simulation"])
def test_every_answer_closes_what_a_browser_might_open(full, path):
    answer = asyncio.run(Person(full.address, "").ask(path, X_Forwarded_For="192.0.2.90", X_Forwarded_Proto="https"))
    policy = answer.headers["Content-Security-Policy"]
    assert {name: answer.headers.get(name) for name in HEADERS} == HEADERS and "camera=()" in answer.headers["Permissions-Policy"]
    assert "frame-ancestors 'none'" in policy and "default-src 'none'" in policy and "'unsafe-eval'" not in policy
    assert "'unsafe-inline'" not in policy.partition("script-src")[2].partition(";")[0]
    assert "Server" not in answer.headers and answer.headers["Strict-Transport-Security"].startswith("max-age=")
    for cookie in answer.headers.get_list("Set-Cookie"):
        assert "SameSite=Lax" in cookie and "Secure" in cookie and ("HttpOnly" in cookie or cookie.startswith("_xsrf="))


def test_cookies_are_for_pages_only_and_only_once(full):
    async def visit():
        person = Person(full.address, "")
        before = [await person.ask(path, **at(60)) for path in ("/", "/api/v1/law", "/healthz", "/law/")]
        first = await person.ask("/simulation", **at(60))
        second = await person.ask("/simulation", **at(60))
        forged = await Person(full.address, "").ask("/simulation", Cookie="atelier_guest=me", **at(60))
        return before, first, second, forged

    before, first, second, forged = asyncio.run(visit())
    assert not any("Set-Cookie" in answer.headers for answer in before)
    guest = next(line for line in first.headers.get_list("Set-Cookie") if line.startswith("atelier_guest="))
    assert "HttpOnly" in guest and "SameSite=Lax" in guest and "Secure" not in guest and "Path=/" in guest and len(guest.partition(";")[0]) == 57
    assert "atelier_guest" not in str(second.headers.get_list("Set-Cookie"))
    assert "atelier_guest=" in str(forged.headers.get_list("Set-Cookie")), "who brings a name of their own is given one"


@pytest.mark.parametrize("sign", [pytest.param(sign, marks=pytest.mark.slow) for sign in (signal.SIGTERM, signal.SIGHUP, signal.SIGINT)])
def test_a_server_that_is_asked_to_end_leaves_nothing_behind(sign, tmp_path):
    with ours(tmp_path) as target:
        async def visit():
            person, kernel = await target.ann()
            socket = await person.connect(kernel)
            name = socket.send("kernel_info_request", {})
            await socket.answer(name)
            left = psutil.Process(target.process.pid).children(recursive=True)
            target.process.send_signal(sign)
            heard = await socket.hear(10)
            return heard[-1], left

        last, left = asyncio.run(visit())
        started = time.monotonic()
        assert target.process.wait(timeout=10) == 0 and time.monotonic() - started < 8
        assert last[0] == "closed" and (last[1]["code"], last[1]["reason"]) == (1012, "restart"), "the page is told"
        assert left and not psutil.wait_procs(left, timeout=5)[1], "no kernel is left"
        with pytest.raises(OSError):
            asyncio.run(target.stranger().ask("/healthz", timeout=5))


@pytest.mark.slow
def test_a_server_that_is_killed_leaves_no_kernel(tmp_path):
    with ours(tmp_path) as target:
        asyncio.run(target.ann())
        left = psutil.Process(target.process.pid).children(recursive=True)
        target.process.kill()
        assert left and not psutil.wait_procs(left, timeout=20)[1]


def test_health_says_which_part_is_not_well(tmp_path):
    code = """
import asyncio
from workflows.server.health import Health

async def stuck():
    await asyncio.sleep(99)

async def look():
    health = Health()
    health.add("database", lambda: 1 / 0)
    health.add("parent", stuck)
    health.add("post", lambda: True)
    print(await health.look())

asyncio.run(look())
"""
    done = subprocess.run([os.sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=tmp_path)
    assert done.stdout.strip() == "{'loop': True, 'database': False, 'parent': False, 'post': True}"


def test_room_is_made_by_pages_that_were_left_the_oldest_first():
    now = [0.0]
    owners = Owners(per_person=2, in_all=3, clock=lambda: now[0])
    for name, person in (("a1", ANN), ("a2", ANN), ("b1", BOB)):
        owners.claim(name, person)
        now[0] += 1
    assert owners.full(ANN) == "person" and owners.full(CID) == "all" and owners.spare() is None, "they are still being opened"
    owners.connected("a1")
    owners.connected("b1")
    now[0] = LOADING + 10
    assert owners.spare(ANN) == "a2" and owners.spare(BOB) is None, "a page that never came; one that is open stays"
    owners.disconnected("b1")
    assert owners.spare() == "a2" and owners.spare(BOB) is None, "it may be coming back"
    now[0] += AWAY + 1
    assert owners.spare(BOB) == "b1" and owners.spare() == "a2"
    owners.forget("a2")
    assert owners.full(ANN) == "" and owners.full(CID) == "" and owners.kernels_of("ann") == ["a1"]
    assert not owners.owns(Who(""), "a2") and not owners.owns(BOB, "a1") and owners.owns(ANN, "a1")


def test_pages_that_are_being_opened_count():
    owners = Owners(per_person=2, in_all=9)
    owners.reserve(ANN)
    owners.reserve(ANN)
    assert owners.full(ANN) == "person" and owners.full(BOB) == ""
    owners.release(ANN)
    assert owners.full(ANN) == ""


def request(peer="127.0.0.1", **headers) -> HTTPServerRequest:
    """As it comes in at the server."""
    class Connection:
        context = type("Context", (), {"remote_ip": peer, "protocol": "http"})()
    return HTTPServerRequest("GET", "/", headers=HTTPHeaders({name.replace("_", "-"): value for name, value in headers.items()}), host="atelier.example", connection=Connection())


def test_a_proxys_word_counts_only_from_a_proxy_that_was_named():
    proxy = frozenset({"127.0.0.1"})
    forged = request(X_Forwarded_For="192.0.2.7", X_Forwarded_Proto="https")
    assert address(forged, frozenset()) == "127.0.0.1" and not is_secure(forged, frozenset()) and not is_local(forged)
    assert address(forged, proxy) == "192.0.2.7" and is_secure(forged, proxy)
    assert address(request(X_Forwarded_For="198.51.100.1, 192.0.2.7"), proxy) == "192.0.2.7", "what the person wrote before does not count"
    assert address(request(X_Forwarded_For="<script>"), proxy) == "127.0.0.1"
    assert address(request("192.0.2.9", X_Forwarded_For="192.0.2.7"), proxy) == "192.0.2.9"
    assert is_local(request()) and not is_local(request("192.0.2.9"))


@pytest.mark.parametrize(("origin", "own"), [(None, True), ("https://atelier.example", True), ("https://ATELIER.example", True), ("null", False), ("https://other.example", False),
                                             ("https://atelier.example:8443", False), ("https://atelier.example.other.example", False), ("", False)])
def test_only_a_page_of_this_server_asks_as_one(origin, own):
    assert is_own_origin(request(**({} if origin is None else {"Origin": origin}))) is own


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_sentence_of_waiting_is_there(language):
    words = speak(language)
    assert words.count("serving.too_often", 1) != words.count("serving.too_often", 2)
    assert "ValueError" not in words("serving.kernel_error")
