"""Store → courts' systems: looks what waits, and tells each subscription in a thread, so none waits for another."""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor

import structlog

from ivr.flows.deliver import Carrier, deliver, ready
from ivr.flows.prove_silence import prove_silences
from ivr.flows.tell_due import tell_due
from ivr.kit.errors import GatewayError
from ivr.loops.loop import Stop

LOOK_EVERY_S = 0.5
DUE_EVERY_S = 600.0
THREADS = 16
"""A dead receiver holds one for ten seconds, and then not again for up to a quarter of an hour."""


def deliveries(carrier: Carrier, look_every_s: float = LOOK_EVERY_S) -> Callable[[Stop], None]:
    """At its end it waits for what is on its way."""

    def once(stop: Stop) -> None:
        busy: dict[str, Future[None]] = {}
        due_at = carrier.desk.clock.monotonic()
        with ThreadPoolExecutor(THREADS, "deliver") as threads:
            while not stop.is_set():
                prove_silences(carrier.desk)
                if carrier.desk.clock.monotonic() >= due_at:
                    tell_due(carrier.desk)
                    due_at = carrier.desk.clock.monotonic() + DUE_EVERY_S
                busy = {key: one for key, one in busy.items() if not one.done()}
                for key in ready(carrier.desk):
                    if key not in busy:
                        busy[key] = threads.submit(_one, carrier, key, stop)
                stop.wait(look_every_s)

    return once


def _one(carrier: Carrier, subscription_id: str, stop: Stop) -> None:
    """A failure of the store is logged, and the next look begins anew."""
    try:
        deliver(carrier, subscription_id, stop.is_set)
    except GatewayError as error:
        structlog.get_logger("deliver").warning("deliver.failed", subscription=subscription_id, code=error.code)
