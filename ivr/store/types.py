"""Column types: exact yuan, and times that are always UTC and aware."""

from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import BigInteger, DateTime, Dialect, String, Text, TypeDecorator

from ivr.domain.money import from_fen, to_fen


class Yuan(TypeDecorator[Decimal]):
    """Decimal yuan, stored as whole fen: no database rounds it."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: Decimal | None, dialect: Dialect) -> int | None:  # noqa: ARG002
        return None if value is None else to_fen(value)

    def process_result_value(self, value: Any | None, dialect: Dialect) -> Decimal | None:  # noqa: ARG002
        return None if value is None else from_fen(int(value))


class UtcTime(TypeDecorator[datetime]):
    """An aware time, stored in UTC. A naive one is a programming error and is refused."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        utc = value.astimezone(UTC) if value.tzinfo else _naive(value)
        return utc.replace(tzinfo=None) if dialect.name == "sqlite" else utc

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        if value is None:
            return None
        return value.astimezone(UTC) if value.tzinfo else value.replace(tzinfo=UTC)


class Sealed(TypeDecorator[str]):
    """A value that the vault sealed, or ERASED. Its place is ``<table>.<column>.<the row's id>``.

    Every column of this type is sealed anew when keys are changed, so its table has one primary key, ``id``.
    """

    impl = Text
    cache_ok = True


class Code(TypeDecorator[str]):
    """A word from one of the domain's enumerations, stored as its text."""

    impl = String(40)
    cache_ok = True

    def __init__(self, kind: type[str]) -> None:
        super().__init__()
        self.kind = kind

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:  # noqa: ARG002
        return None if value is None else str(value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> str | None:  # noqa: ARG002
        return None if value is None else self.kind(value)


def _naive(value: datetime) -> datetime:
    raise ValueError(f"a time without a zone cannot be stored: {value.isoformat()}")
