"""What a page's front end asks for piece by piece when the file with all pieces is not there."""

import re

from tests.browser.conftest import Visit
from workflows.server.front import CHUNKS

APART = ("static/voila.js", "remoteEntry", "site/")
"""What comes on its own: the loaders, and the site's own files."""


def asked_for(visit: Visit, **options) -> set[str]:
    """The pieces, as `chunks.txt` names them, that a page asks for on its own."""
    names = set()
    visit.page.on("request", lambda request: names.add(request.url))
    visit.open(**options)
    visit.page.wait_for_timeout(500)
    found = {re.sub(r".*/assets/(\w+)-[0-9a-f]+/([^?]*).*", r"\1/\2", name) for name in names if "/assets/" in name}
    return {name for name in found if not any(part in name for part in APART) and "/front-" not in name}


def without_front(visit: Visit) -> Visit:
    """The same browser, to which the file with all pieces never comes."""
    visit.page.route(re.compile(r"/assets/front-"), lambda route: route.abort())
    return visit


def written(names: set[str]) -> str:
    """The file that lists them: the comment at its top stays."""
    head = [line for line in CHUNKS.read_text(encoding="utf-8").splitlines() if line.startswith("#")]
    return "\n".join([*head, *sorted(names)]) + "\n"
