"""The table of debts; ``tables`` has them all."""

from sqlalchemy import Column, ForeignKey, Integer, Table

from ivr.store.schema import ID, SEALED, SLUG, metadata

debts = Table(
    "debts",
    metadata,
    Column("id", ID, primary_key=True),
    Column("court_id", SLUG, ForeignKey("courts.id"), nullable=False),
    Column("terms", SEALED),
    Column("version", Integer, nullable=False),
)
"""What the joint debtors' obligations share. ``terms``: NULL while the amount in the papers is all there is to know."""
