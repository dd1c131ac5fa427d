"""Waiting for something to become so, with an end."""

import time
from collections.abc import Callable

from ivr.cli.demo.errors import NotInTime
from ivr.cli.demo.words import Words
from ivr.cli.words import say

LOOK_S = 0.02


def until(reached: Callable[[], bool], seconds: float, what: Words) -> float:
    """The seconds it took. Raises NotInTime."""
    begun = time.monotonic()
    while not reached():
        if time.monotonic() - begun > seconds:
            raise NotInTime(seconds=seconds, what=say(*what))
        time.sleep(LOOK_S)
    return time.monotonic() - begun
