"""The tables, and which domain class each one keeps. Sealed columns hold authenticated ciphertext, never plain text."""

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    String,
    Table,
    Text,
    UniqueConstraint,
)

from ivr.domain.enrolment import State
from ivr.store.api_tables import claims, deliveries, subscriptions
from ivr.store.audit_tables import audit, chain_heads
from ivr.store.case_tables import batches, resumed_cases
from ivr.store.certificate_tables import certificates
from ivr.store.debt_tables import debts
from ivr.store.line_tables import line_reports
from ivr.store.message_tables import message_parts, messages
from ivr.store.objection_tables import objections
from ivr.store.payment_tables import payment_references, payments
from ivr.store.people_tables import accounts, failures, openid_requests, recovery_codes, sessions, staff, tokens
from ivr.store.proposal_tables import proposals
from ivr.store.schema import ID, NUMBER, SEALED, SLUG, metadata, some
from ivr.store.silence_tables import silences
from ivr.store.statement_tables import (
    bank_entries,
    column_mappings,
    statement_parts,
    statement_problems,
    statements,
)
from ivr.store.types import Code, UtcTime, Yuan
from ivr.store.wording_tables import hearings, wordings

__all__ = [
    "accounts",
    "audit",
    "bank_entries",
    "batches",
    "certificates",
    "chain_heads",
    "claims",
    "column_mappings",
    "confirmations",
    "counters",
    "courts",
    "debts",
    "deliveries",
    "enrolments",
    "evidence",
    "failures",
    "hearings",
    "line_reports",
    "message_parts",
    "messages",
    "metadata",
    "nodes",
    "notices",
    "numbers",
    "objections",
    "obligations",
    "openid_requests",
    "orders",
    "payment_references",
    "payments",
    "persons",
    "progress",
    "proposals",
    "recovery_codes",
    "registrations",
    "resumed_cases",
    "sessions",
    "silences",
    "staff",
    "statement_parts",
    "statement_problems",
    "statements",
    "subscriptions",
    "tokens",
    "wordings",
]

UNTOLD = "approved_at IS NOT NULL AND grace_ends_at IS NULL AND ended_at IS NULL"
"""Approved enrolments of which no message is known to have arrived."""
LISTED_BY = ("drafted_at", "expires_at", "ended_at")

courts = Table(
    "courts",
    metadata,
    Column("id", SLUG, primary_key=True),
    Column("name", String(40), nullable=False),
    Column("name_en", String(110), nullable=False),
    Column("enquiry", String(20), nullable=False),
    Column("grace_days", Integer, nullable=False),
    Column("languages", String(20), nullable=False),
    Column("zone", String(40), nullable=False),
    Column("retention_days", Integer, nullable=False, server_default="365"),
    Column("code", String(10), unique=True),
    Column("online_voice", String(20)),
    Column("names", JSON, nullable=False, server_default="{}"),
)

notices = Table(
    "notices",
    metadata,
    Column("id", ID, primary_key=True),
    Column("court_id", SLUG, ForeignKey("courts.id"), nullable=False),
    Column("language", String(8), nullable=False),
    Column("text", Text, nullable=False),
    Column("prompt", String(32), nullable=False),
    Column("seconds", Integer, nullable=False),
    Column("published_by", ID, nullable=False),
    Column("published_at", UtcTime, nullable=False),
    UniqueConstraint("court_id", "language"),
)

persons = Table(
    "persons",
    metadata,
    Column("id", ID, primary_key=True),
    Column("court_id", SLUG, ForeignKey("courts.id"), nullable=False),
    Column("name", SEALED, nullable=False),
    Column("id_number", SEALED, nullable=False),
    Column("id_index", String(32), nullable=False),
    UniqueConstraint("court_id", "id_index"),
)

orders = Table(
    "orders",
    metadata,
    Column("id", ID, primary_key=True),
    Column("court_id", SLUG, ForeignKey("courts.id"), nullable=False),
    Column("person_id", ID, ForeignKey("persons.id"), nullable=False),
    Column("case_number", String(60), nullable=False),
    Column("decision", String(40), nullable=False),
    Column("first_case", String(60)),
    Column("ground", Integer, nullable=False),
    Column("decided_on", Date, nullable=False),
    Column("served_on", Date, nullable=False),
    Column("listed_until", Date),
    Column("warned_in_notice_on", Date, nullable=False),
    Column("president", SEALED, nullable=False),
    Column("signed_on", Date, nullable=False),
    Column("number", NUMBER, nullable=False),
    Column("ends_on", Date, nullable=False),
    UniqueConstraint("court_id", "case_number", "person_id", "number", "signed_on"),
)

numbers = Table(
    "numbers",
    metadata,
    Column("id", ID, primary_key=True),
    Column("court_id", SLUG, ForeignKey("courts.id"), nullable=False),
    Column("person_id", ID, ForeignKey("persons.id"), nullable=False),
    Column("number", NUMBER, nullable=False, index=True),
    Column("proven_on", Date, nullable=False),
    Column("reference", String(120), nullable=False),
    Column("proven_until", Date, nullable=False),
    UniqueConstraint("court_id", "person_id", "number"),
)

