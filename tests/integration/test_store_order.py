"""The seq of registrations follows the order of commits: who has read up to one never misses a smaller one."""

import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

from sqlalchemy import Engine, insert, select, text, update
from sqlalchemy.orm import Session

from ivr.store import registrations
from ivr.store.tables import counters
from ivr.store.tables import registrations as table
from ivr.store.transaction import reading, writing

NOW = datetime(2026, 3, 2, 8, tzinfo=UTC)
WRITERS = 16
EACH = 12
DEADLINE_S = 60.0


def numbers() -> list[str]:
    return [f"+8615400{n:06d}" for n in range(WRITERS * EACH)]


def kept(engine: Engine) -> None:
    """One registration a number, with no enrolment behind it: recomputing it makes a tombstone and takes a seq."""
    rows = [
        {"number": number, "seq": n - WRITERS * EACH, "notice": "a" * 32, "enrolments": "b" * 16, "certain": False}
        | {"expires_at": NOW + timedelta(1), "changed_at": NOW}
        for n, number in enumerate(numbers())
    ]
    with engine.begin() as connection:
        connection.execute(insert(table), rows)


def change(session: Session, number: str) -> None:
    assert len(registrations.recompute(session, [number], NOW, certain=False)) == 1


def change_without_the_lock(session: Session, number: str) -> None:
    """What a plain sequence does: the number is taken early, in a transaction of its own."""
    with Session(session.get_bind()) as other, other.begin():
        seq = registrations._lock_counter(other) + 1
        other.execute(update(counters).values(value=seq))
    session.execute(update(table).where(table.c.number == number).values(seq=seq, notice=""))
    if seq % 7 == 0:
        session.execute(text("SELECT pg_sleep(0.01)"))


def missed(engine: Engine, write: Callable[[Session, str], None]) -> set[str]:
    """The numbers that a follower, polling while 16 writers commit, never saw change."""
    kept(engine)
    done = threading.Event()

    def writer(mine: list[str]) -> None:
        for number in mine:
            with writing(engine) as session:
                write(session, number)

    def follower() -> set[str]:
        seen: set[str] = set()
        applied, deadline = 0, time.monotonic() + DEADLINE_S
        while True:
            last = done.is_set() or time.monotonic() > deadline
            with reading(engine) as session:
                for one in registrations.since(session, applied):
                    seen.add(one.number)
                    applied = one.seq
            if last:
                return set(numbers()) - seen

    with ThreadPoolExecutor(WRITERS + 1) as threads:
        follows = threads.submit(follower)
        writes = [threads.submit(writer, numbers()[n::WRITERS]) for n in range(WRITERS)]
        for one in writes:
            one.result(DEADLINE_S)
        done.set()
        return follows.result(DEADLINE_S)


def test_a_follower_never_misses_a_change_of_sixteen_writers(engine: Engine) -> None:
    assert missed(engine, change) == set()
    with Session(engine) as session:
        seqs = list(session.scalars(select(table.c.seq).order_by(table.c.seq)))
        assert seqs == list(range(1, WRITERS * EACH + 1))
        assert registrations.head(session) == seqs[-1]


def test_without_the_lock_held_to_the_commit_the_same_follower_misses_changes(postgres_database: Engine) -> None:
    """That the test above can fail: seqs given out before the commit arrive out of order."""
    try:
        assert missed(postgres_database, change_without_the_lock)
    finally:
        with postgres_database.begin() as connection:
            connection.execute(text("TRUNCATE registrations, counters"))


def test_a_change_that_rolls_back_takes_no_seq(engine: Engine) -> None:
    kept(engine)
    with Session(engine) as session:
        change(session, numbers()[0])
    with Session(engine) as session:
        assert registrations.head(session) == 0
        assert registrations.since(session, 0) == []


def test_a_read_stands_at_one_moment_of_the_store(engine: Engine) -> None:
    kept(engine)
    with reading(engine) as session:
        assert registrations.head(session) == 0
        with writing(engine) as other:
            change(other, numbers()[0])
        assert (registrations.head(session), registrations.since(session, 0)) == (0, [])
