"""Receipts over HTTP, as a phone sends them and as somebody with a browser of their own making would try."""

import io
import os
import socket
import time
from urllib.parse import urlsplit

import httpx
import psutil
import pytest
from pypdf import PdfReader

from tests.accounts import House
from tests.expenses import JPEG, PDF, TYPED
from tests.faults.test_server_killed import start
from tests.servers import free_port
from workflows.people import drafts
from workflows.store import expenses

PNG = b"\x89PNG\r\n\x1a\n" + b"0" * 50
WEBP = b"RIFF\x00\x00\x00\x00WEBPVP8 " + b"0" * 20
HEIC = b"\x00\x00\x00\x18ftypheic" + b"0" * 20


@pytest.fixture(scope="module")
def running(tmp_path_factory):
    house, port = House(tmp_path_factory.mktemp("home")), free_port()
    house.store().close()
    process = start(port, house.home)
    yield f"http://127.0.0.1:{port}", house, process
    process.terminate()
    process.wait(30)


@pytest.fixture(scope="module")
def site(running):
    return running[:2]


class Phone:
    """A signed-in browser: uploads, looks, presses buttons."""

    def __init__(self, address, house, who):
        self.who, self.draft = who, f"{time.time_ns():032x}"
        self.client = httpx.Client(base_url=address, timeout=20, cookies={"atelier_session": house.session(who)},
                                   headers={"Accept-Language": "en"})
        self.client.get("/account").raise_for_status()
        self.marks = {"X-XSRFToken": self.client.cookies["_xsrf"]}

    def upload(self, content, name="photo.jpg", draft=None, **more):
        return self.client.post(f"/receipt?draft={draft or self.draft}", files={"file": (name, content)}, headers=self.marks, **more)

    def press(self, place, **fields):
        return self.client.post(place, data={"_xsrf": self.client.cookies["_xsrf"], **fields})

    def write(self, **typed):
        fields = {name: [value, 0] for name, value in {**TYPED, **typed}.items()}
        answer = self.client.post("/save", headers=self.marks, json={
            "page": "expense_note", "version": 1, "draft": self.draft, "made": False, "fields": fields})
        assert answer.status_code == 200, answer.text
        return self


@pytest.fixture
def ana(site):
    return Phone(*site, site[1].add("member", "Ana Peeters", "en"))


@pytest.fixture
def claire(site, ana):
    found = site[1].add("adviser", "Claire Dubois", "en")
    site[1].assign(ana.who, found)
    return Phone(*site, found)


def kept(house) -> list[str]:
    """Every file that stands in the folder of attachments, unfinished ones too."""
    return [name for _, _, names in os.walk(house.home / "attachments") for name in names]


@pytest.mark.parametrize(("content", "type", "inline"), [
    (JPEG, "image/jpeg", True), (PNG, "image/png", True), (WEBP, "image/webp", True), (HEIC, "image/heic", False),
    (PDF, "application/pdf", False)])
def test_a_photo_or_pdf_comes_back_byte_for_byte_and_shows_nothing_but_itself(ana, content, type, inline):
    sent = ana.upload(content, "whatever.exe")
    assert sent.status_code == 200 and sent.json()["type"] == type and sent.json()["shown"] is inline
    seen = ana.client.get(f"/receipt/{ana.draft}")
    assert seen.content == content and seen.headers["Content-Type"] == type
    assert seen.headers["Content-Disposition"].startswith("inline" if inline else "attachment")
    assert seen.headers["X-Content-Type-Options"] == "nosniff" and seen.headers["Cache-Control"] == "no-store"
    assert "sandbox" in seen.headers["Content-Security-Policy"] and "default-src 'none'" in seen.headers["Content-Security-Policy"]


def test_the_register_of_a_year_holds_ones_own_notes_and_everybodys_for_staff(site, ana):
    def said(phone, who="me"):
        answer = phone.client.get(f"/expenses/2026.pdf?who={who}")
        assert answer.status_code == 200 and answer.headers["Content-Type"] == "application/pdf"
        return "".join(page.extract_text() for page in PdfReader(io.BytesIO(answer.content)).pages)

    ana.upload(JPEG)
    ana.write(purpose="Chêne du registre").press(f"/expenses/{ana.draft}/submit")
    assert "Chêne du registre" in said(ana) and "/expenses/2026.pdf" in ana.client.get("/expenses").text
    other = Phone(*site, site[1].add("member", "Bram Claes", "en"))
    assert "Chêne" not in said(other) and "Chêne" not in said(other, "others")
    assert "Chêne du registre" in said(Phone(*site, site[1].add("staff", "Sam Lambert", "en")), "others")


