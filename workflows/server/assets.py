"""The browser's part of Voilà and the widgets: compressed, kept for a year under a name that changes with its content."""

import gzip
import hashlib
import mimetypes
from functools import lru_cache
from pathlib import Path

import tornado.web

SQUEEZED = {".js", ".css", ".json", ".svg", ".map", ".txt", ".html"}
YEAR = 31_536_000


def fingerprint(roots: list[str]) -> str:
    """A name for the content below these folders: it changes when a file does."""
    seen = hashlib.sha256()
    for root in map(Path, roots):
        for path in sorted(path for path in root.rglob("*") if path.is_file()):
            about = path.stat()
            seen.update(f"{path.relative_to(root)}:{about.st_size}:{int(about.st_mtime)}".encode())
    return seen.hexdigest()[:12]


class AssetHandler(tornado.web.RequestHandler):
    """Files of some folders, the first folder that has one giving it."""

    def initialize(self, roots: list[str]) -> None:
        self.roots = [Path(root).resolve() for root in roots]

    def get(self, path: str) -> None:
        found = self._find(path)
        if found is None:
            raise tornado.web.HTTPError(404)
        self.set_header("Content-Type", mimetypes.guess_type(found.name)[0] or "application/octet-stream")
        self.set_header("Cache-Control", f"public, max-age={YEAR}, immutable")
        self.set_header("X-Content-Type-Options", "nosniff")
        if found.suffix in SQUEEZED:
            self.set_header("Vary", "Accept-Encoding")
            if "gzip" in self.request.headers.get("Accept-Encoding", ""):
                self.set_header("Content-Encoding", "gzip")
                self.finish(squeezed(str(found), found.stat().st_mtime_ns))
                return
        self.finish(found.read_bytes())

    def head(self, path: str) -> None:
        self.get(path)

    def _find(self, path: str) -> Path | None:
        for root in self.roots:
            candidate = (root / path).resolve()
            if candidate.is_relative_to(root) and candidate.is_file():
                return candidate
        return None


@lru_cache(maxsize=512)
def squeezed(path: str, changed: int) -> bytes:
    """The file compressed, once for each version of it."""
    return gzip.compress(Path(path).read_bytes(), compresslevel=9, mtime=0)
