"""Entering through a provider of identities, against a provider that runs here."""

import subprocess
from pathlib import Path

import httpx
import oidc_provider_mock
import pytest

from tests.accounts import House
from tests.faults.test_server_killed import start
from tests.servers import free_port
from workflows.installation import WrongSettings, installation
from workflows.words.catalogue import speak

FR = speak("fr")


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """A server that trusts a provider, its people, and the provider's address."""
    house, port = House(tmp_path_factory.mktemp("home")), free_port()
    house.store().close()
    known = house.add("member", "Ana Peeters")
    users = [oidc_provider_mock.User(sub="s-ana", claims={"email": known.email, "email_verified": True}),
             oidc_provider_mock.User(sub="s-unverified", claims={"email": house.add("staff").email, "email_verified": False}),
             oidc_provider_mock.User(sub="s-stranger", claims={"email": "stranger@example.org", "email_verified": True})]
    with oidc_provider_mock.run_server_in_thread(user_claims=users) as provider:
        issuer, address = f"http://127.0.0.1:{provider.server_port}", f"http://127.0.0.1:{port}"
        (house.home / "settings.toml").write_text(
            f'[server]\naddress = "{address}"\n[oidc]\nissuer = "{issuer}"\nclient_id = "atelier"\nclient_secret = "secret"\nname = "Smart ID"\n')
        process: subprocess.Popen = start(port, Path(house.home))
        yield address, issuer, known
        process.terminate()
        process.wait(30)


def through(address: str, subject: str, meddle=lambda location: location) -> httpx.Response:
    """Enter as this subject of the provider, in a fresh browser; what the site says in the end."""
    with httpx.Client(follow_redirects=False, timeout=20) as browser:
        away = browser.get(f"{address}/oidc?next=/drafts")
        assert away.status_code == 302 and "code_challenge=" in away.headers["location"] and "nonce=" in away.headers["location"]
        back = browser.post(away.headers["location"], data={"sub": subject})
        answer = browser.get(meddle(back.headers["location"]))
        if answer.status_code == 302:
            return browser.get(f"{address}/account")
        return answer


def test_a_verified_address_opens_the_account_and_then_the_subject_does(site):
    address, _, known = site
    for _ in range(2):
        answer = through(address, "s-ana")
        assert answer.status_code == 200 and known.name in answer.text


@pytest.mark.parametrize("subject", ["s-unverified", "s-stranger"])
def test_nobody_else_is_let_in(site, subject):
    answer = through(site[0], subject)
    assert answer.status_code == 403 and "session" not in str(answer.headers.get("set-cookie", ""))


@pytest.mark.parametrize("meddle", [lambda to: to.replace("state=", "state=x"), lambda to: to.replace("code=", "code=x"),
                                    lambda to: to.split("?")[0]], ids=["state", "code", "nothing"])
def test_an_answer_that_was_meddled_with_lets_nobody_in(site, meddle):
    answer = through(site[0], "s-ana", meddle)
    assert answer.status_code in (400, 502) and "Smart ID" in answer.text
    with httpx.Client() as other:
        assert other.get(f"{site[0]}/oidc/back?code=1&state=2").status_code == 400, "without the cookie of the way there"


def test_the_door_shows_the_provider_and_the_password(site):
    page = httpx.get(f"{site[0]}/sign-in?lang=fr").text
    assert FR("sign_in.provider", name="Smart ID") in page and FR("field.password") in page


def test_an_identity_is_only_believed_over_tls(tmp_path):
    (tmp_path / "settings.toml").write_text('[oidc]\nissuer = "http://id.example.org"\n')
    with pytest.raises(WrongSettings, match=r"oidc\.issuer"):
        installation(tmp_path)
