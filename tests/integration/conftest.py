"""Both databases, for every test here that asks for an ``engine``."""

from tests.servers.databases import database_url, engine, postgres_database, sqlite_database, sqlite_template

__all__ = ["database_url", "engine", "postgres_database", "sqlite_database", "sqlite_template"]
