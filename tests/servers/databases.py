"""Fresh databases at this release's schema, SQLite and PostgreSQL, cheap enough for one a test."""

import shutil
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest
from sqlalchemy import Engine, create_engine, make_url, text
from sqlalchemy.pool import NullPool

from ivr.store.engine import open_engine
from ivr.store.upgrade import upgrade

_TEMPLATE = "at_this_schema"
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
def postgres_template(postgres_url: str) -> str:
    """The URL of the server, which now holds a migrated database to copy."""
    _on_server(postgres_url, f"CREATE DATABASE {_TEMPLATE}")
    engine = open_engine(_url(postgres_url, _TEMPLATE))
    upgrade(engine)
    engine.dispose()
    return postgres_url


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The URL of an empty database, on each of the two in turn."""
    if request.param == "sqlite":
        shutil.copy(request.getfixturevalue("sqlite_template"), tmp_path / "store.db")
        yield f"sqlite:///{tmp_path / 'store.db'}"
        return
    server = request.getfixturevalue("postgres_template")
    name = f"store_{next(_numbers)}"
    _on_server(server, f"CREATE DATABASE {name} TEMPLATE {_TEMPLATE}")
    yield _url(server, name)
    _on_server(server, f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture
def engine(database_url: str) -> Iterator[Engine]:
    """Opened as the gateway opens it."""
    opened = open_engine(database_url)
    yield opened
    opened.dispose()


def _on_server(url: str, command: str) -> None:
    with create_engine(url, poolclass=NullPool, isolation_level="AUTOCOMMIT").connect() as connection:
        connection.execute(text(command))


def _url(server: str, database: str) -> str:
    return make_url(server).set(database=database).render_as_string(hide_password=False)
