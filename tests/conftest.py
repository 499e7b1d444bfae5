"""What the tests share: where things are, and a list of what was skipped that CI can refuse."""

import os
import signal
from pathlib import Path

import pytest

from tests.stores import database, kind, other_database, postgres, postgres_made, sqlite_made, store  # noqa: F401  fixtures of all tests

ROOT = Path(__file__).resolve().parent.parent

# A runner in the background starts us with Ctrl-C ignored, and what the tests start would inherit that.
signal.signal(signal.SIGINT, signal.default_int_handler)

ALLOWED_SKIPS = ("ATELIER_SHARED",)
"""Reasons for which CI lets a test be skipped: each begins a skip message."""


LONG = ("test_every_page", "test_lab", "test_sandbox", "test_api", "test_pages", "test_batch", "test_threats", "test_threats_messages",
        "test_same_numbers", "test_kernels", "test_engine", "test_prepared", "test_bounds", "test_server_killed")
"""The files that take longest. Where several processes share the tests these begin, so that none of them ends alone."""


def pytest_addoption(parser):
    parser.addoption("--strict-skips", action="store_true", help="fail when a test is skipped for an unlisted reason")


def pytest_collection_modifyitems(items):
    places = {name: at for at, name in enumerate(LONG)}
    items.sort(key=lambda item: places.get(item.path.stem, len(LONG)))


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session, exitstatus):
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    skipped = reporter.stats.get("skipped", []) if reporter else []
    reasons = [report.longrepr[2] if isinstance(report.longrepr, tuple) else str(report.longrepr) for report in skipped]
    wrong = [reason for reason in reasons if not any(allowed in reason for allowed in ALLOWED_SKIPS)]
    if session.config.getoption("--strict-skips"):
        print(f"\nskips that are accepted: {', '.join(ALLOWED_SKIPS)}; skipped here: {len(reasons) - len(wrong)}")
        if wrong:
            print("skipped for a reason that CI does not accept:", *sorted(set(wrong)), sep="\n  ")
            session.exitstatus = 1


@pytest.fixture(scope="session")
def root() -> Path:
    return ROOT


@pytest.fixture(scope="session")
def shared() -> Path:
    """The dossier, for tests that compare with it; nothing in the project needs it."""
    place = os.environ.get("ATELIER_SHARED")
    if not place or not Path(place).is_dir():
        pytest.skip("ATELIER_SHARED does not point to the dossier")
    return Path(place)
