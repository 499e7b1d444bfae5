"""What the database keeps as text: instants, JSON in one spelling, and words without what a database refuses."""

import json
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4


def fresh_id() -> str:
    """An id that nobody guesses.

    >>> len(fresh_id())
    32
    """
    return uuid4().hex


def iso(at: datetime) -> str:
    """An instant as text of one width, so that texts sort as instants do and hash alike in every database.

    >>> iso(datetime(2026, 7, 1, 12, tzinfo=UTC))
    '2026-07-01T12:00:00.000000Z'
    """
    if at.tzinfo is None:
        raise ValueError("an instant without a zone")
    return at.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")


def instant(text: str) -> datetime:
    """The instant that `iso` wrote.

    >>> instant('2026-07-01T12:00:00.000000Z').hour
    12
    """
    return datetime.fromisoformat(text).astimezone(UTC)


def canonical(value: Any) -> str:
    """JSON in one spelling, plain ASCII: every database keeps its bytes, and its digest is always the same.

    >>> canonical({"b": 1, "a": "é"})
    '{"a":"\\\\u00e9","b":1}'
    """
    return json.dumps(value, sort_keys=True, separators=(",", ":"), allow_nan=False)


def clean(text: str) -> str:
    """Words without NUL and half characters: PostgreSQL and UTF-8 refuse them.

    >>> clean("a\\x00b\\ud800")
    'ab'
    """
    return text.replace("\x00", "").encode("utf-8", "ignore").decode("utf-8")
