"""A secret key in a file of its own."""

import os
import secrets
from contextlib import suppress
from pathlib import Path
from tempfile import NamedTemporaryFile

from ivr.kit.wholefile import sync_folder

KEY_BYTES = 32


def key_in(path: Path) -> bytes:
    """The file's 32 random bytes; made now where there is no file, for the owner only, and never replaced."""
    if not path.exists():
        keep(path, secrets.token_bytes(KEY_BYTES))
    return path.read_bytes()


def keep(path: Path, secret: bytes) -> None:
    """Puts the secret there for its owner only, unless there is one, perhaps made this very moment: that one stays.

    When this returns it outlives a power cut.
    """
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with NamedTemporaryFile(dir=path.parent) as fresh:  # readable by its owner only, as its link will be
        fresh.write(secret)
        fresh.flush()
        os.fsync(fresh.fileno())
        with suppress(FileExistsError):
            os.link(fresh.name, path)
    sync_folder(path.parent)
