"""HTML that stands alone: one file, nothing loaded from anywhere."""

from functools import lru_cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from workflows.settings import data_folder


def html(template: str, **content: Any) -> str:
    """The page of `data/templates/<template>.html.j2`; every text in it is escaped, SVG is marked as such before."""
    return _environment(data_folder() / "templates").get_template(f"{template}.html.j2").render(**content)


def drawn(svg: str) -> Markup:
    """SVG that this project drew itself, let through unescaped."""
    return Markup(svg)


@lru_cache(maxsize=4)
def _environment(folder: Path) -> Environment:
    return Environment(loader=FileSystemLoader(folder), autoescape=True, undefined=StrictUndefined, trim_blocks=True,
                       lstrip_blocks=True)
