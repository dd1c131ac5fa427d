"""The table of certificates; ``tables`` has them all."""

from sqlalchemy import Column, ForeignKey, String, Table

from ivr.store.schema import ID, SLUG, metadata
from ivr.store.types import UtcTime

certificates = Table(
    "certificates",
    metadata,
    Column("id", ID, primary_key=True),
    Column("court_id", SLUG, ForeignKey("courts.id"), nullable=False),
    Column("enrolment_id", ID, ForeignKey("enrolments.id"), nullable=False, unique=True),
    Column("digest", String(64), nullable=False, unique=True),
    Column("issued_by", ID, nullable=False),
    Column("issued_at", UtcTime, nullable=False),
)
