"""The settings of an installation, each with one meaning. Below every room."""

import os
from pathlib import Path

import platformdirs

LOCAL_ADDRESS = "http://127.0.0.1:8866"
"""Where `make run` serves the pages; the code of a batch's report points there."""

ROOT = Path(__file__).resolve().parent.parent


def data_folder() -> Path:
    """Dated law, words, templates: ATELIER_DATA, or the checkout's own `data/`."""
    return Path(os.environ.get("ATELIER_DATA") or ROOT / "data")


def home_folder() -> Path:
    """The state of one installation (database, attachments, outbox, logs): ATELIER_HOME, or the user's data folder."""
    return Path(os.environ.get("ATELIER_HOME") or platformdirs.user_data_path("atelier"))


def database_url() -> str:
    """Where the database is: ATELIER_DATABASE, a SQLAlchemy URL, or SQLite inside the home folder."""
    return os.environ.get("ATELIER_DATABASE") or f"sqlite:///{home_folder() / 'atelier.db'}"
