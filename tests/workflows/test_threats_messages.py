"""The gate between a page and its kernel: each type of message, hostile forms, floods; and what of errors passes."""

import asyncio
import json
import struct

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.attacker import CONTROL, V1, framed, header, parsed
from tests.targets import ours, stock
from workflows.server.connection import Bucket
from workflows.server.messages import INCOMING, BadMessage, read, shown, trace

FORBIDDEN = {
    "execute_request": {"code": "open({file!r}, 'w').write('x')", "silent": False, "store_history": False, "user_expressions": {}, "allow_stdin": False},
    "complete_request": {"code": "impor", "cursor_pos": 5}, "inspect_request": {"code": "print", "cursor_pos": 5, "detail_level": 1},
    "history_request": {"output": True, "raw": True, "hist_access_type": "tail", "n": 9}, "is_complete_request": {"code": "1"},
    "debug_request": {"type": "request", "seq": 1, "command": "initialize", "arguments": {}}, "input_reply": {"value": "x"},
    "interrupt_request": {}, "create_subshell_request": {}, "delete_subshell_request": {"subshell_id": "x"}, "list_subshell_request": {},
    "usage_request": {}, "connect_request": {}, "apply_request": {}, "abort_request": {}, "clear_request": {}, "no_such_request": {},
}
"""Row 11: what could run or read code. `shutdown_request` is row 8, in test_threats.py."""


@pytest.fixture(scope="module", params=[pytest.param("stock", marks=pytest.mark.slow), "ours"])
def target(request, tmp_path_factory):
    folder = tmp_path_factory.mktemp("messages")
    with ours(folder) if request.param == "ours" else stock(folder / "notebooks") as target:
        yield target


@pytest.mark.parametrize("kind", FORBIDDEN)
def test_a_message_that_no_page_needs_is_dropped(kind, target, tmp_path):
    async def attack():
        person, kernel = await target.ann()
        socket = await person.connect(kernel)
        content = json.loads(json.dumps(FORBIDDEN[kind]).replace("{file!r}", repr(str(tmp_path / "written"))))
        names = {socket.send(kind, content, channel) for channel in ("shell", "control", "stdin", "iopub")}
        heard = await socket.settled()
        socket.close()
        return [one for one in heard if one[2] in names], heard[-1][0]

    assert asyncio.run(attack()) == ([], "status"), "no answer, and the page lives"
    assert not (tmp_path / "written").exists()


def message(kind="comm_msg", content=None, channel="shell", **more) -> bytes:
    return framed(channel, {**header(kind, "m"), **more}, {}, {}, content if content is not None else {"comm_id": "c", "data": {}})


