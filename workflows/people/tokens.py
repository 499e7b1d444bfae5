"""Secrets that a person carries (a session, a link): random, and stored as a digest only."""

import hashlib
import secrets


def new_token() -> str:
    """A secret of 256 random bits, as text that fits into an address."""
    return secrets.token_urlsafe(32)


def digest(token: str) -> str:
    """What is stored of a token: who reads the database cannot enter with it.

    >>> digest("a") == digest("a"), len(digest("a"))
    (True, 64)
    """
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()
