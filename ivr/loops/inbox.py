"""Inbox → payments: works through the statements that wait, and forgets what broke off on its way in."""

from collections.abc import Callable

from ivr.flows.desk import Desk
from ivr.flows.inbox.work_through import forget_broken_off, work_through
from ivr.loops.loop import Stop

LOOK_EVERY_S = 1.0
FORGET_EVERY_S = 3600.0
REST_S = 0.02
"""Between two handfuls, so that a payment by webhook gets its turn at SQLite's one writer."""


def inbox(desk: Desk, look_every_s: float = LOOK_EVERY_S) -> Callable[[Stop], None]:
    def once(stop: Stop) -> None:
        forget_at = desk.clock.monotonic()
        while not stop.is_set():
            work_through(desk, lambda: _rest(stop))
            if desk.clock.monotonic() >= forget_at:
                forget_broken_off(desk)
                forget_at = desk.clock.monotonic() + FORGET_EVERY_S
            stop.wait(look_every_s)

    return once


def _rest(stop: Stop) -> None:
    stop.wait(REST_S)
