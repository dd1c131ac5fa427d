"""SQLite's writers are let in as they come, and the follower before all others: no removal waits behind payments."""

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine, text

from ivr.store.engine import open_engine
from ivr.store.transaction import _TURNS, writing
from ivr.store.upgrade import upgrade
from tests.servers.poll import until

PATIENCE_S = 10.0


@pytest.fixture
def sqlite(tmp_path: Path) -> Iterator[Engine]:
    engine = open_engine(f"sqlite:///{tmp_path / 'store.db'}")
    upgrade(engine)
    yield engine
    engine.dispose()


def test_an_urgent_writer_comes_before_those_who_wait_and_they_in_their_order(sqlite: Engine) -> None:
    order, threads = list[str](), list[threading.Thread]()

    def write(name: str, urgent: bool) -> None:
        with writing(sqlite, urgent) as session:
            session.execute(text("INSERT INTO counters VALUES (:name, 1)"), {"name": name})
            order.append(name)

    with writing(sqlite) as session:
        session.execute(text("INSERT INTO counters VALUES ('first', 1)"))
        for name, urgent in (("payment 1", False), ("payment 2", False), ("follower", True)):
            threads.append(threading.Thread(target=write, args=(name, urgent)))
            threads[-1].start()
            until(lambda: len(_TURNS[sqlite.pool]._waiting) == len(threads))
    for thread in threads:
        thread.join(PATIENCE_S)
    assert order == ["follower", "payment 1", "payment 2"]
    with sqlite.connect() as connection:
        assert connection.execute(text("SELECT count(*) FROM counters")).scalar() == 4


def test_a_writer_that_fails_lets_the_next_one_in(sqlite: Engine) -> None:
    with pytest.raises(LookupError), writing(sqlite):
        raise LookupError
    with writing(sqlite) as session:
        session.execute(text("INSERT INTO counters VALUES ('kept', 1)"))
