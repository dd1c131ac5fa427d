"""Where a bank leaves its files, as it is set. Wrong values raise ValueError, with what to write."""

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

_SOURCE: Final = re.compile(r"[a-z][a-z0-9-]{1,15}")
_KEY: Final = re.compile(r"(ssh-ed25519|ecdsa-sha2-nistp(256|384|521)|ssh-rsa) [A-Za-z0-9+/]{40,2000}={0,2}")


@dataclass(frozen=True)
class FolderSettings:
    """``path``: the bank's files land there; ``done`` and ``refused`` are made below it."""

    source: str
    path: Path

    def __post_init__(self) -> None:
        _require(bool(_SOURCE.fullmatch(self.source)), "source: 2 to 16 small letters, digits and hyphens")
        _require(Path(self.path).is_absolute(), "path: an absolute path")


@dataclass(frozen=True)
class SftpSettings:
    """``host_key``: the server's own, as ``ssh-keyscan`` tells it: its kind and its base64. Nothing else is trusted.

    Either ``password``, or ``key_file`` with our own private key.
    """

    source: str
    host: str
    username: str
    host_key: str
    password: str = field(default="", repr=False)
    key_file: Path | None = None
    port: int = 22
    folder: str = "."

    def __post_init__(self) -> None:
        _require(bool(_SOURCE.fullmatch(self.source)), "source: 2 to 16 small letters, digits and hyphens")
        _require(bool(_KEY.fullmatch(self.host_key)), "host_key: such as ssh-ed25519 AAAA…")
        _require(bool(self.password) != bool(self.key_file), "either password or key_file")
        _require(0 < self.port < 65536, "port: 1 to 65535")


def _require(fits: bool, want: str) -> None:
    if not fits:
        raise ValueError(want)
