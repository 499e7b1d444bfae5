"""PDF by typst: PDF/A and PDF/UA standards on, own fonts, the same bytes for the same content."""

import json
from dataclasses import asdict, is_dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import typst

from workflows.report.fonts import drawn
from workflows.settings import data_folder

STANDARDS = ["a-3a", "ua-1"]
"""Claimed by typst, checked by no certifier."""


def pdf(template: str, content: dict[str, Any], made_on: date, pictures: dict[str, str] | None = None,
        attachments: dict[str, bytes] | None = None) -> bytes:
    """The document of `data/templates/<template>.typ`. `pictures`: file name to SVG text, beside the template.

    `attachments`: name to bytes, beside the template as attachment-0, attachment-1, …; the template attaches those that
    its content tells it to. `made_on` is written into the file, so that equal content gives equal bytes.
    """
    templates = data_folder() / "templates"
    with TemporaryDirectory(prefix="atelier-pdf-") as folder:
        root = Path(folder)
        for name, source in (("main.typ", f"{template}.typ"), ("house.typ", "house.typ")):
            (root / name).write_text((templates / source).read_text(encoding="utf-8"), encoding="utf-8")
        (root / "content.json").write_text(json.dumps(_plain(content), ensure_ascii=False), encoding="utf-8")
        for name, svg in (pictures or {}).items():
            (root / name).write_text(svg, encoding="utf-8")
        for number, attached in enumerate((attachments or {}).values()):
            (root / f"attachment-{number}").write_bytes(attached)
        return typst.compile(str(root / "main.typ"), root=str(root), font_paths=[str(data_folder() / "fonts")],
                             ignore_system_fonts=True, pdf_standards=STANDARDS,
                             timestamp=int(datetime(made_on.year, made_on.month, made_on.day, tzinfo=UTC).timestamp()))


def _plain(value: Any) -> Any:
    """What JSON can hold; of texts, what the fonts can draw: a sign that they do not have would stop typst."""
    if isinstance(value, str):
        return drawn(value)[0]
    if is_dataclass(value) and not isinstance(value, type):
        return _plain(asdict(value))
    if isinstance(value, dict):
        return {str(key): _plain(part) for key, part in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(part) for part in value]
    return value
