"""Time → store: ends what is past its end, and forgets removed numbers that every node is past."""

from collections.abc import Callable

from ivr.domain.staff import SYSTEM
from ivr.flows.desk import Desk
from ivr.flows.expire import expire
from ivr.flows.purge import purge
from ivr.loops.loop import Stop

EVERY_S = 5.0


def sweep(desk: Desk) -> Callable[[Stop], None]:
    """Looks every few seconds; the nodes do not wait for it, for each value carries its own expiry."""

    def once(stop: Stop) -> None:
        while not stop.is_set():
            with desk.work(SYSTEM) as work:
                ended = expire(work)
            with desk.work(SYSTEM) as work:
                purge(work)
            stop.wait(0 if ended else EVERY_S)

    return once
