"""Payments at a steady rate over a full list: from each commit to the node's silence, beside a bare AMI round trip.

The aim: the 99th percentile below 200 ms with 1.2 million numbers held and 100 payments a second coming in.
"""

import tempfile
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from statistics import quantiles

from sqlalchemy.event import listen

from ivr.pbx.node import FAMILY
from tests.bench.books import Books, books
from tests.bench.compare import Comparison
from tests.bench.followed import Bell, Watched, followed
from tests.bench.raw_ami import RawAmi, put_lines, raw_ami
from tests.bench.stage import PROMPT, Stage
from tests.servers.court import number
from tests.servers.poll import eventually

HELD = 1_200_000
A_SECOND = 100
PAYERS = 4
"""As many threads of the service take payments at once."""
FILLING_S = 300.0
BARE_EVERY_S = 0.05


def payments(stage: Stage, long: bool) -> list[Comparison]:
    """Each payment is in full, so each ends a notice: nothing is harder on the way to the node."""
    seconds = 30 if long else 10
    found = Comparison(f"{A_SECOND} payments/s, {HELD:,} held: commit → silent", "ms")
    bell = Bell()
    stage.asterisk.command(f"database deltree {FAMILY}", 60)
    place = tempfile.TemporaryDirectory(dir=stage.folder)
    with place as folder, books(stage, Path(folder), HELD, bell.ring) as kept:
        for serial in range(A_SECOND * seconds):
            kept.court.active(serial)
        with followed(stage, kept, bell, FILLING_S) as node, raw_ami(stage) as raw, _bare(raw) as bare:
            eventually(lambda: not kept.following._unproven, FILLING_S)  # all that was filled in has been read back
            committed, lasted = _pay(kept, A_SECOND * seconds)
            silent = _silences(node, committed)
    _tell(found, silent, bare, lasted)
    return [found]


def _pay(kept: Books, count: int) -> tuple[dict[int, float], float]:
    """When each payment's commit began, and how long all took: each is begun at its own time, ready or not."""
    committed: dict[int, float] = {}
    mine = threading.local()
    listen(kept.engine, "commit", lambda _connection: setattr(mine, "at", time.perf_counter()))
    began, never = time.perf_counter(), threading.Event()

    def pay(serial: int) -> None:
        never.wait(max(0.0, began + serial / A_SECOND - time.perf_counter()))
        kept.court.pays(serial, "2951.00", f"payment-{serial}")
        committed[serial] = mine.at

    with ThreadPoolExecutor(PAYERS) as threads:
        list(threads.map(pay, range(count)))
    return committed, time.perf_counter() - began


def _silences(node: Watched, committed: dict[int, float]) -> list[float]:
    """Milliseconds, the commit itself included."""
    return [(node.removed_at(number(serial)) - at) * 1000 for serial, at in sorted(committed.items())]


@contextmanager
def _bare(raw: RawAmi) -> Iterator[list[float]]:
    """Round trips of a bare ``DBDel`` and its reply, all the while."""
    trips: list[float] = []
    stop = threading.Event()

    def ask() -> None:
        while not stop.wait(BARE_EVERY_S):
            raw.ask(put_lines("bench", [("one", PROMPT)]))
            began = time.perf_counter()
            raw.ask(b"Action: DBDel\r\nFamily: bench\r\nKey: one\r\n\r\n")
            trips.append((time.perf_counter() - began) * 1000)

    thread = threading.Thread(target=ask)
    thread.start()
    try:
        yield trips
    finally:
        stop.set()
        thread.join()


def _tell(found: Comparison, silent: list[float], bare: list[float], lasted: float) -> None:
    """The ratio is that of the same percentiles: the two are not pairs, only of the same run."""
    ours, theirs = (quantiles(values, n=100, method="inclusive") for values in (silent, bare))
    found.ours, found.baseline = ours, theirs
    found.notes = {"payments a second, as it came out": len(silent) / lasted}
    for place in (50, 95, 99):
        found.notes[f"p{place} ms"] = ours[place - 1]
        found.notes[f"p{place} ms of a bare DBDel"] = theirs[place - 1]
    found.notes |= {"longest ms": max(silent), "p99 below 200 ms (1: yes)": float(ours[98] < 200)}
