"""Node → store: keeps what the node reports of announced calls."""

from collections.abc import Callable
from contextlib import AbstractContextManager

from ivr.domain.staff import SYSTEM
from ivr.flows.desk import Desk
from ivr.flows.keep_evidence import keep_evidence
from ivr.flows.ports import NodeEvents
from ivr.loops.loop import Stop

WAIT_S = 0.5


def evidence(desk: Desk, connect: Callable[[], AbstractContextManager[NodeEvents]]) -> Callable[[Stop], None]:
    """One run of it lasts as long as its connection."""

    def once(stop: Stop) -> None:
        with connect() as events:
            while not stop.is_set():
                heard = events.next(WAIT_S)
                if heard is not None:
                    with desk.work(SYSTEM) as work:
                        keep_evidence(work, heard)

    return once