@pytest.mark.parametrize("content", [b"<html><script>alert(1)</script>", b"<svg xmlns='http://www.w3.org/2000/svg'/>", b"MZ\x90\x00",
                                     b" %PDF-1.7", b"GIF89a", b"\x00" * 100, b"RIFF0000WAVE"])
def test_what_is_no_receipt_is_refused_whatever_it_is_called(site, ana, content):
    before = kept(site[1])
    refused = ana.upload(content, "ticket.jpg")
    assert refused.status_code == 415 and "PDF" in refused.json()["detail"]
    assert kept(site[1]) == before and ana.client.get(f"/receipt/{ana.draft}").status_code == 404


def test_a_file_just_too_large_and_one_far_too_large_get_a_sentence_and_leave_nothing(site, ana):
    before = kept(site[1])
    for size in (10 * 2**20 + 1, 20 * 2**20):
        refused = ana.upload(JPEG + b"0" * (size - len(JPEG)))
        assert refused.status_code == 413 and "10 MB" in refused.json()["detail"]
    assert ana.upload(JPEG + b"0" * (10 * 2**20 - len(JPEG))).status_code == 200
    assert len(kept(site[1])) == len(before) + 1


@pytest.mark.parametrize("body", [b"", b"--x\r\n", b"--x--\r\n", b'--x\r\nContent-Disposition: form-data; name="other"; filename="a"\r\n\r\nabc\r\n--x--\r\n'])
def test_a_form_without_its_file_is_refused(ana, body):
    answer = ana.client.post(f"/receipt?draft={ana.draft}", content=body,
                             headers={**ana.marks, "Content-Type": "multipart/form-data; boundary=x"})
    assert answer.status_code == 422 and answer.json()["detail"]


def test_an_upload_that_is_cut_in_the_middle_leaves_nothing_and_the_next_one_is_kept(site, ana):
    before, place = kept(site[1]), urlsplit(site[0])
    for part in (0.1, 0.5, 0.9):
        body = b'--x\r\nContent-Disposition: form-data; name="file"; filename="a"\r\n\r\n' + JPEG + b"0" * 400_000 + b"\r\n--x--\r\n"
        cookies = "; ".join(f"{name}={value}" for name, value in ana.client.cookies.items())
        head = (f"POST /receipt?draft={ana.draft} HTTP/1.1\r\nHost: {place.netloc}\r\nCookie: {cookies}\r\nContent-Length: {len(body)}\r\n"
                f"X-XSRFToken: {ana.marks['X-XSRFToken']}\r\nContent-Type: multipart/form-data; boundary=x\r\n\r\n")
        with socket.create_connection((place.hostname, place.port)) as line:
            line.sendall(head.encode() + body[:int(len(body) * part)])
    time.sleep(0.2)
    assert kept(site[1]) == before and ana.client.get(f"/receipt/{ana.draft}").status_code == 404
    assert ana.upload(JPEG).status_code == 200 and ana.client.get(f"/receipt/{ana.draft}").content == JPEG


def test_nobody_else_uploads_sees_or_takes_off(site, ana, claire):
    ana.write().upload(JPEG)
    zoe, els = (Phone(*site, site[1].add(role)) for role in ("member", "staff"))
    guest = httpx.Client(base_url=site[0])
    for other in (zoe, els):
        assert other.upload(PDF, draft=ana.draft).status_code == 404
        assert other.client.get(f"/receipt/{ana.draft}").status_code == 404
        assert other.client.post(f"/receipt/{ana.draft}/remove", headers=other.marks).status_code == 404
        assert other.client.get(f"/expenses/{ana.draft}").status_code == 404
    assert guest.get(f"/receipt/{ana.draft}").status_code == 401 and guest.post(f"/receipt?draft={ana.draft}").status_code == 401
    assert ana.client.post(f"/receipt?draft={ana.draft}", files={"file": ("a", PDF)}).status_code == 403, "without the mark"
    assert ana.client.post(f"/receipt/{ana.draft}/remove").status_code == 403
    assert claire.client.get(f"/receipt/{ana.draft}").content == JPEG
    assert ana.upload(JPEG, draft="../../etc").status_code == 404


