"""The keys of a store, in one folder that only their owner can read.

::

    data.key             seals
    data-<id>.key        sealed before; opens what has not been sealed anew yet
    next.key             will seal: only for a moment, while keys are changed
    retired/<id>.key     nothing is sealed with it any more; opens all the same until somebody removes it
    index.key            makes the blind indexes; never changed

The index key stays because changing it would gain nothing that is worth its price: an index opens no value, and while
two index keys hold, one person could be filed twice under one ID number, and the audit trail's searches would no
longer be provable. Whoever holds it and the database can test guesses, as with the sealing key itself.
"""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from ivr.kit.errors import GatewayError
from ivr.kit.key import Key, index_key, key
from ivr.kit.keyfile import keep, key_in

CURRENT = "data.key"
NEXT = "next.key"
INDEX = "index.key"
RETIRED = "retired"


class KeyMissing(GatewayError):
    code = "key-missing"
    zh = "数据库已有数据，但密钥文件 {path} 不存在。请从备份恢复该文件；没有它，个人信息无法读取。"
    en = "The store holds data but its key {path} is gone. Restore that file: without it personal data cannot be read."


@dataclass(frozen=True)
class _Held:
    stamp: tuple[int, int]
    current: Key
    keys: dict[str, Key]


class Keyring:
    """Reads the folder again when the key that seals was changed, or a value names a key that is not known yet."""

    def __init__(self, folder: Path) -> None:
        """Makes the keys of an empty folder. Raises KeyMissing without the index key, once keys have been changed."""
        self._folder = folder
        first = key_in(folder / CURRENT)
        if not (folder / INDEX).exists():
            if (folder / RETIRED).exists():  # made with the first change of keys: it cannot be derived any more
                raise KeyMissing(path=folder / INDEX)
            keep(folder / INDEX, index_key(first))
        self.index = (folder / INDEX).read_bytes()
        self._held = self._read()

    def current(self) -> Key:
        """Raises KeyMissing when its file is gone: nothing is sealed then."""
        if self._stamp() != self._held.stamp:
            self._held = self._read()
        return self._held.current

    def named(self, key_id: str) -> Key | None:
        """Of any key in the folder; one that is not known makes it be read again."""
        if key_id not in self._held.keys:
            self._held = self._read()
        return self._held.keys.get(key_id)

    def _read(self) -> _Held:
        stamp = self._stamp()  # before the file itself: a change in between is seen at the next use
        current = key(_content(self._folder / CURRENT))
        others = (key(secret) for secret in _secrets(self._folder))
        return _Held(stamp, current, {one.id: one for one in (*others, current)})

    def _stamp(self) -> tuple[int, int]:
        try:
            found = (self._folder / CURRENT).stat()
        except FileNotFoundError as error:
            raise KeyMissing(path=self._folder / CURRENT) from error
        return found.st_ino, found.st_mtime_ns


def earlier(folder: Path) -> dict[str, Path]:
    """The keys that sealed before and have not been set aside."""
    return {path.stem.removeprefix("data-"): path for path in sorted(folder.glob("data-*.key"))}


def aside(folder: Path) -> dict[str, Path]:
    """The keys that nothing was sealed with any more when they were set aside."""
    return {path.stem: path for path in sorted((folder / RETIRED).glob("*.key"))}


def _secrets(folder: Path) -> Iterator[bytes]:
    """Keys that move meanwhile move towards what is listed later, so none is passed over."""
    for place in (folder / NEXT, *earlier(folder).values()):
        with suppress(FileNotFoundError):
            yield place.read_bytes()
    for path in aside(folder).values():
        with suppress(FileNotFoundError):
            yield path.read_bytes()


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError as error:
        raise KeyMissing(path=path) from error
