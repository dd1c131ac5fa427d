"""The tables of messages to the persons named; ``tables`` has them all."""

from sqlalchemy import Column, ForeignKey, Index, Integer, String, Table

from ivr.domain.message import Channel, Delivery, Purpose
from ivr.store.schema import ID, SEALED, SLUG, metadata, some
from ivr.store.types import Code, UtcTime

UNTOLD_END = "purpose = 'ended' AND state IN ('failed', 'expired', 'queued', 'sending')"

messages = Table(
    "messages",
    metadata,
    Column("id", ID, primary_key=True),
    Column("court_id", SLUG, ForeignKey("courts.id"), nullable=False),
    Column("enrolment_id", ID, ForeignKey("enrolments.id"), nullable=False, index=True),
    Column("purpose", Code(Purpose), nullable=False, server_default=Purpose.WARNING),
    Column("channel", Code(Channel), nullable=False),
    Column("state", Code(Delivery), nullable=False),
    Column("queued_at", UtcTime, nullable=False),
    Column("queued_by", ID, nullable=False),
    Column("next_try_at", UtcTime, nullable=False),
    Column("tries", Integer, nullable=False),
    Column("text", SEALED),
    Column("sent_at", UtcTime),
    Column("delivered_at", UtcTime),
    Column("error", String(200), nullable=False),
    Index(None, "state", "next_try_at"),
    some("ix_messages_untold_ends", "court_id", "queued_at", "id", where=UNTOLD_END),
)

message_parts = Table(
    "message_parts",
    metadata,
    Column("message_id", ID, ForeignKey("messages.id"), primary_key=True),
    Column("part", String(80), primary_key=True),
    Column("state", String(20)),
    Index(None, "part"),
)
"""What the short message centre calls each part; a receipt names only that."""
