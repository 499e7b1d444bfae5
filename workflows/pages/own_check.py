"""What is wrong with the notebook of a page, read without running it: the first part of `atelier page check`."""

import json
import math
import re
from collections import Counter
from pathlib import Path
from typing import Any

from workflows.pages.own import AT_LEAST, RESERVED, TEMPLATE, NoPage, OwnPage, cell_source, read_page, source_of
from workflows.pages.registry import PAGES
from workflows.questions.plain import NAME, Trouble
from workflows.words.catalogue import LANGUAGES

MOST_CELLS = 5
_NAMED = re.compile(r"(?i)\b\w*(passw(or)?d|passwd|mot_?de_?passe|wachtwoord|secret|api_?key|token|credential)\w*"
                    r"\s*[:=]\s*(\w+\s*=\s*)?['\"][^'\"]{3,}['\"]")
_KNOWN = re.compile(r"(AKIA[0-9A-Z]{16}|gh[pousr]_[A-Za-z0-9]{30,}|sk-[A-Za-z0-9_-]{20,}|xox[abp]-[A-Za-z0-9-]{10,}"
                    r"|-----BEGIN [A-Z ]*PRIVATE KEY|://[^/\s:@]+:[^/\s:@]+@)")
_TEXT = re.compile(r"['\"]([A-Za-z0-9+/=_\-]{20,})['\"]")
_OPENED = re.compile(r"open_page\(\s*['\"]([^'\"]*)['\"]")
RANDOM = 4.0
"""Bits for each sign from which a long text without spaces looks like a key: words have three."""


def troubles(path: Path) -> tuple[Trouble, ...]:
    """Everything that can be said without running the notebook."""
    if not path.is_file():
        return (Trouble.of("check.no_file", path=path.name),)
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
        cells = [cell for cell in content["cells"] if cell["cell_type"] == "code"]
    except (ValueError, KeyError, TypeError):
        return (Trouble.of("check.no_notebook", path=path.name),)
    found = [*_shape(path, cells), *_secrets(cells)]
    if path.stem in PAGES:
        return tuple(found)
    try:
        page = read_page(path)
    except NoPage:
        return (*found, Trouble.of("check.no_page", path=path.name))
    return (*found, *page.troubles, *_names(page, cells), *_labels(page))


def entropy(text: str) -> float:
    """Bits for each sign of a text.

    >>> entropy("aaaa"), round(entropy("abcd"), 1)
    (0.0, 2.0)
    """
    return -sum(n / len(text) * math.log2(n / len(text)) for n in Counter(text).values()) + 0.0


def _shape(path: Path, cells: list[dict[str, Any]]) -> list[Trouble]:
    found = []
    if len(cells) > MOST_CELLS:
        found.append(Trouble.of("check.cells", count=len(cells), most=MOST_CELLS))
    if any(cell.get("outputs") or cell.get("execution_count") for cell in cells):
        found.append(Trouble.of("check.outputs"))
    for place, cell in enumerate(cells, 1):
        if re.search(r"^\s*(def|class|async def) ", source_of(cell), re.M):
            found.append(Trouble.of("check.function", place=place))
        if re.search(r"<[a-z]+[ >]", source_of(cell)):
            found.append(Trouble.of("check.html", place=place))
    return found


def _secrets(cells: list[dict[str, Any]]) -> list[Trouble]:
    """Cells with what looks like a password or a key; which text it is is not repeated."""
    found = []
    for place, cell in enumerate(cells, 1):
        source = source_of(cell)
        random = any(entropy(text) >= RANDOM and re.search(r"\d", text) for text in _TEXT.findall(source))
        if _NAMED.search(source) or _KNOWN.search(source) or random:
            found.append(Trouble.of("check.secret", place=place))
    return found


def _names(page: OwnPage, cells: list[dict[str, Any]]) -> list[Trouble]:
    found = []
    if not NAME.fullmatch(page.name) or page.name in RESERVED:
        found.append(Trouble.of("check.file_name", name=page.name))
    opened = next((match[1] for cell in cells if (match := _OPENED.search(source_of(cell)))), None)
    if opened is None:
        found.append(Trouble.of("check.no_form"))
    elif opened != page.name:
        found.append(Trouble.of("check.other_name", opened=opened, name=page.name))
    if cell_source(cells, "answer") is None:
        found.append(Trouble.of("check.no_answer"))
    if not page.author and page.name != TEMPLATE:
        found.append(Trouble.of("check.no_author"))
    return found


def _labels(page: OwnPage) -> list[Trouble]:
    """Labels that a language lacks, one sentence for each language."""
    wanted, found = page.wanted(), []
    for language in LANGUAGES:
        lacking = [key for key, french in wanted.items()
                   if not page.said(key, language) and not (language == "fr" and french and key not in AT_LEAST)]
        if lacking:
            found.append(Trouble.of(f"check.language.{language}", names=", ".join(lacking)))
    return found
