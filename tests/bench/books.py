"""A store that holds many registrations, put there directly: what a court's office would need months for."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlalchemy import Engine, insert, update
from sqlalchemy.orm import Session

from ivr.flows.desk import Desk
from ivr.flows.follow_node import Following
from ivr.kit.ids import random_id
from ivr.kit.vault import Vault
from ivr.pbx.shelf import FolderShelf
from ivr.store.engine import open_engine
from ivr.store.once import insert_once
from ivr.store.registrations import COUNTER
from ivr.store.tables import counters, registrations
from ivr.store.upgrade import upgrade
from tests.bench.stage import PROMPT, Stage
from tests.servers.court import SampleCourt, ShiftedClock

FIRST = 15_450_000_000
"""Far from the numbers that the sample court's own papers name."""


AT_ONCE = 50_000


@dataclass
class Books:
    """One store, and a follower of it for the stage's node."""

    engine: Engine
    desk: Desk
    court: SampleCourt
    following: Following


@contextmanager
def books(stage: Stage, folder: Path, registered: int = 0, wake: Callable[[], None] = lambda: None) -> Iterator[Books]:
    engine, clock = open_engine(f"sqlite:///{folder / 'store.db'}"), ShiftedClock()
    try:
        upgrade(engine)
        desk = Desk(engine, clock, random_id, Vault(b"k" * 32), wake)
        court = SampleCourt(desk, clock).open(PROMPT)
        _register(engine, registered)
        shelf = FolderShelf(stage.prompts, lambda key: [stage.prompts / f"{key}.alaw"])
        yield Books(engine, desk, court, Following(desk, "node", random_id(), shelf))
    finally:
        engine.dispose()


def _register(engine: Engine, count: int) -> None:
    if not count:
        return
    now = datetime.now(UTC)
    common = {
        "notice": PROMPT,
        "enrolments": "b" * 16,
        "expires_at": now + timedelta(days=30),
        "certain": False,
        "changed_at": now,
    }
    with Session(engine) as session, session.begin():
        insert_once(session, counters, name=COUNTER, value=0)
        for first in range(0, count, AT_ONCE):
            some = range(first, min(first + AT_ONCE, count))
            rows = [{"number": f"+86{FIRST + n}", "seq": n + 1} | common for n in some]
            session.execute(insert(registrations), rows)
        session.execute(update(counters).where(counters.c.name == COUNTER).values(value=count))