def test_a_receipt_is_taken_off_and_put_back(ana):
    name = ana.write().upload(JPEG).json()["name"]
    assert ana.client.post(f"/receipt/{ana.draft}/remove", headers=ana.marks).json()["name"] == ""
    assert ana.client.get(f"/receipt/{ana.draft}?about=1").json()["name"] == ""
    assert ana.client.post(f"/receipt/{ana.draft}/put_back?name={name}", headers=ana.marks).json()["name"] == name
    assert ana.client.post(f"/receipt/{ana.draft}/put_back?name={'0' * 64}", headers=ana.marks).status_code == 404
    assert ana.client.get(f"/receipt/{ana.draft}").content == JPEG


def test_a_note_through_all_pages_with_its_receipt(site, ana, claire):
    ana.write(amount="")
    ana.upload(JPEG)
    page = ana.client.get(f"/expenses/{ana.draft}").text
    assert "Before you hand it in" in page and "Amount including VAT" in page and "/submit" not in page
    assert ana.press(f"/expenses/{ana.draft}/submit").status_code == 422
    assert ana.client.get(f"/receipt/{ana.draft}").content == JPEG, "what does not fit loses nothing"
    ana.write()
    assert "€184.50" in ana.client.get(f"/expenses/{ana.draft}").text
    assert ana.press(f"/expenses/{ana.draft}/submit").status_code == 302
    waiting = claire.client.get("/expenses").text
    assert "Ana Peeters · Bois" in waiting and f"/expenses/{ana.draft}" in waiting
    assert "Ana Peeters · Bois" not in claire.client.get("/expenses?q=zinc").text and "Bois" in claire.client.get("/expenses?q=ANA+bois").text
    assert claire.press(f"/expenses/{ana.draft}/return", reason=" ").status_code == 422
    assert claire.press(f"/expenses/{ana.draft}/return", reason="Ticket illisible").status_code == 302
    assert "Ticket illisible" in ana.client.get(f"/expenses/{ana.draft}").text
    assert ana.press(f"/expenses/{ana.draft}/approve").status_code == 409
    assert ana.press(f"/expenses/{ana.draft}/submit").status_code == 302
    stale = claire.press(f"/expenses/{ana.draft}/approve", looked="2026-01-01T00:00:00+00:00")
    assert stale.status_code == 409 and "changed meanwhile" in stale.text
    assert claire.press(f"/expenses/{ana.draft}/approve").status_code == 302
    assert claire.press(f"/expenses/{ana.draft}/book", year="2026").status_code == 302
    page = ana.client.get(f"/expenses/{ana.draft}?did=book").text
    assert "Booked" in page and "Expense note approved" in page and "Claire Dubois" in page
    assert ana.upload(PDF).status_code == 409 and "no longer changes" in ana.upload(PDF).json()["detail"]
    assert ana.client.get(f"/drafts/{ana.draft}").status_code == 200, "the draft's own history tells it too"


def test_the_disk_is_full_and_says_so_leaves_nothing_and_works_again_once_there_is_room(running, ana):
    """The server may write no file longer than 2 MB: what the system then answers is what a full disk is told by."""
    process, photo = psutil.Process(running[2].pid), JPEG + b"0" * 5_000_000
    before, (_, hard) = kept(running[1]), process.rlimit(psutil.RLIMIT_FSIZE)
    process.rlimit(psutil.RLIMIT_FSIZE, (2_000_000, hard))
    refused = ana.upload(photo)
    assert refused.status_code == 507 and "disk is full" in refused.json()["detail"] and kept(running[1]) == before
    process.rlimit(psutil.RLIMIT_FSIZE, (hard, hard))
    assert ana.upload(photo).status_code == 200 and ana.client.get(f"/receipt/{ana.draft}").content == photo


def test_people_at_once_each_get_their_own(site, ana):
    """Two uploads of one note at the same time: one of them stands, whole."""
    from concurrent.futures import ThreadPoolExecutor
    contents = [JPEG + bytes([at]) * 1_000 for at in range(6)]
    with ThreadPoolExecutor(6) as together:
        answers = list(together.map(lambda content: ana.upload(content).status_code, contents))
    store = site[1].store()
    with store.read() as tx:
        row = expenses.expense(tx, ana.draft)
    assert set(answers) == {200} and ana.client.get(f"/receipt/{ana.draft}").content in contents and row.receipt
    assert drafts.look(store, ana.who, ana.draft, site[1].now()).raw == {}
    store.close()
