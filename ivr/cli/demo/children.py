"""However the demo ends, no program that it started outlives it."""

import os
import shutil
import signal
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from ivr.cli.demo.errors import Interrupted
from ivr.kit.errors import GatewayError


@contextmanager
def ending_children() -> Iterator[None]:
    """Ctrl-C and SIGTERM become Interrupted; then every child that still runs is ended, by its id.

    That comes first: callers' threads wait for their SIPp, and the story's own end waits for those threads.
    """
    told = threading.Event()
    kept = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)}

    def interrupt(_number: int, _frame: object) -> None:
        for number in kept:
            signal.signal(number, signal.SIG_IGN)
        told.set()
        _end_callers()
        raise Interrupted

    for number in kept:
        signal.signal(number, interrupt)
    try:
        yield
    except GatewayError as error:
        if not told.is_set() or isinstance(error, Interrupted):
            raise
        # Whatever failed after the signal failed because its programs were ended.
        raise Interrupted from error
    finally:
        for number, handler in kept.items():
            signal.signal(number, handler)


def tied(command: Sequence[str]) -> list[str]:
    """Has the kernel end that program with the thread that starts it, also with a killed one; needs util-linux."""
    return [*(("setpriv", "--pdeathsig", "TERM") if shutil.which("setpriv") else ()), *command]


def _end_callers() -> None:
    """Our direct children, but for those in sessions of their own: Asterisk and the gateway are ended in order."""
    for pid in _children():
        with suppress(ProcessLookupError):
            if os.getsid(pid) == os.getsid(0):
                os.kill(pid, signal.SIGTERM)


def _children() -> list[int]:
    found = []
    for path in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):  # it ended while we looked
            parent = path.read_text("utf-8", "replace").rpartition(")")[2].split()[1]
            if int(parent) == os.getpid():
                found.append(int(path.parent.name))
    return found
