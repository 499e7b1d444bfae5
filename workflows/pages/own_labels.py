"""What a notebook says of itself, written back into its metadata: who wrote it, for whom, its labels in three languages."""

import json
from pathlib import Path

from workflows.whole import whole


def write_about(path: Path, author: str, audience: str, labels: dict[str, dict[str, str]]) -> None:
    """Change the metadata of a notebook and nothing else of it; the file appears whole or stays as it was."""
    content = json.loads(path.read_text(encoding="utf-8"))
    content["metadata"]["atelier"] = {"author": author.strip().lower(), "audience": audience, "labels": labels}
    with whole(path) as beside:
        beside.write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
