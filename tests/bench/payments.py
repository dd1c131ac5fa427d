"""Payments at a steady rate over a full list: from each one's due time to the node's silence, beside a bare AMI round
trip.

The aim: from its commit, the 99th percentile below 200 ms with 1.2 million numbers held and 100 payments a second
coming in. What lies before the commit, waiting and being recorded, is counted too: that is more than what is asked.
"""

import tempfile
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from statistics import quantiles

from ivr.flows.cashier import Cashier
from ivr.pbx.node import FAMILY
from tests.bench.books import Books, books
from tests.bench.compare import Comparison
from tests.bench.followed import Bell, followed
from tests.bench.raw_ami import RawAmi, put_lines, raw_ami
from tests.bench.stage import PROMPT, Stage
from tests.servers.court import number
from tests.servers.poll import eventually

HELD = 1_200_000
A_SECOND = 100
PAYERS = 16
"""As many threads of the service take payments at once; a web server's pool has more."""
FILLING_S = 300.0
BARE_EVERY_S = 0.05


def payments(stage: Stage, long: bool) -> list[Comparison]:
    """Each payment is in full, so each ends a notice: nothing is harder on the way to the node."""
    seconds = 30 if long else 10
    found = Comparison(f"{A_SECOND} payments/s, {HELD:,} held: sent → silent", "ms")
    bell = Bell()
    stage.asterisk.command(f"database deltree {FAMILY}", 60)
    place = tempfile.TemporaryDirectory(dir=stage.folder)
    with place as folder, books(stage, Path(folder), HELD, bell.ring) as kept:
        for serial in range(A_SECOND * seconds):
            kept.court.active(serial)
        with followed(stage, kept, bell, FILLING_S) as node, raw_ami(stage) as raw, _bare(raw) as bare:
            eventually(lambda: not kept.following._unproven, FILLING_S)  # all that was filled in has been read back
            sent, lasted = _pay(kept, A_SECOND * seconds)
            silent = [(node.removed_at(number(serial)) - at) * 1000 for serial, at in enumerate(sent)]
    _tell(found, silent, bare, lasted)
    return [found]


def _pay(kept: Books, count: int) -> tuple[list[float], float]:
    """When each payment was due to be sent, ready or not, and how long it took until all were answered."""
    began, never, cashier = time.perf_counter(), threading.Event(), Cashier()
    due = [began + serial / A_SECOND for serial in range(count)]

    def pay(serial: int) -> None:
        never.wait(max(0.0, due[serial] - time.perf_counter()))
        cashier.receive(kept.desk, kept.court.remittance(serial, "2951.00", f"payment-{serial}"), "{}")

    with ThreadPoolExecutor(PAYERS) as threads:
        list(threads.map(pay, range(count)))
    return due, time.perf_counter() - began


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
