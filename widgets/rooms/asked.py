"""How a page was asked for: at which address, and on which edition of the law."""

import os
from datetime import date
from urllib.parse import urlsplit

from workflows.law.library import UnknownEdition, shelf


def served_at() -> str:
    """Scheme and host of the page, as the server passed it to this kernel; empty in JupyterLab."""
    parts = urlsplit(os.environ.get("VOILA_REQUEST_URL", ""))
    return f"{parts.scheme}://{parts.netloc}" if parts.netloc else ""


def known_edition(asked: date | None) -> tuple[date | None, str]:
    """The edition of the law to use for a link, and the key of the sentence when it is not today's."""
    if asked is None or asked >= shelf().edition:
        return None, ""
    try:
        return shelf(asked).edition, "error.law_edition_old"
    except UnknownEdition:
        return None, "error.law_edition_unknown"
