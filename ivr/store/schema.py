"""What all tables share: how constraints are named, and the types of common columns."""

from sqlalchemy import Index, MetaData, String, text

from ivr.store.types import Sealed

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)

ID = String(16)
SLUG = String(41)
NUMBER = String(20)
SEALED = Sealed


def some(name: str, *columns: str, where: str) -> Index:
    """An index of few rows out of many: those for which ``where`` holds."""
    return Index(name, *columns, sqlite_where=text(where), postgresql_where=text(where))
