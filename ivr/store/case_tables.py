"""The table of resumed cases; ``tables`` has them all."""

from sqlalchemy import Column, ForeignKey, Index, String, Table

from ivr.store.schema import ID, SLUG, metadata

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
