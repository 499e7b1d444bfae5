"""Entering through a provider of identities that the installation trusts (OpenID Connect, code flow with PKCE)."""

import json
import secrets
import time
import warnings
from typing import Any

import authlib.deprecate
import httpx
from authlib.common.errors import AuthlibBaseError
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet

from workflows.installation import OidcPart
from workflows.people.entering import Refused, enter_by_provider
from workflows.server.logs import event
from workflows.server.sign_in import EnteringHandler
from workflows.server.who import set_cookie

# Authlib announces on every start that it will know httpx by another name.
warnings.simplefilter("ignore", authlib.deprecate.AuthlibDeprecationWarning)
from authlib.integrations.httpx_client import AsyncOAuth2Client  # noqa: E402

COOKIE, COOKIE_DAYS = "atelier_oidc", 1 / 144
"""What this browser must bring back from the provider, and for how long: ten minutes."""

ALGORITHMS = ["RS256", "ES256", "PS256", "EdDSA"]
PATIENCE = 10.0
LEEWAY = 60
"""Seconds that the clocks of two machines may differ."""


def oidc_routes(base: str) -> list[tuple]:
    """The pages of this module."""
    return [(f"{base}oidc", OidcHandler), (f"{base}oidc/back", OidcBackHandler)]


class Provider:
    """The provider as its own discovery document describes it; read once."""

    _known: dict[str, "Provider"] = {}  # noqa: RUF012  one provider a server; tests start several

    def __init__(self, settings: OidcPart, said: dict[str, Any]):
        self.settings, self.said = settings, said

    @classmethod
    async def of(cls, settings: OidcPart) -> "Provider":
        """The provider of an installation. httpx.HTTPError or ValueError when it cannot be asked."""
        if settings.issuer not in cls._known:
            async with httpx.AsyncClient(timeout=PATIENCE) as client:
                answer = await client.get(f"{settings.issuer.rstrip('/')}/.well-known/openid-configuration")
            said = answer.raise_for_status().json()
            if said.get("issuer", "").rstrip("/") != settings.issuer.rstrip("/"):
                raise ValueError("the provider calls itself otherwise than the settings do")
            cls._known[settings.issuer] = cls(settings, said)
        return cls._known[settings.issuer]

    def client(self, back: str) -> AsyncOAuth2Client:
        """A client of the provider. `back`: the address of this server to which it leads back."""
        return AsyncOAuth2Client(self.settings.client_id, self.settings.client_secret, scope="openid email",
                                 redirect_uri=back, code_challenge_method="S256", timeout=PATIENCE)

    async def claims(self, token: str, nonce: str) -> dict[str, Any]:
        """What an identity token says, once seal, issuer, audience, times and nonce were looked at; ValueError if not."""
        async with httpx.AsyncClient(timeout=PATIENCE) as client:
            keys = (await client.get(self.said["jwks_uri"])).raise_for_status().json()
        try:
            claims = jwt.decode(token, KeySet.import_key_set(keys), algorithms=ALGORITHMS).claims
            jwt.JWTClaimsRegistry(
                leeway=LEEWAY, now=int(time.time()), iss={"essential": True, "value": self.said["issuer"]},
                aud={"essential": True, "value": self.settings.client_id}, exp={"essential": True}, sub={"essential": True},
                nonce={"essential": True, "value": nonce}).validate(claims)
        except JoseError as error:
            raise ValueError(str(error)) from None
        return claims


class OidcHandler(EnteringHandler):
    """`/oidc`: to the provider."""

    def back(self) -> str:
        """Where the provider leads back to: the address of the installation, whatever this request says."""
        return f"{self.site.installation.server.address.rstrip('/')}{self.settings['base_url']}oidc/back"

    async def get(self) -> None:
        settings = self.site.installation.oidc
        if not settings.issuer:
            self.say(404, self.words("site.not_found"))
            return
        try:
            provider = await Provider.of(settings)
        except (httpx.HTTPError, ValueError) as error:
            event("oidc_failed", step="discovery", error=type(error).__name__)
            self.failed()
            return
        nonce, verifier = secrets.token_urlsafe(24), secrets.token_urlsafe(48)
        address, state = provider.client(self.back()).create_authorization_url(
            provider.said["authorization_endpoint"], nonce=nonce, code_verifier=verifier)
        set_cookie(self, COOKIE, secrets_text(state, nonce, verifier, self.next()), COOKIE_DAYS)
        self.redirect(address)

    def failed(self) -> None:
        """Nobody was let in, and the password is still there."""
        self.say(502, self.words("oidc.failed", name=self.site.installation.oidc.name))


class OidcBackHandler(OidcHandler):
    """`/oidc/back`: from the provider, with a code that is good for one identity token."""

    async def get(self) -> None:
        settings, kept = self.site.installation.oidc, read_secrets(self.get_cookie(COOKIE, ""))
        self.clear_cookie(COOKIE, path=self.settings["base_url"])
        if not settings.issuer or kept is None or not secrets.compare_digest(kept["state"], self.text("state")):
            self.say(400, self.words("oidc.failed", name=settings.name))
            return
        try:
            provider = await Provider.of(settings)
            async with provider.client(self.back()) as client:
                token = await client.fetch_token(provider.said["token_endpoint"], code=self.text("code", 2000),
                                                 code_verifier=kept["verifier"])
            claims = await provider.claims(token["id_token"], kept["nonce"])
            email = claims.get("email") if claims.get("email_verified") is True else None
            entered = await self.aside(enter_by_provider, self.site.store, provider.said["issuer"], claims["sub"], email,
                                       self.site.clock())
        except Refused as refused:
            self.say(403, self.words(refused.key))
            return
        except (httpx.HTTPError, AuthlibBaseError, ValueError, KeyError) as error:
            event("oidc_failed", step="back", error=type(error).__name__)
            self.failed()
            return
        self.asked_next = kept["next"]
        self.enter(entered)

    def next(self) -> str:
        """Where to afterwards: what was asked before the provider."""
        return self.inside(getattr(self, "asked_next", ""))


def secrets_text(state: str, nonce: str, verifier: str, after: str) -> str:
    """What the browser keeps until it comes back, as a cookie's text."""
    said = json.dumps({"state": state, "nonce": nonce, "verifier": verifier, "next": after})
    return said.encode().hex()


def read_secrets(text: str) -> dict[str, str] | None:
    """The same, read back; None where it is none of ours."""
    try:
        said = json.loads(bytes.fromhex(text))
        return said if set(said) == {"state", "nonce", "verifier", "next"} and all(
            isinstance(part, str) for part in said.values()) else None
    except (ValueError, TypeError):
        return None
