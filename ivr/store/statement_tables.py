"""The tables of bank statements; ``tables`` has them all."""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    String,
    Table,
    Text,
    UniqueConstraint,
)

from ivr.domain.statement import Progress
from ivr.store.schema import ID, SEALED, metadata
from ivr.store.types import Code, UtcTime

SOURCE = String(40)
INDEX = String(32)

statements = Table(
    "statements",
    metadata,
    Column("id", ID, primary_key=True),
    Column("source", SOURCE, nullable=False),
    Column("external_id", String(140), nullable=False),
    Column("progress", Code(Progress), nullable=False),
    Column("received_at", UtcTime, nullable=False),
    Column("received_by", ID, nullable=False),
    Column("size", BigInteger, nullable=False),
    Column("parts", Integer, nullable=False),
    Column("columns_version", Integer),
    Column("taken", Integer, nullable=False),
    Column("tries", Integer, nullable=False),
    Column("next_try_at", UtcTime),
    Column("trouble", String(80)),
    Column("handled_at", UtcTime),
    Column("erased_at", UtcTime),
    Column("fresh", Integer, nullable=False),
    Column("repeated", Integer, nullable=False),
    Column("outgoing", Integer, nullable=False),
    Column("bad", Integer, nullable=False),
    UniqueConstraint("source", "external_id"),
    Index(None, "progress", "next_try_at"),
    Index(None, "received_at", "id"),
)

statement_parts = Table(
    "statement_parts",
    metadata,
    Column("id", ID, primary_key=True),
    Column("statement_id", ID, ForeignKey("statements.id"), nullable=False),
    Column("n", Integer, nullable=False),
    Column("content", SEALED, nullable=False),
    UniqueConstraint("statement_id", "n"),
)
"""A file in pieces, each compressed and sealed, so that no row grows with it."""

statement_problems = Table(
    "statement_problems",
    metadata,
    Column("id", ID, primary_key=True),
    Column("statement_id", ID, ForeignKey("statements.id"), nullable=False),
    Column("n", Integer, nullable=False),
    Column("line", Integer, nullable=False),
    Column("field", String(40), nullable=False),
    Column("reason", Text, nullable=False),
    Column("reason_zh", Text, nullable=False),
    UniqueConstraint("statement_id", "n"),
)

bank_entries = Table(
    "bank_entries",
    metadata,
    Column("payment_id", ID, ForeignKey("payments.id"), primary_key=True),
    Column("source", SOURCE, nullable=False),
    Column("statement_id", ID, ForeignKey("statements.id"), nullable=False, index=True),
    Column("line", Integer, nullable=False),
    Column("account", INDEX, nullable=False),
    Column("booked_on", Date, nullable=False),
    Column("batch", INDEX),
    Column("transaction", INDEX),
    Column("end_to_end", INDEX),
    Column("whole", Boolean, nullable=False),
    Column("confirmed_by", ID),
    Index(None, "source", "batch"),
    Index(None, "source", "transaction"),
    Index(None, "source", "end_to_end"),
    Index(None, "source", "account", "booked_on"),
)
"""Which statement told of a payment first, and the blind indexes by which it is known again in another one."""

column_mappings = Table(
    "column_mappings",
    metadata,
    Column("id", ID, primary_key=True),
    Column("source", SOURCE, nullable=False),
    Column("version", Integer, nullable=False),
    Column("columns", Text, nullable=False),
    Column("made_by", ID, nullable=False),
    Column("made_at", UtcTime, nullable=False),
    UniqueConstraint("source", "version"),
)
