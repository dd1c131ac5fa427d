"""Wake-ups: one contract over both databases."""

import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import Engine, insert, text
from sqlalchemy.orm import Session

from ivr.store import registrations
from ivr.store.engine import open_engine
from ivr.store.registrations import recompute
from ivr.store.tables import registrations as table
from ivr.store.wake import Waker, WakerLost, Wakers, open_waker

NOW = datetime(2026, 3, 2, 8, tzinfo=UTC)
NUMBER = "+8615400001234"
LONG_S = 10.0
SHORT_S = 0.25
SOON_S = 1.0


@pytest.fixture
def waker(engine: Engine) -> Iterator[Waker]:
    opened = open_waker(engine)
    yield opened
    opened.close()


def commit_a_change(engine: Engine) -> None:
    """A kept registration with no enrolment behind it: recomputing it makes a tombstone."""
    with Session(engine) as session, session.begin():
        gone = {"seq": 10**6, "notice": "a" * 32, "enrolments": "b" * 16, "expires_at": NOW + timedelta(1)}
        session.execute(insert(table).values(number=NUMBER, certain=False, changed_at=NOW, **gone))
        assert recompute(session, [NUMBER], NOW, certain=False)


def took(waker: Waker, timeout_s: float) -> tuple[bool, float]:
    start = time.monotonic()
    return waker.wait(timeout_s), time.monotonic() - start


def test_a_commit_of_registrations_wakes_the_waiter_soon(engine: Engine, waker: Waker) -> None:
    threading.Timer(0.1, commit_a_change, [engine]).start()
    woken, seconds = took(waker, LONG_S)
    assert woken
    assert seconds < SOON_S


def test_a_commit_between_two_waits_is_not_missed_and_wakes_once(engine: Engine, waker: Waker) -> None:
    commit_a_change(engine)
    assert took(waker, LONG_S)[1] < SOON_S
    assert not waker.wait(SHORT_S)


def test_a_commit_of_another_process_wakes_the_waiter(database_url: str, waker: Waker) -> None:
    program = (
        "import sys; from datetime import *; from sqlalchemy import text; from ivr.store.engine import open_engine\n"
        "from ivr.store import registrations as r; from sqlalchemy.orm import Session\n"
        "with Session(open_engine(sys.argv[1])) as s, s.begin():\n"
        "    s.execute(text(\"INSERT INTO registrations VALUES ('+86', 9, 'x', 'y', NULL, false, '2026-01-01')\"))\n"
        "    assert r.recompute(s, ['+86'], datetime(2026, 1, 1, tzinfo=UTC), False)\n"
    )
    subprocess.run([sys.executable, "-c", program, database_url], check=True)
    assert took(waker, LONG_S)[1] < SOON_S


def test_what_is_rolled_back_wakes_nobody(engine: Engine, waker: Waker) -> None:
    with Session(engine) as session:
        session.execute(text("INSERT INTO registrations VALUES ('+86', 9, 'x', 'y', NULL, false, '2026-01-01')"))
        assert recompute(session, ["+86"], NOW, certain=False)
    assert not waker.wait(SHORT_S)


def test_a_commit_that_changes_no_registration_wakes_nobody(engine: Engine, waker: Waker) -> None:
    """A follower writes its own progress: it must not wake itself by that, round and round."""
    with Session(engine) as session, session.begin():
        session.execute(text("INSERT INTO nodes (id, applied_seq, confirmed_seq) VALUES ('n', 0, 0)"))
        assert registrations.recompute(session, [NUMBER], NOW, certain=False) == []
    assert not waker.wait(SHORT_S)


def test_a_poke_wakes_at_once_also_before_the_wait(waker: Waker) -> None:
    waker.poke()
    assert took(waker, LONG_S)[1] < SOON_S
    threading.Timer(0.05, waker.poke).start()
    assert took(waker, LONG_S)[1] < SOON_S
    assert not waker.wait(0)


def test_many_pokes_are_one_and_a_poke_after_the_end_is_harmless(engine: Engine) -> None:
    waker = open_waker(engine)
    for _ in range(10_000):
        waker.poke()
    assert waker.wait(0)
    while waker.wait(0):
        pass
    waker.close()
    waker.poke()


def test_time_that_runs_out_is_told_and_not_overstayed(waker: Waker) -> None:
    woken, seconds = took(waker, SHORT_S)
    assert not woken
    assert SHORT_S * 0.9 <= seconds < SHORT_S + 0.5


def test_a_lost_connection_is_told_again_and_again_until_another_is_opened(postgres_database: Engine) -> None:
    engine = postgres_database
    waker = open_waker(engine)
    with engine.begin() as connection:
        others = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query LIKE 'LISTEN%'"
        assert connection.execute(text(others)).scalar()
    for _ in range(2):
        with pytest.raises(WakerLost) as lost:
            waker.wait(LONG_S)
        assert lost.value.retry
    waker.close()
    again = open_waker(engine)
    assert not again.wait(0)
    again.close()


def test_a_database_that_is_not_there_is_told_in_our_own_words() -> None:
    engine = open_engine("postgresql+psycopg://tester@127.0.0.1:1/none")
    with pytest.raises(WakerLost):
        open_waker(engine)


def test_one_poke_wakes_every_open_waker_of_the_process_and_a_closed_one_does_no_harm(engine: Engine) -> None:
    wakers = Wakers(engine)
    first, second, closed = wakers.open(), wakers.open(), wakers.open()
    closed.close()
    wakers.poke()
    assert all(took(waker, LONG_S)[1] < SHORT_S for waker in (first, second))
    first.close()
    second.close()
