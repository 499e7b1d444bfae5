"""Who is at the other end of a request: its address, whether it came by https, whether from a page of this server.

Headers that a proxy writes count only when the peer is a proxy that the installation named.
"""

import ipaddress
from urllib.parse import urlsplit

from tornado.httputil import HTTPServerRequest
from tornado.web import RequestHandler

FORWARDED = ("X-Forwarded-For", "X-Real-Ip", "Forwarded")
"""Headers that say: there is a proxy between."""


def address_of(handler: RequestHandler) -> str:
    """The address of the person's machine: the peer's, or the last one that a trusted proxy wrote."""
    return address(handler.request, handler.settings.get("trusted_proxies", frozenset()))


def address(request: HTTPServerRequest, trusted: frozenset[str]) -> str:
    """The nearest address that is no trusted proxy; what a proxy wrote counts only from a trusted one."""
    hops = [request.remote_ip or ""]
    for line in request.headers.get_list("X-Forwarded-For"):
        hops[:0] = [hop.strip() for hop in line.split(",")]
    while len(hops) > 1 and hops[-1] in trusted and _is_address(hops[-2]):
        hops.pop()
    return hops[-1]


def network(text: str) -> str:
    """What one household or office has: an IPv4 address, or the first half of an IPv6 one.

    >>> network("192.0.2.7"), network("2001:db8:1:2:3::9")
    ('192.0.2.7', '2001:db8:1:2::/64')
    """
    if not _is_address(text):
        return "unknown"
    parsed = ipaddress.ip_address(text)
    return text if parsed.version == 4 else str(ipaddress.ip_network((parsed, 64), strict=False))


def is_secure(request: HTTPServerRequest, trusted: frozenset[str]) -> bool:
    """Whether the person's browser speaks https: to us, or to a trusted proxy that says so."""
    said = request.headers.get("X-Forwarded-Proto", "").split(",")[-1].strip().lower()
    return request.protocol == "https" or (request.remote_ip in trusted and said == "https")


def is_local(request: HTTPServerRequest) -> bool:
    """Whether a program on this very machine asks, with no proxy between."""
    return (_is_address(request.remote_ip or "") and ipaddress.ip_address(request.remote_ip).is_loopback
            and not any(name in request.headers for name in FORWARDED))


def is_own_origin(request: HTTPServerRequest) -> bool:
    """Whether a page of this server asks, or no page at all. `null`, another host or another port is somebody else."""
    origins = request.headers.get_list("Origin") + request.headers.get_list("Sec-Websocket-Origin")
    return all(urlsplit(origin.lower()).netloc == request.host.lower() for origin in origins)


def _is_address(text):
    try:
        ipaddress.ip_address(text)
    except ValueError:
        return False
    return True
