"""Store → courts' systems: looks what waits, and tells each subscription in a thread, so none waits for another."""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor

import structlog

from ivr.flows.deliver import Carrier, deliver, ready
from ivr.flows.prove_silence import prove_silences
from ivr.flows.tell_due import tell_due
from ivr.kit.clock import Clock
from ivr.kit.errors import GatewayError
from ivr.loops.loop import Stop

LOOK_EVERY_S = 0.5
PROVE_EVERY_S = 2.0
DUE_EVERY_S = 600.0
THREADS = 16
"""A dead receiver holds one for ten seconds, and then not again for up to a quarter of an hour."""


def deliveries(carrier: Carrier, look_every_s: float = LOOK_EVERY_S) -> Callable[[Stop], None]:
    """At its end it waits for what is on its way."""

    def once(stop: Stop) -> None:
        busy: dict[str, Future[None]] = {}
        prove, due = Pace(carrier.desk.clock, PROVE_EVERY_S), Pace(carrier.desk.clock, DUE_EVERY_S)
        with ThreadPoolExecutor(THREADS, "deliver") as threads:
            while not stop.is_set():
                if prove.due():
                    prove_silences(carrier.desk)
                if due.due():
                    tell_due(carrier.desk)
                busy = {key: one for key, one in busy.items() if not one.done()}
                for key in ready(carrier.desk):
                    if key not in busy:
                        busy[key] = threads.submit(_one, carrier, key, stop)
                stop.wait(look_every_s)

    return once


class Pace:
    """Says once in a while that it is time; the first time at once."""

    def __init__(self, clock: Clock, every_s: float) -> None:
        self._clock, self._every_s = clock, every_s
        self._next = clock.monotonic()

    def due(self) -> bool:
        now = self._clock.monotonic()
        if now < self._next:
            return False
        self._next = now + self._every_s
        return True


def _one(carrier: Carrier, subscription_id: str, stop: Stop) -> None:
    """What goes wrong with one subscription is logged and ends there; its hold keeps it back for a while."""
    log = structlog.get_logger("deliver")
    try:
        deliver(carrier, subscription_id, stop.is_set)
    except GatewayError as error:
        log.warning("deliver.failed", subscription=subscription_id, code=error.code)
    except Exception as error:  # noqa: BLE001 - of another subscription nothing may be heard here
        # Without its text, which may be somebody's data.
        log.error("deliver.crashed", subscription=subscription_id, error=type(error).__name__)  # noqa: TRY400
