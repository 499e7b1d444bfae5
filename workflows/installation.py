"""How one installation is set up: `settings.toml` in its home folder. Everything has a default that is safe."""

import tomllib
from pathlib import Path
from urllib.parse import urlsplit

from pydantic import BaseModel, ConfigDict, ValidationError, field_validator

from workflows.settings import LOCAL_ADDRESS


class WrongSettings(ValueError):
    """The settings file cannot be read, or says what no setting is; the text names the place."""


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class ServerPart(_Part):
    """`address`: where people reach the server. `listen`: the machine's own address that the proxy reaches; by default no
    other machine does. `trusted_proxies`: addresses of proxies whose X-Forwarded headers count.
    `unconfined`: kernels may run where the machine cannot confine them. `pages_at_once`: most open pages, 0 for as many
    as the memory holds. `metrics_token`: with it /metrics answers other machines too."""

    address: str = LOCAL_ADDRESS
    listen: str = "127.0.0.1"
    trusted_proxies: tuple[str, ...] = ()
    unconfined: bool = False
    pages_at_once: int = 0
    metrics_token: str = ""


class MailPart(_Part):
    """The mail server. Without a host, mails become files in the home folder's `outbox`."""

    host: str = ""
    port: int = 587
    user: str = ""
    password: str = ""
    starttls: bool = True
    sender: str = "atelier@localhost"


class OidcPart(_Part):
    """A provider of identities that is trusted; without an issuer there is none."""

    issuer: str = ""
    client_id: str = ""
    client_secret: str = ""
    name: str = "OpenID Connect"

    @field_validator("issuer")
    @classmethod
    def _over_tls(cls, issuer: str) -> str:
        parts = urlsplit(issuer)
        if issuer and parts.scheme != "https" and parts.hostname not in ("127.0.0.1", "localhost", "::1"):
            raise ValueError("an identity is only believed over https")
        return issuer


class SellerPart(_Part):
    """The entity of the cooperative that sells, invoices and employs: its mentions stand on every order. The default is an
    invented one, so that a trial shows whole documents; an installation names its own."""

    name: str = "Coopérative Exemple"
    legal_form: str = "SC"
    street: str = "Rue de l’Exemple 1"
    postcode: str = "1000"
    city: str = "Bruxelles"
    number: str = "0403019261"
    court: str = "Bruxelles"
    iban: str = "BE68539007547034"
    bic: str = ""
    email: str = ""
    website: str = ""
    in_liquidation: bool = False


class OrdersPart(_Part):
    """How orders are numbered: `series` is what is counted together, `form` how a number is written."""

    series: str = "{year}"
    form: str = "{year}-{number:04d}"

    @field_validator("form")
    @classmethod
    def _counts(cls, form: str) -> str:
        if form.format(year=2026, number=1) == form.format(year=2026, number=2):
            raise ValueError("the form of numbers must contain {number}")
        return form


class Installation(_Part):
    """All settings of an installation.

    >>> Installation().mail.host
    ''
    """

    server: ServerPart = ServerPart()
    mail: MailPart = MailPart()
    oidc: OidcPart = OidcPart()
    seller: SellerPart = SellerPart()
    orders: OrdersPart = OrdersPart()


def installation(home: Path) -> Installation:
    """The settings in a home folder, or the defaults when there is no file. WrongSettings says what is wrong."""
    path = home / "settings.toml"
    try:
        return Installation(**tomllib.loads(path.read_text(encoding="utf-8"))) if path.exists() else Installation()
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise WrongSettings(f"{path.name}: {error}") from None
    except ValidationError as error:
        said = "; ".join(f"{'.'.join(map(str, part['loc']))}: {part['msg']}" for part in error.errors())
        raise WrongSettings(f"{path.name}: {said}") from None
