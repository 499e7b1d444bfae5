"""Appointments as iCalendar (RFC 5545): texts escaped, lines folded at 75 octets, the clocks of Brussels written out."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from workflows.words.formats import BRUSSELS

_ZONE = ("BEGIN:VTIMEZONE", "TZID:Europe/Brussels",
         "BEGIN:DAYLIGHT", "TZOFFSETFROM:+0100", "TZOFFSETTO:+0200", "TZNAME:CEST", "DTSTART:19700329T020000",
         "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU", "END:DAYLIGHT",
         "BEGIN:STANDARD", "TZOFFSETFROM:+0200", "TZOFFSETTO:+0100", "TZNAME:CET", "DTSTART:19701025T030000",
         "RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU", "END:STANDARD", "END:VTIMEZONE")
_LONGEST = 75  # octets of one line


@dataclass(frozen=True)
class Event:
    """One appointment. `uid` stays the same when it changes, `sequence` then grows; `cancelled` takes it away.

    `starts_at`: an instant; `stamp`: when this was written.
    """

    uid: str
    starts_at: datetime
    minutes: int
    summary: str
    stamp: datetime
    description: str = ""
    place: str = ""
    url: str = ""
    sequence: int = 0
    cancelled: bool = False


def calendar(events: Iterable[Event]) -> bytes:
    """The file of some appointments.

    >>> at = datetime(2026, 12, 1, 9, tzinfo=UTC)
    >>> said = calendar([Event("a@b", at, 45, "Plan, suite", at)]).decode()
    >>> "DTSTART;TZID=Europe/Brussels:20261201T100000" in said, "SUMMARY:Plan\\\\, suite" in said
    (True, True)
    """
    events = tuple(events)
    method = "CANCEL" if events and all(event.cancelled for event in events) else "PUBLISH"
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Atelier//FR", "CALSCALE:GREGORIAN", f"METHOD:{method}", *_ZONE]
    for event in events:
        lines += _event(event)
    return b"".join(piece for line in (*lines, "END:VCALENDAR") for piece in _folded(line))


def _event(event: Event) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield f"UID:{escaped(event.uid)}"
    yield f"DTSTAMP:{event.stamp.astimezone(UTC):%Y%m%dT%H%M%SZ}"
    for name, at in (("DTSTART", event.starts_at), ("DTEND", event.starts_at + timedelta(minutes=event.minutes))):
        yield f"{name};TZID=Europe/Brussels:{at.astimezone(BRUSSELS):%Y%m%dT%H%M%S}"
    yield f"SUMMARY:{escaped(event.summary)}"
    for name, said in (("DESCRIPTION", event.description), ("LOCATION", event.place)):
        if said:
            yield f"{name}:{escaped(said)}"
    if event.url:
        yield f"URL:{event.url}"
    yield f"SEQUENCE:{event.sequence}"
    yield f"STATUS:{'CANCELLED' if event.cancelled else 'CONFIRMED'}"
    yield "END:VEVENT"


def escaped(text: str) -> str:
    """A text as a property holds it; controls, which could begin a line of their own, are left out.

    >>> escaped("a;b,c\\\\d\\ne\\r")
    'a\\\\;b\\\\,c\\\\\\\\d\\\\ne'
    """
    said = text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\r\n", "\n").replace("\n", "\\n")
    return "".join(sign for sign in said if sign.isprintable())


def _folded(line: str) -> Iterator[bytes]:
    """Pieces of at most 75 octets, those after the first begun with a space; no letter is cut in two."""
    piece = b""
    for sign in line:
        octets = sign.encode()
        if len(piece) + len(octets) > _LONGEST:
            yield piece + b"\r\n"
            piece = b" "
        piece += octets
    yield piece + b"\r\n"
