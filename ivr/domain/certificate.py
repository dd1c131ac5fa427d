"""The certificate that a notice is over, and its code, which anybody may check."""

import hashlib
import unicodedata
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

ALPHABET: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's base 32: no letter that is read as another sign. https://www.crockford.com/base32.html"""
_READ_AS: Final = str.maketrans("OIL", "011")
SIGNS: Final = 19
"""95 random bits; a check sign follows."""
_GROUP: Final = 5
_BASE: Final = len(ALPHABET)


@dataclass
class Certificate:
    """One for each enrolment. Its code is worked out with the gateway's key; kept is a digest, by which it is found."""

    id: str
    court_id: str
    enrolment_id: str
    digest: str
    issued_by: str
    issued_at: datetime


@dataclass(frozen=True)
class Proof:
    """How and when one node was proven silent."""

    node: str
    how: str
    at: datetime | None


@dataclass(frozen=True)
class Attested:
    """All that a certificate says. No name, no ID number, no amount, no creditor. ``number`` has its middle masked.

    ``played``: whether callers have heard the notice at all; days are the court's own.
    """

    court: str
    court_en: str
    enquiry: str
    zone: str
    case_number: str
    number: str
    played: bool
    ended_on: date
    ended_for: str
    proofs: tuple[Proof, ...]
    issued_on: date
    issued_at: datetime
    code: str


@dataclass(frozen=True)
class Checked:
    """What whoever has the code is told. ``holds``: the court announces nobody on this debt again."""

    court: str
    court_en: str
    case_number: str
    ended_on: date
    holds: bool


def code(secret: str) -> str:
    """``secret``: at least 24 hexadecimal digits. Four groups of five signs, the last sign is the check."""
    bits = int(secret, 16) >> (4 * len(secret) - 5 * SIGNS)
    signs = "".join(ALPHABET[bits >> 5 * place & 31] for place in reversed(range(SIGNS)))
    whole = signs + _check_sign(signs)
    return "-".join(whole[at : at + _GROUP] for at in range(0, len(whole), _GROUP))


def read_code(given: str) -> str | None:
    """The code as it is written on the certificate, from what somebody typed; None when a sign must be wrong."""
    plain = unicodedata.normalize("NFKC", given).upper().translate(_READ_AS)
    signs = "".join(sign for sign in plain if not sign.isspace() and sign not in "-‐–—")
    if len(signs) != SIGNS + 1 or not set(signs) <= set(ALPHABET) or _check_sign(signs[:-1]) != signs[-1]:
        return None
    return "-".join(signs[at : at + _GROUP] for at in range(0, len(signs), _GROUP))


def digest(written: str) -> str:
    """SHA-256 in hexadecimal digits: enough for 95 random bits, which nobody can guess."""
    return hashlib.sha256(written.encode()).hexdigest()


def _check_sign(signs: str) -> str:
    """ISO/IEC 7064's hybrid system for 32 signs: finds every wrong sign, and nearly every two that were swapped."""
    product = _BASE
    for sign in signs:
        total = (product + ALPHABET.index(sign)) % _BASE or _BASE
        product = total * 2 % (_BASE + 1)
    return ALPHABET[(_BASE + 1 - product) % _BASE]
