"""From the last payment's commit to the node's acknowledged removal, against a bare ``DBDel`` and its reply."""

import tempfile
import time
from pathlib import Path
from statistics import quantiles

from ivr.pbx.node import FAMILY
from tests.bench.books import books
from tests.bench.compare import Comparison
from tests.bench.followed import Bell, followed
from tests.bench.raw_ami import put_lines, raw_ami
from tests.bench.stage import PROMPT, Stage
from tests.servers.court import number


def removal(stage: Stage, long: bool) -> list[Comparison]:
    removals = 200 if long else 50
    many = 200_000 if long else 50_000
    return [
        _measure(stage, removals, 0, poked=False),
        _measure(stage, removals, many, poked=False),
        _measure(stage, removals, many, poked=True),
    ]


def _measure(stage: Stage, removals: int, registered: int, poked: bool) -> Comparison:
    """``poked``: the commit wakes the follower at once; else it looks at SQLite's counter every tenth of a second."""
    found = Comparison(f"commit → removed, {registered:,} held, {'poked' if poked else 'looking'}", "ms")
    bell = Bell()
    stage.asterisk.command(f"database deltree {FAMILY}", 60)
    with (
        tempfile.TemporaryDirectory(dir=stage.folder) as folder,
        books(stage, Path(folder), registered, bell.ring) as kept,
    ):
        for serial in range(removals):
            kept.court.active(serial)
        with followed(stage, kept, bell if poked else Bell()) as node, raw_ami(stage) as raw:
            for serial in range(removals):
                kept.court.pays(serial, "2951.00", f"payment-{serial}")
                committed = time.perf_counter()
                found.ours.append((node.removed_at(number(serial)) - committed) * 1000)
                raw.ask(put_lines("bench", [("one", PROMPT)]))
                began = time.perf_counter()
                raw.ask(b"Action: DBDel\r\nFamily: bench\r\nKey: one\r\n\r\n")
                found.baseline.append((time.perf_counter() - began) * 1000)
    found.notes = {"p50": _percentile(found.ours, 50), "p99": _percentile(found.ours, 99)}
    return found


def _percentile(values: list[float], at: int) -> float:
    return quantiles(values, n=100, method="inclusive")[at - 1]
