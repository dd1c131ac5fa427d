"""The demo's own view of its Asterisk: what it holds, its lease, its death and its start."""

import os
import signal
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from ivr.cli.demo.wait import until
from ivr.cli.demo.words import Words
from ivr.domain.number import enrollable
from ivr.domain.registration import node_key
from ivr.pbx.ami.actions import Actions
from ivr.pbx.ami.endpoint import Endpoint, Login
from ivr.pbx.embedded import ACTIONS_USER, Embedded, Owner
from ivr.pbx.node import LEASE, AsteriskNode

WATCH_S: Final = 0.004
PATIENCE_S: Final = 20.0


class Switch:
    """Asks over AMI, beside the follower and without its knowledge."""

    def __init__(self, asterisk: Embedded) -> None:
        self.asterisk = asterisk

    def start(self) -> None:
        """Ready for calls when this returns. Raises what the embedded Asterisk raises."""
        self.asterisk.start(Owner.CHILD)
        self.asterisk.wait_ready()

    def kill(self) -> None:
        """SIGKILL."""
        pid = self.asterisk.status().pid
        if pid is not None:
            os.kill(pid, signal.SIGKILL)
        gone = Words("Asterisk 结束", "Asterisk to be gone")
        until(lambda: not self.asterisk.status().running, PATIENCE_S, gone)

    def lease_until(self) -> float:
        """The epoch until which it may announce; 0 without a lease."""
        with self._connected() as actions:
            return float(actions.must("Getvar", Variable=LEASE).headers.get("Value") or 0)

    def holds(self, number: str) -> bool:
        with self._connected() as actions:
            return _holds(actions, _key(number))

    @contextmanager
    def watched(self, number: str) -> Iterator["Watch"]:
        """Keeps asking for one number until it is gone, or the block ends."""
        with self._connected() as actions:
            watch = Watch(actions, _key(number))
            watch.start()
            try:
                yield watch
            finally:
                watch.stop()

    def _connected(self) -> Actions:
        s = self.asterisk.settings
        return Actions.connect(Endpoint("127.0.0.1", s.ami_port), Login(ACTIONS_USER, s.actions_secret))


class Watch:
    """A thread that asks every few milliseconds. ``absent_at``: the first answer without the number."""

    def __init__(self, actions: Actions, key: str) -> None:
        self._actions, self._key = actions, key
        self._ended = threading.Event()
        self.absent_at: float | None = None
        self._thread = threading.Thread(target=self._look, name="watch", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        self._ended.set()
        self._thread.join(5)

    def wait(self, seconds: float) -> float | None:
        """When the number was first absent (seconds since the epoch); None if it is still there."""
        self._thread.join(seconds)
        return self.absent_at

    def _look(self) -> None:
        while not self._ended.wait(WATCH_S):
            if not _holds(self._actions, self._key):
                self.absent_at = time.time()
                return


def _key(number: str) -> str:
    return node_key(enrollable(number))


def _holds(actions: Actions, key: str) -> bool:
    return any(value is not None for _, value in AsteriskNode(actions).read([key]))
