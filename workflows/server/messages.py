"""The messages between a page and its kernel: what may pass, read with suspicion and written anew.

The form is v1.kernel.websocket.jupyter.org: a count, so many offsets of 8 bytes, then channel and parts end to end.
"""

import json
import math
import re
from itertools import pairwise
from typing import Any

CONTROL = "jupyter.widget.control"
"""The one comm that a page opens: it asks for the state of the widgets. Widgets themselves are made by the kernel only."""

INCOMING = frozenset({"comm_open", "comm_msg", "comm_close", "comm_info_request", "kernel_info_request"})
OUTGOING = frozenset({"comm_open", "comm_msg", "comm_close", "comm_info_reply", "kernel_info_reply", "status", "stream",
                      "error", "display_data", "update_display_data", "clear_output"})
"""The types that pass. The rest is dropped and counted."""

MOST_PARTS, LONGEST = 40, 200
_HEADER = ("msg_id", "session", "username", "date", "version")
_TRACE = re.compile(r'File "?(?P<file>[^",\n]+?)"?(?:, line |:)(?P<line>\d+)(?:, in (?P<name>[\w<>.]+))?')
_COLOUR = re.compile(r"\x1b\[[0-9;]*m")
_KIND = re.compile(r"^(?P<kind>[A-Za-z_][\w.]*(?:Error|Exception|Warning|Interrupt|Exit|Iteration|Timeout)\w*)\b", re.M)


class BadMessage(ValueError):
    """A message that no page of ours sends; its text is the reason, for counting."""


def read(content: bytes | str, most_content: int) -> list[bytes]:
    """The parts for the kernel's shell, written anew from what was checked; BadMessage with a reason."""
    channel, parts = _cut(content)
    if channel != b"shell":
        raise BadMessage("channel")
    if len(parts) < 4 or any(len(part) > most_content for part in parts[:4]):
        raise BadMessage("size")
    given = _object(parts[0])
    kind = given.get("msg_type")
    if not isinstance(kind, str) or kind not in INCOMING:
        raise BadMessage("type")
    header = {name: value for name in _HEADER if isinstance(value := given.get(name), str) and len(value) <= LONGEST}
    body = _object(parts[3])
    if kind == "comm_open" and body.get("target_name") != CONTROL:
        raise BadMessage("comm_open")
    return [_written({**header, "msg_type": kind}), b"{}", _written(_object(parts[2])), _written(body), *parts[4:]]


def shown(parts: list[bytes], sentence: str) -> tuple[list[bytes] | None, str]:
    """What of a kernel's message the page gets, and what the log gets: errors become one sentence without their text."""
    kind = json.loads(parts[0]).get("msg_type")
    if kind not in OUTGOING:
        return None, ""
    if kind in ("error", "stream"):
        body = json.loads(parts[3])
        text = "\n".join(body.get("traceback", ())) if kind == "error" else body.get("text", "")
        if kind == "stream" and body.get("name") != "stderr" and "Traceback (most recent call last)" not in text:
            return parts, ""
        safe = ({"ename": "Error", "evalue": sentence, "traceback": []} if kind == "error" else
                {"name": "stderr", "text": sentence + "\n"})
        return [*parts[:3], _written(safe)], trace(text, body.get("ename", "")) or "unknown"
    if kind == "kernel_info_reply":
        body = {**json.loads(parts[3]), "banner": "", "help_links": [], "implementation_version": ""}
        return [*parts[:3], _written(body)], ""
    return parts, ""


def trace(text: str, kind: str = "") -> str:
    r"""Where an error was and what it is called: no line of source, no value, nothing of its message.

    >>> trace('  File "/a/rooms/base.py", line 7, in changed\n    f(12)\nValueError: 12 of Ann')
    'base.py:7 changed: ValueError'
    """
    text = _COLOUR.sub("", text)
    places = [f"{match['file'].rpartition('/')[2]}:{match['line']} {match['name'] or ''}".strip()
              for match in _TRACE.finditer(text)]
    kinds = _KIND.findall(text)
    name = re.sub(r"\W", "", kind) or (kinds[-1] if kinds else "")
    return ": ".join(filter(None, (" < ".join(places[:-9:-1]), name)))


def _cut(content):
    """The channel and the parts; the offsets have to rise, and to stay inside."""
    if not isinstance(content, bytes) or len(content) < 8:
        raise BadMessage("form")
    count = int.from_bytes(content[:8], "little")
    if not 3 <= count <= MOST_PARTS or len(content) < 8 * (count + 1):
        raise BadMessage("form")
    offsets = [int.from_bytes(content[8 * at:8 * (at + 1)], "little") for at in range(1, count + 1)]
    if offsets[0] != 8 * (count + 1) or offsets != sorted(offsets) or offsets[-1] != len(content):
        raise BadMessage("form")
    pieces = [content[start:end] for start, end in pairwise(offsets)]
    return pieces[0], pieces[1:]


def _object(part: bytes) -> dict[str, Any]:
    try:
        found = json.loads(part, parse_constant=_no_number, parse_float=_finite)
    except (ValueError, RecursionError):
        raise BadMessage("json") from None
    if not isinstance(found, dict):
        raise BadMessage("json")
    return found


def _finite(text):
    number = float(text)
    if math.isinf(number):
        raise ValueError(text)
    return number


def _no_number(text):
    raise ValueError(text)


def _written(content: dict[str, Any]) -> bytes:
    try:
        return json.dumps(content, ensure_ascii=False, allow_nan=False).encode()
    except (UnicodeEncodeError, RecursionError):
        raise BadMessage("json") from None
