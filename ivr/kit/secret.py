"""Secrets for machines: 256 random bits, as text that fits into a header."""

import secrets


def new_secret() -> str:
    return secrets.token_urlsafe(32)
