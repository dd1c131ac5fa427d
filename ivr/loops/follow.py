"""Store → node: connects, begins, and turns whenever the store changed or something is due."""

from collections.abc import Callable
from contextlib import AbstractContextManager

from ivr.flows.follow_node import Following
from ivr.flows.ports import Node
from ivr.loops.loop import Stop
from ivr.store.wake import Waker

Connect = Callable[[], AbstractContextManager[Node]]


def follow(following: Following, connect: Connect, open_waker: Callable[[], Waker]) -> Callable[[Stop], None]:
    """One run of it lasts as long as its connections; a lost one ends it, and it is begun anew."""

    def once(stop: Stop) -> None:
        with connect() as node:
            waker = open_waker()
            try:
                following.begin(node)
                while not stop.is_set():
                    waker.wait(min(following.turn(node), 0.5))
            finally:
                waker.close()

    return once
