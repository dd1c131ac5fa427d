"""Banks' folders → inbox: looks into one every few seconds."""

from collections.abc import Callable
from contextlib import AbstractContextManager

from ivr.flows.desk import Desk
from ivr.flows.inbox.collect import collect
from ivr.flows.ports import Drop
from ivr.loops.loop import Stop

LOOK_EVERY_S = 5.0
REST_S = 0.02


def drops(
    desk: Desk, reach: Callable[[], AbstractContextManager[Drop]], look_every_s: float = LOOK_EVERY_S
) -> Callable[[Stop], None]:
    """``reach`` opens the drop for one look."""

    def once(stop: Stop) -> None:
        while not stop.is_set():
            with reach() as drop:
                collect(desk, drop, lambda: _rest(stop))
            stop.wait(look_every_s)

    return once


def _rest(stop: Stop) -> None:
    stop.wait(REST_S)
