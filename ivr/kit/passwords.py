"""Password hashes: Argon2id with the parameters of the OWASP Password Storage Cheat Sheet (19 MiB, 2 passes)."""

import secrets

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError


class Passwords:
    """Each hash carries its own salt and parameters. One check takes about 20 ms and ``memory_kib``."""

    def __init__(self, *, passes: int = 2, memory_kib: int = 19 * 1024, lanes: int = 1) -> None:
        self._hasher = PasswordHasher(time_cost=passes, memory_cost=memory_kib, parallelism=lanes)
        self._nobody = self._hasher.hash(secrets.token_hex(32))

    def hashed(self, password: str) -> str:
        return self._hasher.hash(password)

    def match(self, known: str | None, password: str) -> bool:
        """Without a known hash, or with an empty one: False after the same work, so time does not tell who exists."""
        try:
            same = self._hasher.verify(known or self._nobody, password)
        except (VerificationError, InvalidHashError):
            return False
        return same and bool(known)

    def stale(self, known: str) -> bool:
        """Made with other parameters than today's: hash anew while the password is at hand."""
        return self._hasher.check_needs_rehash(known)
