"""A node holds what the store says, proves it, and falls silent by itself when it cannot be told (real Asterisk)."""

import shutil
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest

from ivr.domain.errors import Unsafe
from ivr.domain.plan import Limits
from ivr.domain.staff import SYSTEM
from ivr.flows.confirm_plan import confirm_plan
from ivr.flows.desk import Desk
from ivr.flows.expire import expire
from ivr.flows.follow_node import Cadence, FollowedElsewhere, Following, LostWrite
from ivr.flows.list_evidence import list_evidence
from ivr.flows.removal import removal
from ivr.flows.remove import remove
from ivr.flows.suspend import suspend
from ivr.kit.debs import Tree
from ivr.kit.ids import random_id
from ivr.kit.vault import Vault
from ivr.loops.evidence import evidence
from ivr.loops.follow import follow
from ivr.loops.loop import start
from ivr.pbx.embedded.embedded import Owner
from ivr.pbx.node import AsteriskNode
from ivr.pbx.shelf import FolderShelf, PromptMissing
from ivr.store import nodes
from ivr.store.engine import open_engine
from ivr.store.wake import Waker, open_waker
from tests.servers.court import OPERATOR, SECOND_OPERATOR, SampleCourt, ShiftedClock, number
from tests.servers.node import Node, make_prompt, running_node
from tests.servers.poll import eventually

pytestmark = pytest.mark.alone

PROMPT = "d" * 32
QUICK = Cadence(lease_s=3, renew_s=0.5, read_back_s=1.3)


@pytest.fixture(scope="module")
def node(tools: Tree, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Node]:
    with running_node(tools, tmp_path_factory.mktemp("node")) as running:
        yield running


@dataclass
class Gateway:
    """A court, its store, and a follower for the node."""

    court: SampleCourt
    desk: Desk
    node: Node
    library: Path

    def following(self, follower: str = "one", **change: object) -> Following:
        shelf = FolderShelf(self.node.prompts, lambda key: list(self.library.glob(f"{key}.*")))
        return Following(self.desk, "node", follower, shelf, cadence=QUICK, **change)  # type: ignore[arg-type]

    def row(self) -> nodes.NodeRow:
        with self.desk.read(SYSTEM) as work:
            row = nodes.get(work.session, "node")
        assert row is not None
        return row

    @contextmanager
    def followed(self) -> Iterator[None]:
        """The real loops, until the block ends."""
        stop, following = threading.Event(), self.following()
        wakers: list[Waker] = []

        def waker() -> Waker:
            wakers.append(open_waker(self.desk.engine))
            return wakers[-1]

        loops = [
            start("follow", follow(following, self.node.connect, waker), stop),
            start("evidence", evidence(self.desk, self.node.evidence), stop),
        ]
        try:
            yield
        finally:
            stop.set()
            for loop in loops:
                loop.join(10)
            following.end()


@pytest.fixture
def gateway(node: Node, sqlite_template: Path, tmp_path: Path) -> Iterator[Gateway]:
    shutil.copy(sqlite_template, tmp_path / "store.db")
    engine, clock = open_engine(f"sqlite:///{tmp_path / 'store.db'}"), ShiftedClock()
    desk = Desk(engine, clock, random_id, Vault(b"k" * 32), lambda: None)
    make_prompt(tmp_path / "library", PROMPT, seconds=0.4)
    with node.connect() as asterisk:
        asterisk.mark("")
        asterisk.apply([], list(asterisk.held()))
    yield Gateway(SampleCourt(desk, clock).open(PROMPT), desk, node, tmp_path / "library")
    engine.dispose()


def held(asterisk: AsteriskNode) -> set[str]:
    return {f"+{key}" for key in asterisk.held()}


