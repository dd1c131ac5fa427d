"""Outbox → telephone network, and receipts back: sends what is due, and waits for receipts in between."""

from collections.abc import Callable
from contextlib import AbstractContextManager

from ivr.flows.desk import Desk
from ivr.flows.outbox import Outbox, Words
from ivr.flows.ports import Messenger
from ivr.loops.loop import Stop

WAIT_S = 0.5


def messages(
    desk: Desk, connect: Callable[[], AbstractContextManager[Messenger]], words: Words
) -> Callable[[Stop], None]:
    """One run of it lasts as long as its connection."""

    def once(stop: Stop) -> None:
        with connect() as messenger:
            outbox = Outbox(desk, messenger, words)
            while not stop.is_set():
                outbox.receive(0 if outbox.send_next() else WAIT_S)

    return once
