"""A secret key in a file of its own."""

import os
import secrets
from contextlib import suppress
from pathlib import Path
from tempfile import NamedTemporaryFile

KEY_BYTES = 32


def key_in(path: Path) -> bytes:
    """The file's 32 random bytes; made now where there is no file, for the owner only, and never replaced."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with NamedTemporaryFile(dir=path.parent) as fresh:  # readable by its owner only, as its link will be
        fresh.write(secrets.token_bytes(KEY_BYTES))
        fresh.flush()
        os.fsync(fresh.fileno())
        with suppress(FileExistsError):  # there is one, perhaps made this very moment: it stays
            os.link(fresh.name, path)
    return path.read_bytes()
