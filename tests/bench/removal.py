"""From the last payment's commit to the node's acknowledged removal, against a bare ``DBDel`` and its reply."""

import tempfile
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from statistics import quantiles

from ivr.loops.follow import follow
from ivr.loops.loop import start
from ivr.pbx.ami.actions import Actions
from ivr.pbx.node import FAMILY, AsteriskNode
from ivr.store.wake import Waker, open_waker
from tests.bench.books import Books, books
from tests.bench.compare import Comparison
from tests.bench.raw_ami import put_lines, raw_ami
from tests.bench.stage import PROMPT, Stage
from tests.servers.court import number

PATIENCE_S = 20.0


def removal(stage: Stage, long: bool) -> list[Comparison]:
    removals = 200 if long else 50
    many = 200_000 if long else 50_000
    return [
        _measure(stage, removals, 0, poked=False),
        _measure(stage, removals, many, poked=False),
        _measure(stage, removals, many, poked=True),
    ]


class _Bell:
    """Pokes the follower's waker, once there is one."""

    _waker: Waker | None = None

    def hang(self, waker: Waker) -> Waker:
        self._waker = waker
        return waker

    def ring(self) -> None:
        if self._waker:
            self._waker.poke()


class _Watched(AsteriskNode):
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


def _measure(stage: Stage, removals: int, registered: int, poked: bool) -> Comparison:
    """``poked``: the commit wakes the follower at once; else it looks at SQLite's counter every tenth of a second."""
    found = Comparison(f"commit → removed, {registered:,} held, {'poked' if poked else 'looking'}", "ms")
    bell = _Bell()
    stage.asterisk.command(f"database deltree {FAMILY}", 60)
    with (
        tempfile.TemporaryDirectory(dir=stage.folder) as folder,
        books(stage, Path(folder), registered, bell.ring) as kept,
    ):
        for serial in range(removals):
            kept.court.active(serial)
        with _followed(stage, kept, bell if poked else _Bell()) as gone, raw_ami(stage) as raw:
            for serial in range(removals):
                kept.court.pays(serial, "2951.00", f"payment-{serial}")
                committed = time.perf_counter()
                found.ours.append((_await(gone, number(serial)) - committed) * 1000)
                raw.ask(put_lines("bench", [("one", PROMPT)]))
                began = time.perf_counter()
                raw.ask(b"Action: DBDel\r\nFamily: bench\r\nKey: one\r\n\r\n")
                found.baseline.append((time.perf_counter() - began) * 1000)
    found.notes = {"p50": _percentile(found.ours, 50), "p99": _percentile(found.ours, 99)}
    return found


@contextmanager
def _followed(stage: Stage, kept: Books, bell: _Bell) -> Iterator[_Watched]:
    """The gateway's own loop, woken as it is in the service; ready once the node is at the store's head."""
    stop = threading.Event()
    with stage.actions() as actions:
        node = _Watched(actions)

        @contextmanager
        def connect() -> Iterator[AsteriskNode]:
            yield node

        loop = start("follow", follow(kept.following, connect, lambda: bell.hang(open_waker(kept.engine))), stop)
        try:
            _wait(node, lambda: node.leased)
            yield node
        finally:
            stop.set()
            loop.join()
            kept.following.end()


def _await(node: _Watched, number_: str) -> float:
    key = number_.removeprefix("+")
    _wait(node, lambda: key in node.gone)
    return node.gone[key]


def _wait(node: _Watched, reached: Callable[[], bool]) -> None:
    with node.acknowledged:
        if not node.acknowledged.wait_for(reached, PATIENCE_S):
            raise TimeoutError(f"the node did not come so far within {PATIENCE_S} s")


def _percentile(values: list[float], at: int) -> float:
    return quantiles(values, n=100, method="inclusive")[at - 1]
