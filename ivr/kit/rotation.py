"""Changing the key that seals: steps on the folder of keys, each of which may be the last one before a crash.

Whatever step that is, every key that anything is sealed with is still in the folder, under a name that opens.
"""

import fcntl
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from ivr.kit.errors import GatewayError
from ivr.kit.key import key
from ivr.kit.keyfile import KEY_BYTES, keep
from ivr.kit.keyring import CURRENT, NEXT, RETIRED, aside, earlier
from ivr.kit.wholefile import sync_folder


class RotationRuns(GatewayError):
    code = "rotation-runs"
    zh = "密钥更换正在进行。请等待其结束。"
    en = "Keys are being changed at this moment. Wait until that has ended."
    retry = True


@contextmanager
def alone(folder: Path) -> Iterator[None]:
    """One change of keys at a time, on this machine. Raises RotationRuns."""
    with (folder / "rotation.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise RotationRuns from error
        yield


def unfinished(folder: Path) -> bool:
    """Whether values may still be sealed with an earlier key, whose change was cut short."""
    return bool(earlier(folder)) and not (folder / NEXT).exists()


def prepare(folder: Path) -> str:
    """Makes the next key, which nothing is sealed with yet; its id. One that was made before a crash is taken."""
    (folder / RETIRED).mkdir(mode=0o700, exist_ok=True)
    if not (folder / NEXT).exists():
        keep(folder / NEXT, secrets.token_bytes(KEY_BYTES))
    return key((folder / NEXT).read_bytes()).id


def switch(folder: Path) -> str:
    """From now on the next key seals; the id of the one before, which stays under a name of its own."""
    before = key((folder / CURRENT).read_bytes()).id
    with suppress(FileExistsError):  # by a change that was cut short right after
        os.link(folder / CURRENT, folder / f"data-{before}.key")
    sync_folder(folder)
    (folder / NEXT).rename(folder / CURRENT)
    sync_folder(folder)
    return before


def set_aside(folder: Path, key_id: str) -> None:
    """Nothing is sealed with this key any more; it goes on opening, and its file says since when."""
    path = earlier(folder)[key_id]
    os.utime(path)
    path.rename(folder / RETIRED / f"{key_id}.key")
    sync_folder(folder / RETIRED)
    sync_folder(folder)


def remove(folder: Path, key_id: str) -> None:
    """For good."""
    aside(folder)[key_id].unlink()
    sync_folder(folder / RETIRED)
