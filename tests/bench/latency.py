"""Every list and detail of the API in a store of 1.2 million enrolments, against a bare select by primary key.

Both are asked over HTTP, by turns, of one server in a process of its own.
"""

import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import groupby
from random import Random
from statistics import quantiles
from time import perf_counter

import httpx

from ivr.domain.staff import OF_A_COURT, Role
from ivr.flows.add_staff import add_staff
from ivr.flows.desk import Desk
from ivr.kit.ids import random_id
from ivr.kit.vault import Vault
from ivr.pbx.embedded import packages
from ivr.store.engine import open_engine
from ivr.store.upgrade import upgrade
from tests.bench.compare import Comparison, by_turns
from tests.bench.lists_server import KEY
from tests.bench.stage import PROMPT, Stage
from tests.conftest import TOOLS, Stderr
from tests.servers.court import OPERATOR, SampleCourt, ShiftedClock
from tests.servers.crowd import fill
from tests.servers.crowd_rows import Rows, key
from tests.servers.looks import Look, looks
from tests.servers.postgres import postgres

ENROLMENTS = 1_200_000
COURT = "mingchuan"
WARM = 3
"""Requests that are not counted: connections are opened and plans made."""


def latency(stage: Stage, long: bool) -> list[Comparison]:
    """First in SQLite, then in PostgreSQL; to fill each takes minutes."""
    found = _of_store("SQLite", f"sqlite:///{stage.folder / 'large.db'}", long)
    with postgres(packages.postgresql(TOOLS, Stderr())) as url:
        return found + _of_store("PostgreSQL", url, long)


def _of_store(name: str, url: str, long: bool) -> list[Comparison]:
    rows = Rows(COURT, ENROLMENTS, datetime.now(UTC), batch=1000, waiting=1000)
    _fill(url, rows)
    by_path = groupby(sorted(looks(rows), key=lambda look: look.path), key=lambda look: look.path)
    with _server(url) as client:
        asker = Asker(client, rows, 100 if long else 20)
        return [asker.compared(f"{path}, {name}", list(some)) for path, some in by_path]


def _fill(url: str, rows: Rows) -> None:
    engine, clock = open_engine(url), ShiftedClock()
    try:
        upgrade(engine)
        desk = Desk(engine, clock, random_id, Vault(KEY), lambda: None)
        SampleCourt(desk, clock, COURT).open(PROMPT)
        with desk.work(OPERATOR) as work:
            for role in Role:
                add_staff(work, role, role, COURT if role in OF_A_COURT else None, _token(role))
        fill(engine, rows)
    finally:
        engine.dispose()


@contextmanager
def _server(url: str) -> Iterator[httpx.Client]:
    command = [sys.executable, "-m", "tests.bench.lists_server", url]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None
        with httpx.Client(base_url=server.stdout.readline().strip(), timeout=60) as client:
            yield client
        server.communicate()


@dataclass
class Asker:
    """Asks for each look ``times`` times, each time of another enrolment; times are milliseconds."""

    client: httpx.Client
    rows: Rows
    times: int

    def compared(self, name: str, some: list[Look]) -> Comparison:
        found, slowest = Comparison(name, "ms"), (0.0, "")
        for look in some:
            mine = self._of(look)
            found.ours += mine.ours
            found.baseline += mine.baseline
            slowest = max(slowest, (_p95(mine.ours), look.name))
        found.notes = {"p95, aim 50": _p95(found.ours), "p95 of the baseline": _p95(found.baseline)}
        if len(some) > 1:
            found.notes[f"p95 of the slowest, {slowest[1]}"] = slowest[0]
        return found

    def _of(self, look: Look) -> Comparison:
        chosen, found = Random(look.name), Comparison(look.name, "ms")  # noqa: S311 - which ones are asked for

        def ours() -> None:
            found.ours.append(self._timed(lambda: self._ask(look, chosen.randrange(self.rows.count))))

        def bare() -> None:
            path = f"/bare/{key(chosen.randrange(self.rows.count))}"
            found.baseline.append(self._timed(lambda: self.client.get(path).raise_for_status()))

        by_turns(WARM + self.times, ours, bare)
        found.ours, found.baseline = found.ours[WARM:], found.baseline[WARM:]
        return found

    def _ask(self, look: Look, serial: int) -> object:
        url, method = f"/api/v1{look.at(self.rows, serial)}", "POST" if look.body else "GET"
        headers = {"Authorization": f"Bearer {_token(look.who)}"}
        answer = self.client.request(method, url, params=look.query, json=look.body, headers=headers)
        return answer.raise_for_status()

    def _timed(self, ask: Callable[[], object]) -> float:
        began = perf_counter()
        ask()
        return (perf_counter() - began) * 1000


def _token(role: str) -> str:
    return f"bench-{role}"


def _p95(values: list[float]) -> float:
    return quantiles(values, n=20, method="inclusive")[-1]
