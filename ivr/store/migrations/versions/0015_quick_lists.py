"""Lists and details that do not slow down as the store grows: an index for each, and evidence by enrolment"""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

Indexes = dict[str, list[tuple[str, ...]]]

NEW: Indexes = {
    "enrolments": [
        ("number", "court_id", "drafted_at", "id"),
        ("court_id", "drafted_by", "state", "drafted_at", "id"),
        ("court_id", "drafted_by", "expires_at", "id"),
        ("court_id", "drafted_by", "ended_at", "id"),
        ("court_id", "state", "expires_at", "id"),
        ("court_id", "state", "ended_at", "id"),
        ("court_id", "listing_due_on", "id"),
    ],
    "objections": [("court_id", "stage", day, "id") for day in ("received_on", "decided_on", "reconsider_on")],
    "audit": [("court_id", "at", "n"), *(("court_id", name, "at", "n") for name in ("subject", "actor", "action"))],
}
OLD: Indexes = {
    "enrolments": [("number",), ("court_id", "listing_due_on")],
    "objections": [("court_id", "stage", "id")],
    "audit": [("court_id", "subject", "n")],
}
SOME = {
    "ix_enrolments_untold": (
        "enrolments",
        ["court_id", "approved_at", "id"],
        "approved_at IS NOT NULL AND grace_ends_at IS NULL AND ended_at IS NULL",
    ),
    "ix_proposals_open": ("proposals", ["court_id", "proposed_at", "id"], "verdict IS NULL"),
    "ix_payments_in_review": ("payments", ["id"], "review_for IS NOT NULL AND closed_as IS NULL"),
    "ix_payments_in_courts_review": ("payments", ["court_id", "id"], "review_for IS NOT NULL AND closed_as IS NULL"),
}


EVIDENCE = ("enrolment_id", "at", "node_id", "call")
FACTS = "node_id, call, at, heard_ms, outcome"


def upgrade() -> None:
    _make(NEW)
    for name, (table, columns, where) in SOME.items():
        op.create_index(name, table, columns, sqlite_where=sa.text(where), postgresql_where=sa.text(where))
    _drop(OLD)
    op.drop_index(op.f("ix_evidence_enrolments_at"), "evidence")
    _evidence(
        sa.Column("enrolment_id", sa.String(length=16), nullable=False),
        ["node_id", "call", "enrolment_id"],
        "substr(enrolments, 1, 16) FROM old_evidence",
        "substr(enrolments, 18, 16) FROM old_evidence WHERE length(enrolments) > 16",
    )
    _make({"evidence": [EVIDENCE]})


def downgrade() -> None:
    op.drop_index(op.f(_name("evidence", EVIDENCE)), "evidence")
    both = "CASE WHEN count(*) = 1 THEN min(enrolment_id) ELSE min(enrolment_id) || '+' || max(enrolment_id) END"
    _evidence(
        sa.Column("enrolments", sa.String(length=60), nullable=False),
        ["node_id", "call"],
        f"{both} FROM old_evidence GROUP BY {FACTS}",
    )
    _make(OLD | {"evidence": [("enrolments", "at")]})
    for name, (table, _, _) in SOME.items():
        op.drop_index(name, table)
    _drop(NEW)


def _evidence(told: sa.Column[str], key: list[str], *copies: str) -> None:
    """The table anew, with another column and key for what was heard."""
    op.execute("CREATE TABLE old_evidence AS SELECT * FROM evidence")
    op.drop_table("evidence")
    op.create_table(
        "evidence",
        sa.Column("node_id", sa.String(length=40), nullable=False),
        sa.Column("call", sa.String(length=60), nullable=False),
        told,
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("heard_ms", sa.Integer(), nullable=False),
        sa.Column("outcome", sa.String(length=20), nullable=False),
        sa.PrimaryKeyConstraint(*key, name=op.f("pk_evidence")),
    )
    for copy in copies:
        op.execute(f"INSERT INTO evidence ({FACTS}, {told.name}) SELECT {FACTS}, {copy}")
    op.drop_table("old_evidence")


def _name(table: str, columns: tuple[str, ...]) -> str:
    return f"ix_{table}_{'_'.join(columns)}"


def _make(indexes: Indexes) -> None:
    for table, wanted in indexes.items():
        for columns in wanted:
            op.create_index(op.f(_name(table, columns)), table, list(columns))


def _drop(indexes: Indexes) -> None:
    for table, wanted in indexes.items():
        for columns in wanted:
            op.drop_index(op.f(_name(table, columns)), table)
