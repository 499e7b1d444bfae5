"""The sentences that stand around every sheet, whatever it answers."""

from datetime import date
from importlib.metadata import version

from workflows.report.sheet import Sheet
from workflows.words.catalogue import Words

_FIXED = {"asked": "sheet.asked", "notes": "sheet.doubts", "reopen": "sheet.reopen", "claimed": "sheet.claimed",
          "not_advice": "site.not_advice"}


def said_around(sheet: Sheet, words: Words, made_on: date) -> dict[str, str]:
    """What the templates write beside the sheet itself."""
    return {name: words(key) for name, key in _FIXED.items()} | {
        "made": words("sheet.made", day=words.formats.date(made_on)),
        "reopen_code": words("sheet.reopen.code", edition=sheet.edition),
        "version": words("sheet.version", version=version("atelier"), questions=sheet.version)}


def address_of(sheet: Sheet, address: str) -> str:
    """The link that reopens the sheet, where the pages are served at `address`."""
    return f"{address}/{sheet.page}?{sheet.link}"
