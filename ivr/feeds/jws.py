"""Detached JSON Web Signatures over a webhook's body (RFC 7515, appendix F; unencoded by RFC 7797).

Chosen direction: what is not exactly as it was agreed is not believed. The algorithm is the one that was set, whatever
the header says; ``none`` and signatures by a shared secret are no choice at all. The keys are those that were pinned:
none is ever fetched from where a header points to.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any, Final

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa
from cryptography.hazmat.primitives.serialization import load_pem_public_key
from joserfc.errors import JoseError, UnsupportedAlgorithmError
from joserfc.jwk import ECKey, OKPKey, RSAKey
from joserfc.jws import JWSRegistry, deserialize_compact
from joserfc.registry import HeaderParameter

from ivr.feeds.errors import BadJws, Stale

HEADER: Final = "X-JWS-Signature"
WINDOW_SECONDS: Final = 300
LONGEST: Final = 4096
_RSA_BITS: Final = 2048

Key = ECKey | RSAKey | OKPKey
_KINDS: Mapping[str, type[Key]] = {"ES256": ECKey, "PS256": RSAKey, "EdDSA": OKPKey, "Ed25519": OKPKey}
ALGORITHMS: Final = tuple(_KINDS)


def _seconds(value: Any) -> None:
    if isinstance(value, bool) or not isinstance(value, int):
        raise TypeError("no number of seconds")


@dataclass(frozen=True)
class Jws:
    """``keys``: public keys in PEM; while a bank changes its key, the old and the new one."""

    algorithm: str
    keys: tuple[str, ...]

    @cached_property
    def pinned(self) -> tuple[Key, ...]:
        """Raises ValueError for what is no public key of the algorithm: P-256, Ed25519, RSA of 2,048 bits or more."""
        return tuple(public_key(self.algorithm, one) for one in self.keys)


def public_key(algorithm: str, pem: str) -> Key:
    """Raises ValueError. A private key is refused too: a bank's is none of our business."""
    try:
        fits = _fits(algorithm, load_pem_public_key(pem.encode()))
    except UnsupportedAlgorithm:
        fits = False
    if not fits:
        raise ValueError("no strong public key of this algorithm")
    return _KINDS[algorithm].import_key(pem)


def _fits(algorithm: str, key: object) -> bool:
    if algorithm == "ES256":
        return isinstance(key, ec.EllipticCurvePublicKey) and isinstance(key.curve, ec.SECP256R1)
    if algorithm == "PS256":
        return isinstance(key, rsa.RSAPublicKey) and key.key_size >= _RSA_BITS
    return isinstance(key, ed25519.Ed25519PublicKey)


class _Only(JWSRegistry):
    """Knows the one algorithm that was set.

    The library warns of the name EdDSA, since it does not say which curve (RFC 9864 names Ed25519 for that): here the
    pinned key says it.
    """

    def __init__(self, algorithm: str) -> None:
        super().__init__({"iat": HeaderParameter("Issued At", _seconds)}, [algorithm], strict_check_header=True)

    def get_alg(self, name: str) -> Any:
        if self.allowed is None or name not in self.allowed:
            raise UnsupportedAlgorithmError
        return self.algorithms[name]


def verify(headers: Mapping[str, str], body: bytes, jws: Jws, now: datetime) -> None:
    """``headers`` by small letters. ``iat`` in the protected header is when it was signed, in Unix seconds.

    Raises BadJws, or Stale outside of 300 seconds.
    """
    value = headers.get(HEADER.lower(), "")
    signed = next((one for key in jws.pinned if (one := _signed(value, body, jws.algorithm, key)) is not None), None)
    if signed is None:
        raise BadJws(algorithm=jws.algorithm)
    if abs(now.timestamp() - signed) > WINDOW_SECONDS:
        raise Stale(window=WINDOW_SECONDS)


def _signed(value: str, body: bytes, algorithm: str, key: Key) -> int | None:
    """When it was signed; None when this key did not sign just this body in just this way."""
    if len(value) > LONGEST or not value.isascii() or value.split(".")[1:2] != [""]:
        return None
    try:
        found = deserialize_compact(value, key, registry=_Only(algorithm), payload=body)
        header = found.headers()
    except (JoseError, ValueError, TypeError, KeyError):  # whatever a stranger puts there is no signature
        return None
    return int(header["iat"]) if header.get("alg") == algorithm and "iat" in header else None
