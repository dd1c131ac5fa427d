"""Waiting in tests: until something is so, or a deadline is over. Never for a time that was guessed."""

import threading
import time
from collections.abc import Callable
from typing import Any

_pause = threading.Event()


def eventually(reached: Callable[[], object], seconds: float = 5.0, every_s: float = 0.02) -> bool:
    """Whether it became so in time."""
    deadline = time.monotonic() + seconds
    while not reached():
        if time.monotonic() > deadline:
            return False
        _pause.wait(every_s)
    return True


def until(reached: Callable[[], object], seconds: float = 5.0) -> float:
    """The seconds that it took. Fails when it takes longer."""
    began = time.monotonic()
    assert eventually(reached, seconds, 0.01), f"not so after {seconds} s"
    return time.monotonic() - began


def found(look: Callable[[], Any], seconds: float, every_s: float = 0.1) -> Any:
    """What ``look`` gives once it is true. Fails when it never is."""
    seen: list[Any] = []

    def looked() -> bool:
        seen[:] = [look()]
        return bool(seen[0])

    assert eventually(looked, seconds, every_s), look
    return seen[0]