obligations = Table(
    "obligations",
    metadata,
    Column("id", ID, primary_key=True),
    Column("court_id", SLUG, ForeignKey("courts.id"), nullable=False),
    Column("person_id", ID, ForeignKey("persons.id"), nullable=False),
    Column("case_number", String(60), nullable=False, index=True),
    Column("account", String(40), nullable=False, unique=True),
    Column("owed", Yuan, nullable=False),
    Column("debt_id", ID, ForeignKey("debts.id"), nullable=False, index=True),
    Column("discharged_at", UtcTime),
    Column("filed_on", Date),
    UniqueConstraint("court_id", "case_number", "person_id"),
)

enrolments = Table(
    "enrolments",
    metadata,
    Column("id", ID, primary_key=True),
    Column("court_id", SLUG, ForeignKey("courts.id"), nullable=False),
    Column("order_id", ID, ForeignKey("orders.id"), nullable=False, unique=True),
    Column("batch_id", ID, ForeignKey("batches.id"), index=True),
    Column("person_id", ID, ForeignKey("persons.id"), nullable=False, index=True),
    Column("obligation_id", ID, ForeignKey("obligations.id"), nullable=False, index=True),
    Column("number", NUMBER, nullable=False),
    Column("state", Code(State), nullable=False),
    Column("drafted_by", ID, nullable=False),
    Column("drafted_at", UtcTime, nullable=False),
    Column("expires_at", UtcTime, nullable=False),
    Column("ends_at", UtcTime, nullable=False),
    Column("submitted_by", ID),
    Column("submitted_at", UtcTime),
    Column("sent_back_for", SEALED),
    Column("approved_by", ID),
    Column("approved_at", UtcTime),
    Column("answers", SEALED),
    Column("warned_at", UtcTime),
    Column("warning_text", SEALED),
    Column("grace_ends_at", UtcTime),
    Column("activated_at", UtcTime),
    Column("suspended_at", UtcTime),
    Column("suspended_for", String(200)),
    Column("resume_asked_by", ID),
    Column("ended_at", UtcTime),
    Column("ended_for", String(40)),
    Column("ended_seq", BigInteger),
    Column("silent_at", UtcTime),
    Column("listing_due_on", Date),
    Column("listing_cleared_on", Date),
    Column("erased_at", UtcTime),
    Index(None, "number", "court_id", "drafted_at", "id"),
    *(Index(None, "court_id", time, "id") for time in LISTED_BY),
    *(Index(None, "court_id", "state", time, "id") for time in LISTED_BY),
    *(Index(None, "court_id", "drafted_by", time, "id") for time in LISTED_BY),
    Index(None, "court_id", "drafted_by", "state", "drafted_at", "id"),
    Index(None, "court_id", "listing_due_on", "id"),
    some("ix_enrolments_untold", "court_id", "approved_at", "id", where=UNTOLD),
    Index(None, "state", "expires_at"),
    Index(None, "erased_at", "ended_at"),
    Index(None, "state", "ends_at"),
    Index(None, "silent_at", "ended_at"),
)

counters = Table(
    "counters",
    metadata,
    Column("name", String(20), primary_key=True),
    Column("value", BigInteger, nullable=False),
)

registrations = Table(
    "registrations",
    metadata,
    Column("number", NUMBER, primary_key=True),
    Column("seq", BigInteger, nullable=False, unique=True),
    Column("notice", String(400), nullable=False),
    Column("enrolments", String(60), nullable=False),
    Column("expires_at", UtcTime),
    Column("certain", Boolean, nullable=False),
    Column("changed_at", UtcTime, nullable=False),
)

nodes = Table(
    "nodes",
    metadata,
    Column("id", String(40), primary_key=True),
    Column("follower", String(16)),
    Column("follower_until", UtcTime),
    Column("applied_seq", BigInteger, nullable=False),
    Column("confirmed_seq", BigInteger, nullable=False),
    Column("lease_until", UtcTime),
    Column("boot", String(16)),
    Column("waits_for", String(16)),
    Column("trouble", Text),
)

progress = Table(
    "progress",
    metadata,
    Column("node_id", String(40), ForeignKey("nodes.id"), primary_key=True),
    Column("seq", BigInteger, primary_key=True),
    Column("applied_at", UtcTime, nullable=False),
    Column("read_back_at", UtcTime),
)

confirmations = Table(
    "confirmations",
    metadata,
    Column("node_id", String(40), ForeignKey("nodes.id"), primary_key=True),
    Column("digest", String(16), primary_key=True),
    Column("first", ID, nullable=False),
    Column("second", ID),
)

evidence = Table(
    "evidence",
    metadata,
    Column("node_id", String(40), primary_key=True),
    Column("call", String(60), primary_key=True),
    Column("enrolment_id", ID, primary_key=True),
    Column("at", UtcTime, nullable=False),
    Column("heard_ms", Integer, nullable=False),
    Column("outcome", String(20), nullable=False),
    Index(None, "enrolment_id", "at", "node_id", "call"),
)
