"""The tables of payments and of courts' own payment references; ``tables`` has them all."""

from sqlalchemy import Boolean, Column, ForeignKey, String, Table, UniqueConstraint, false

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
    Column("reversal", Boolean, nullable=False, server_default=false()),
    Column("said", SEALED),
    UniqueConstraint("source", "external_id"),
    some("ix_payments_in_review", "court_id", "booked_at", "id", where=IN_REVIEW),
)

payment_references = Table(
    "payment_references",
    metadata,
    Column("reference", String(35), primary_key=True),
    Column("court_id", SLUG, ForeignKey("courts.id"), nullable=False),
    Column("obligation_id", ID, ForeignKey("obligations.id"), nullable=False, index=True),
)
