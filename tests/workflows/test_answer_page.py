"""The page behind a client's link, over HTTP at a running server, as a client, a mail scanner or an attacker uses it."""

import re
import socket
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import urlsplit

import pytest

from tests.order_site import started
from workflows.orders import commands
from workflows.orders.answering import code_of
from workflows.store import orders
from workflows.store.attachments import read

GOOD = {"name": "Jeanne Martin", "function": "Gérante", "may_decide": "1", "reason": ""}


@pytest.fixture(scope="module")
def running(tmp_path_factory):
    home = tmp_path_factory.mktemp("home")
    site, process = started(home, home / "server.log")
    yield site, home / "server.log"
    process.terminate()
    process.wait(30)
    site.office.store.close()


@pytest.fixture(scope="module")
def site(running):
    return running[0]


@pytest.fixture(scope="module")
def ana(site):
    return site.people.add("member", "Ana Peeters")


def nonce_of(page: str) -> str:
    return re.search(r'name="nonce" value="([0-9a-f]+)"', page)[1]


def answer(site, id, decision="accept", place=None, **changed):
    """The form as a browser sends it, having read the page."""
    with site.client() as client:
        place = place or site.place(id)
        return client.post(place, data={"nonce": nonce_of(client.get(place).text), "decision": decision, **GOOD, **changed})


def test_the_page_has_the_order_and_one_form_and_neither_cookie_nor_script(site, ana):
    id = site.sent(ana, until="6/3/2026", note="Livraison en deux fois")
    with site.client() as client:
        page = client.get(site.place(id))
    row = site.row(id)
    for said in (row.number, "Affiche", "Ana Peeters", "Mobilis", "2 mars 2026", "6 mars 2026", "Conception", "847,00", "700,00",
                 "147,00", "21", "Livraison en deux fois"):
        assert said in page.text.replace("\xa0", " "), said
    assert page.status_code == 200 and "set-cookie" not in page.headers and "<script" not in page.text
    assert page.headers["cache-control"] == "no-store" and "noindex" in page.headers["x-robots-tag"]
    assert page.headers["referrer-policy"] == "no-referrer" and "script-src" not in page.headers["content-security-policy"]
    assert page.headers["content-security-policy"].startswith("default-src 'none'")
    assert page.text.count('name="decision"') == 2 and f"<title>{row.worker} · {row.client}" in page.text


def test_scanners_that_open_the_link_change_nothing(site, ana):
    id = site.sent(ana)
    before = site.events(id), site.row(id)
    with site.client() as client:
        for _ in range(15):
            assert client.get(site.place(id)).status_code == 200
            head = client.head(site.place(id))
            assert head.status_code == 200 and head.content == b""
            assert client.get(site.place(id) + "/document").status_code == 200
    assert (site.events(id), site.row(id)) == before


def test_the_document_opens_by_a_button_and_from_then_on_the_order_is_seen(site, ana):
    id = site.sent(ana)
    with site.client(**{"User-Agent": "Phone"}) as client:
        assert client.post(site.place(id) + "/document").status_code == 409, "without the nonce of the page"
        assert site.row(id).state == "sent"
        nonce = nonce_of(client.get(site.place(id)).text)
        found = client.post(site.place(id) + "/document", data={"nonce": nonce})
    with site.office.store.read() as tx:
        assert found.content == read(site.office.home, orders.revision(tx, id, 1).pdf)
    assert found.headers["content-type"] == "application/pdf" and found.content.startswith(b"%PDF")
    assert 'Ana-Peeters_Mobilis_Affiche' in found.headers["content-disposition"]
    seen = site.events(id)[-1]
    assert (site.row(id).state, seen.event, seen.payload["agent"]) == ("seen", "order_seen", "Phone")


