"""What comes back by mail is noted with its order: a bounce, a reply, once; it decides nothing; other letters are left alone."""

from email.message import EmailMessage

import pytest

from workflows.orders import commands
from workflows.orders.listing import listing
from workflows.orders.received import receive
from workflows.store import journal, orders, outbox, people


@pytest.fixture
def sent(office):
    ana = office.person("member", "Ana Peeters")
    id = office.write(ana)
    office.send(ana, id)
    return id


def message_id(office, id) -> str:
    with office.store.read() as tx:
        return outbox.about(tx, id)[0].message_id


def reply(to: str, text: str, **headers) -> bytes:
    message = EmailMessage()
    message["From"], message["Subject"], message["Message-ID"] = "achats@example.org", "Re: commande", headers.pop("own", "<r1@example.org>")
    for name, value in {"In_Reply_To": to, **headers}.items():
        if value:
            message[name.replace("_", "-")] = value
    message.set_content(text)
    return message.as_bytes()


def bounce(to: str) -> bytes:
    return (f"From: MAILER-DAEMON@mx.example.org\r\nMessage-ID: <b1@mx.example.org>\r\nMIME-Version: 1.0\r\n"
            'Content-Type: multipart/report; report-type=delivery-status; boundary="x"\r\n\r\n'
            "--x\r\nContent-Type: text/plain\r\n\r\nIt did not arrive.\r\n"
            "--x\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mx.example.org\r\n\r\n"
            "Final-Recipient: rfc822; achats@example.org\r\nAction: failed\r\nStatus: 5.1.1\r\n"
            "Diagnostic-Code: smtp; 550 5.1.1 no such\r\n mailbox here\r\n\r\n"
            f"--x\r\nContent-Type: text/rfc822-headers\r\n\r\nMessage-ID: {to}\r\nSubject: commande\r\n\r\n--x--\r\n").encode()


def noted(office, id, event) -> list:
    with office.store.read() as tx:
        assert journal.verify(tx) is None
        return [entry.payload for entry in journal.of_draft(tx, id) if entry.event == event]


def test_a_reply_is_noted_once_without_what_it_quotes_and_decides_nothing(office, sent):
    letter = reply(message_id(office, sent), "J’accepte !\n> Bonjour,\n> ancienne lettre")
    for _ in range(3):
        assert receive(office.house, letter, office.later()).kind == "reply"
    said, = noted(office, sent, "order_reply")
    assert said["note"] == "J’accepte !" and said["to"] == "achats@example.org"
    with office.store.read() as tx:
        assert orders.order(tx, sent).state == "sent"


def test_a_bounce_is_noted_with_the_reason_of_the_mail_server(office, sent):
    found = receive(office.house, bounce(message_id(office, sent)), office.later())
    assert (found.kind, found.order) == ("bounce", sent)
    said, = noted(office, sent, "order_bounce")
    assert said["note"] == "smtp; 550 5.1.1 no such mailbox here"


def test_an_answer_further_down_the_thread_is_found(office, sent):
    letter = reply("<other@example.org>", "Oui", References=f"<first@example.org> {message_id(office, sent)}", own="<r9@example.org>")
    assert receive(office.house, letter, office.later()).order == sent


@pytest.mark.parametrize("letter", [b"", b"\xff\xfe\x00", b"Subject: hello\r\n\r\nhi", reply("<nobody@example.org>", "?"),
                                    b"In-Reply-To: " + b"<a@b>" * 50_000 + b"\r\n\r\n", "Sujet: é🎨\n\n".encode()])
def test_other_letters_and_noise_are_left_alone(office, sent, letter):
    assert receive(office.house, letter, office.later()) is None
    assert noted(office, sent, "order_reply") == noted(office, sent, "order_bounce") == []


def test_an_order_whose_mail_came_back_waits_for_the_member_until_it_is_sent_anew(office, sent):
    with office.store.read() as tx:
        ana = people.person(tx, orders.order(tx, sent).owner)

    def next_of():
        one, = listing(office.house, ana, office.now).rows
        return one.next, one.who

    assert next_of() == ("answer", "client")
    receive(office.house, reply(message_id(office, sent), "Bien reçu"), office.later())
    assert next_of() == ("answer", "client"), "a reply is no bounce"
    receive(office.house, bounce(message_id(office, sent)), office.later())
    assert next_of() == ("address", "member")
    commands.revise(office.house, ana, sent, office.later())
    office.send(ana, sent)
    assert next_of() == ("answer", "client")
