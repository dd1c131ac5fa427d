"""Identifiers: 16 hexadecimal characters from an injected source of randomness. They say nothing about anybody."""

import secrets
from collections.abc import Callable

Ids = Callable[[], str]


def random_id() -> str:
    """64 random bits: by the birthday bound, one chance in 37 million of a clash among a million ids."""
    return secrets.token_hex(8)