def test_a_client_accepts_and_a_replay_says_so_and_changes_nothing(site, ana):
    id = site.sent(ana)
    found = answer(site, id)
    assert found.status_code == 200 and "Merci" in found.text and "set-cookie" not in found.headers
    assert site.row(id).state == "accepted" and 'name="decision"' not in found.text
    said = site.events(id)[-1]
    assert {name: said.payload[name] for name in ("name", "function", "channel", "may_decide", "language")} == {
        "name": "Jeanne Martin", "function": "Gérante", "channel": "link", "may_decide": True, "language": "fr"}
    assert said.payload["address"].startswith("10.") and said.payload["address"].endswith(".0.7")
    again, other = answer(site, id), answer(site, id, "refuse", reason="non")
    with site.client() as client:
        page = client.get(site.place(id))
    assert (again.status_code, other.status_code, page.status_code) == (200, 409, 200)
    assert all("déjà été acceptée" in answered.text for answered in (again, other, page))
    assert "Ouvrir le document" in page.text and site.row(id).state == "accepted"
    assert [entry.event for entry in site.events(id)] == ["order_sent", "order_accepted"]


def test_a_client_refuses_with_a_reason(site, ana):
    id = site.sent(ana)
    assert "refusée" in answer(site, id, "refuse", reason="Trop cher\r\n<b>vraiment</b>").text
    assert site.row(id).state == "refused" and "<b>vraiment</b>" in site.events(id)[-1].payload["reason"]


@pytest.mark.parametrize("missing, field", [("name", "name"), ("may_decide", "may_decide")])
def test_what_is_missing_is_said_and_everything_typed_is_kept(site, ana, missing, field):
    id = site.sent(ana)
    typed = {**GOOD, "reason": "Une raison <i>", missing: ""}
    found = answer(site, id, **typed)
    assert found.status_code == 422 and 'role="alert"' in found.text
    assert re.search(rf'name="{field}"[^>]*aria-invalid="true"', found.text)
    assert "Une raison &lt;i&gt;</textarea>" in found.text and 'value="Gérante"' in found.text
    assert ('value="Jeanne Martin"' in found.text) == (missing != "name")
    assert bool(re.search(r'name="may_decide" value="1" checked', found.text)) == (missing != "may_decide")
    assert site.row(id).state == "seen", "who tried has seen it"


def test_a_rate_for_homes_needs_the_clients_declaration(site, ana):
    id = site.sent(ana, client_kind="private", client_number=None, lines=[["Murs", "3", "day", "280", "old_home", "work"]])
    refused = answer(site, id)
    assert refused.status_code == 422 and re.search(r'name="attests"[^>]*aria-invalid="true"', refused.text)
    assert answer(site, id, attests="1").status_code == 200
    assert site.events(id)[-1].payload["attests"] is True and site.row(id).state == "accepted"


@pytest.mark.parametrize("forged", ["", "0" * 64, "x" * 5000, "\ud83d\ude00é", "é" * 64])
def test_without_the_nonce_of_this_version_nothing_is_decided(site, ana, forged):
    id = site.sent(ana)
    with site.client() as client:
        found = client.post(site.place(id), data={"nonce": forged.encode("utf-8", "surrogatepass"), "decision": "accept", **GOOD})
    assert found.status_code == 409 and 'value="Jeanne Martin"' in found.text and site.row(id).state == "sent"


def test_links_that_open_nothing_say_why_in_the_clients_language(site, ana):
    changed, back, gone = (site.sent(ana, client_language=code) for code in ("nl", "de", "en"))
    old, house = site.place(changed), site.office.house
    commands.revise(house, ana, changed, site.office.later())
    commands.withdraw(house, ana, back, site.office.later())
    with site.office.store.write() as tx:
        orders.move(tx, orders.order(tx, gone), "expired", site.office.later())
    with site.client() as client:
        for place, status, said in ((old, 409, "veranderd"), (site.place(back), 410, "zurück"), (site.place(gone), 410, "over"),
                                    (f"{site.address}/order/{'x' * 43}", 404, "Ce lien ne mène")):
            found = client.get(place)
            assert (found.status_code, said in found.text) == (status, True), found.text[:900]
            assert client.post(place, data={"nonce": "0" * 64, "decision": "accept", **GOOD}).status_code == status
        assert "führt zu keinem" in client.get("/order/x", headers={"Accept-Language": "de-BE,de;q=0.9"}).text
        assert "geen bestelling" in client.get("/order/x?lang=nl").text
    site.office.send(ana, changed)
    assert answer(site, changed, place=site.place(changed)).status_code == 200
    with site.client() as client:
        assert client.get(old).status_code == 409, "the old link stays dead"


