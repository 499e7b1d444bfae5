"""Structured logs to standard error: one JSON object a line, no personal data, no token, no query of an address."""

import logging
import re
import sys
import traceback
from datetime import UTC, datetime
from typing import Any

from pythonjsonlogger.json import JsonFormatter
from tornado.web import RequestHandler

from workflows.server.metrics import ANSWER_SECONDS, ANSWERS

LOGGER = logging.getLogger("atelier.server")

_SCRUBBED = ((re.compile(r"\?\S+"), "?…"), (re.compile(r"\b([0-9a-f]{8})-[0-9a-f]{4}-[0-9a-f-]{22,}"), r"\1"),
             (re.compile(r"[\w.+-]+@[\w-]+\.[\w.]+"), "…@…"), (re.compile(r"\b\d{1,3}(?:\.\d{1,3}){3}\b"), "…"),
             (re.compile(r"\b[\w-]{32,}\b"), "…"))
_QUIET = ("/assets/", "/healthz", "/metrics")


class Cautious(JsonFormatter):
    """Our own events as they are; what a library says without its values and without the text of its errors."""

    def add_fields(self, log_data: dict[str, Any], record: logging.LogRecord, message_dict: dict[str, Any]) -> None:
        log_data["time"] = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")
        log_data["level"] = record.levelname.lower()
        if record.name == LOGGER.name:
            log_data.update({"event": record.msg, **getattr(record, "about", {})})
            return
        log_data.update(event="library", logger=record.name, said=scrubbed(str(record.msg).partition("\n")[0]))
        if record.exc_info and record.exc_info[0]:
            log_data.update(error=record.exc_info[0].__name__, where=places(record.exc_info[2]))

    def process_log_record(self, log_data: dict[str, Any]) -> dict[str, Any]:
        return {name: value for name, value in log_data.items() if name not in ("exc_info", "stack_info")}


def start_logs(level: int | None = None) -> None:
    """Everything goes to standard error from here on. On somebody's terminal only what went wrong."""
    writer = logging.StreamHandler(sys.stderr)
    writer.setFormatter(Cautious(json_ensure_ascii=False))
    chosen = level or (logging.WARNING if sys.stderr.isatty() else logging.INFO)
    root = logging.getLogger()
    root.handlers[:] = [writer]
    root.setLevel(logging.WARNING)
    LOGGER.setLevel(chosen)
    for name in ("Voila", "tornado.access", "tornado.general", "tornado.application", "traitlets", "asyncio"):
        library = logging.getLogger(name)
        library.handlers[:], library.propagate = [], True


def event(name: str, level: int = logging.INFO, **about: Any) -> None:
    """One line: what happened, and plain values about it. No value may be personal."""
    LOGGER.log(level, name, extra={"about": about})


def log_answer(handler: RequestHandler) -> None:
    """Each answer, by the pattern of its address: never the address itself."""
    status, seconds = handler.get_status(), handler.request.request_time()
    ANSWERS.labels(f"{status // 100}xx").inc()
    ANSWER_SECONDS.observe(seconds)
    route = route_of(handler)
    if status < 400 and any(part in route for part in _QUIET):
        return
    # 503 is an answer that was meant: there is no room now, or the server is ending.
    level = logging.INFO if status < 400 else logging.WARNING if status < 500 or status == 503 else logging.ERROR
    event("answer", level, method=handler.request.method, route=route, status=status, ms=round(1000 * seconds, 1))


def route_of(handler: RequestHandler) -> str:
    """The pattern that the request's path fits, its variable parts as *."""
    for pattern, name in handler.settings.get("routes", ()):
        if pattern.fullmatch(handler.request.path):
            return name
    return "*"


def patterns(routes: list[tuple]) -> list[tuple[re.Pattern[str], str]]:
    """For `route_of`: the patterns of handlers with readable names.

    >>> patterns([(r"/law(?:/(.*))?", None), ("/", None)])[0][1]
    '/law/*'
    """
    return [(re.compile(route[0]), _readable(route[0])) for route in routes]


def scrubbed(text: str) -> str:
    """A text without queries, addresses, tokens; kernel ids shortened.

    >>> scrubbed("GET /simulation?turnover=48000 (192.0.2.7) 7d9f6a52-1b1c-4c3d-9a55-0123456789ab ann@example.org")
    'GET /simulation?… (…) 7d9f6a52 …@…'
    """
    for pattern, instead in _SCRUBBED:
        text = pattern.sub(instead, text)
    return text


def places(trace) -> str:
    """Where an error came from, the innermost first: files and lines, no source and no values."""
    frames = traceback.extract_tb(trace)
    return " < ".join(f"{frame.filename.rpartition('/')[2]}:{frame.lineno} {frame.name}" for frame in reversed(frames[-8:]))


def _readable(pattern):
    inside = re.compile(r"\(\?:([^()]*)\)\??|\((?:\?P<\w+>)?[^()]*\)")
    while inside.search(pattern):
        pattern = inside.sub(lambda match: match[1] if match[1] is not None else "*", pattern)
    return pattern.replace("\\", "").replace(".*", "*")
