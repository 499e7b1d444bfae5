"""The file of a backup: members with their digests, the manifest last, so that a file that was cut off has none."""

import gzip
import hashlib
import io
import json
import os
import tarfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path, PurePosixPath
from typing import IO

from workflows.store.errors import BrokenBackup

_MANIFEST = "manifest.json"


@dataclass(frozen=True)
class Manifest:
    """What a backup holds: the migration and the journal's last row it was made at, and the digest of each member."""

    version: str
    revision: int
    created_at: str
    sha256: dict[str, str]


class _Counted:
    """A file that is hashed while it is read."""

    def __init__(self, file: IO[bytes]):
        self._file, self.hash = file, hashlib.sha256()

    def read(self, size: int = -1) -> bytes:
        part = self._file.read(size)
        self.hash.update(part)
        return part


class Archive:
    """A backup that is being written."""

    def __init__(self, tar: tarfile.TarFile):
        self._tar, self._sha256 = tar, {}

    def add(self, name: str, file: IO[bytes], size: int) -> None:
        """Add a member and remember its digest."""
        member = tarfile.TarInfo(name)
        member.size, member.mode = size, 0o600
        counted = _Counted(file)
        self._tar.addfile(member, counted)
        self._sha256[name] = counted.hash.hexdigest()

    def finish(self, version: str, revision: int, created_at: str) -> Manifest:
        """Add the manifest."""
        manifest = Manifest(version, revision, created_at, dict(self._sha256))
        text = json.dumps(asdict(manifest), indent=1).encode()
        self.add(_MANIFEST, io.BytesIO(text), len(text))
        return manifest


@contextmanager
def writing(target: Path) -> Iterator[Archive]:
    """A backup for its owner's eyes, with its name once it is whole and on the disk. FileExistsError when that is taken."""
    target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    if target.exists():
        raise FileExistsError(str(target))
    part = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        with os.fdopen(os.open(part, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "wb") as file:
            with tarfile.open(fileobj=file, mode="w:gz", compresslevel=6) as tar:
                yield Archive(tar)
            file.flush()
            os.fsync(file.fileno())
        part.rename(target)
        sync_folder(target.parent)
    finally:
        part.unlink(missing_ok=True)


def unpack(archive: Path, into: Path) -> Manifest:
    """The members of a backup as files below `into`, each checked by its digest; BrokenBackup when one does not fit."""
    found: dict[str, str] = {}
    try:
        with tarfile.open(archive, "r:gz") as tar:
            for member in tar:
                name = PurePosixPath(member.name)
                if not member.isreg() or name.is_absolute() or ".." in name.parts or member.name in found:
                    raise BrokenBackup(member.name)
                found[member.name] = _copied(tar.extractfile(member), into / name)
        if found.pop(_MANIFEST, None) is None:
            raise BrokenBackup(_MANIFEST)
        manifest = Manifest(**json.loads((into / _MANIFEST).read_text(encoding="utf-8")))
    except (tarfile.TarError, gzip.BadGzipFile, zlib.error, EOFError, ValueError, TypeError) as error:
        raise BrokenBackup(archive.name) from error
    for name in sorted(found.keys() | manifest.sha256.keys()):
        if found.get(name) != manifest.sha256.get(name):
            raise BrokenBackup(name)
    return manifest


def sync_folder(folder: Path) -> None:
    """Let the names in a folder be on the disk."""
    opened = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)


def _copied(source: IO[bytes], target: Path) -> str:
    target.parent.mkdir(parents=True, exist_ok=True)
    counted = _Counted(source)
    with target.open("wb") as file:
        while part := counted.read(1 << 20):
            file.write(part)
        file.flush()
        os.fsync(file.fileno())
    return counted.hash.hexdigest()
