"""The tables of courts' own wordings and of who has listened to them; ``tables`` has them all."""

from sqlalchemy import Column, Float, ForeignKey, Index, String, Table, Text

from ivr.store.schema import ID, SLUG, metadata
from ivr.store.types import UtcTime

wordings = Table(
    "wordings",
    metadata,
    Column("id", ID, primary_key=True),
    Column("court_id", SLUG, ForeignKey("courts.id"), nullable=False),
    Column("language", String(8), nullable=False),
    Column("text", Text, nullable=False),
    Column("replaces", Text, nullable=False),
    Column("shown", Text, nullable=False),
    Column("prompt", String(32), nullable=False),
    Column("seconds", Float, nullable=False),
    Column("engine", String(40), nullable=False),
    Column("drafted_by", ID, nullable=False),
    Column("drafted_at", UtcTime, nullable=False),
    Column("in_force_since", UtcTime),
    Index(None, "court_id", "drafted_at", "id"),
    Index(None, "court_id", "language", "in_force_since"),
)

hearings = Table(
    "hearings",
    metadata,
    Column("wording_id", ID, ForeignKey("wordings.id"), primary_key=True),
    Column("staff_id", ID, primary_key=True),
    Column("heard_at", UtcTime, nullable=False),
)
