"""An invitation as calendars read it (RFC 5545): Brussels time with its zone, texts escaped, lines folded at 75 octets."""

from datetime import UTC, datetime

from workflows.words.formats import BRUSSELS

# Summer time since 1996: from the last Sunday of March to the last Sunday of October.
_ZONE = """BEGIN:VTIMEZONE
TZID:Europe/Brussels
BEGIN:STANDARD
DTSTART:19961027T030000
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
TZNAME:CET
END:STANDARD
BEGIN:DAYLIGHT
DTSTART:19960331T020000
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
TZNAME:CEST
END:DAYLIGHT
END:VTIMEZONE"""


def invitation(uid: str, title: str, starts_at: datetime, ends_at: datetime, now: datetime, place: str = "",
               text: str = "", sequence: int = 0) -> bytes:
    """One event as a file; instants in UTC, written by the clocks of Brussels.

    >>> said = invitation("1@x", "Atelier", datetime(2015, 11, 30, 17, tzinfo=UTC), datetime(2015, 11, 30, 19, tzinfo=UTC),
    ...                   datetime(2015, 11, 1, tzinfo=UTC))
    >>> b"DTSTART;TZID=Europe/Brussels:20151130T180000" in said
    True
    """
    about = {"UID": escaped(uid), "DTSTAMP": f"{now.astimezone(UTC):%Y%m%dT%H%M%SZ}", "SEQUENCE": str(sequence),
             "DTSTART;TZID=Europe/Brussels": f"{starts_at.astimezone(BRUSSELS):%Y%m%dT%H%M%S}",
             "DTEND;TZID=Europe/Brussels": f"{ends_at.astimezone(BRUSSELS):%Y%m%dT%H%M%S}", "SUMMARY": escaped(title),
             "LOCATION": escaped(place), "DESCRIPTION": escaped(text)}
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Atelier//Atelier//EN", "CALSCALE:GREGORIAN", *_ZONE.splitlines(),
             "BEGIN:VEVENT",
             *(f"{name}:{said}" for name, said in about.items() if said), "END:VEVENT", "END:VCALENDAR"]
    return b"".join(folded(line) + b"\r\n" for line in lines)


def escaped(text: str) -> str:
    """A text as a value: no line of it can begin another property.

    >>> escaped("a; b, c\\nEND:VEVENT")
    'a\\\\; b\\\\, c\\\\nEND:VEVENT'
    """
    plain = "".join(sign for sign in text.replace("\r\n", "\n").replace("\r", "\n") if sign == "\n" or sign >= " ")
    return plain.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")


def folded(line: str) -> bytes:
    """A line in pieces of at most 75 octets, no sign cut in two.

    >>> [len(part) for part in folded("é" * 50).split(b"\\r\\n ")]
    [74, 26]
    """
    parts, room = [b""], 75
    for sign in line:
        octets = sign.encode("utf-8", "ignore")
        if len(parts[-1]) + len(octets) > room:
            parts.append(b"")
            room = 74
        parts[-1] += octets
    return b"\r\n ".join(parts)
