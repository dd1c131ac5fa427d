"""Time-based one-time codes (RFC 6238): six digits, 30 seconds, SHA-1, as every authenticator program knows them."""

from datetime import datetime
from hmac import compare_digest

import pyotp

STEP_S = 30
_AROUND = (0, -1, 1)
"""Clocks and people may be one step off."""


def new_secret() -> str:
    """160 random bits in base32."""
    return pyotp.random_base32()


def uri(secret: str, login: str, issuer: str) -> str:
    """``otpauth://…``, to be shown as a QR code or typed in."""
    return pyotp.TOTP(secret).provisioning_uri(name=login, issuer_name=issuer)


def step_of(secret: str, code: str, now: datetime) -> int | None:
    """The time step that the code is of; None when it is of none near now. Each step is to be accepted once."""
    current = int(now.timestamp()) // STEP_S
    made = pyotp.TOTP(secret)
    found = [step for step in (current + off for off in _AROUND) if _same(made.generate_otp(step), code)]
    return found[0] if found else None


def _same(one: str, other: str) -> bool:
    return compare_digest(one.encode(), other.encode(errors="replace"))
