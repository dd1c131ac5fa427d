"""Fresh databases at this release's schema, SQLite and PostgreSQL, cheap enough for one a test."""

import shutil
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest
from sqlalchemy import Engine, create_engine, make_url, text
from sqlalchemy.pool import NullPool

from ivr.store.engine import open_engine
from ivr.store.tables import metadata
from ivr.store.upgrade import upgrade

_numbers = count(1)


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated file to copy: quicker than migrating each time."""
    path = tmp_path_factory.mktemp("template") / "store.db"
    engine = open_engine(f"sqlite:///{path}")
    upgrade(engine)
    engine.dispose()
    return path


@pytest.fixture(scope="session")
def sqlite_database(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    """One engine for the whole run: it keeps the statements that it has compiled."""
    engine = open_engine(f"sqlite:///{tmp_path_factory.mktemp('sqlite') / 'store.db'}")
    yield engine
    engine.dispose()


@pytest.fixture(scope="session")
def postgres_database(postgres_url: str) -> Iterator[Engine]:
    """A migrated database on the server, emptied after each test: quicker than a new one each time."""
    name = f"store_{next(_numbers)}"
    _on_server(postgres_url, f"CREATE DATABASE {name}")
    engine = open_engine(make_url(postgres_url).set(database=name).render_as_string(hide_password=False))
    upgrade(engine)
    yield engine
    engine.dispose()


@pytest.fixture(params=["sqlite", "postgresql"])
def engine(request: pytest.FixtureRequest) -> Iterator[Engine]:
    """An empty database, on each of the two in turn, opened as the gateway opens it."""
    if request.param == "sqlite":
        file: Engine = request.getfixturevalue("sqlite_database")
        _renew(file, request.getfixturevalue("sqlite_template"))
        yield file
        return
    shared: Engine = request.getfixturevalue("postgres_database")
    yield shared
    empty(shared)


@pytest.fixture
def database_url(engine: Engine) -> str:
    """Where the engine's database is, for another process."""
    return engine.url.render_as_string(hide_password=False)


def empty(engine: Engine) -> None:
    """No row in any table. Few rows go quicker than the files of all tables are made anew, as TRUNCATE does."""
    deletes = [str(table.delete()) for table in reversed(metadata.sorted_tables)]
    with engine.begin() as connection:
        for statement in ["; ".join(deletes)] if engine.dialect.name == "postgresql" else deletes:
            connection.exec_driver_sql(statement)


def _renew(engine: Engine, template: Path) -> None:
    """The file anew, once no connection holds the old one."""
    engine.dispose()
    path = Path(engine.url.database or "")
    for left in path.parent.glob(f"{path.name}*"):
        left.unlink()
    shutil.copy(template, path)


def _on_server(url: str, command: str) -> None:
    with create_engine(url, poolclass=NullPool, isolation_level="AUTOCOMMIT").connect() as connection:
        connection.execute(text(command))
