"""A room that was built before anybody asked is the room that a kernel would have built for the same link."""

import json
import subprocess
import sys

import pytest

from workflows.pages.registry import PAGES
from workflows.settings import ROOT

LINKS = {
    "simulation": ["", "last_months=3000;2500;2800&turnover=52000&children=2&lang=nl",
                   "situation=benefits&daily_benefit=60&lang=en&turnover=no&law=2001-01-01"],
    "cash_flow": ["", "lang=nl&nothing=1"], "vehicle": ["", "lang=en"], "argument": ["", "turnover=36000"], "treasury": ["", "lang=nl"],
    "coaching": ["", "lang=nl&wanted_net=1500&turnover_year=60000"],
    "expense_note": ["", "lang=nl&kind=car&kilometres=12&day=2025-07-01"], "purchase_order": ["", "lang=nl&subject=Site"],
    "brochure": ["", "lang=nl&family=legal"], "services_audit": ["", "lang=nl&lens=activity&start=2026-08-31"],
    "shared_goods": ["", "lang=en&days=12"],
}

BOTH = """
import json, os, sys
import ipykernel.ipkernel
from ipywidgets.widgets import widget
from widgets import prepared
from widgets.fold import Fold, below
from widgets.rooms.patience import hurried
from widgets.notebook import open_page
from workflows.pages.registry import PAGES

def states(query):
    \"\"\"Of all widgets of a page that a child opens and unfolds, with names that do not depend on chance.\"\"\"
    ours, its = os.pipe()
    if not os.fork():
        os.environ["QUERY_STRING"] = query
        room = open_page(name, {"language": "fr"}).room
        before = set(widget._instances)
        while folded := [one for one in below([room.root]) if isinstance(one, Fold) and not one.unfolded]:
            folded[0].unfold()
        shown = list(below([room.root]))
        assert {one.model_id for one in shown} <= set(widget._instances), "what is shown is known to the kernel"
        said = json.dumps([one.get_state() for one in shown], default=repr, sort_keys=True)
        for at, one in enumerate(shown):
            said = said.replace(one.model_id, f"widget {at}")
        with open(its, "w") as file:
            json.dump([room in known, len(before), json.loads(said)], file)
        os._exit(0)
    os.close(its)
    with open(ours) as file:
        return json.load(file)

hurried.set(True)
os.environ["SERVER_SOFTWARE"] = "voila/0"
name, *queries = sys.argv[1:]
known = []
fresh = [states(query) for query in queries]
prepared.prepare([PAGES[name]])
assert not widget._instances
known = [one.room for one in prepared._ready.values()]
taken = [states(query) for query in queries]
print(json.dumps([(mine, its, at_once, of, [(a, b) for a, b in zip(new, old, strict=True) if a != b])
                  for (its, of, new), (mine, at_once, old) in zip(fresh, taken, strict=True)]))
"""


@pytest.mark.parametrize(("name", "links"), [
    pytest.param(name, queries, id=f"{name}-{len(queries)}", marks=marks) for name, links in LINKS.items()
    for queries, marks in ((links[:2], ()), (links[2:], pytest.mark.slow)) if queries])
def test_a_prepared_room_shows_what_a_fresh_one_shows(name, links):
    done = subprocess.run([sys.executable, "-c", BOTH, name, *links], cwd=ROOT, capture_output=True, text=True, timeout=240)
    assert done.returncode == 0, done.stderr[-2000:]
    for query, (was_ready, fresh, at_once, of, different) in zip(links, json.loads(done.stdout), strict=True):
        assert was_ready and not fresh, query
        assert 50 < at_once < 0.7 * of, "what is folded waits until it is unfolded"
        assert different == [], query


def test_every_page_that_answers_at_once_is_covered():
    assert set(LINKS) == {name for name, page in PAGES.items() if not page.slow}
