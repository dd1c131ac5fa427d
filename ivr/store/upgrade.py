"""Brings a database to this release's schema."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, Engine

from ivr.store.errors import Dangling


def upgrade(engine: Engine) -> None:
    """Runs the missing migrations, in one transaction where the database can. Harmless when there are none.

    Raises Dangling, and nothing was changed then.
    """
    with migrating(engine) as connection:
        command.upgrade(migrations(connection), "head")


def migrations(connection: object) -> Config:
    """Alembic's settings for one open connection; no ini file is read."""
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).with_name("migrations")).replace("%", "%%"))
    config.attributes["connection"] = connection
    return config


@contextmanager
def migrating(engine: Engine) -> Iterator[Connection]:
    """One transaction in which tables may be made anew.

    SQLite changes a table by making another in its place, which other tables' references forbid: they are checked at
    the end instead (https://www.sqlite.org/lang_altertable.html, section 7). The switch works between
    transactions only.
    """
    with engine.connect() as connection:
        if engine.dialect.name != "sqlite":
            with connection.begin():
                yield connection
            return
        _check_references(connection, "OFF")
        try:
            with connection.begin():
                yield connection
                _require_references(connection)
        finally:
            _check_references(connection, "ON")


def _check_references(connection: Connection, on: str) -> None:
    connection.connection.driver_connection.execute(f"PRAGMA foreign_keys={on}")  # type: ignore[union-attr]


def _require_references(connection: Connection) -> None:
    broken = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
    if broken:
        raise Dangling(table=broken[0][0], count=len(broken))
