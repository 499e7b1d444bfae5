"""The threats to a server of notebooks, each as one attack that is run against Voilà as it comes and against ours.

`OUTCOMES` says for each attack what it gets: there, and here. The numbers are those of the threats' table in the docs.
"""

import asyncio
import re
import time
import uuid

import pytest
from tornado.httpclient import HTTPClientError
from tornado.simple_httpclient import HTTPTimeoutError
from tornado.websocket import websocket_connect

from tests.attacker import CONTROL, raw, widget
from tests.targets import ours, stock

OUTCOMES = {
    # 1 is apart (test_one_client_cannot_hang_the_server_for_all): it ends Voilà.
    "2 another's kernel: connect": ("connected", "refused"),
    "2 another's kernel: read": ("200", "404"),
    "2 another's kernel: end by DELETE": ("204", "404"),
    "2 another's kernel: end by shutdown": ("204", "404"),
    "2 the list of kernels": ("404", "404"),
    # 3 is apart (it needs a Voilà that preheats).
    "4 a million into a slider that ends below it": ("the model holds", "the model holds"),
    "4 five megabytes into one field": ("taken", "refused"),
    "4 a widget made by the browser": ("made", "refused"),
    "5 an error in a callback": ("traceback", "one sentence"),
    # 6 is apart (it needs a Voilà with a token).
    "7 the tree of files": ("200", "404"),
    "7 any notebook": ("200", "404"),
    "8 shutdown_request over the connection": ("dead", "alive"),
    "9 another template": ("obeyed", "ignored"),
    # 10 is apart (test_bounds.py); 11 as well (test_threats_messages.py).
    "12 a connection from another site": ("403", "403"),
    "12 a connection from a page without a site": ("403", "403"),
    "12 an end without the page's own mark": ("403", "403"),
}
HERE = [pytest.param("stock", marks=pytest.mark.slow), "ours"]


@pytest.fixture(scope="module")
def targets(tmp_path_factory):
    """Both servers, each started when it is first asked for."""
    started, folder = {}, tmp_path_factory.mktemp("targets")

    def target(name):
        if name not in started:
            manager = ours(folder) if name == "ours" else stock(folder / "notebooks")
            started[name] = (manager, manager.__enter__())
        return started[name][1]

    yield target
    for manager, _ in started.values():
        manager.__exit__(None, None, None)


@pytest.mark.parametrize("name", HERE)
@pytest.mark.parametrize("attack", OUTCOMES)
def test_threat(attack, name, targets):
    target = targets(name)
    assert asyncio.run(ATTACKS[attack](target)) == OUTCOMES[attack][name == "ours"]
    assert asyncio.run(target.stranger().ask("/voila/static/voila.js")).code in (200, 404), "the server still answers"


async def connect(target):
    (_, kernel), bob = await target.ann(), target.stranger()
    return "refused" if await bob.connect(kernel) == 404 else "connected"


async def read(target):
    (_, kernel), bob = await target.ann(), target.stranger()
    found = await bob.ask(f"/api/kernels/{kernel}")
    unknown = await bob.ask(f"/api/kernels/{uuid.uuid4()}")
    if found.code != 200:
        assert (found.body, sorted(found.headers)) == (unknown.body, sorted(unknown.headers)), "nobody learns that it exists"
    return str(found.code)


async def end(target, method, path):
    (ann, kernel), bob = await target.ann(new=True), target.stranger()
    found = await bob.xsrf(path + kernel, method)
    alive = (await ann.ask(f"/api/kernels/{kernel}")).code
    assert alive == (404 if found.code == 204 else 200)
    if alive == 200:
        assert (await ann.xsrf(path + kernel, method)).code == 204, "its owner may"
    return str(found.code)


async def kernels(target):
    return str((await target.stranger().ask("/api/kernels")).code)


async def slider(target):
    person, kernel = await target.ann()
    socket = await person.connect(kernel)
    states = await socket.states()
    socket.update(widget(states, "FloatSliderModel", "slider-turnover"), max=1e9, value=9e8)
    heard = str(await socket.settled())
    assert "900" in heard, "the widget itself took it"
    links = re.findall(r"turnover=(\d+)", heard)
    return "the model holds" if not links and 'role="alert"' in heard else f"taken: {links}"


async def five_megabytes(target):
    person, kernel = await target.ann()
    socket = await person.connect(kernel)
    entry = widget(await socket.states(), "TextModel", "field-turnover")
    socket.update(entry, value="9" * 5_000_000)
    heard = await socket.settled()
    if heard[-1][0] == "closed":
        return "refused"
    return "taken" if len((await socket.states())[entry]["value"]) == 5_000_000 else "refused"