def test_a_node_holds_exactly_what_the_store_says_and_nothing_from_before(gateway: Gateway) -> None:
    kept, gone = gateway.court.active(1), gateway.court.active(2)
    with gateway.node.connect() as asterisk:
        asterisk.apply([("8615499999999", "99999999999:x:y")], [])
        following = gateway.following()
        following.begin(asterisk)
        assert held(asterisk) == {kept.number, gone.number}
        with gateway.desk.work(gateway.court.clerk) as work:
            remove(work, gone.id, "wrong-person")
        following.turn(asterisk)
        assert held(asterisk) == {kept.number}


def test_nobody_is_announced_before_the_node_was_checked_nor_after_the_lease_ran_out(gateway: Gateway) -> None:
    enrolment = gateway.court.active(3)
    with gateway.node.connect() as asterisk:
        following = gateway.following()
        following.begin(asterisk)
        assert gateway.node.call(enrolment.number).progress_at is None
        following.turn(asterisk)
        assert gateway.node.call(enrolment.number).progress_at is not None
    silent_from = time.monotonic() + QUICK.lease_s + 1
    assert eventually(lambda: gateway.node.call(enrolment.number).progress_at is None, 10)
    assert time.monotonic() < silent_from + 2


def test_full_payment_silences_the_node_and_every_node_proves_it(gateway: Gateway) -> None:
    with gateway.followed():
        enrolment = gateway.court.active(4)
        assert eventually(lambda: gateway.node.call(enrolment.number).progress_at is not None)
        gateway.court.pays(4, "2950.99", "first")
        assert gateway.node.call(enrolment.number).progress_at is not None
        gateway.court.pays(4, "0.01", "rest")
        assert eventually(lambda: gateway.node.call(enrolment.number).progress_at is None, 1)
        assert eventually(lambda: final(gateway, enrolment.id))
        assert eventually(lambda: len(heard(gateway, enrolment.id)) >= 2)


def test_a_suspension_silences_the_number(gateway: Gateway) -> None:
    with gateway.followed():
        enrolment = gateway.court.active(5)
        assert eventually(lambda: gateway.node.call(enrolment.number).progress_at is not None)
        with gateway.desk.work(gateway.court.clerk) as work:
            suspend(work, enrolment.id, "objection")
        assert eventually(lambda: gateway.node.call(enrolment.number).progress_at is None, 1)


def test_a_restarted_asterisk_is_silent_until_checked_and_then_right(gateway: Gateway) -> None:
    with gateway.node.connect() as asterisk:
        following = gateway.following()
        enrolment = gateway.court.active(6)
        following.begin(asterisk)
        following.turn(asterisk)
    gateway.node.asterisk.stop()
    gateway.node.asterisk.start(Owner.CHILD)
    gateway.node.asterisk.wait_ready()
    assert gateway.node.call(enrolment.number).status == "answered"
    assert gateway.node.call(enrolment.number).progress_at is None
    with gateway.followed():
        assert eventually(lambda: gateway.node.call(enrolment.number).progress_at is not None)


def test_after_a_reconnect_nothing_is_replayed_and_what_was_missed_is_applied(gateway: Gateway) -> None:
    first = gateway.court.active(7)
    with gateway.node.connect() as asterisk:
        gateway.following().begin(asterisk)
        boot = asterisk.boot()
    second = gateway.court.active(8)
    with gateway.node.connect() as asterisk:
        following = gateway.following()
        following.begin(asterisk)
        following.turn(asterisk)
        assert held(asterisk) == {first.number, second.number}
        assert asterisk.boot() == boot


def test_a_write_that_the_node_lost_is_found_by_reading_back(gateway: Gateway) -> None:
    with gateway.node.connect() as asterisk:
        following = gateway.following()
        following.begin(asterisk)
        enrolment = gateway.court.active(9)
        following.turn(asterisk)
        asterisk.apply([], [enrolment.number.removeprefix("+")])
        with pytest.raises(LostWrite):
            turn_until(following, asterisk, seconds=4)
        following.begin(asterisk)
        assert held(asterisk) == {enrolment.number}


