"""The store goes away under a running gateway: calls connect, the notice falls silent, and all comes back by itself."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import Engine

from ivr.flows.desk import Desk
from ivr.flows.follow_node import Cadence, Following
from ivr.kit.debs import Tree
from ivr.kit.ids import random_id
from ivr.kit.vault import Vault
from ivr.loops.follow import follow
from ivr.loops.loop import start
from ivr.pbx.shelf import FolderShelf
from ivr.store.engine import open_engine
from ivr.store.upgrade import upgrade
from ivr.store.wake import open_waker
from tests.servers.court import SampleCourt, ShiftedClock
from tests.servers.node import Node, make_prompt, running_node
from tests.servers.poll import eventually
from tests.servers.postgres import Cluster, cluster

pytestmark = pytest.mark.alone

PROMPT = "a" * 32
LEASE_S = 3.0


@pytest.fixture
def node(tools: Tree, tmp_path: Path) -> Iterator[Node]:
    with running_node(tools, tmp_path / "node") as running:
        make_prompt(running.prompts, PROMPT, seconds=0.4)
        yield running


@pytest.fixture
def database(postgres_tools: Tree) -> Iterator[Cluster]:
    with cluster(postgres_tools) as fresh:
        yield fresh


@contextmanager
def followed(desk: Desk, engine: Engine, node: Node) -> Iterator[None]:
    shelf = FolderShelf(node.prompts, lambda key: [node.prompts / f"{key}.alaw"])
    following = Following(desk, "node", "one", shelf, cadence=Cadence(LEASE_S, 0.5, 1.3))
    stop = threading.Event()
    loop = start("follow", follow(following, node.connect, lambda: open_waker(engine)), stop)
    try:
        yield
    finally:
        stop.set()
        loop.join(15)


def test_without_its_store_the_node_falls_silent_within_the_lease_and_connects_every_call(
    node: Node, database: Cluster
) -> None:
    with database.serving() as url:
        engine, clock = open_engine(url), ShiftedClock()
        upgrade(engine)
        desk = Desk(engine, clock, random_id, Vault(b"k" * 32), lambda: None)
        enrolment = SampleCourt(desk, clock).open(PROMPT).active(1)
    with followed(desk, engine, node):
        with database.serving():
            assert eventually(lambda: node.call(enrolment.number).progress_at is not None, 20)
        assert node.call(enrolment.number).status == "answered"
        assert eventually(lambda: node.call(enrolment.number).progress_at is None, LEASE_S + 2)
        assert node.call(enrolment.number).status == "answered"
        with database.serving():
            assert eventually(lambda: node.call(enrolment.number).progress_at is not None, 30)
    engine.dispose()
