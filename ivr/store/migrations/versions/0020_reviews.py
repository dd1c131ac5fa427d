"""What people need to look at money that matched nothing: its words, courts' codes, since when a debt is known"""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "payment_references",
        sa.Column("reference", sa.String(length=35), nullable=False),
        sa.Column("court_id", sa.String(length=41), nullable=False),
        sa.Column("obligation_id", sa.String(length=16), nullable=False),
        sa.ForeignKeyConstraint(["court_id"], ["courts.id"], name=op.f("fk_payment_references_court_id")),
        sa.ForeignKeyConstraint(
            ["obligation_id"], ["obligations.id"], name=op.f("fk_payment_references_obligation_id")
        ),
        sa.PrimaryKeyConstraint("reference", name=op.f("pk_payment_references")),
    )
    op.create_index(op.f("ix_payment_references_obligation_id"), "payment_references", ["obligation_id"])
    with op.batch_alter_table("payments") as table:
        table.add_column(sa.Column("reversal", sa.Boolean(), nullable=False, server_default=sa.false()))
        table.add_column(sa.Column("said", sa.Text()))
    for name in ("ix_payments_in_review", "ix_payments_in_courts_review"):
        op.drop_index(name, "payments")
    _in_review("ix_payments_in_review", "court_id", "booked_at", "id")
    op.execute("UPDATE payments SET reversal = external_id LIKE '%#reversal'")
    with op.batch_alter_table("courts") as table:
        table.add_column(sa.Column("code", sa.String(length=10)))
        table.create_unique_constraint(table.f("uq_courts_code"), ["code"])
    op.add_column("obligations", sa.Column("filed_on", sa.Date()))
    op.execute(
        "UPDATE obligations SET filed_on ="
        " (SELECT MIN(date(drafted_at)) FROM enrolments WHERE enrolments.obligation_id = obligations.id)"
    )


def downgrade() -> None:
    op.drop_column("obligations", "filed_on")
    with op.batch_alter_table("courts") as table:
        table.drop_constraint(table.f("uq_courts_code"), type_="unique")
        table.drop_column("code")
    op.drop_index("ix_payments_in_review", "payments")
    _in_review("ix_payments_in_review", "id")
    _in_review("ix_payments_in_courts_review", "court_id", "id")
    with op.batch_alter_table("payments") as table:
        table.drop_column("said")
        table.drop_column("reversal")
    op.drop_table("payment_references")


def _in_review(name: str, *columns: str) -> None:
    where = sa.text("review_for IS NOT NULL AND closed_as IS NULL")
    op.create_index(name, "payments", list(columns), sqlite_where=where, postgresql_where=where)
