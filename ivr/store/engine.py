"""Opens a database by URL: SQLite (WAL) for one machine, PostgreSQL for more."""

from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError
from sqlalchemy.pool import ConnectionPoolEntry

from ivr.kit.errors import GatewayError
from ivr.store.mapping import map_domain

BUSY_TIMEOUT_MS = 10_000
# An error's text names the statement, never the values: they may be personal.
_POOL: dict[str, Any] = {"hide_parameters": True, "pool_size": 10, "max_overflow": 20}


class UnknownDatabase(GatewayError):
    code = "unknown-database"
    zh = "数据库地址无法识别。请使用 sqlite:///路径 或 postgresql+psycopg://用户@主机/库名。"
    en = "The database URL is not understood. Use sqlite:///PATH or postgresql+psycopg://USER@HOST/NAME."


def open_engine(url: str) -> Engine:
    """An engine with the domain mapped on it. Raises UnknownDatabase, without the URL: it may hold a password."""
    try:
        parsed = make_url(url)
    except ArgumentError as error:
        raise UnknownDatabase(field="database_url") from error
    map_domain()
    if parsed.get_backend_name() == "sqlite":
        return _sqlite(parsed)
    if parsed.get_backend_name() == "postgresql":
        # READ COMMITTED whatever the server's default is: who waited for a lock sees what came of it.
        psycopg = parsed.set(drivername="postgresql+psycopg")
        return create_engine(psycopg, isolation_level="READ COMMITTED", pool_pre_ping=True, **_POOL)
    raise UnknownDatabase(field="database_url")


def _sqlite(url: URL) -> Engine:
    if not url.database or url.database == ":memory:":  # each connection would have a database of its own
        raise UnknownDatabase(field="database_url")
    Path(url.database).parent.mkdir(parents=True, exist_ok=True)
    engine = create_engine(url, **_POOL)
    event.listen(engine, "connect", _pragmas)
    event.listen(engine, "begin", _begin)
    return engine


def _pragmas(connection: Any, _entry: ConnectionPoolEntry) -> None:
    connection.isolation_level = None  # the begin event below says when a transaction starts, not the driver
    safe = ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "secure_delete=ON")  # what is erased is zeroed
    for pragma in (f"busy_timeout={BUSY_TIMEOUT_MS}", *safe):
        connection.execute(f"PRAGMA {pragma}")


def _begin(connection: Connection) -> None:
    # A writer takes the lock at once: two that read first and write later would deadlock into an error.
    reads = connection.get_execution_options().get("reads", False)
    connection.exec_driver_sql("BEGIN" if reads else "BEGIN IMMEDIATE")
