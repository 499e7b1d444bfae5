"""The front end of a page begins before its kernel: its pieces in one file, its settings without the kernel's name.

Voilà's script is a loader that fetches some seventy pieces, one after another, once the whole page has come. Pieces that are
there before their loader need not be fetched, so they come in one file, at the page's top, while the kernel starts.
"""

import gzip
import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import tornado.web

from workflows.server.assets import YEAR
from workflows.settings import ROOT

CHUNKS = ROOT / "widgets" / "template" / "chunks.txt"


def chunk_names() -> list[str]:
    """The pieces that a page asks for, as `folder/path`."""
    lines = CHUNKS.read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


@dataclass
class Front:
    """`roots`: the folders of browser files by name; `make`: gives the page's settings; `base`: the server's address."""

    roots: dict[str, list[str]]
    make: Callable[[], dict[str, Any]]
    base: str

    @cached_property
    def settings(self) -> dict[str, Any]:
        """What the front end wants to know; the kernel's name comes later."""
        return self.make()

    @cached_property
    def pieces(self) -> bytes:
        """All pieces that are there, each in a function of its own: "use strict" at its top holds to its end."""
        found = []
        for name in chunk_names():
            folder, _, path = name.partition("/")
            file = next((file for root in self.roots.get(folder, ()) if (file := Path(root) / path).is_file()), None)
            if file:
                found.append(b"(()=>{" + file.read_bytes() + b"\n})();\n")
        return b"".join(found)

    @cached_property
    def squeezed(self) -> bytes:
        """The same, compressed."""
        return gzip.compress(self.pieces, compresslevel=9, mtime=0)

    @cached_property
    def address(self) -> str:
        """Where the pieces are: a name that changes with them."""
        return f"{self.base}assets/front-{hashlib.sha256(self.pieces).hexdigest()[:12]}.js"

    @cached_property
    def entries(self) -> list[str]:
        """The addresses of the extensions' own loaders: known before the front end asks for them."""
        at = self.settings["fullLabextensionsUrl"]
        return [f"{at}/{one['name']}/{one['load']}" for one in self.settings["federated_extensions"]]


class FrontHandler(tornado.web.RequestHandler):
    """The pieces of the front end in one file."""

    def initialize(self, front: Front) -> None:
        self.front = front

    def get(self) -> None:
        self.set_header("Content-Type", "text/javascript; charset=utf-8")
        self.set_header("Cache-Control", f"public, max-age={YEAR}, immutable")
        self.set_header("X-Content-Type-Options", "nosniff")
        self.set_header("Vary", "Accept-Encoding")
        if "gzip" in self.request.headers.get("Accept-Encoding", ""):
            self.set_header("Content-Encoding", "gzip")
            self.finish(self.front.squeezed)
        else:
            self.finish(self.front.pieces)

    def head(self) -> None:
        self.get()
