"""Registrations applied per second, by the node alone and by the whole way from the store, against a raw ``DBPut``."""

import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

from ivr.pbx.node import FAMILY, AsteriskNode
from tests.bench.books import FIRST, books
from tests.bench.compare import Comparison, by_turns
from tests.bench.raw_ami import RawAmi, put_lines, raw_ami
from tests.bench.stage import PROMPT, Stage

AIM = 0.5
WHOLE_TURNS = 3


def registrations(stage: Stage, long: bool) -> list[Comparison]:
    """Each turn begins with an empty family, so that both sides insert."""
    count, turns = (200_000, 8) if long else (50_000, 5)
    with raw_ami(stage) as raw, stage.actions() as actions:
        rate = _Rate(stage, count, raw)
        return [rate.of_the_node(AsteriskNode(actions), turns), rate.of_the_whole_way(AsteriskNode(actions))]


class _Rate:
    def __init__(self, stage: Stage, count: int, raw: RawAmi) -> None:
        until = int((datetime.now(UTC) + timedelta(days=30)).timestamp())
        self._rows = [(f"86{FIRST + n}", f"{until}:{PROMPT}:{'b' * 16}") for n in range(count)]
        self._lines = put_lines(FAMILY, self._rows)
        self._stage, self._raw = stage, raw

    def of_the_node(self, node: AsteriskNode, turns: int) -> Comparison:
        found = Comparison("node.apply against raw DBPut", "1/s", AIM, "more")
        by_turns(
            turns,
            lambda: found.ours.append(self._timed(lambda: node.apply(self._rows, ()))),
            lambda: found.baseline.append(self._timed(self._put)),
        )
        return found

    def of_the_whole_way(self, node: AsteriskNode) -> Comparison:
        """From an empty node to one that stands at the head of the store, recorded in the store."""
        found = Comparison("store → node against raw DBPut", "1/s", AIM, "more")
        place = tempfile.TemporaryDirectory(dir=self._stage.folder)
        with place as folder, books(self._stage, Path(folder), len(self._rows)) as kept:
            by_turns(
                WHOLE_TURNS,
                lambda: found.ours.append(self._timed(lambda: kept.following.begin(node), lambda: node.mark(""))),
                lambda: found.baseline.append(self._timed(self._put)),
            )
        return found

    def _put(self) -> None:
        self._raw.put(self._lines, len(self._rows))

    def _timed(self, work: Callable[[], None], prepare: Callable[[], None] = lambda: None) -> float:
        """Numbers a second."""
        self._stage.asterisk.command(f"database deltree {FAMILY}", 60)
        prepare()
        began = time.perf_counter()
        work()
        return len(self._rows) / (time.perf_counter() - began)
