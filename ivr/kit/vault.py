"""Authenticated encryption of single fields (AES-256-GCM), and blind indexes for finding them again (HMAC-SHA256)."""

import base64
import hashlib
import hmac
import os
from collections.abc import Callable

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from ivr.kit.errors import GatewayError

_NONCE_BYTES = 12


class VaultSealedOtherwise(GatewayError):
    code = "sealed-otherwise"
    zh = "无法解密该字段：密钥不符或数据被改动。请检查密钥文件。"
    en = "This field cannot be opened: another key sealed it, or it was altered. Check the key file."


class Vault:
    """Seals and opens short texts. ``place`` (table, field, row) is bound in, so a sealed value cannot be moved."""

    def __init__(self, key: bytes, random: Callable[[int], bytes] = os.urandom) -> None:
        self._key_id = hashlib.sha256(key).hexdigest()[:8]
        self._cipher = AESGCM(_derive(key, b"seal"))
        self._index_key = _derive(key, b"index")
        self._random = random

    def seal(self, text: str, place: str) -> str:
        """``1.<key id>.<base64 of nonce and ciphertext>``."""
        nonce = self._random(_NONCE_BYTES)
        sealed = nonce + self._cipher.encrypt(nonce, text.encode(errors="surrogatepass"), place.encode())
        return f"1.{self._key_id}.{base64.urlsafe_b64encode(sealed).decode()}"

    def open(self, sealed: str, place: str) -> str:
        """The text again. Raises VaultSealedOtherwise when the key, the place or the value is another."""
        try:
            _, _, body = sealed.split(".")
            data = base64.b64decode(body, altchars=b"-_", validate=True)
            return self._cipher.decrypt(data[:_NONCE_BYTES], data[_NONCE_BYTES:], place.encode()).decode(
                errors="surrogatepass"
            )
        except (ValueError, InvalidTag) as error:
            raise VaultSealedOtherwise from error

    def index(self, text: str, kind: str) -> str:
        """A keyed digest, equal for equal texts: finds a row without opening any."""
        return hmac.new(self._index_key, f"{len(kind)}:{kind}:{text}".encode(), hashlib.sha256).hexdigest()[:32]


def _derive(key: bytes, purpose: bytes) -> bytes:
    return HKDF(algorithm=hashes.SHA256(), length=32, salt=None, info=purpose).derive(key)
