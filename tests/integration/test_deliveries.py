"""The delivery loop against real receivers: alone, beside a dead one, and across a killed process."""

import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import Engine

from ivr.domain.enrolment import Enrolment
from ivr.domain.staff import Actor
from ivr.flows.activate import activate
from ivr.flows.deliver import HOLD, Carrier
from ivr.flows.desk import Desk
from ivr.flows.remove import remove
from ivr.flows.subscribe import subscribe
from ivr.flows.suspend import suspend
from ivr.kit.ids import random_id
from ivr.kit.outbound import Addresses, Poster
from ivr.kit.vault import Vault
from ivr.loops import loop
from ivr.loops.deliver import deliveries
from tests.servers.court import SampleCourt, ShiftedClock
from tests.servers.deliverer import KEY
from tests.servers.poll import eventually, until
from tests.servers.receiver import Receiver, receiver

ROOT = Path(__file__).parents[2]
LOOPBACK = Addresses(["127.0.0.0/8"])
ADMIN = Actor("d" * 16, "court-admin", "mingchuan")


@pytest.fixture
def court(engine: Engine) -> SampleCourt:
    clock = ShiftedClock()
    desk = Desk(engine, clock, random_id, Vault(KEY), lambda: None)
    return SampleCourt(desk, clock).open("0123456789abcdef" * 2)


def subscribed(court: SampleCourt, one: Receiver) -> None:
    with court.desk.work(ADMIN) as work:
        subscribe(work, None, one.url, ["activated", "suspended", "removed"], "a secret", LOOPBACK)


def life(court: SampleCourt, warned: Enrolment) -> Enrolment:
    """Three events, and once its silence is proven a fourth."""
    activated(court, warned)
    with court.desk.work(court.clerk) as work:
        suspend(work, warned.id, "settlement-signed")
    with court.desk.work(court.clerk) as work:
        return remove(work, warned.id, "order-withdrawn")


def activated(court: SampleCourt, warned: Enrolment) -> None:
    with court.desk.work(court.clerk) as work:
        activate(work, warned.id)


@contextmanager
def told(court: SampleCourt, timeout_s: float = 5.0) -> Iterator[None]:
    """The loop, as the service runs it."""
    stop = threading.Event()
    carrier = Carrier(court.desk, Poster(LOOPBACK, timeout_s), random_id(), lambda: 0.0)
    thread = loop.start("deliver", deliveries(carrier, 0.02), stop)
    try:
        yield
    finally:
        stop.set()
        thread.join(20)
        assert not thread.is_alive()


def test_each_subscription_hears_everything_in_order(court: SampleCourt) -> None:
    warned = [court.warned(serial) for serial in range(4)]  # the clock is moved only while nobody looks at it
    with receiver() as first, receiver(500) as second, told(court):
        subscribed(court, first)
        subscribed(court, second)
        cases = [life(court, one).id for one in warned]
        assert eventually(lambda: len(first.got) == 16 and len(second.got) == 17, 20)
        for one in (first, second):
            assert one.ids == sorted(one.ids)
            for case in cases:
                mine = [got.event["type"].rpartition(".")[2] for got in one.got if got.event["subject"] == case]
                assert list(dict.fromkeys(mine)) == ["activated", "suspended", "removed", "silent"]
        assert second.ids[0] == second.ids[1]


def test_a_dead_receiver_delays_nobody_else(court: SampleCourt) -> None:
    warned = [court.warned(serial) for serial in range(4)]
    with receiver() as dead, receiver() as alive:
        dead.go.clear()
        subscribed(court, dead)
        subscribed(court, alive)
        with told(court, timeout_s=3.0):
            activated(court, warned[0])
            assert until(lambda: dead.got, 5) < 5
            took = until(lambda: alive.got, 5)
            assert took < 2
            for one in warned[1:]:
                activated(court, one)
            until(lambda: len(alive.got) == 4, 5)
            assert len(dead.got) == 1
            dead.go.set()


def test_a_process_that_is_killed_loses_nothing_and_what_comes_twice_has_the_same_id(
    court: SampleCourt, database_url: str
) -> None:
    with receiver() as one:
        subscribed(court, one)
        life(court, court.warned(1))
        one.go.clear()
        process = started(database_url, 0)
        assert eventually(lambda: one.got, 30), process.poll()
        process.kill()  # it was told the first event and never learnt that it was taken
        process.wait()
        one.go.set()
        again = started(database_url, HOLD.total_seconds() + 1)
        try:
            assert eventually(lambda: len(one.got) == 5, 30), one.types
        finally:
            again.kill()
            again.wait()
        assert one.ids[0] == one.ids[1]
        assert one.got[0].body == one.got[1].body
        assert one.ids[1:] == sorted(set(one.ids))


def started(database_url: str, later_s: float) -> subprocess.Popen[bytes]:
    program = [sys.executable, "-m", "tests.servers.deliverer", database_url, str(later_s)]
    return subprocess.Popen(program, cwd=ROOT)
