"""Authenticated encryption of single fields (AES-256-GCM), and blind indexes for finding them again (HMAC-SHA256)."""

import base64
import hashlib
import hmac
import os
from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from cryptography.exceptions import InvalidTag

from ivr.kit.errors import GatewayError
from ivr.kit.key import Key, index_key, key

_NONCE_BYTES = 12
_MARK = _NONCE_BYTES * 4 // 3
"""So many characters of a sealed value's body are its nonce, which is a whole number of base64's groups."""


class VaultSealedOtherwise(GatewayError):
    code = "sealed-otherwise"
    zh = "无法解密该字段：密钥不符或数据被改动。请检查密钥文件夹。"
    en = "This field cannot be opened: another key sealed it, or it was altered. Check the folder of the keys."


class Keys(Protocol):
    """Where a vault finds its keys, anew at each use: a key that is changed is changed for running processes too."""

    index: bytes

    def current(self) -> Key:
        """The one that seals."""
        ...

    def named(self, key_id: str) -> Key | None:
        """One that opens, current or earlier; None for an id that is not known."""
        ...


class Vault:
    """Seals and opens short texts. ``place`` (table, field, row) is bound in, so a sealed value cannot be moved."""

    def __init__(self, keys: Keys | bytes, random: Callable[[int], bytes] = os.urandom) -> None:
        """``keys`` may be the 32 bytes of a single one."""
        self._keys = _OneKey(index_key(keys), key(keys)) if isinstance(keys, bytes) else keys
        self._random = random

    def seal(self, text: str, place: str) -> str:
        """``1.<key id>.<base64 of nonce and ciphertext>``."""
        return self._seal(text, place, self._random(_NONCE_BYTES))

    def open(self, sealed: str, place: str) -> str:
        """The text again. Raises VaultSealedOtherwise when the key, the place or the value is another."""
        return self._open(sealed, place)[0]

    def reseal(self, sealed: str, place: str) -> str:
        """The same text under the current key, with the same mark; nonces are drawn at random for all keys alike.

        Raises VaultSealedOtherwise.
        """
        text, nonce = self._open(sealed, place)
        return self._seal(text, place, nonce)

    def index(self, text: str, kind: str) -> str:
        """A keyed digest, equal for equal texts: finds a row without opening any."""
        return hmac.new(self._keys.index, f"{len(kind)}:{kind}:{text}".encode(), hashlib.sha256).hexdigest()[:32]

    def _seal(self, text: str, place: str, nonce: bytes) -> str:
        key = self._keys.current()
        data = nonce + key.cipher.encrypt(nonce, text.encode(errors="surrogatepass"), place.encode())
        return f"1.{key.id}.{base64.urlsafe_b64encode(data).decode()}"

    def _open(self, sealed: str, place: str) -> tuple[str, bytes]:
        try:
            _, key_id, body = sealed.split(".")
            data = base64.b64decode(body, altchars=b"-_", validate=True)
            nonce, rest = data[:_NONCE_BYTES], data[_NONCE_BYTES:]
            key = self._keys.named(key_id)
            if key is None:
                raise VaultSealedOtherwise
            return key.cipher.decrypt(nonce, rest, place.encode()).decode(errors="surrogatepass"), nonce
        except (ValueError, InvalidTag) as error:
            raise VaultSealedOtherwise from error


def mark(sealed: str) -> str:
    """Tells one sealing of a field from another, and says nothing of the text: it is the nonce."""
    return sealed.rpartition(".")[2][:_MARK]


@dataclass(frozen=True)
class _OneKey:
    index: bytes
    only: Key

    def current(self) -> Key:
        return self.only

    def named(self, key_id: str) -> Key | None:
        return self.only if key_id == self.only.id else None
