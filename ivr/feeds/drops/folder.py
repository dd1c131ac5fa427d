"""A folder of this machine. Links are not followed: a bank must not point us at other files."""

import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from ivr.feeds.drops.names import DONE, REASON, REFUSED, Look, Settling, takes
from ivr.feeds.errors import DropFailed


class FolderDrop:
    """The ``Drop`` for a folder."""

    def __init__(self, source: str, path: Path) -> None:
        self.source = source
        self._path = path
        self._settling = Settling()

    def arrivals(self) -> list[str]:
        """Raises DropFailed."""
        with _told(self.source):
            return self._settling.whole(dict(self._looks()))

    @contextmanager
    def open(self, name: str) -> Iterator[BinaryIO]:
        """Raises DropFailed."""
        with _told(self.source):
            place = os.open(self._path / name, os.O_RDONLY | os.O_NOFOLLOW)
        with os.fdopen(place, "rb") as file:
            yield file

    def done(self, name: str) -> None:
        self._move(name, DONE)

    def refused(self, name: str, reason: str) -> None:
        moved = self._move(name, REFUSED)
        moved.with_name(moved.name + REASON).write_text(reason + "\n", encoding="utf-8")

    def _looks(self) -> Iterator[tuple[str, Look]]:
        for entry in os.scandir(self._path):
            found = entry.stat(follow_symlinks=False)
            if stat.S_ISREG(found.st_mode) and takes(entry.name):
                yield entry.name, (found.st_size, found.st_mtime)

    def _move(self, name: str, where: str) -> Path:
        """One of that name that went before is not overwritten."""
        with _told(self.source):
            folder = self._path / where
            folder.mkdir(exist_ok=True)
            place, n = folder / name, 1
            while place.exists():
                n += 1
                place = folder / f"{n}-{name}"
            return (self._path / name).rename(place)


@contextmanager
def _told(source: str) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise DropFailed(source=source, reason=error.strerror or type(error).__name__) from error