HOSTILE = {
    "a text": "text", "empty": b"", "short": b"\0" * 7, "no offsets": struct.pack("<Q", 2**63), "a count that lies": struct.pack("<Q", 9) + b"\0" * 20,
    "offsets that fall": struct.pack("<8Q", 7, 64, 70, 60, 80, 90, 95, 99) + b"\0" * 40, "offsets beyond": struct.pack("<8Q", 7, 64, 70, 80, 90, 95, 99, 9**15) + b"\0" * 40,
    "a header within the offsets": struct.pack("<8Q", 7, 0, 8, 16, 24, 32, 40, 64) + b"\0" * 8, "fifty parts": framed("shell", *[{}] * 50),
    "the control channel": message(channel="control"), "the stdin channel": message(channel="stdin"), "no channel": message(channel=""),
    "no JSON": framed("shell", b"{", {}, {}, {}), "a list for a header": framed("shell", [1], {}, {}, {}), "half a character": framed("shell", header("comm_msg", "m"), {}, {}, b'{"a": "\xff"}'),
    "deep": framed("shell", header("comm_msg", "m"), {}, {}, b"[" * 100_000), "no number": framed("shell", header("comm_msg", "m"), {}, {}, b'{"a": NaN}'),
    "infinite": framed("shell", header("comm_msg", "m"), {}, {}, b'{"a": 1e999}'), "thousands of digits": framed("shell", header("comm_msg", "m"), {}, {}, b'{"a": ' + b"9" * 5000 + b"}"),
    "a lone surrogate": framed("shell", header("comm_msg", "m"), {}, {}, b'{"a": "\\ud800"}'), "two types": framed("shell", b'{"msg_type": "comm_msg", "msg_type": "execute_request"}', {}, {}, {}),
    "a type that is a list": message(msg_type=["comm_msg"]), "another comm": message("comm_open", {"comm_id": "c", "target_name": "jupyter.widget", "data": {}}),
    "large": message(content={"a": "9" * 300_000}),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_form_is_refused(name):
    with pytest.raises(BadMessage):
        read(HOSTILE[name], 250_000)


@given(st.binary(max_size=400) | st.lists(st.integers(0, 2**64 - 1), max_size=12).map(lambda numbers: struct.pack(f"<{len(numbers)}Q", *numbers)))
@settings(max_examples=300, deadline=None)
def test_whatever_bytes_come_nothing_but_a_refusal_happens(content):
    try:
        read(content, 1000)
    except BadMessage as bad:
        assert str(bad) in ("form", "size", "channel", "json", "type", "comm_open")


@pytest.mark.parametrize("kind", sorted(INCOMING))
def test_what_a_page_sends_passes_as_it_was_read(kind):
    body = {"comm_id": "c", "target_name": CONTROL, "data": {"state": {"value": "é 1,5"}}}
    parts = read(framed("shell", {**header(kind, "m"), "extra": "x"}, {"msg_id": "p"}, {"version": "1.0.0"}, body, buffers=[b"\0\xff"]), 1000)
    assert json.loads(parts[0]) == header(kind, "m"), "a field that is none of the protocol's goes no further"
    assert [json.loads(part) for part in parts[1:4]] == [{}, {"version": "1.0.0"}, body] and parts[4:] == [b"\0\xff"]


TRACEBACK = ('Traceback (most recent call last):\n  File "/srv/atelier/widgets/rooms/base.py", line 7, in changed\n    pay(income=31234)\n'
             "ValueError: 31234 of ann@example.org")


@pytest.mark.parametrize(("kind", "body"), [("error", {"ename": "ValueError", "evalue": "31234", "traceback": TRACEBACK.split("\n")}),
                                            ("stream", {"name": "stderr", "text": TRACEBACK}), ("stream", {"name": "stdout", "text": TRACEBACK}),
                                            ("stream", {"name": "stderr", "text": "a warning about 31234"})])
def test_an_error_is_one_sentence_for_the_page_and_places_for_the_log(kind, body):
    parts, logged = shown([json.dumps({"msg_type": kind}).encode(), b"{}", b"{}", json.dumps(body).encode()], "Sorry.")
    assert "Sorry." in parts[3].decode() and not any(secret in str(parts) for secret in ("31234", "base.py", "pay(", "ann@", "ValueError"))
    assert logged == ("unknown" if "warning" in str(body) else "base.py:7 changed: ValueError")


def test_the_log_of_an_error_has_no_value_in_it():
    coloured = "\x1b[0;31mKeyError\x1b[0m   Traceback (most recent call last)\nFile \x1b[1;32m/srv/widgets/form.py:31\x1b[0m, in Form.put(self)\n     30 amount = 31234\n\x1b[0;31mKeyError\x1b[0m: 'Ann 31234'"
    assert trace(coloured, "KeyError") == "form.py:31: KeyError" or trace(coloured, "KeyError") == "form.py:31 Form.put: KeyError"


@pytest.mark.parametrize("kind", ["execute_input", "execute_result", "input_request", "debug_event", "execute_reply", "inspect_reply"])
def test_source_and_answers_to_others_never_reach_a_page(kind):
    assert shown([json.dumps({"msg_type": kind}).encode(), b"{}", b"{}", b'{"code": "secret"}'], "Sorry.") == (None, "")


def test_a_bucket_fills_at_its_pace():
    now = [0.0]
    bucket = Bucket((10, 20), clock=lambda: now[0])
    assert [bucket.takes(15), bucket.takes(15)] == [True, False]
    now[0] = 1.0
    assert bucket.takes(15) and not bucket.takes(1)
    now[0] = 100.0
    assert bucket.takes(20) and not bucket.takes(1), "it never holds more than its size"


@pytest.fixture(scope="module")
def narrow(tmp_path_factory):
    """A server that lets little through at once."""
    with ours(tmp_path_factory.mktemp("narrow"), "messages=(5, 50), connections_per_kernel=2") as target:
        yield target


def test_connections_are_checked_before_anything_is_allocated(narrow):
    async def attack():
        person, kernel = await narrow.ann()
        codes = {"no cookie": await person.connect(kernel, cookies=False), "old form": await person.connect(kernel, protocol=None),
                 "long session": await person.connect(kernel, session="x" * 300), "strange session": await person.connect(kernel, session="a%2Fb"),
                 "plain": (await person.ask(f"/api/kernels/{kernel}/channels")).code,
                 "post": (await person.ask(f"/api/kernels/{kernel}/channels", "POST", "")).code}
        two = [await person.connect(kernel), await person.connect(kernel)]
        codes["third"], protocols = await person.connect(kernel), [one.socket.selected_subprotocol for one in two]
        two[0].close()
        await asyncio.sleep(0.5)
        after = await person.connect(kernel)
        two[1].close()
        return codes, protocols, after

    codes, protocols, after = asyncio.run(attack())
    assert codes == {"no cookie": 404, "old form": 400, "long session": 400, "strange session": 400, "plain": 400, "post": 405, "third": 429}
    assert protocols == [V1, V1] and not isinstance(after, int)


def test_a_flood_ends_the_connection_and_not_the_page(narrow):
    async def flood():
        person, kernel = await narrow.ann()
        socket = await person.connect(kernel)
        for _ in range(200):
            socket.send("kernel_info_request", {})
        heard = await socket.hear(20)
        again = await person.connect(kernel)
        name = again.send("kernel_info_request", {})
        return heard[-1], await again.answer(name, "kernel_info_reply")

    last, after = asyncio.run(flood())
    assert last[0] == "closed" and last[1]["code"] == 1008
    assert after[-1][0] == "kernel_info_reply" and after[-1][1]["banner"] == ""
    assert '"reason": "pace"' in narrow.said()


def test_parsed_reads_what_framed_writes():
    assert parsed(framed("iopub", header("status", "m"), {"msg_id": "p"}, {}, {"a": 1})) == ("status", {"a": 1}, "p")
