"""The tables of people and of how they sign in; ``tables`` has them all."""

from sqlalchemy import BigInteger, Column, ForeignKey, Integer, String, Table, Text, UniqueConstraint

from ivr.domain.session import Needs
from ivr.domain.staff import Role
from ivr.store.schema import ID, SEALED, SLUG, metadata
from ivr.store.types import Code, UtcTime

staff = Table(
    "staff",
    metadata,
    Column("id", ID, primary_key=True),
    Column("court_id", SLUG, ForeignKey("courts.id")),
    Column("name", String(80), nullable=False),
    Column("role", Code(Role), nullable=False),
    Column("ended_at", UtcTime),
    Column("issuer", String(255)),
    Column("subject", String(255)),
    UniqueConstraint("issuer", "subject"),
)

tokens = Table(
    "tokens",
    metadata,
    Column("id", ID, primary_key=True),
    Column("court_id", SLUG, ForeignKey("courts.id")),
    Column("staff_id", ID, ForeignKey("staff.id"), nullable=False, index=True),
    Column("name", String(80), nullable=False),
    Column("digest", String(64), nullable=False, unique=True),
    Column("actions", Text),
    Column("issued_by", ID, nullable=False),
    Column("issued_at", UtcTime, nullable=False),
    Column("ends_at", UtcTime, nullable=False),
    Column("last_used_at", UtcTime),
)

accounts = Table(
    "accounts",
    metadata,
    Column("id", ID, ForeignKey("staff.id"), primary_key=True),
    Column("court_id", SLUG, ForeignKey("courts.id")),
    Column("login", String(60), nullable=False, unique=True),
    Column("password", String(255), nullable=False),
    Column("changed_at", UtcTime, nullable=False),
    Column("one_time_until", UtcTime),
    Column("totp", SEALED),
    Column("totp_step", BigInteger),
)

recovery_codes = Table(
    "recovery_codes",
    metadata,
    Column("staff_id", ID, ForeignKey("staff.id"), primary_key=True),
    Column("digest", String(64), primary_key=True),
)

sessions = Table(
    "sessions",
    metadata,
    Column("id", String(64), primary_key=True),
    Column("court_id", SLUG, ForeignKey("courts.id")),
    Column("staff_id", ID, ForeignKey("staff.id"), nullable=False, index=True),
    Column("method", String(20), nullable=False),
    Column("started_at", UtcTime, nullable=False),
    Column("seen_at", UtcTime, nullable=False),
    Column("ends_at", UtcTime, nullable=False, index=True),
    Column("needs", Code(Needs)),
)

failures = Table(
    "failures",
    metadata,
    Column("id", String(64), primary_key=True),
    Column("count", Integer, nullable=False),
    Column("last_at", UtcTime, nullable=False, index=True),
    Column("until", UtcTime, nullable=False),
)

openid_requests = Table(
    "openid_requests",
    metadata,
    Column("id", String(64), primary_key=True),
    Column("browser", String(64), nullable=False),
    Column("nonce", String(64), nullable=False),
    Column("verifier", SEALED, nullable=False),
    Column("ends_at", UtcTime, nullable=False, index=True),
)
