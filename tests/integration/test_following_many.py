"""Many numbers at once are read back in portions, so that a removal never waits for all of them (real Asterisk)."""

import shutil
import threading
import time
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import insert, update

from ivr.domain.staff import SYSTEM
from ivr.flows.desk import Desk
from ivr.flows.follow_node import PORTION, Cadence, Following, LostWrite
from ivr.kit.clock import SystemClock
from ivr.kit.debs import Tree
from ivr.kit.ids import random_id
from ivr.kit.vault import Vault
from ivr.pbx.node import AsteriskNode
from ivr.pbx.shelf import FolderShelf
from ivr.store import nodes
from ivr.store.engine import open_engine
from ivr.store.registrations import COUNTER
from ivr.store.tables import counters, registrations
from tests.servers.node import Node, make_prompt, running_node

pytestmark = pytest.mark.alone

PROMPT, MANY, READ_BACK_S = "d" * 32, 2 * PORTION + 500, 0.2


class Watched(AsteriskNode):
    """Tells how many numbers have been read back."""

    been_read = 0

    def read(self, keys: Iterable[str]) -> Iterator[tuple[str, str | None]]:
        for row in super().read(keys):
            self.been_read += 1
            yield row


@pytest.fixture(scope="module")
def node(tools: Tree, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Node]:
    with running_node(tools, tmp_path_factory.mktemp("node")) as running:
        make_prompt(running.prompts, PROMPT, seconds=0.2)
        yield running


@pytest.fixture
def desk(sqlite_template: Path, tmp_path: Path) -> Iterator[Desk]:
    """A store with many numbers registered."""
    shutil.copy(sqlite_template, tmp_path / "store.db")
    engine, now = open_engine(f"sqlite:///{tmp_path / 'store.db'}"), datetime.now(UTC)
    same = {"notice": PROMPT, "enrolments": "b" * 16, "certain": False, "changed_at": now}
    rows = [{"number": key(n), "seq": n, "expires_at": now + timedelta(days=1)} | same for n in range(1, MANY + 1)]
    with engine.begin() as connection:
        connection.execute(insert(counters), {"name": COUNTER, "value": MANY})
        connection.execute(insert(registrations), [row | {"number": f"+{row['number']}"} for row in rows])
    yield Desk(engine, SystemClock(), random_id, Vault(b"k" * 32), lambda: None)
    engine.dispose()


@pytest.fixture
def watched(node: Node) -> Iterator[Watched]:
    with node.actions() as actions:
        asterisk = Watched(actions)
        asterisk.mark("")
        asterisk.apply([], list(asterisk.held()))
        yield asterisk


def key(serial: int) -> str:
    return f"86154{serial:08d}"


def following(desk: Desk, node: Node) -> Following:
    shelf = FolderShelf(node.prompts, lambda key: [node.prompts / f"{key}.alaw"])
    return Following(desk, "node", "one", shelf, cadence=Cadence(read_back_s=READ_BACK_S))


def remove(desk: Desk, serial: int) -> None:
    with desk.engine.begin() as connection:
        gone = update(registrations).where(registrations.c.number == f"+{key(serial)}")
        connection.execute(gone.values(notice="", enrolments="", expires_at=None, certain=True, seq=MANY + 1))
        connection.execute(update(counters).values(value=MANY + 1))


def confirmed(desk: Desk) -> int:
    with desk.read(SYSTEM) as work:
        row = nodes.get(work.session, "node")
    assert row is not None
    return row.confirmed_seq


def turn_until_read(follower: Following, watched: Watched, count: int) -> None:
    deadline, pause = time.monotonic() + 10, threading.Event()
    while watched.been_read < count:
        assert time.monotonic() < deadline
        pause.wait(min(follower.turn(watched), 0.05))


def test_a_removal_passes_between_two_portions_of_a_large_read_back(desk: Desk, node: Node, watched: Watched) -> None:
    follower = following(desk, node)
    follower.begin(watched)
    turn_until_read(follower, watched, 1)
    assert watched.been_read == PORTION
    remove(desk, MANY)
    follower.turn(watched)
    assert key(MANY) not in watched.held()
    assert confirmed(desk) == 0
    turn_until_read(follower, watched, MANY)
    assert confirmed(desk) == MANY


def test_a_write_lost_in_the_last_portion_is_found(desk: Desk, node: Node, watched: Watched) -> None:
    follower = following(desk, node)
    follower.begin(watched)
    turn_until_read(follower, watched, 2 * PORTION)
    watched.apply([], [key(serial) for serial in range(1, 500)])
    with pytest.raises(LostWrite):
        turn_until_read(follower, watched, MANY)
    assert confirmed(desk) == 0