async def made(target):
    person, kernel = await target.ann(new=True)
    socket = await person.connect(kernel)
    comm, model = uuid.uuid4().hex, {"_model_module": "@jupyter-widgets/controls", "_model_module_version": "2.0.0", "_model_name": "TextModel",
                                     "_view_module": "@jupyter-widgets/controls", "_view_module_version": "2.0.0", "_view_name": "TextView"}
    socket.send("comm_open", {"comm_id": comm, "target_name": "jupyter.widget", "data": {"state": model, "buffer_paths": []}}, metadata={"version": "2.1.0"})
    heard = await socket.settled()
    return "made" if any(kind == "comm_msg" and content.get("comm_id") == comm for kind, content, _ in heard) else "refused"


async def error(target):
    person, kernel = await target.ann()
    socket = await person.connect(kernel)
    entry = widget(await socket.states(), "TextModel", "field-turnover")
    socket.update(entry, value={"no": "text of Ann"})
    heard = await socket.settled()
    heard += await socket.hear(1)
    text = str([one for one in heard if one[0] in ("error", "stream")])
    assert len(text) > 2, "the page hears that something went wrong"
    leaks = [part for part in ("Traceback", ".py", "site-packages", "TraitError", "self.", "text of Ann") if part in text]
    if target.name == "ours":
        assert "kernel_error" in target.said() and "TraitError" in target.said(), "our log has it"
        assert "text of Ann" not in target.said(), "without what the person typed"
    return f"leaks {leaks}" if leaks and target.name == "ours" else "traceback" if leaks else "one sentence"


async def tree(target):
    return str((await target.stranger().ask("/voila/tree")).code)


async def any_notebook(target):
    return str((await target.stranger().ask("/voila/render/results/batch.ipynb")).code)


async def shutdown_request(target):
    person, kernel = await target.ann(new=True)
    socket = await person.connect(kernel)
    for channel in ("control", "shell"):
        socket.send("shutdown_request", {"restart": False}, channel)
    await socket.hear(1.5)
    # Jupyter may start a new kernel in its place: the page is dead all the same.
    states = await socket.states(seconds=6)
    return "alive" if any("slider-turnover" in state.get("_dom_classes", ()) for state in states.values()) else "dead"


async def template(target):
    try:
        plain, other = [(await target.stranger().ask(target.page + query, timeout=60)).body for query in ("", "?template=reveal")]
    except HTTPTimeoutError:
        return "obeyed"
    assert b"kernelId" in plain
    return "obeyed" if b"reveal" in other else "ignored"


async def origin(target, said):
    person, kernel = await target.ann()
    found = await person.connect(kernel, Origin=said)
    assert not isinstance(await person.connect(kernel, Origin=target.address), int), "its own page may"
    return str(found if isinstance(found, int) else "connected")


async def no_mark(target):
    person, kernel = await target.ann()
    codes = [(await person.ask(f"/voila/api/shutdown/{kernel}", "POST", "")).code, (await person.ask(f"/api/kernels/{kernel}", "DELETE")).code]
    assert (await person.ask(f"/api/kernels/{kernel}")).code == 200
    return str(*set(codes))


ATTACKS = {
    "2 another's kernel: connect": connect, "2 another's kernel: read": read,
    "2 another's kernel: end by DELETE": lambda target: end(target, "DELETE", "/api/kernels/"),
    "2 another's kernel: end by shutdown": lambda target: end(target, "POST", "/voila/api/shutdown/"),
    "2 the list of kernels": kernels, "4 a million into a slider that ends below it": slider,
    "4 five megabytes into one field": five_megabytes, "4 a widget made by the browser": made,
    "5 an error in a callback": error, "7 the tree of files": tree, "7 any notebook": any_notebook,
    "8 shutdown_request over the connection": shutdown_request, "9 another template": template,
    "12 a connection from another site": lambda target: origin(target, "https://other.example"),
    "12 a connection from a page without a site": lambda target: origin(target, "null"),
    "12 an end without the page's own mark": no_mark,
}


