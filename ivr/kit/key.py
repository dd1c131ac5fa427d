"""One secret key, and what is derived from it."""

import hashlib
from dataclasses import dataclass, field

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF


@dataclass(frozen=True)
class Key:
    """``id`` names the key in each value that it sealed, and says nothing of the key itself."""

    id: str
    cipher: AESGCM = field(repr=False)


def key(secret: bytes) -> Key:
    """The key that 32 random bytes make."""
    return Key(hashlib.sha256(secret).hexdigest()[:8], AESGCM(_derive(secret, b"seal")))


def index_key(secret: bytes) -> bytes:
    """What blind indexes are made with."""
    return _derive(secret, b"index")


def _derive(secret: bytes, purpose: bytes) -> bytes:
    return HKDF(algorithm=hashes.SHA256(), length=32, salt=None, info=purpose).derive(secret)
