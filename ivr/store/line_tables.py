"""The table of carriers' reports; ``tables`` has them all."""

from sqlalchemy import Column, Index, Table

from ivr.domain.line import LineEvent
from ivr.store.schema import ID, NUMBER, metadata
from ivr.store.types import Code, UtcTime

line_reports = Table(
    "line_reports",
    metadata,
    Column("id", ID, primary_key=True),
    Column("number", NUMBER, nullable=False),
    Column("event", Code(LineEvent), nullable=False),
    Column("at", UtcTime, nullable=False),
    Column("reported_by", ID, nullable=False),
    Column("received_at", UtcTime, nullable=False),
    Index(None, "number", "at"),
)
