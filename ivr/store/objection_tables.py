"""The table of objections; ``tables`` has them all."""

from sqlalchemy import Column, Date, ForeignKey, Index, Table

from ivr.domain.objection import Stage
from ivr.store.schema import ID, SEALED, SLUG, metadata
from ivr.store.types import Code

objections = Table(
    "objections",
    metadata,
    Column("id", ID, primary_key=True),
    Column("court_id", SLUG, ForeignKey("courts.id"), nullable=False),
    Column("enrolment_id", ID, ForeignKey("enrolments.id"), nullable=False, index=True),
    Column("stage", Code(Stage), nullable=False),
    Column("words", SEALED, nullable=False),
    Column("received_on", Date, nullable=False),
    Column("decided_on", Date),
    Column("reconsider_on", Date),
    Column("reconsidered_on", Date),
    Index(None, "court_id", "stage", "received_on", "id"),
    Index(None, "court_id", "stage", "decided_on", "id"),
    Index(None, "court_id", "stage", "reconsider_on", "id"),
)
