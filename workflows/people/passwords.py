"""Passwords: argon2id, a minimum length, and nothing that names the person."""

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

SHORTEST, LONGEST = 12, 200
"""Characters of a password."""

_hasher = PasswordHasher()
_NOBODY = _hasher.hash("nobody has this password")


def hashed(password: str) -> str:
    """What is stored of a password."""
    return _hasher.hash(password)


def matches(stored: str | None, password: str) -> bool:
    """Whether the password is the stored one. Without a stored one it takes as long, and is False."""
    try:
        _hasher.verify(stored or _NOBODY, password[:LONGEST])
    except (VerificationError, InvalidHashError):
        return False
    return stored is not None


def is_old(stored: str) -> bool:
    """Whether a hash was made with weaker settings than today's."""
    return _hasher.check_needs_rehash(stored)


def weakness(password: str, *known: str) -> str | None:
    """The key of the sentence why a new password is refused, or None. `known`: the person's name and address.

    >>> weakness("short"), weakness("aaaaaaaaaaaaaa"), weakness("anna.peeters2026", "anna.peeters@example.org")
    ('password.short', 'password.simple', 'password.known')
    >>> weakness("three small green boats") is None
    True
    """
    if len(password) < SHORTEST:
        return "password.short"
    if len(password) > LONGEST:
        return "password.long"
    if len(set(password)) < 5:
        return "password.simple"
    parts = {part for text in known for part in (text.partition("@")[0].lower(), *text.lower().split()) if len(part) > 3}
    if any(part in password.lower() for part in parts):
        return "password.known"
    return None
