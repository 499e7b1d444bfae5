"""A room that was built before anybody asked is the room that a kernel would have built for the same link."""

import json
import subprocess
import sys

import pytest

from workflows.pages.registry import PAGES
from workflows.settings import ROOT

LINKS = {
    "simulation": ["", "turnover=30000&children=2", "lang=nl", "situation=benefits&daily_benefit=60&lang=en", "turnover=no&law=2001-01-01",
                   "last_months=3000;2500;2800&turnover=52000"],
    "cash_flow": ["", "lang=nl&nothing=1"], "vehicle": ["", "lang=en"], "argument": ["", "turnover=36000"], "treasury": ["", "lang=nl"],
}

BOTH = """
import json, os, sys
from concurrent.futures import ThreadPoolExecutor
from widgets import prepared
from widgets.notebook import open_page
from ipywidgets.widgets import widget
import ipykernel.ipkernel
def states(room):
    order = list(widget._instances)
    names = {f"IPY_MODEL_{name}": f"widget {at}" for at, name in enumerate(order)}
    said = json.dumps([one.get_state() for one in widget._instances.values()], default=repr, sort_keys=True)
    for name, short in names.items():
        said = said.replace(name, short)
    return json.loads(said)
os.environ["SERVER_SOFTWARE"] = "voila/0"
name, query, language = sys.argv[1:]
os.environ["QUERY_STRING"] = query
fresh = open_page(name, {"language": language})
new = states(fresh.room)
widget._instances.clear()
prepared.prepare()
assert not widget._instances
built = dict(prepared._ready)
again = open_page(name, {"language": language})
assert again.room in [one.room for one in built.values()], "it was built anew"
old = states(again.room)
assert len(old) == len(new), (len(old), len(new))
print(json.dumps([(a, b) for a, b in zip(new, old) if a != b]))
"""


@pytest.mark.parametrize(("name", "query"), [(name, query) for name, queries in LINKS.items() for query in queries])
def test_a_prepared_room_shows_what_a_fresh_one_shows(name, query):
    done = subprocess.run([sys.executable, "-c", BOTH, name, query, "fr"], cwd=ROOT, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr[-2000:]
    assert json.loads(done.stdout) == []


def test_every_page_that_answers_at_once_is_covered():
    assert set(LINKS) == {name for name, page in PAGES.items() if not page.slow}
