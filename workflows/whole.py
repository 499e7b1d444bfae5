"""Files that appear whole or not at all. Below every room."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def whole(path: Path) -> Iterator[Path]:
    """A place beside `path` to write to, which takes its name at the end; nothing is left of it when writing fails.

    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     with whole(Path(folder) / "kept.txt") as beside:
    ...         _ = beside.write_text("all of it")
    ...     [path.name for path in Path(folder).iterdir()]
    ['kept.txt']
    """
    beside = path.with_name(f"{path.name}.part")
    try:
        yield beside
        os.replace(beside, path)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise
