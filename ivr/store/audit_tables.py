"""The tables of the audit trail: its entries, and where each court's chain ends."""

from sqlalchemy import BigInteger, Column, Index, String, Table

from ivr.store.schema import SLUG, metadata
from ivr.store.types import UtcTime

audit = Table(
    "audit",
    metadata,
    Column("court_id", SLUG, primary_key=True),
    Column("n", BigInteger, primary_key=True),
    Column("at", UtcTime, nullable=False),
    Column("actor", String(16), nullable=False),
    Column("role", String(20), nullable=False),
    Column("origin", String(45), nullable=False, server_default=""),
    Column("action", String(40), nullable=False),
    Column("subject", String(60), nullable=False),
    Column("reason", String(400), nullable=False),
    Column("before", String(64), nullable=False),
    Column("after", String(64), nullable=False),
    Column("previous", String(64), nullable=False),
    Column("hash", String(64), nullable=False),
    Index(None, "court_id", "at", "n"),
    *(Index(None, "court_id", name, "at", "n") for name in ("subject", "actor", "action")),
)

chain_heads = Table(
    "chain_heads",
    metadata,
    Column("court_id", SLUG, primary_key=True),
    Column("n", BigInteger, nullable=False),
    Column("hash", String(64), nullable=False),
)
