"""An Asterisk that ends with this process, and is started again when it ends before."""

import random
from collections.abc import Iterator
from contextlib import contextmanager

import structlog

from ivr.bootstrap import Gateway, embedded
from ivr.kit.backoff import Backoff
from ivr.kit.clock import Clock
from ivr.kit.errors import GatewayError
from ivr.pbx.embedded import Embedded, Owner


class Child:
    """Looked after from the main thread: the kernel ties a child to the thread that started it."""

    def __init__(self, asterisk: Embedded, clock: Clock) -> None:
        self._asterisk, self._clock = asterisk, clock
        self._wait = Backoff(random.random, first_s=1.0, most_s=30.0)
        self._not_before = 0.0

    def look(self) -> None:
        """Starts it again if it is gone. It comes back silent, until its follower has compared it with the store."""
        if self._clock.monotonic() < self._not_before or self._asterisk.status().running:
            return
        log = structlog.get_logger("asterisk")
        log.warning("asterisk.gone", last=self._asterisk.last_words(3))
        self._not_before = self._clock.monotonic() + self._wait.failed()
        try:
            self._asterisk.start(Owner.CHILD)
            self._asterisk.wait_ready()
            self._wait.worked()
        except GatewayError as error:
            log.warning("asterisk.not-started", reason=error.text())


@contextmanager
def child(gateway: Gateway) -> Iterator[Child]:
    """Configured, started and ready; stopped at the end of the block. Raises what the embedded Asterisk raises."""
    asterisk = embedded(gateway.settings)
    asterisk.require_stopped()
    asterisk.configure(gateway.pbx_files())
    try:
        asterisk.start(Owner.CHILD)
        asterisk.wait_ready()
        yield Child(asterisk, gateway.clock)
    finally:
        asterisk.stop()
