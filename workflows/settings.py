"""The settings of an installation, each with one meaning. Below every room."""

import os
from pathlib import Path

LOCAL_ADDRESS = "http://127.0.0.1:8866"
"""Where `make run` serves the pages; the code of a batch's report points there."""

ROOT = Path(__file__).resolve().parent.parent


def data_folder() -> Path:
    """Dated law, words, templates: ATELIER_DATA, or the checkout's own `data/`."""
    return Path(os.environ.get("ATELIER_DATA") or ROOT / "data")
