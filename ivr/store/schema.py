"""What all tables share: how constraints are named, and the types of common columns."""

from sqlalchemy import MetaData, String

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
