"""The front end of a page: all its pieces in one file, and a page that opens without that file too."""

import os

import pytest

from tests.browser.chunks import asked_for, without_front, written
from tests.browser.conftest import Visit
from workflows.pages.registry import PAGES
from workflows.server.front import CHUNKS, chunk_names

pytestmark = pytest.mark.browser


@pytest.fixture
def fresh(chromium, address):
    """A browser with an empty cache."""
    context = chromium.new_context(locale="fr-BE", viewport={"width": 1280, "height": 900})
    yield Visit(context, address)
    context.close()


def test_no_piece_of_the_front_end_is_fetched_alone(fresh):
    assert asked_for(fresh) == set()
    assert fresh.errors == []


def test_the_list_names_what_a_page_asks_for_and_a_page_opens_without_the_file(fresh):
    found = asked_for(without_front(fresh))
    if os.environ.get("ATELIER_WRITE_CHUNKS"):
        CHUNKS.write_text(written(found), encoding="utf-8")
    assert found == set(chunk_names())
    fresh.shows(turnover=PAGES["simulation"].model().turnover)


def test_the_kernels_name_is_not_sent_before_there_is_a_kernel(fresh):
    fresh.open()
    settings = fresh.page.evaluate("document.getElementById('jupyter-config-data').textContent")
    assert "kernelId" not in settings
    assert fresh.page.evaluate("document.body.dataset.kernelId") in fresh.page.evaluate(
        "document.getElementById('kernel').textContent")
