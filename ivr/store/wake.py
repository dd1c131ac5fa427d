"""Wakes whoever follows the store when registrations have changed, also by a commit of another process.

A wake-up carries nothing: the follower reads what changed after the seq it stands at, so one too many does no harm.
"""

import selectors
import socket
import sqlite3
import threading
import time
import weakref
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from typing import Any, Protocol

import psycopg
from sqlalchemy import Engine
from sqlalchemy.exc import DBAPIError

from ivr.kit.errors import GatewayError
from ivr.store.registrations import COUNTER

LOOK_EVERY_S = 0.1
"""How often SQLite is asked whether another connection has committed: 10 µs each (measured), no lock taken."""


class WakerLost(GatewayError):
    code = "waker-lost"
    zh = "与数据库的通知连接已中断。请检查数据库，然后重新连接。"
    en = "The connection that tells of changes is lost. Check the database, then open it again."
    retry = True


class Waker(Protocol):
    """One waiter each, which also closes it; ``poke`` comes from any thread."""

    def poke(self) -> None:
        """Wakes the waiter, or the next one to wait, at once. Harmless after ``close``."""

    def wait(self, timeout_s: float) -> bool:
        """True when poked or registrations may have changed since the last wait; False when time ran out.

        Raises WakerLost: then close this one and open another.
        """

    def close(self) -> None: ...


def open_waker(engine: Engine) -> "SqliteWaker | PostgresWaker":
    """A waker on its own connection. What commits after this call is noticed. Raises WakerLost."""
    with _told():
        owned = engine.raw_connection()
        connection = owned.dbapi_connection
        owned.detach()  # it lives as long as the waker: the pool gets its place back
    return (PostgresWaker if engine.dialect.name == "postgresql" else SqliteWaker)(connection)


class Wakers:
    """The wakers of one process, to be poked together: a commit of its own wakes its followers in no time."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._open: weakref.WeakSet[SqliteWaker | PostgresWaker] = weakref.WeakSet()

    def open(self) -> Waker:
        """Raises WakerLost."""
        waker = open_waker(self._engine)
        self._open.add(waker)
        return waker

    def poke(self) -> None:
        for waker in list(self._open):
            waker.poke()


class SqliteWaker:
    """Looks whether anybody has committed, then whether that moved the registrations' counter."""

    def __init__(self, connection: Any) -> None:
        self._connection = connection
        self._poked = threading.Event()
        with _told():
            self._version, self._head = self._pragma(), self._counter()

    def poke(self) -> None:
        self._poked.set()

    def wait(self, timeout_s: float) -> bool:
        deadline = time.monotonic() + timeout_s
        while True:
            poked = self._poked.wait(min(LOOK_EVERY_S, max(0.0, deadline - time.monotonic())))
            self._poked.clear()
            if self._moved() or poked:
                return True
            if time.monotonic() >= deadline:
                return False

    def close(self) -> None:
        self._connection.close()

    def _moved(self) -> bool:
        with _told():
            version = self._pragma()
            if version == self._version:
                return False
            before, self._version, self._head = self._head, version, self._counter()
            return self._head != before

    def _pragma(self) -> int:
        with closing(self._connection.execute("PRAGMA data_version")) as cursor:
            return int(cursor.fetchone()[0])

    def _counter(self) -> int:
        with closing(self._connection.execute("SELECT value FROM counters WHERE name = ?", (COUNTER,))) as cursor:
            row = cursor.fetchone()
        return 0 if row is None else int(row[0])


class PostgresWaker:
    """LISTENs; ``registrations.recompute`` sends NOTIFY inside the transaction, so it arrives with the commit."""

    def __init__(self, connection: Any) -> None:
        self._connection = connection
        self._near, self._far = socket.socketpair()
        self._near.setblocking(False)
        self._far.setblocking(False)
        self._selector = selectors.DefaultSelector()
        with _told():
            self._connection.autocommit = True
            self._connection.execute(f"LISTEN {COUNTER}")
            self._selector.register(self._connection.fileno(), selectors.EVENT_READ)
        self._selector.register(self._far, selectors.EVENT_READ)

    def poke(self) -> None:
        with suppress(OSError):  # full: poked already; closed: nobody waits any more
            self._near.send(b"!")

    def wait(self, timeout_s: float) -> bool:
        deadline = time.monotonic() + timeout_s
        while not (woken := self._woken(max(0.0, deadline - time.monotonic()))) and time.monotonic() < deadline:
            pass  # the server also sends what concerns nobody here
        return woken

    def close(self) -> None:
        self._selector.close()
        self._connection.close()
        self._near.close()
        self._far.close()

    def _woken(self, timeout_s: float) -> bool:
        with _told():
            if self._connection.closed:
                raise psycopg.OperationalError("the connection is closed")
            self._selector.select(timeout_s)
            told = [*self._connection.notifies(timeout=0)]
        return self._was_poked() or bool(told)

    def _was_poked(self) -> bool:
        with suppress(BlockingIOError):
            return bool(self._far.recv(4096))
        return False


@contextmanager
def _told() -> Iterator[None]:
    try:
        yield
    except (psycopg.Error, sqlite3.Error, DBAPIError) as error:
        raise WakerLost from error
