"""Reads a file in a process of its own, which goes ahead while what it read is being worked on.

The process is given the file's bytes and gives back what it read, and ends with whoever started it: its input does.
"""

import contextlib
import pickle
import shutil
import subprocess
import sys
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import islice
from typing import Any, BinaryIO, Final

from ivr.kit.errors import GatewayError

AT_ONCE: Final = 200
"""So many are handed over together; some pipes full of them wait, and no more."""
_ENDS_WITHIN_S: Final = 30.0


class ReaderDied(GatewayError):
    code = "reader-died"
    zh = "读取文件的进程意外结束（{status}），已读部分保留，稍后将继续。"
    en = "The process that reads the file ended before its time ({status}). What was read is kept; it is tried again."
    retry = True


def read_apart(module: str, words: list[str], file: BinaryIO) -> Iterator[Any]:
    """What ``tell`` tells in ``python -m module``. Raises ReaderDied, and what reading the file itself raises."""
    command = [sys.executable, "-P", "-m", module, *words]
    with (
        subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as child,
        ThreadPoolExecutor(1) as feeder,
    ):
        fed = feeder.submit(_feed, file, child)
        try:
            yield from _told(child)
            status = child.wait(_ENDS_WITHIN_S)
            fed.result()
            if status:
                raise ReaderDied(status=status)
        finally:
            child.kill()


def tell(found: Iterable[Any]) -> None:
    """Called in the process itself: everything that was read, in its order."""
    told = iter(found)
    while some := list(islice(told, AT_ONCE)):
        pickle.dump(some, sys.stdout.buffer)
        sys.stdout.buffer.flush()


def _feed(file: BinaryIO, child: subprocess.Popen[bytes]) -> None:
    """A file that cannot be read to its end must not look as if it ended there."""
    assert child.stdin is not None  # noqa: S101 - it was asked for
    try:
        with contextlib.suppress(BrokenPipeError):  # it has ended: its status says why
            shutil.copyfileobj(file, child.stdin)
            child.stdin.close()
    except BaseException:
        child.kill()
        raise


def _told(child: subprocess.Popen[bytes]) -> Iterator[Any]:
    assert child.stdout is not None  # noqa: S101 - it was asked for
    while child.stdout.peek(1):  # type: ignore[attr-defined]
        try:
            yield from pickle.load(child.stdout)  # noqa: S301 - from our own process
        except (pickle.UnpicklingError, EOFError):  # cut in the middle: its status says why
            return
