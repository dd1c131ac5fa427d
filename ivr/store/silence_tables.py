"""The table of silences: how each node was proven silent when an enrolment had ended; ``tables`` has them all."""

from sqlalchemy import Column, ForeignKey, String, Table

from ivr.store.schema import ID, metadata
from ivr.store.types import UtcTime

silences = Table(
    "silences",
    metadata,
    Column("enrolment_id", ID, ForeignKey("enrolments.id"), primary_key=True),
    Column("node_id", String(40), primary_key=True),
    Column("proof", String(20), nullable=False),
    Column("at", UtcTime),
)
"""Kept as it was at the moment of the proof: a node that joins later, or another lease, does not change it."""
