"""One installation at a time in one folder."""

import fcntl
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from ivr.kit.debs.errors import Busy

_PAUSE = 0.2


@contextmanager
def exclusive(folder: Path, seconds: float, pause: Callable[[float], None] = time.sleep) -> Iterator[int]:
    """Hold the folder's lock; yields its file descriptor, which children may inherit to keep it held.

    The kernel lets go when the last holder ends, however it ends. Raises :class:`Busy` after ``seconds``.
    """
    with (folder / "lock").open("a") as file:
        for _ in range(max(1, round(seconds / _PAUSE))):
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except BlockingIOError:
                pause(_PAUSE)
        else:
            raise Busy(folder=folder, seconds=round(seconds))
        yield file.fileno()
