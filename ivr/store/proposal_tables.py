"""The table of proposals; ``tables`` has them all."""

from sqlalchemy import Column, ForeignKey, Index, String, Table

from ivr.domain.proposal import Verdict
from ivr.store.schema import ID, SEALED, SLUG, metadata, some
from ivr.store.types import Code, UtcTime

proposals = Table(
    "proposals",
    metadata,
    Column("id", ID, primary_key=True),
    Column("court_id", SLUG, ForeignKey("courts.id"), nullable=False),
    Column("kind", String(40), nullable=False),
    Column("subject", ID, nullable=False),
    Column("person_id", ID, ForeignKey("persons.id"), index=True),
    Column("content", SEALED, nullable=False),
    Column("digest", String(16), nullable=False),
    Column("proposed_by", ID, nullable=False),
    Column("proposed_at", UtcTime, nullable=False),
    Column("decided_by", ID),
    Column("decided_at", UtcTime),
    Column("verdict", Code(Verdict)),
    Column("reason", SEALED),
    Index(None, "court_id", "proposed_at", "id"),
    some("ix_proposals_open", "court_id", "proposed_at", "id", where="verdict IS NULL"),
    Index(None, "subject", "verdict"),
)
