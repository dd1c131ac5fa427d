"""Time → store: ends what is past its end, forgets removed numbers that every node is past, erases what is too old."""

from collections.abc import Callable

from ivr.domain.staff import SYSTEM
from ivr.flows.desk import Desk
from ivr.flows.erase import erase_all
from ivr.flows.expire import expire
from ivr.flows.purge import purge
from ivr.loops.loop import Stop

EVERY_S = 5.0
ERASE_EVERY_S = 3600.0
REST_S = 0.1
"""SQLite's waiting writers look again every 100 ms at the latest."""


def sweep(desk: Desk) -> Callable[[Stop], None]:
    """Looks every few seconds; the nodes do not wait for it, for each value carries its own expiry."""

    def once(stop: Stop) -> None:
        erase_at = desk.clock.monotonic()
        while not stop.is_set():
            with desk.work(SYSTEM) as work:
                ended = expire(work)
            with desk.work(SYSTEM) as work:
                purge(work)
            if desk.clock.monotonic() >= erase_at:
                erase_all(desk, SYSTEM, lambda: _rest(stop))
                erase_at = desk.clock.monotonic() + ERASE_EVERY_S
            stop.wait(0 if ended else EVERY_S)

    return once


def _rest(stop: Stop) -> None:
    stop.wait(REST_S)
