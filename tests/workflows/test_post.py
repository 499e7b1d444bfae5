"""Letters: through a real mail server, with it down, with it refusing, and as files where there is none."""

import re
from contextlib import ExitStack
from datetime import UTC, datetime, timedelta

import pytest

from tests.mailbox import mail_server
from workflows.installation import MailPart
from workflows.people import accounts
from workflows.people.entering import PER_ACCOUNT, Refused, whose_link
from workflows.post.letters import link_letter, send_link
from workflows.post.mail import AGAIN, deliver
from workflows.store import outbox

NOW = datetime(2026, 11, 26, 9, tzinfo=UTC)
PLACE = "https://atelier.example"


@pytest.fixture
def mail():
    """Starts mail servers: the box, and the settings that lead to it."""
    with ExitStack() as running:
        def start(refuses=0):
            box = running.enter_context(mail_server(refuses))
            return box, MailPart(host="127.0.0.1", port=box.port, starttls=False, sender="post@atelier.example")

        yield start


def person(store, language="nl", name="Zoë Ünlü", address="zoe@example.org"):
    return accounts.add_account(store, address, name, "member", language, None, NOW)


@pytest.mark.parametrize("language", ["fr", "nl", "en"])
def test_a_link_arrives_in_the_persons_language_and_lets_in(store, mail, tmp_path, language):
    box, settings = mail()
    zoe = person(store, language)
    send_link(store, zoe, "first", PLACE, NOW)
    assert deliver(store, settings, tmp_path, NOW) == 1 and deliver(store, settings, tmp_path, NOW) == 0, "once"
    (to, message), = box.taken
    assert to == ["zoe@example.org"] and message["Auto-Submitted"] == "auto-generated"
    text = message.get_content()
    assert "Zoë Ünlü" in text
    token = re.search(rf"{PLACE}/enter/([\w-]+)", text)[1]
    assert whose_link(store, token, NOW).id == zoe.id
    with store.read() as tx:
        assert outbox.due(tx, NOW + timedelta(days=30)) == [], "and its text, which lets in, is forgotten"


def test_a_mail_server_that_is_down_gets_it_later_and_a_dead_letter_stays_with_its_reason(store, mail, tmp_path):
    send_link(store, person(store), "first", PLACE, NOW)
    nobody = MailPart(host="127.0.0.1", port=1, starttls=False)
    assert deliver(store, nobody, tmp_path, NOW) == 0
    box, settings = mail(refuses=1)
    assert deliver(store, settings, tmp_path, NOW) == 0 and box.taken == [], "not at once again"
    assert deliver(store, settings, tmp_path, NOW + AGAIN[0]) == 0, "refused for now"
    assert deliver(store, settings, tmp_path, NOW + AGAIN[0] + AGAIN[1]) == 1 and len(box.taken) == 1
    send_link(store, person(store, address="other@example.org"), "first", PLACE, NOW)
    at = NOW
    for wait in (*AGAIN, timedelta(days=2)):
        assert deliver(store, nobody, tmp_path, at) == 0
        at += wait
    assert deliver(store, settings, tmp_path, at + timedelta(days=365)) == 0, "given up"


def test_two_senders_send_it_once(store, mail, tmp_path):
    box, settings = mail()
    send_link(store, person(store), "first", PLACE, NOW)
    with store.read() as tx:
        waiting = outbox.due(tx, NOW)
    with store.write() as tx:
        assert outbox.claim(tx, waiting[0].id, NOW, NOW + timedelta(minutes=2))
    assert deliver(store, settings, tmp_path, NOW) == 0 and box.taken == []
    assert deliver(store, settings, tmp_path, NOW + timedelta(minutes=3)) == 1, "a sender that died keeps it for two minutes only"


@pytest.mark.claims("T033")
def test_without_a_mail_server_letters_are_files_that_only_the_owner_reads(store, tmp_path):
    send_link(store, person(store), "first", PLACE, NOW)
    assert deliver(store, MailPart(), tmp_path, NOW) == 1
    letter, = (tmp_path / "outbox").glob("*.eml")
    assert letter.stat().st_mode & 0o077 == 0 and "zoe@example.org" in letter.read_text()


def test_asking_for_a_link_says_nothing_about_who_exists_and_has_a_brake(store, mail, tmp_path):
    box, settings = mail()
    person(store)
    link_letter(store, "nobody@example.org", "192.0.2.1", PLACE, NOW)
    link_letter(store, " ZOE@example.org", "192.0.2.1", PLACE, NOW)
    deliver(store, settings, tmp_path, NOW)
    assert [to for to, _ in box.taken] == [["zoe@example.org"]]
    with pytest.raises(Refused, match=r"sign_in\.throttled"):
        for _ in range(PER_ACCOUNT + 1):
            link_letter(store, "zoe@example.org", "192.0.2.2", PLACE, NOW)
