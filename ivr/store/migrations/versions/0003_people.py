"""People sign in: tokens of their own table, accounts, sessions"""

from datetime import UTC, datetime, timedelta

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    told = op.get_bind().execute(sa.text("SELECT id, court_id, token_digest FROM staff")).all()
    # Before any table refers to it: SQLite makes the table anew.
    with op.batch_alter_table("staff") as staff:
        staff.drop_constraint(op.f("uq_staff_token_digest"), type_="unique")
        staff.drop_column("token_digest")
        staff.add_column(sa.Column("ended_at", sa.DateTime(timezone=True)))
        staff.add_column(sa.Column("issuer", sa.String(length=255)))
        staff.add_column(sa.Column("subject", sa.String(length=255)))
        staff.create_unique_constraint(op.f("uq_staff_issuer_subject"), ["issuer", "subject"])
    tokens = _tokens()
    _keep(tokens, [tuple(row) for row in told])
    _accounts()
    _sessions()


def _tokens() -> sa.Table:
    table = op.create_table(
        "tokens",
        sa.Column("id", sa.String(length=16), nullable=False),
        sa.Column("court_id", sa.String(length=41)),
        sa.Column("staff_id", sa.String(length=16), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("actions", sa.Text()),
        sa.Column("issued_by", sa.String(length=16), nullable=False),
        sa.Column("issued_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("last_used_at", sa.DateTime(timezone=True)),
        sa.ForeignKeyConstraint(["court_id"], ["courts.id"], name=op.f("fk_tokens_court_id")),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name=op.f("fk_tokens_staff_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tokens")),
        sa.UniqueConstraint("digest", name=op.f("uq_tokens_digest")),
    )
    op.create_index(op.f("ix_tokens_staff_id"), "tokens", ["staff_id"])
    return table


def _keep(tokens: sa.Table, told: list[tuple[str, str | None, str]]) -> None:
    """Each person's token stays valid, for a year from now: the longest that any token lasts.

    Its time of issue is not known; that of this upgrade stands for it.
    """
    now = datetime.now(UTC)
    until = now + timedelta(days=365)
    rows = [
        {
            **{"id": key, "court_id": court, "staff_id": key, "name": "first", "digest": digest, "actions": None},
            **{"issued_by": key, "issued_at": now, "ends_at": until, "last_used_at": None},
        }
        for key, court, digest in told
    ]
    op.bulk_insert(tokens, rows)


def _accounts() -> None:
    op.create_table(
        "accounts",
        sa.Column("id", sa.String(length=16), nullable=False),
        sa.Column("court_id", sa.String(length=41)),
        sa.Column("login", sa.String(length=60), nullable=False),
        sa.Column("password", sa.String(length=255), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("one_time_until", sa.DateTime(timezone=True)),
        sa.Column("totp", sa.Text()),
        sa.Column("totp_step", sa.BigInteger()),
        sa.ForeignKeyConstraint(["court_id"], ["courts.id"], name=op.f("fk_accounts_court_id")),
        sa.ForeignKeyConstraint(["id"], ["staff.id"], name=op.f("fk_accounts_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_accounts")),
        sa.UniqueConstraint("login", name=op.f("uq_accounts_login")),
    )
    op.create_table(
        "recovery_codes",
        sa.Column("staff_id", sa.String(length=16), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name=op.f("fk_recovery_codes_staff_id")),
        sa.PrimaryKeyConstraint("staff_id", "digest", name=op.f("pk_recovery_codes")),
    )


def _sessions() -> None:
    op.create_table(
        "sessions",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("court_id", sa.String(length=41)),
        sa.Column("staff_id", sa.String(length=16), nullable=False),
        sa.Column("method", sa.String(length=20), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("needs", sa.String(length=40)),
        sa.ForeignKeyConstraint(["court_id"], ["courts.id"], name=op.f("fk_sessions_court_id")),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name=op.f("fk_sessions_staff_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sessions")),
    )
    op.create_index(op.f("ix_sessions_staff_id"), "sessions", ["staff_id"])
    op.create_index(op.f("ix_sessions_ends_at"), "sessions", ["ends_at"])
    op.create_table(
        "failures",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.Column("last_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_failures")),
    )
    op.create_index(op.f("ix_failures_last_at"), "failures", ["last_at"])
    op.create_table(
        "openid_requests",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("browser", sa.String(length=64), nullable=False),
        sa.Column("nonce", sa.String(length=64), nullable=False),
        sa.Column("verifier", sa.Text(), nullable=False),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_openid_requests")),
    )
    op.create_index(op.f("ix_openid_requests_ends_at"), "openid_requests", ["ends_at"])
