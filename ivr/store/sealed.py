"""All sealed values of the store, wherever they are: which key they are sealed with, and sealing them anew."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Column, ColumnElement, Table, and_, func, or_, select, update
from sqlalchemy.orm import Session

from ivr.kit.errors import GatewayError
from ivr.kit.vault import Vault, VaultSealedOtherwise
from ivr.store.tables import metadata
from ivr.store.types import Sealed

Columns = Sequence[Column[str]]


class CannotOpen(GatewayError):
    code = "cannot-open"
    zh = "表 {table} 中编号 {row} 的字段无法解密，密钥更换停在此处。请从备份恢复该行或其密钥，再次运行。"
    en = "Row {row} of {table} cannot be opened; the change of keys stops there. Restore it or its key, and run again."


@dataclass(frozen=True)
class Anew:
    """One batch: the last row that was looked at ("" when there are no more), and how many rows were sealed anew."""

    last: str
    rows: int


def sealed_columns() -> Mapping[Table, Columns]:
    """Each table that has sealed columns, and these."""
    found = {table: [one for one in table.columns if isinstance(one.type, Sealed)] for table in metadata.sorted_tables}
    return {table: columns for table, columns in found.items() if columns}


def place(column: Column[str], row_id: str) -> str:
    """What binds a sealed value to where it is."""
    return f"{column.table.name}.{column.name}.{row_id}"


def count_otherwise(session: Session, key_id: str) -> int:
    """How many rows have a value that another key than this one sealed."""
    return sum(_count(session, table, _otherwise(columns, key_id)) for table, columns in sealed_columns().items())


def count_sealed_with(session: Session, key_id: str) -> int:
    """How many rows have a value that this key sealed."""
    return sum(
        _count(session, table, or_(*(column.like(f"1.{key_id}.%") for column in columns)))
        for table, columns in sealed_columns().items()
    )


def seal_anew(session: Session, vault: Vault, key_id: str, table: Table, after: str, limit: int) -> Anew:  # noqa: PLR0913, PLR0917
    """Seals the next rows behind ``after`` that another key sealed with the current one, whose id is ``key_id``.

    Rows that somebody else holds are left for a later round: we never wait for a lock while we hold others.
    Raises CannotOpen.
    """
    columns = sealed_columns()[table]
    query = select(table.c.id, *columns).where(table.c.id > after, _otherwise(columns, key_id))
    rows = session.execute(query.order_by(table.c.id).limit(limit).with_for_update(skip_locked=True, key_share=True))
    last, count = "", 0
    for row in rows.mappings().all():
        last = str(row["id"])
        session.execute(update(table).where(table.c.id == last).values(**_anew(vault, columns, dict(row))))
        count += 1
    return Anew(last, count)


def _anew(vault: Vault, columns: Columns, row: Mapping[str, Any]) -> dict[str, str]:
    """All sealed values of the row: not those that are empty or erased. Raises CannotOpen."""
    key = str(row["id"])
    given = {column: str(row[column.name] or "") for column in columns}
    try:
        return {
            column.name: vault.reseal(value, place(column, key))
            for column, value in given.items()
            if value.startswith("1.")
        }
    except VaultSealedOtherwise as error:
        raise CannotOpen(table=columns[0].table.name, row=key) from error


def _otherwise(columns: Columns, key_id: str) -> ColumnElement[bool]:
    return or_(*(and_(column.like("1.%"), column.not_like(f"1.{key_id}.%")) for column in columns))


def _count(session: Session, table: Table, where: ColumnElement[bool]) -> int:
    return session.scalar(select(func.count()).select_from(table).where(where)) or 0