def test_of_many_answers_at_once_exactly_one_counts(site, ana):
    id = site.sent(ana)
    with site.client() as client:
        nonce = nonce_of(client.get(site.place(id)).text)

    def tap(turn):
        with site.client() as client:
            return client.post(site.place(id), data={"nonce": nonce, "decision": ("accept", "refuse")[turn % 2], **GOOD})

    with ThreadPoolExecutor(12) as pool:
        found = list(pool.map(tap, range(12)))
    decided = [entry for entry in site.events(id) if entry.event in ("order_accepted", "order_refused")]
    assert len(decided) == 1 and sum("Merci" in one.text or "C’est noté" in one.text for one in found) == 1
    assert {one.status_code for one in found} == {200, 409}


HOSTILE = ["👩‍👩‍👧 Zoë", "\u202egro.live", "a\x00b\x1b[31m", "<script>alert(1)</script>", "{{ 7*7 }}", "x" * 15_000, "\ufdfd" * 500]


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_words_are_words(site, ana, text):
    id = site.sent(ana)
    found = answer(site, id, "refuse", name=text, function=text, reason=text)
    assert found.status_code == 200 and site.row(id).state == "refused"
    said = site.events(id)[-1].payload
    assert len(said["name"]) <= 120 and len(said["reason"]) <= 2_000
    assert not any(sign in said["name"] + said["reason"] for sign in "\x00\x1b\u202e")
    assert "<script>alert" not in found.text


@pytest.mark.parametrize("path", ["/order/", "/order/%ff%fe", "/order/%00", "/order/" + "x" * 9000, "/order/..%2f..%2fetc", "/order/%F0%9F%8E%A8",
                                  "/order/x/document", "/order/x?lang=klingon", "/order/x?lang=%ff"])
def test_hostile_addresses_are_not_found(site, path):
    with site.client() as client:
        found = client.get(path)
    assert found.status_code == 404 and "Ce lien ne mène à aucune commande" in found.text and "set-cookie" not in found.headers


def test_a_form_that_is_too_large_or_no_form_is_refused(site, ana):
    id = site.sent(ana)
    place = urlsplit(site.place(id))
    with site.client() as client:
        assert client.post(site.place(id), data={"reason": "x" * 70_000}).status_code == 413
        for body in (b"\xff\xfe", b"%%%=&&&;", b'{"decision": "accept"}'):
            assert client.post(site.place(id), content=body).status_code == 409
    for length in (b"-5", b"9" * 30, b"abc"):
        with socket.create_connection((place.hostname, place.port), timeout=10) as line:
            line.sendall(b"POST %s HTTP/1.1\r\nHost: x\r\nContent-Length: %s\r\n\r\nname=x" % (place.path.encode(), length))
            assert line.recv(200).startswith((b"HTTP/1.1 4", b"")) and not line.recv(200).startswith(b"HTTP/1.1 200")
    assert site.row(id).state == "sent"


def test_who_asks_too_often_waits_and_others_do_not(site, ana):
    id = site.sent(ana)
    with site.client() as scanner, site.client() as other:
        found = [scanner.head(site.place(id)).status_code for _ in range(121)]
        late = scanner.get(site.place(id), headers={"Accept-Language": "de"})
        assert other.get(site.place(id)).status_code == 200
    assert found == [200] * 120 + [429] and late.status_code == 429
    assert "Warten Sie eine Minute" in late.text and int(late.headers["retry-after"]) > 0


def test_the_secret_stands_in_no_log(running, ana):
    site, log = running
    id = site.sent(ana)
    token = site.office.links[id]
    with site.client(Referer=site.place(id)) as client:
        client.get(site.place(id))
        client.get(site.place(id) + "?lang=nl")
        client.post(site.place(id), data={"nonce": "0"})
        client.put(site.place(id))
        client.get(site.place(id) + "/document/none")
    answer(site, id)
    written = log.read_text(encoding="utf-8")
    assert '"/order/*"' in written and '"status": 405' in written
    assert token not in written and code_of(token) not in written and "/order/" + token[:8] not in written
    assert "Jeanne" not in written
