"""The tables of resumed cases and of batches; ``tables`` has them all."""

from sqlalchemy import Column, ForeignKey, Index, Integer, String, Table

from ivr.store.schema import ID, SLUG, metadata
from ivr.store.types import UtcTime

batches = Table(
    "batches",
    metadata,
    Column("id", ID, primary_key=True),
    Column("court_id", SLUG, ForeignKey("courts.id"), nullable=False),
    Column("imported_by", ID, nullable=False),
    Column("imported_at", UtcTime, nullable=False),
    Column("rows", Integer, nullable=False),
    Index(None, "court_id", "imported_at"),
)

resumed_cases = Table(
    "resumed_cases",
    metadata,
    Column("obligation_id", ID, ForeignKey("obligations.id"), primary_key=True),
    Column("case_number", String(60), primary_key=True),
    Column("court_id", SLUG, ForeignKey("courts.id"), nullable=False),
    Column("account", String(40), unique=True),
    Index(None, "case_number"),
)
"""A debt keeps its first case number (执) when its enforcement is resumed (执恢). ``account``: of that case alone."""
