"""Fills a store directly with what a court has after years: its flows would need days for as much."""

from collections.abc import Iterator
from itertools import chain
from typing import Any

from sqlalchemy import Connection, Engine, Table, text

from tests.servers.crowd_rows import Row, Rows


def fill(engine: Engine, rows: Rows) -> None:
    """In place of whatever cases a store has. The court is there; secondary indexes are built behind the rows."""
    tables = rows.of_tables()
    indexes = [index for table in tables for index in table.indexes]
    with engine.begin() as connection:
        for index in indexes:
            index.drop(connection)
        for table in reversed(tables):
            connection.execute(table.delete())
        for table, made in tables.items():
            _copy(connection, table, made)
        for index in indexes:
            index.create(connection)
    if engine.dialect.name == "postgresql":  # its autovacuum would come to it in time; SQLite never analyses by itself
        with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.execute(text("VACUUM ANALYZE"))


def _copy(connection: Connection, table: Table, rows: Iterator[Row]) -> None:
    """The quickest way that each database has. What a row does not name is NULL."""
    first = next(rows, None)
    if first is None:
        return
    names = [column.name for column in table.columns if column.name in first or column.nullable]
    values: Any = ([row.get(name) for name in names] for row in chain([first], rows))  # as both drivers take them
    columns = ", ".join(f'"{name}"' for name in names)
    cursor = connection.connection.cursor()
    if connection.dialect.name == "postgresql":
        with cursor.copy(f"COPY {table.name} ({columns}) FROM STDIN") as copy:
            for row in values:
                copy.write_row(row)
    else:
        marks = ", ".join("?" for _ in names)
        cursor.executemany(f"INSERT INTO {table.name} ({columns}) VALUES ({marks})", values)  # noqa: S608 - our own names
    cursor.close()
