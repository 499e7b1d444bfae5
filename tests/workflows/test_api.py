"""The answers over HTTP: the same numbers, problems in sentences, and nothing that a hostile caller can stop a page with."""

import asyncio
import http.client
import json
import threading
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from tornado.httpserver import HTTPServer
from tornado.testing import bind_unused_port
from tornado.web import Application

from tests.workflows.test_same_numbers import CHOSEN, _table, live_answer
from workflows.cli.batch import run_batch
from workflows.cli.main import main
from workflows.pages.registry import PAGES
from workflows.server import api_answers
from workflows.server.api import api_routes
from workflows.server.api_body import DEEPEST, MOST_BYTES, MOST_SITUATIONS, MOST_VALUES, situations
from workflows.server.api_openapi import document
from workflows.simulation.follow import answered
from workflows.simulation.follow_json import as_json
from workflows.simulation.questions import SimulationQuestions
from workflows.words.catalogue import LANGUAGES, speak

EN = speak("en")
HOSTILE = ["", "null", "3", '"text"', "[]", "[1]", "{", "[" * 100_000, '{"turnover": NaN}', '{"turnover": 1e999}', '{"turnover": ' + "9" * 5000 + "}",
           '{"turnover": ' + "9" * 400 + "}", '{"turnover": 1, "turnover": 2}', '{"turnover": "\\ud800"}', '{"turnover": {"a": {"b": {"c": {"d": {}}}}}}',
           '{"turnover": -5}', '{"turnover": true}', '{"turnover": [1]}', '{"turnover": "🎨"}', '{"": 1}', '{"year": 1999}', '{"contracts": [[1]]}',
           '{"self": 1}', '{"model_config": 1}', '{"__class__": 1}', '{"children": 1e300}', '{"turnover_by_month": [1, 2]}', '{"contracts": "a/b/c"}']


@pytest.fixture(scope="module")
def port():
    """The API alone, on an event loop of its own thread."""
    loop, ready, found = asyncio.new_event_loop(), threading.Event(), []

    def run():
        asyncio.set_event_loop(loop)
        socket, number = bind_unused_port()
        server = HTTPServer(Application(api_routes("/"), base_url="/", xsrf_cookies=True))
        server.add_socket(socket)
        found.append(number)
        loop.call_soon(ready.set)
        loop.run_forever()
        server.stop()

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    assert ready.wait(10)
    yield found[0]
    loop.call_soon_threadsafe(loop.stop)
    thread.join(10)


@pytest.fixture
def call(port):
    """(status, headers, content) of a request; every answer is JSON, and every problem has its sentence."""
    def asked(method, path, body=None, **headers):
        link = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        content = body if isinstance(body, (bytes, str, type(None))) else json.dumps(body)
        if content is not None:
            headers = {"Content-Type": "application/json", **{name.replace("_", "-"): value for name, value in headers.items()}}
        link.request(method, f"/api/v1{path}", content.encode() if isinstance(content, str) else content,
                     {name.replace("_", "-"): value for name, value in headers.items()})
        answer = link.getresponse()
        text = answer.read()
        link.close()
        found = json.loads(text) if text else None
        assert answer.headers["X-Content-Type-Options"] == "nosniff" and answer.headers["Set-Cookie"] is None
        assert answer.headers["Access-Control-Allow-Origin"] is None and answer.headers["Cache-Control"] == "no-store"
        if answer.status >= 400 and found:
            assert answer.headers["Content-Type"].startswith("application/problem+json")
            assert found["status"] == answer.status and found["title"] and found["detail"].endswith((".", "?"))
        return answer.status, answer.headers, found

    return asked


def numbers(answer: dict) -> dict:
    return {name: answer[name] for name in ("routes", "crossings", "curve", "winner", "advantage", "assumptions", "doubts", "link")}


