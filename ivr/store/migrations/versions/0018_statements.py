"""Bank statements: kept whole before they are read, and how each entry is known again"""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _statements()
    _of_statements()
    _bank_entries()
    op.create_table(
        "column_mappings",
        sa.Column("id", sa.String(length=16), nullable=False),
        sa.Column("source", sa.String(length=40), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("columns", sa.Text(), nullable=False),
        sa.Column("made_by", sa.String(length=16), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_column_mappings")),
        sa.UniqueConstraint("source", "version", name=op.f("uq_column_mappings_source_version")),
    )


def downgrade() -> None:
    for table in ("column_mappings", "bank_entries", "statement_problems", "statement_parts", "statements"):
        op.drop_table(table)


def _statements() -> None:
    op.create_table(
        "statements",
        sa.Column("id", sa.String(length=16), nullable=False),
        sa.Column("source", sa.String(length=40), nullable=False),
        sa.Column("external_id", sa.String(length=140), nullable=False),
        sa.Column("progress", sa.String(length=40), nullable=False),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("received_by", sa.String(length=16), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("parts", sa.Integer(), nullable=False),
        sa.Column("columns_version", sa.Integer()),
        sa.Column("taken", sa.Integer(), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("next_try_at", sa.DateTime(timezone=True)),
        sa.Column("trouble", sa.String(length=80)),
        sa.Column("handled_at", sa.DateTime(timezone=True)),
        sa.Column("erased_at", sa.DateTime(timezone=True)),
        sa.Column("fresh", sa.Integer(), nullable=False),
        sa.Column("repeated", sa.Integer(), nullable=False),
        sa.Column("outgoing", sa.Integer(), nullable=False),
        sa.Column("bad", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_statements")),
        sa.UniqueConstraint("source", "external_id", name=op.f("uq_statements_source_external_id")),
    )
    op.create_index("ix_statements_progress_next_try_at", "statements", ["progress", "next_try_at"])
    op.create_index("ix_statements_received_at_id", "statements", ["received_at", "id"])


def _of_statements() -> None:
    op.create_table(
        "statement_parts",
        sa.Column("id", sa.String(length=16), nullable=False),
        sa.Column("statement_id", sa.String(length=16), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["statement_id"], ["statements.id"], name=op.f("fk_statement_parts_statement_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_statement_parts")),
        sa.UniqueConstraint("statement_id", "n", name=op.f("uq_statement_parts_statement_id_n")),
    )
    op.create_table(
        "statement_problems",
        sa.Column("id", sa.String(length=16), nullable=False),
        sa.Column("statement_id", sa.String(length=16), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("line", sa.Integer(), nullable=False),
        sa.Column("field", sa.String(length=40), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("reason_zh", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["statement_id"], ["statements.id"], name=op.f("fk_statement_problems_statement_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_statement_problems")),
        sa.UniqueConstraint("statement_id", "n", name=op.f("uq_statement_problems_statement_id_n")),
    )


def _bank_entries() -> None:
    op.create_table(
        "bank_entries",
        sa.Column("payment_id", sa.String(length=16), nullable=False),
        sa.Column("source", sa.String(length=40), nullable=False),
        sa.Column("statement_id", sa.String(length=16), nullable=False),
        sa.Column("line", sa.Integer(), nullable=False),
        sa.Column("account", sa.String(length=32), nullable=False),
        sa.Column("booked_on", sa.Date(), nullable=False),
        sa.Column("batch", sa.String(length=32)),
        sa.Column("transaction", sa.String(length=32)),
        sa.Column("end_to_end", sa.String(length=32)),
        sa.Column("whole", sa.Boolean(), nullable=False),
        sa.Column("confirmed_by", sa.String(length=16)),
        sa.ForeignKeyConstraint(["payment_id"], ["payments.id"], name=op.f("fk_bank_entries_payment_id")),
        sa.ForeignKeyConstraint(["statement_id"], ["statements.id"], name=op.f("fk_bank_entries_statement_id")),
        sa.PrimaryKeyConstraint("payment_id", name=op.f("pk_bank_entries")),
    )
    op.create_index("ix_bank_entries_statement_id", "bank_entries", ["statement_id"])
    for name in ("batch", "transaction", "end_to_end"):
        op.create_index(f"ix_bank_entries_source_{name}", "bank_entries", ["source", name])
    op.create_index("ix_bank_entries_source_account_booked_on", "bank_entries", ["source", "account", "booked_on"])
