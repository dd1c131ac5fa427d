"""One transaction: all of it or nothing, and what the database refuses told in the gateway's own words."""

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from threading import Lock
from weakref import WeakKeyDictionary

from sqlalchemy import Engine, Pool
from sqlalchemy.exc import DBAPIError, IntegrityError
from sqlalchemy.orm import Session

from ivr.kit.turns import Turns
from ivr.store.engine import BUSY_TIMEOUT_MS
from ivr.store.errors import Clash, StoreFailed

_TURNS: WeakKeyDictionary[Pool, Turns] = WeakKeyDictionary()
_MAKING = Lock()


@contextmanager
def writing(engine: Engine, urgent: bool = False) -> Iterator[Session]:
    """Committed at the end. Raises Clash or StoreFailed; nothing was changed then, except when the very commit's
    answer was lost.

    ``urgent``: before others who wait to write.
    """
    with _told(), _turn(engine, urgent), Session(engine, expire_on_commit=False) as session, session.begin():
        yield session


@contextmanager
def reading(engine: Engine) -> Iterator[Session]:
    """One moment of the store, whatever commits meanwhile; writes are refused where the database can (PostgreSQL)."""
    if engine.dialect.name == "postgresql":
        quiet = engine.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
    else:
        quiet = engine.execution_options(reads=True)
    with _told(), Session(quiet, expire_on_commit=False) as session:
        yield session


def _turn(engine: Engine, urgent: bool) -> AbstractContextManager[object]:
    """SQLite has one writer at a time, and lets in whoever happens to look when it is free: under load a follower would
    wait behind payments that came later. Within this process they are let in as they come; other processes still poll.
    """
    if engine.dialect.name != "sqlite":
        return nullcontext()
    with _MAKING:
        turns = _TURNS.setdefault(engine.pool, Turns())
    return turns.turn(BUSY_TIMEOUT_MS / 1000, urgent)


@contextmanager
def _told() -> Iterator[None]:
    try:
        yield
    except IntegrityError as error:
        raise Clash(what=_place(error)) from None  # its text repeats the values
    except DBAPIError as error:
        raise StoreFailed(what=_place(error)) from None


def _place(error: DBAPIError) -> str:
    """The constraint or the kind of failure: names of ours and of the database's, never a value."""
    told = getattr(error.orig, "diag", None)
    constraint = getattr(told, "constraint_name", None)
    if isinstance(constraint, str):
        return constraint
    code = getattr(error.orig, "sqlite_errorname", None) or getattr(error.orig, "sqlstate", None)
    return f"{type(error.orig).__name__} {code or ''}".strip()
