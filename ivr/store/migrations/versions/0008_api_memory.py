"""Answers by idempotency key, subscriptions and their deliveries, and indexes for lists in the order of time"""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

_LISTS = {
    "ix_enrolments_court_id_state_drafted_at_id": ["court_id", "state", "drafted_at", "id"],
    "ix_enrolments_court_id_drafted_at_id": ["court_id", "drafted_at", "id"],
    "ix_enrolments_court_id_drafted_by_drafted_at_id": ["court_id", "drafted_by", "drafted_at", "id"],
    "ix_enrolments_court_id_expires_at_id": ["court_id", "expires_at", "id"],
    "ix_enrolments_court_id_ended_at_id": ["court_id", "ended_at", "id"],
}


def upgrade() -> None:
    for name, columns in _LISTS.items():
        op.create_index(name, "enrolments", columns)
    op.drop_index("ix_enrolments_court_id_state_id", "enrolments")
    op.create_index("ix_audit_court_id_subject_n", "audit", ["court_id", "subject", "n"])
    _claims()
    _subscriptions()
    _deliveries()


def downgrade() -> None:
    for table in ("deliveries", "subscriptions", "claims"):
        op.drop_table(table)
    op.drop_index("ix_audit_court_id_subject_n", "audit")
    op.create_index("ix_enrolments_court_id_state_id", "enrolments", ["court_id", "state", "id"])
    for name in _LISTS:
        op.drop_index(name, "enrolments")


def _claims() -> None:
    op.create_table(
        "claims",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("owner", sa.String(length=16), nullable=False),
        sa.Column("body", sa.String(length=32), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=False),
        sa.Column("begun", sa.Boolean(), nullable=False),
        sa.Column("answer", sa.Text()),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_claims")),
    )
    op.create_index("ix_claims_at", "claims", ["at"])


def _subscriptions() -> None:
    op.create_table(
        "subscriptions",
        sa.Column("id", sa.String(length=16), nullable=False),
        sa.Column("court_id", sa.String(length=41), nullable=False),
        sa.Column("url", sa.String(length=500), nullable=False),
        sa.Column("kinds", sa.String(length=200), nullable=False),
        sa.Column("secret", sa.Text(), nullable=False),
        sa.Column("created_by", sa.String(length=16), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True)),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("not_before", sa.DateTime(timezone=True)),
        sa.Column("holder", sa.String(length=16)),
        sa.Column("held_until", sa.DateTime(timezone=True)),
        sa.ForeignKeyConstraint(["court_id"], ["courts.id"], name=op.f("fk_subscriptions_court_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_subscriptions")),
    )
    op.create_index("ix_subscriptions_court_id", "subscriptions", ["court_id"])


def _deliveries() -> None:
    op.create_table(
        "deliveries",
        sa.Column("id", sa.String(length=16), nullable=False),
        sa.Column("court_id", sa.String(length=41), nullable=False),
        sa.Column("subscription_id", sa.String(length=16), nullable=False),
        sa.Column("n", sa.BigInteger(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("subject", sa.String(length=16), nullable=False),
        sa.Column("case_number", sa.String(length=60), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("due_on", sa.String(length=10)),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("status", sa.String(length=40), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("tried_at", sa.DateTime(timezone=True)),
        sa.Column("error", sa.Text()),
        sa.Column("proven", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["court_id"], ["courts.id"], name=op.f("fk_deliveries_court_id")),
        sa.ForeignKeyConstraint(["subscription_id"], ["subscriptions.id"], name=op.f("fk_deliveries_subscription_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_deliveries")),
        sa.UniqueConstraint("subscription_id", "n", name=op.f("uq_deliveries_subscription_id_n")),
    )
    op.create_index("ix_deliveries_subscription_id_status_n", "deliveries", ["subscription_id", "status", "n"])
    op.create_index("ix_deliveries_proven_court_id", "deliveries", ["proven", "court_id"])
    op.create_index("ix_deliveries_at", "deliveries", ["at"])
