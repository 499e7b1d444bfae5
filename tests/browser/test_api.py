"""The API on the very server that serves the pages: same numbers as the page, while a page is open."""

import json
import urllib.error
import urllib.request

import pytest

pytestmark = pytest.mark.browser


def post(address: str, path: str, body, **headers):
    request = urllib.request.Request(f"{address}/api/v1{path}", json.dumps(body).encode(), {"Content-Type": "application/json", **headers})
    return urllib.request.urlopen(request)


def test_the_page_and_the_api_show_the_same_amounts(visit, address):
    one = visit("situation=none&turnover=48000&lang=fr")
    shown = one.shows("fr", situation="none", turnover=48_000)
    answer = post(address, "/simulation", {"situation": "none", "turnover": 48_000})
    found = json.load(answer)
    assert {way: route["net_year"] for way, route in found["routes"].items()} == {way: of.net_year for way, of in shown.ways.items()}
    assert answer.headers["Set-Cookie"] is None and answer.headers["Access-Control-Allow-Origin"] is None


def test_a_page_of_another_site_cannot_ask(chromium, address):
    page = chromium.new_page()
    page.route("https://other.example/", lambda route: route.fulfill(body="<p>other</p>", content_type="text/html"))
    page.goto("https://other.example/")
    said = page.evaluate("""address => fetch(address + '/api/v1/payslip', {method: 'POST', body: '{}', headers: {'Content-Type': 'application/json'}})
        .then(() => 'answered', () => 'refused')""", address)
    assert said == "refused"
    page.close()


@pytest.mark.parametrize("path", ["/api/v1/nothing", "/api/v1/law/nothing", "/api/v1"])
def test_what_is_not_there_is_a_problem_in_json_and_not_a_page(address, path):
    with pytest.raises(urllib.error.HTTPError) as refused:
        urllib.request.urlopen(address + path)
    assert refused.value.code == 404 and json.load(refused.value)["status"] == 404