@pytest.mark.parametrize("job", [*CHOSEN[:2], *(pytest.param(job, marks=pytest.mark.slow) for job in CHOSEN[2:6])], ids=lambda job: job.folder)
def test_http_python_command_line_and_notebook_agree_to_the_cent(call, capsys, job):
    said = job.questions.model_dump(mode="json", exclude_unset=True)
    status, _, found = call("POST", "/simulation", said)
    assert status == 200
    assert found == json.loads(json.dumps(as_json(answered(job.questions))))
    options = [text for name, value in said.items() for text in (f"--{name.replace('_', '-')}", ";".join(
        "/".join(map(str, part)) if isinstance(part, list) else str(part) for part in value) if isinstance(value, list) else str(value))]
    assert main(["simulate", *options, "--json"]) == 0
    assert found == json.loads(capsys.readouterr().out)
    assert numbers(found) == json.loads(json.dumps(numbers(live_answer(job.questions))))


def test_the_executed_notebook_agrees_to_the_cent(call, tmp_path):
    """papermill runs the page's notebook; what its report cell leaves is what the API sends."""
    jobs = CHOSEN[6:8]
    assert run_batch(_table(tmp_path, jobs), "simulation", tmp_path / "out", 2, speak("fr")) == 0
    _, _, found = call("POST", "/simulation", [job.questions.model_dump(mode="json", exclude_unset=True) for job in jobs])
    left = [json.loads(path.read_text(encoding="utf-8"))["answer"] for path in sorted((tmp_path / "out").glob("*/answer.json"))]
    assert [numbers(one) for one in found] == [numbers(one) for one in left]


def test_the_payslip_agrees_with_the_command_line(call, capsys):
    for said in ({"month": "2026-01", "gross": 3000}, {"month": "2024-06", "gross": "2.600,00", "hours": 32, "full_time_hours": 38},
                 {"month": "2026-05", "gross": 1500, "kind": "artist", "days": 10, "month_days": 21, "children": 2}):
        status, _, found = call("POST", "/payslip", said)
        options = [text for name, value in said.items() for text in (f"--{name.replace('_', '-')}", str(value))]
        assert main(["payslip", *options, "--json"]) == 0
        assert status == 200 and found == json.loads(capsys.readouterr().out)


def test_every_page_of_the_registry_can_be_asked(call):
    for name in PAGES:
        status, headers, found = call("POST", f"/{name}?lang=nl", {})
        assert status == 200 and found and headers["Content-Type"] == "application/json; charset=utf-8"
        assert headers["Content-Language"] == "nl"


