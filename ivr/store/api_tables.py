"""The tables of the API's own memory: answers by idempotency key, and what is told to courts' systems."""

from sqlalchemy import BigInteger, Boolean, Column, ForeignKey, Index, Integer, String, Table, Text, UniqueConstraint

from ivr.domain.event import Kind
from ivr.domain.subscription import Status
from ivr.store.schema import ID, SEALED, SLUG, metadata
from ivr.store.types import Code, UtcTime

claims = Table(
    "claims",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("owner", ID, nullable=False),
    Column("body", String(32), nullable=False),
    Column("at", UtcTime, nullable=False, index=True),
    Column("until", UtcTime, nullable=False),
    Column("begun", Boolean, nullable=False),
    Column("answer", SEALED),
)

subscriptions = Table(
    "subscriptions",
    metadata,
    Column("id", ID, primary_key=True),
    Column("court_id", SLUG, ForeignKey("courts.id"), nullable=False, index=True),
    Column("url", String(500), nullable=False),
    Column("kinds", String(200), nullable=False),
    Column("secret", SEALED, nullable=False),
    Column("created_by", ID, nullable=False),
    Column("created_at", UtcTime, nullable=False),
    Column("ended_at", UtcTime),
    Column("failures", Integer, nullable=False),
    Column("not_before", UtcTime),
    Column("holder", String(16)),
    Column("held_until", UtcTime),
)

deliveries = Table(
    "deliveries",
    metadata,
    Column("id", ID, primary_key=True),
    Column("court_id", SLUG, ForeignKey("courts.id"), nullable=False),
    Column("subscription_id", ID, ForeignKey("subscriptions.id"), nullable=False),
    Column("n", BigInteger, nullable=False),
    Column("kind", Code(Kind), nullable=False),
    Column("subject", ID, nullable=False),
    Column("case_number", String(60), nullable=False),
    Column("state", String(40), nullable=False),
    Column("due_on", String(10)),
    Column("at", UtcTime, nullable=False),
    Column("status", Code(Status), nullable=False),
    Column("since", UtcTime, nullable=False),
    Column("tries", Integer, nullable=False),
    Column("tried_at", UtcTime),
    Column("error", Text),
    UniqueConstraint("subscription_id", "n"),
    Index(None, "subscription_id", "status", "n"),
    Index(None, "at"),
)
