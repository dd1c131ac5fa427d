"""The gateway's own follower of the stage's node, watched: when each removal was acknowledged."""

import threading
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

from ivr.loops.follow import follow
from ivr.loops.loop import start
from ivr.pbx.ami.actions import Actions
from ivr.pbx.node import AsteriskNode
from ivr.store.wake import Waker, open_waker
from tests.bench.books import Books
from tests.bench.stage import Stage

PATIENCE_S = 20.0


class Bell:
    """Pokes the follower's waker, once there is one."""

    _waker: Waker | None = None

    def hang(self, waker: Waker) -> Waker:
        self._waker = waker
        return waker

    def ring(self) -> None:
        if self._waker:
            self._waker.poke()


class Watched(AsteriskNode):
    """A node that notes when it acknowledged each removal, and that it was leased."""

    def __init__(self, actions: Actions) -> None:
        super().__init__(actions)
        self.gone: dict[str, float] = {}
        self.leased = False
        self.acknowledged = threading.Condition()

    def apply(self, puts: Iterable[tuple[str, str]], removes: Iterable[str]) -> None:
        removed = list(removes)
        super().apply(puts, removed)
        with self.acknowledged:
            self.gone.update(dict.fromkeys(removed, time.perf_counter()))
            self.acknowledged.notify_all()

    def lease(self, until: datetime) -> None:
        super().lease(until)
        with self.acknowledged:
            self.leased = until > datetime.now(UTC)
            self.acknowledged.notify_all()

    def wait(self, reached: Callable[[], bool], patience_s: float = PATIENCE_S) -> None:
        with self.acknowledged:
            if not self.acknowledged.wait_for(reached, patience_s):
                raise TimeoutError(f"the node did not come so far within {patience_s} s")

    def removed_at(self, number: str) -> float:
        """Waits for it; on the clock of ``time.perf_counter``."""
        key = number.removeprefix("+")
        self.wait(lambda: key in self.gone)
        return self.gone[key]


@contextmanager
def followed(stage: Stage, kept: Books, bell: Bell, patience_s: float = PATIENCE_S) -> Iterator[Watched]:
    """The gateway's own loop, woken as it is in the service; ready once the node is at the store's head."""
    stop = threading.Event()
    with stage.actions() as actions:
        node = Watched(actions)

        @contextmanager
        def connect() -> Iterator[AsteriskNode]:
            yield node

        loop = start("follow", follow(kept.following, connect, lambda: bell.hang(open_waker(kept.engine))), stop)
        try:
            node.wait(lambda: node.leased, patience_s)
            yield node
        finally:
            stop.set()
            loop.join()
            kept.following.end()
