"""Inserts a row unless it is there already, also when two transactions do so in the same moment."""

from typing import Any

from sqlalchemy import Table
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session


def insert_into(session: Session, table: Table) -> Any:
    """An insert that may say what to do about a row that is there already."""
    insert = postgresql.insert if session.get_bind().dialect.name == "postgresql" else sqlite.insert
    return insert(table)


def insert_once(session: Session, table: Table, **values: Any) -> bool:
    """False when a row with one of its unique keys exists; PostgreSQL waits for a concurrent writer to decide."""
    new = insert_into(session, table).values(**values).on_conflict_do_nothing().returning(*table.primary_key)
    return session.execute(new).first() is not None
