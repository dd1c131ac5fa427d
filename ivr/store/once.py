"""Inserts a row unless it is there already, also when two transactions do so in the same moment."""

from typing import Any

from sqlalchemy import Table
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session


def insert_once(session: Session, table: Table, **values: Any) -> bool:
    """False when a row with one of its unique keys exists; PostgreSQL waits for a concurrent writer to decide."""
    insert = postgresql.insert if session.get_bind().dialect.name == "postgresql" else sqlite.insert
    new = insert(table).values(**values).on_conflict_do_nothing().returning(*table.primary_key)
    return session.execute(new).first() is not None
