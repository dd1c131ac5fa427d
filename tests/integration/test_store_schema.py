"""The schema, on both databases."""

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Engine, text

from ivr.store.tables import metadata
from ivr.store.upgrade import upgrade


def test_the_migrations_make_exactly_the_tables(engine: Engine) -> None:
    with engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), metadata) == []


def test_upgrading_again_is_harmless(engine: Engine) -> None:
    with engine.begin() as connection:
        connection.execute(text("INSERT INTO counters VALUES ('kept', 7)"))
    upgrade(engine)
    with engine.connect() as connection:
        assert connection.execute(text("SELECT value FROM counters")).scalars().all() == [7]
