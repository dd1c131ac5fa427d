"""What the gateway adds to a call: time to the first 18x, and Asterisk's processor time, against the bare dialplan."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta

from ivr.pbx.evidence import NodeEvidence
from ivr.pbx.node import AsteriskNode
from tests.bench.compare import Comparison, by_turns
from tests.bench.load import Load
from tests.bench.stage import ANNOUNCED, BARE, OURS, PLAIN, PROMPT, Stage

REGISTERED = 10_000


def calls(stage: Stage, long: bool) -> list[Comparison]:
    """Announced calls against the same file played by three priorities; then plain calls against ``Dial`` alone."""
    pairs = 12 if long else 6
    with _announcing(stage):
        announced = Load(stage, ANNOUNCED, calls=200 if long else 80, rate=10)
        plain = Load(stage, PLAIN, calls=600 if long else 200, rate=50)
        return [*_compare("announced", announced, pairs, 1.05), *_compare("no notice", plain, pairs, None)]


def _compare(name: str, load: Load, pairs: int, aim: float | None) -> list[Comparison]:
    cpu = Comparison(f"{name}: CPU per call", "ms", aim)
    first = Comparison(f"{name}: INVITE to 18x", "ms", aim)

    def add(address: str, cpus: list[float], firsts: list[float]) -> None:
        block = load.block(address)
        cpus.append(block.cpu_ms)
        firsts.append(block.progress)

    load.block(OURS)  # whatever is only paid once has been paid
    load.block(BARE)
    by_turns(pairs, lambda: add(OURS, cpu.ours, first.ours), lambda: add(BARE, cpu.baseline, first.baseline))
    return [first, cpu]


@contextmanager
def _announcing(stage: Stage) -> Iterator[None]:
    """A node in full work: registered numbers, a lease, and somebody who listens for evidence."""
    until = datetime.now(UTC) + timedelta(hours=6)
    value = f"{int(until.timestamp())}:{PROMPT}:{'b' * 16}"
    first = int(ANNOUNCED.removeprefix("+"))
    stop = threading.Event()
    with stage.actions() as actions, stage.events() as events:
        node = AsteriskNode(actions)
        node.apply([(str(first + offset), value) for offset in range(REGISTERED)], [])
        node.lease(until)
        listener = threading.Thread(target=_listen, args=(NodeEvidence("node", events), stop))
        listener.start()
        try:
            yield
        finally:
            stop.set()
            listener.join()


def _listen(evidence: NodeEvidence, stop: threading.Event) -> None:
    while not stop.is_set():
        evidence.next(0.5)