def test_a_node_has_one_follower(gateway: Gateway) -> None:
    with gateway.node.connect() as asterisk:
        first = gateway.following("one")
        first.begin(asterisk)
        with pytest.raises(FollowedElsewhere):
            gateway.following("two").begin(asterisk)
        first.end()
        gateway.following("two").begin(asterisk)


def test_a_number_waits_until_its_prompt_is_on_the_node(gateway: Gateway) -> None:
    gateway.court.publish("e" * 32)
    enrolment = gateway.court.active(10)
    with gateway.node.connect() as asterisk:
        following = gateway.following()
        with pytest.raises(PromptMissing):
            following.begin(asterisk)
        assert held(asterisk) == set()
        make_prompt(gateway.library, "e" * 32)
        following.begin(asterisk)
        assert held(asterisk) == {enrolment.number}
    assert (gateway.node.prompts / f"{'e' * 32}.alaw").exists()


def test_a_plan_too_large_silences_the_node_until_two_operators_confirm_but_repayment_is_never_held_back(
    gateway: Gateway,
) -> None:
    enrolments = [gateway.court.active(n) for n in range(20, 26)]
    with gateway.node.connect() as asterisk:
        following = gateway.following(limits=Limits(share=0.2, always_allowed=2))
        following.begin(asterisk)
        following.turn(asterisk)
        gateway.court.pays(20, "2951.00", "paid")
        with gateway.desk.work(gateway.court.clerk) as work:
            for enrolment in enrolments[1:5]:
                remove(work, enrolment.id, "order-withdrawn")
        with pytest.raises(Unsafe):
            following.turn(asterisk)
        assert held(asterisk) == {enrolment.number for enrolment in enrolments[1:]}
        assert gateway.node.call(number(25)).progress_at is None
        digest = gateway.row().waits_for or ""
        for operator in (OPERATOR, SECOND_OPERATOR):
            with pytest.raises(Unsafe):
                following.turn(asterisk)
            with gateway.desk.work(operator) as work:
                confirm_plan(work, "node", digest)
        following.turn(asterisk)
        assert held(asterisk) == {number(25)}
        assert gateway.node.call(number(25)).progress_at is not None


def test_a_lease_is_renewed_only_at_the_head_of_the_store(gateway: Gateway) -> None:
    with gateway.node.connect() as asterisk:
        following = gateway.following()
        following.begin(asterisk)
        following.turn(asterisk)
        first = gateway.row().lease_until
        gateway.court.publish("f" * 32)
        gateway.court.active(11)
        for _ in range(3):
            with pytest.raises(PromptMissing):
                following.turn(asterisk)
    assert gateway.row().lease_until == first


def turn_until(following: Following, asterisk: AsteriskNode, seconds: float) -> None:
    deadline = time.monotonic() + seconds
    pause = threading.Event()
    while time.monotonic() < deadline:
        pause.wait(min(following.turn(asterisk), 0.2))


def final(gateway: Gateway, enrolment_id: str) -> bool:
    with gateway.desk.read(gateway.court.clerk) as work:
        proof = removal(work, enrolment_id)
    return proof.final and [node.proof for node in proof.nodes] == ["read-back"]


def heard(gateway: Gateway, enrolment_id: str) -> list[object]:
    with gateway.desk.read(gateway.court.clerk) as work:
        return list(list_evidence(work, enrolment_id))


def test_expiry_ends_the_enrolment_in_the_store_too(gateway: Gateway) -> None:
    enrolment = gateway.court.active(12)
    gateway.court.clock.shift = enrolment.expires_at - gateway.court.clock.now() + timedelta(seconds=1)
    with gateway.desk.work(SYSTEM) as work:
        assert expire(work) == 1
    with gateway.node.connect() as asterisk:
        gateway.following().begin(asterisk)
        assert held(asterisk) == set()