TARGETS = ("pyproject.toml", "etc/passwd")
CLIMBS = ["/../{}", "/../../../../../../{}", "/%2e%2e/{}", "/..%2f..%2f..%2f..%2f{}", "/%252e%252e/{}", "/..\\..\\{}", "/..%5c..%5c{}", "/....//....//{}",
          "/voila/static/../../../../../../../{}", "/voila/static/..%2f..%2f..%2f..%2f..%2f..%2f{}", "/voila/files/../{}", "/voila/files/..%2f{}",
          "/voila/templates/../../{}", "/voila/api/contents/../{}", "/voila/tree/../{}", "/voila/render/../{}", "/voila/render/..%2f{}",
          "/voila/labextensions/../../../../{}", "/law/../../{}", "/law/..%2f..%2f{}", "/assets/static-x/../../{}", "//{}", "/./../{}", "/%c0%ae%c0%ae/{}",
          "/voila/files/%2f{}", "file:///{}"]


@pytest.mark.parametrize("name", HERE)
def test_no_path_climbs_out(name, targets):
    target, found = targets(name), []
    paths = list(CLIMBS)
    if name == "ours":
        mark = re.search(rb'/assets/(static-\w+)"', asyncio.run(target.stranger().ask("/simulation")).body)[1].decode()
        paths += [path.replace("static-x", mark) for path in CLIMBS if "static-x" in path] + [f"/assets/{mark}/..%2f..%2f..%2f..%2f..%2f..%2f..%2f{{}}", f"/assets/{mark}//{{}}"]
    for path in paths:
        for file in TARGETS:
            answer = asyncio.run(raw(target.address, f"GET {path.format(file)} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n".encode()))
            if b"root:x:" in answer or b"[build-system]" in answer:
                found.append(path)
    assert found == [] and len(paths) >= 20


@pytest.mark.parametrize("name", HERE)
def test_one_client_cannot_hang_the_server_for_all(name, tmp_path, targets):
    """1: a connection without the protocol v1, then an answer with a file in it. Voilà is held by limits and killed."""
    if name == "ours":
        assert asyncio.run(hang(targets("ours"))) == "refused, and the server answers"
    else:
        with stock(tmp_path / "notebooks", megabytes=3000) as target:
            outcome = asyncio.run(hang(target))
            target.process.kill()
        assert outcome == "the server hangs"


async def hang(target):
    (person, kernel), other = await target.ann(), target.stranger()
    refused = [await person.connect(kernel, protocol=None), await person.connect(kernel, protocol="v0.kernel.websocket.jupyter.org")]
    if refused == [400, 400]:
        started = time.monotonic()
        assert (await other.ask("/", timeout=5)).code == 200 and time.monotonic() - started < 5
        return "refused, and the server answers"
    pdf = widget(await (await person.connect(kernel)).states(), "ButtonModel", "act-pdf")
    refused[0].send_old("comm_open", {"comm_id": "c", "target_name": CONTROL, "data": {}}, {"version": "1.0.0"})
    refused[0].send_old("comm_msg", {"comm_id": pdf, "data": {"method": "custom", "content": {"event": "click"}}})
    await asyncio.sleep(5)
    try:
        return f"the server answers {(await other.ask('/voila/static/voila.js', timeout=5)).code}"
    except HTTPTimeoutError:
        return "the server hangs"


@pytest.mark.parametrize("name", HERE)
def test_nobody_reads_the_address_that_another_opened(name, tmp_path, targets):
    """3: Voilà that preheats hands it to who knows the kernel."""
    async def query(target):
        kernel = await target.stranger().open("turnover=31234")
        try:
            socket = await websocket_connect(f"{target.address.replace('http', 'ws')}/voila/query/{kernel}", connect_timeout=10)
            return str(await asyncio.wait_for(socket.read_message(), 5))
        except HTTPClientError as refused:
            return str(refused.code)
        except TimeoutError:
            return "nothing yet"

    if name == "ours":
        assert asyncio.run(query(targets("ours"))) == "404"
    else:
        with stock(tmp_path / "notebooks", "--preheat_kernel=True") as target:
            # Only a kernel of the heated pool gives it away, and the pool may be cold at first.
            assert any("turnover=31234" in asyncio.run(query(target)) or time.sleep(4) for _ in range(5))


@pytest.mark.parametrize("name", HERE)
def test_no_file_below_the_notebooks_is_served(name, tmp_path, targets):
    """6: Voilà serves pictures under its root without the token that everything else needs."""
    async def files(target):
        return [(await target.stranger().ask(f"/voila/files/{file}")).code for file in ("secret.svg", "simulation.ipynb", "results/batch.ipynb")]

    if name == "ours":
        assert asyncio.run(files(targets("ours"))) == [404, 404, 404]
    else:
        with stock(tmp_path / "notebooks", "--token=closed") as target:
            assert asyncio.run(files(target))[0] == 200
