"""The body of a request, read with suspicion: one JSON object, or a list of several, neither deep nor large."""

import json
from typing import Any

from workflows.server.api_problems import Refused

MOST_BYTES = 100_000
MOST_SITUATIONS = 20
"""Situations in one call. A batch (`atelier batch`) has no such limit."""
MOST_VALUES, DEEPEST = 4_000, 5
"""Names and values in a body, and how far they may stand inside each other."""


def check_type(content_type: str) -> None:
    """415 for what is no JSON. A form of another site cannot send JSON, so no page can make calls in somebody's name."""
    media, _, parameters = content_type.partition(";")
    charset = parameters.strip().lower().removeprefix("charset=").strip('"')
    if media.strip().lower() != "application/json" or charset not in ("", "utf-8"):
        raise Refused(415, "api.error.type")


def situations(body: bytes) -> tuple[list[dict[str, Any]], bool]:
    """What was asked, one dictionary for each situation, and whether it came as a list; Refused says what is wrong.

    >>> situations(b'{"turnover": 48000}')
    ([{'turnover': 48000}], False)
    """
    content = _parsed(body)
    _measure(content)
    several = isinstance(content, list)
    found = content if several else [content]
    if not found or not all(isinstance(one, dict) for one in found):
        raise Refused(422, "api.error.shape")
    if len(found) > MOST_SITUATIONS:
        raise Refused(422, "api.error.too_many", count=len(found), most=MOST_SITUATIONS)
    return found, several


def _parsed(body):
    try:
        return json.loads(body.decode("utf-8"), object_pairs_hook=_once, parse_constant=_no_number)
    except UnicodeDecodeError:
        raise Refused(400, "api.error.not_utf8") from None
    except json.JSONDecodeError as error:
        raise Refused(400, "api.error.no_json", line=error.lineno, column=error.colno) from None
    except RecursionError:
        raise Refused(422, "api.error.too_deep", most=DEEPEST) from None
    except ValueError:  # a whole number of thousands of digits
        raise Refused(422, "api.error.number") from None


def _once(pairs):
    found = dict(pairs)
    if len(found) != len(pairs):
        names = [name for name, _ in pairs]
        raise Refused(422, "api.error.doubled", name=next(n for n in names if names.count(n) > 1)[:40])
    return found


def _no_number(_):
    raise Refused(422, "api.error.number")


def _measure(content):
    """Refused when it is too deep, too large, or has text that is none."""
    count, level = 0, [content]
    for _ in range(DEEPEST):
        inside = []
        for part in level:
            count += 1
            if isinstance(part, dict):
                inside += [*part, *part.values()]
            elif isinstance(part, list):
                inside += part
            elif isinstance(part, str) and any("\ud800" <= sign <= "\udfff" for sign in part):
                raise Refused(422, "api.error.not_utf8")
        if count > MOST_VALUES:
            raise Refused(422, "api.error.too_many_values", most=MOST_VALUES)
        level = inside
    if level:
        raise Refused(422, "api.error.too_deep", most=DEEPEST)