def test_several_situations_come_back_in_their_order(call):
    status, _, found = call("POST", "/payslip", [{"gross": gross} for gross in (1000, 3000, 2000)])
    assert status == 200 and [one["net"] for one in found] == [call("POST", "/payslip", {"gross": gross})[2]["net"] for gross in (1000, 3000, 2000)]
    assert call("POST", "/payslip", [{}] * MOST_SITUATIONS)[0] == 200
    status, _, found = call("POST", "/payslip?lang=en", [{}] * (MOST_SITUATIONS + 1))
    assert status == 422 and str(MOST_SITUATIONS) in found["detail"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_wrong_answer_gets_the_sentence_of_the_form_in_the_language(call, language):
    wrong = {"turnover": -5, "household": "single", "partner_net": 4, "days": "many"}
    for path, headers in ((f"/simulation?lang={language}", {}), ("/simulation", {"Accept_Language": f"{language}-BE,de;q=0.5"})):
        status, sent, found = call("POST", path, wrong, **headers)
        assert status == 422 and sent["Content-Language"] == language
        said = {error["field"]: error["detail"] for error in found["errors"]}
        assert set(said) == {"turnover", "days"} and {error["pointer"] for error in found["errors"]} == {"#/turnover", "#/days"}
        assert speak(language)("simulation.turnover.label") in said["turnover"] and speak(language).formats.money(0) in said["turnover"]
    _, _, found = call("POST", f"/simulation?lang={language}", {"partner_net": 4})
    assert found["errors"][0]["detail"] == speak(language)("error.only_two_incomes", label=speak(language)("simulation.partner_net.label"))


def test_in_a_list_the_place_of_the_situation_is_said_and_nothing_is_computed(call):
    status, _, found = call("POST", "/simulation?lang=en", [{}, {"turnover": "x"}, {"turnoverr": 1}])
    assert status == 422 and [error["pointer"] for error in found["errors"]] == ["#/1/turnover", "#/2/turnoverr"]
    assert "Did you mean" in found["errors"][1]["detail"]


@pytest.mark.parametrize("body", HOSTILE, ids=lambda body: body[:30])
@pytest.mark.parametrize("page", ["simulation", "payslip"])
def test_hostile_bodies_get_a_sentence_and_never_an_error_of_ours(call, page, body):
    status, _, found = call("POST", f"/{page}?lang=en", body)
    assert status in (400, 422) and "Traceback" not in json.dumps(found) and len(json.dumps(found)) < 5_000


JSON = st.recursive(st.none() | st.booleans() | st.floats() | st.integers() | st.text(max_size=30), lambda inside: st.lists(inside, max_size=4) | st.dictionaries(
    st.sampled_from([*SimulationQuestions.model_fields]) | st.text(max_size=10), inside, max_size=4), max_leaves=20)


@settings(max_examples=200, deadline=None)
@given(JSON, st.sampled_from(["simulation", "payslip"]))
def test_whatever_is_sent_becomes_questions_or_a_sentence(content, page):
    what = api_answers.asked()[page]
    try:
        values, several = situations(json.dumps(content).encode())
        assert all(isinstance(one, what.model) for one in api_answers.questions_of(what, values, several, EN))
    except api_answers.Refused as refused:
        for language in LANGUAGES:
            assert refused.details(speak(language))["detail"].endswith((".", "?"))
        assert all(error.detail and error.pointer.startswith("#") for error in refused.errors)


def test_limits_of_size_depth_and_number(call):
    assert call("POST", "/payslip", b"\xff\xfe")[0] == 400
    assert call("POST", "/payslip", " " * MOST_BYTES + "{}")[0] == 413
    assert call("POST", "/payslip", "{}" + " " * (MOST_BYTES - 2))[0] == 200
    assert str(MOST_VALUES) in call("POST", "/payslip?lang=nl", json.dumps({"days": [0] * MOST_VALUES}))[2]["detail"]
    deep = "0"
    for _ in range(DEEPEST):
        deep = f"[{deep}]"
    assert str(DEEPEST) in call("POST", "/simulation?lang=nl", f'{{"contracts": {deep}}}')[2]["detail"]


def test_a_body_without_a_length_is_limited_too(port):
    link = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    link.request("POST", "/api/v1/payslip", iter([b" " * 50_000] * 5), {"Content-Type": "application/json"}, encode_chunked=True)
    assert link.getresponse().status == 413
    link.close()


@pytest.mark.parametrize("kind", ["", "text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "application/json; charset=latin1"])
def test_only_json_is_read(call, kind):
    assert call("POST", "/payslip", "{}", Content_Type=kind)[0] == 415
    assert call("POST", "/payslip", "{}", Content_Type="Application/JSON; charset=UTF-8")[0] == 200


@pytest.mark.parametrize("method", ["GET", "PUT", "DELETE", "PATCH", "OPTIONS", "HEAD", "BREW"])
def test_another_method_is_told_which_one_there_is(call, method):
    status, headers, _ = call(method, "/simulation")
    assert status == 405 and headers["Allow"] == "POST"
    if method not in ("GET", "HEAD"):
        status, headers, _ = call(method, "/law")
        assert status == 405 and headers["Allow"] == "GET, HEAD"


@pytest.mark.parametrize("path", ["", "/", "/nothing", "/simulation/", "/simulationx", "/../../pyproject.toml", "/law/no_such", "/law/..%2f..%2fsecret",
                                  "/law/%ff", "/law/%F0%9F%8E%A8", "/law/" + "x" * 10_000, "/law/net_year%00"])
def test_what_is_not_there_is_a_404_in_json(call, path):
    status, _, found = call("GET", path)
    assert status == 404 and len(found["detail"]) < 600


def test_the_law_agrees_with_the_command_line(call, capsys):
    for path, command in (("/law", ["list"]), ("/law/net", ["show", "net"]), ("/law/work_bonus_a_employee", ["show", "work_bonus_a_employee"]),
                          ("/law/minimum_monthly_wage?on=2026-05-01", ["show", "minimum_monthly_wage", "--on", "2026-05-01"])):
        status, _, found = call("GET", path, Accept_Language="nl")
        assert main(["law", *command, "--json", "--lang", "nl"]) == 0
        assert status == 200 and found == json.loads(capsys.readouterr().out)
    status, _, found = call("GET", "/law/minimum_monthly_wage?on=soon&lang=en")
    assert status == 422 and found["errors"][0]["field"] == "on" and "soon" in found["errors"][0]["detail"]
    assert call("GET", "/law/minimum_monthly_wage?on=1990-01-01")[0] == 404


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_openapi_document_holds_together(call, language):
    status, _, found = call("GET", f"/openapi.json?lang={language}")
    assert status == 200 and found["openapi"].startswith("3.1.") and found == json.loads(json.dumps(document(speak(language), "/api/v1")))
    assert set(found["paths"]) == {f"/{name}" for name in (*PAGES, "payslip", "law", "law/{name}", "openapi.json")}
    for schema in found["components"]["schemas"].values():
        Draft202012Validator.check_schema(schema)
    names = []
    for path, methods in found["paths"].items():
        for operation in methods.values():
            names.append(operation["operationId"])
            assert operation["summary"] and "200" in operation["responses"]
            placed = [one for one in operation["parameters"] if one.get("in") == "path"]
            assert [one["name"] for one in placed] == (["name"] if "{name}" in path else []) and all(one["required"] for one in placed)
    assert len(names) == len(set(names))
    for reference in _references(found):
        at = found
        for part in reference.removeprefix("#/").split("/"):
            at = at[part]


def _references(content):
    if isinstance(content, dict):
        yield from (value for name, value in content.items() if name == "$ref")
        content = list(content.values())
    if isinstance(content, list):
        for part in content:
            yield from _references(part)


def test_what_the_document_promises_is_what_is_sent(call):
    found = call("GET", "/openapi.json?lang=en")[2]
    schemas = {"$schema": found["jsonSchemaDialect"], "components": found["components"]}
    asks = Draft202012Validator({"$ref": "#/components/schemas/SimulationQuestions", **schemas})
    assert asks.is_valid(SimulationQuestions(turnover=48_000, situation="job").model_dump(mode="json"))
    assert not asks.is_valid({"turnover": -1}) and not asks.is_valid({"turnoverr": 1})
    answer = found["paths"]["/payslip"]["post"]["responses"]["200"]["content"]["application/json"]["schema"]
    assert Draft202012Validator(answer).is_valid(call("POST", "/payslip", {})[2]) and Draft202012Validator(answer).is_valid(call("POST", "/payslip", [{}])[2])
    problem = Draft202012Validator({"$ref": "#/components/schemas/ProblemDetails", **schemas})
    assert problem.is_valid(call("POST", "/simulation", {"turnover": "x"})[2])


def test_the_event_loop_stays_free_and_a_call_that_takes_too_long_ends(call, port, monkeypatch):
    monkeypatch.setattr(api_answers, "payslip_json", lambda answer: time.sleep(1.2) or {})
    waiting = threading.Thread(target=call, args=("POST", "/payslip", [{}, {}]))
    waiting.start()
    time.sleep(0.3)
    before = time.monotonic()
    assert call("GET", "/law")[0] == 200 and time.monotonic() - before < 1
    waiting.join()
    what = api_answers.asked()["payslip"]
    late = asyncio.run(_refusal(api_answers.answers(what, [what.model()] * 3, EN, seconds=0.5)))
    assert late.status == 503 and "seconds" in late.details(EN)["detail"]


async def _refusal(work):
    with pytest.raises(api_answers.Refused) as refused:
        await work
    return refused.value


@pytest.mark.parametrize(("file", "language"), [("README.md", "en"), ("README.fr.md", "fr"), ("README.nl.md", "nl")])
def test_the_readme_names_the_limits(root, file, language):
    text = (root / file).read_text(encoding="utf-8").replace("\n", " ")
    grouped = {"en": f"{MOST_BYTES:,}", "fr": f"{MOST_BYTES:,}".replace(",", " "), "nl": f"{MOST_BYTES:,}".replace(",", ".")}[language]
    assert grouped in text and f"{round(api_answers.SECONDS)} second" in text.replace("seconden", "second") and f" {MOST_SITUATIONS} situati" in text
