"""Both databases, for every test here that asks for an ``engine``, and an office that works on it."""

import pytest
from sqlalchemy import Engine

from tests.flows.office import Office
from tests.servers.databases import database_url, engine, postgres_database, sqlite_database, sqlite_template


@pytest.fixture
def office(engine: Engine) -> Office:
    return Office(engine)


__all__ = ["database_url", "engine", "office", "postgres_database", "sqlite_database", "sqlite_template"]
