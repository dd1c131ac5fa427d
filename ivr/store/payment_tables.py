"""The table of payments; ``tables`` has them all."""

from sqlalchemy import Column, ForeignKey, String, Table, UniqueConstraint

from ivr.domain.payment import Closing, PaymentState, ReviewFor
from ivr.store.schema import ID, SEALED, SLUG, metadata, some
from ivr.store.types import Code, UtcTime, Yuan

IN_REVIEW = "review_for IS NOT NULL AND closed_as IS NULL"

payments = Table(
    "payments",
    metadata,
    Column("id", ID, primary_key=True),
    Column("source", String(40), nullable=False),
    Column("external_id", String(140), nullable=False),
    Column("amount", Yuan, nullable=False),
    Column("currency", String(3), nullable=False),
    Column("booked_at", UtcTime, nullable=False),
    Column("received_at", UtcTime, nullable=False),
    Column("raw", SEALED, nullable=False),
    Column("state", Code(PaymentState), nullable=False),
    Column("review_for", Code(ReviewFor)),
    Column("obligation_id", ID, ForeignKey("obligations.id"), index=True),
    Column("court_id", SLUG, ForeignKey("courts.id"), index=True),
    Column("credited", Yuan, nullable=False),
    Column("closed_as", Code(Closing)),
    Column("closed_at", UtcTime),
    UniqueConstraint("source", "external_id"),
    some("ix_payments_in_review", "id", where=IN_REVIEW),
    some("ix_payments_in_courts_review", "court_id", "id", where=IN_REVIEW),
)
